import type { ReactNode } from "react";

/** Terms and their details, one under the other on a phone, side by side where there is room. */
export function DataList({ items }: { items: readonly { term: string; detail: ReactNode }[] }) {
  return (
    <dl className="divide-y divide-line border-line border-y">
      {items.map(({ term, detail }) => (
        <div key={term} className="grid gap-x-4 gap-y-0.5 py-2.5 sm:grid-cols-[12rem_1fr]">
          <dt className="text-14 text-muted">{term}</dt>
          <dd className="min-w-0">{detail}</dd>
        </div>
      ))}
    </dl>
  );
}
