import type { ReactNode } from "react";
import { DataList } from "@/components/ui/data-list";

/** Written text as it was typed, or a plain word that there is none. */
export function Text({ children, absent = "Not answered" }: { children: string; absent?: string }) {
  return children.trim() ? (
    <span className="whitespace-pre-wrap">{children}</span>
  ) : (
    <span className="text-muted">{absent}</span>
  );
}

export function Facts({ items }: { items: readonly (readonly [term: string, detail: ReactNode])[] }) {
  return (
    <DataList
      items={items.map(([term, detail]) => ({
        term,
        detail: typeof detail === "string" ? <Text>{detail}</Text> : detail,
      }))}
    />
  );
}

/** One row of a list: a heading and what stands under it. Kept together on paper. */
export function Entry({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="break-inside-avoid">
      <h4 className="mb-1 font-semibold">{title}</h4>
      {children}
    </div>
  );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-4 print:block print:space-y-2">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Stands where our own suggestion has not been made the department's yet. */
export function Unadapted() {
  return <span className="block text-14 text-waiting">Model text, not adapted yet</span>;
}

export function Nothing({ children }: { children: ReactNode }) {
  return <p className="text-muted">{children}</p>;
}

/** The label of a choice, or a plain word that it is open. */
export function labelOf<Value extends string>(
  labels: Readonly<Record<Value, string>>,
  value: Value | "",
): string {
  return value ? labels[value] : "";
}
