"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useRef, useTransition } from "react";
import { FieldGroup } from "@/components/forms/field";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { bodiesAtOnce, type OwingView, owingQuery } from "@/lib/features/directives/schema";

export type PickedBody = {
  readonly code: string;
  readonly name: string;
  readonly dueAt: string;
  /** "Jul 25, 2025" */
  readonly dueText: string;
};

/**
 * Bodies to tick, a page at a time and found by name on the server: the address holds what is looked at, and the
 * ticks stay with the form while it changes.
 */
export function BodyPicker({
  base,
  view,
  bodies,
  total,
  pages,
  picked,
  onPick,
}: {
  base: string;
  view: OwingView;
  bodies: readonly PickedBody[];
  total: number;
  pages: number;
  picked: readonly PickedBody[];
  onPick: (picked: readonly PickedBody[]) => void;
}) {
  const isPicked = (body: PickedBody) => picked.some(({ code }) => code === body.code);
  const without = (gone: readonly PickedBody[]) =>
    picked.filter(({ code }) => gone.every((body) => body.code !== code));
  const isWholePage = bodies.length > 0 && bodies.every(isPicked);
  const togglePage = () => onPick(isWholePage ? without(bodies) : [...without(bodies), ...bodies]);
  return (
    <FieldGroup
      name="bodies"
      label="Which bodies"
      hint={`Those that still owe their plan. At most ${bodiesAtOnce} at a time.`}
    >
      <Find base={base} view={view} />
      <p className="tabular text-14 text-muted" role="status">
        {total.toLocaleString("en-US")} {total === 1 ? "body" : "bodies"}
        {view.q && ` named “${view.q}”`}, {picked.length.toLocaleString("en-US")} chosen
      </p>
      {bodies.length === 0 && (
        <EmptyState title={view.q ? "No body fits" : "Every required body has filed"}>
          {view.q
            ? "Find another, or search for nothing to see all."
            : "There is no deadline left to extend."}
        </EmptyState>
      )}
      {bodies.length > 0 && (
        <div className="rounded-md border border-line bg-surface">
          <label className="flex min-h-11 cursor-pointer items-center gap-3 border-line border-b px-4 text-14 text-muted">
            <input type="checkbox" checked={isWholePage} onChange={togglePage} />
            All {bodies.length} on this page
          </label>
          <ul className="lg:grid lg:grid-cols-2">
            {bodies.map((body) => (
              <li key={body.code} className="border-line border-b last:border-b-0">
                <label className="flex h-full min-h-11 cursor-pointer flex-wrap items-center gap-x-3 px-4 py-1.5">
                  <input
                    type="checkbox"
                    checked={isPicked(body)}
                    onChange={() => onPick(isPicked(body) ? without([body]) : [...picked, body])}
                  />
                  <span className="min-w-0 flex-1">{body.name}</span>
                  <span className="tabular text-14 text-muted max-sm:basis-full max-sm:pl-8">
                    due {body.dueText}
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Pagination
        page={view.page}
        pages={pages}
        hrefFor={(page) => `${base}${owingQuery({ ...view, page })}`}
        scroll={false}
      />
      {picked.length > 0 && (
        <Disclosure summary={`${picked.length.toLocaleString("en-US")} chosen`}>
          <ul className="divide-y divide-line">
            {picked.map((body) => (
              <li key={body.code} className="flex items-center justify-between gap-3 py-1">
                <span className="min-w-0">{body.name}</span>
                <Button
                  variant="quiet"
                  size="sm"
                  aria-label={`Leave out ${body.name}`}
                  onClick={() => onPick(without([body]))}
                >
                  Leave out
                </Button>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </FieldGroup>
  );
}

/** Looks bodies up by name without leaving the form that it stands in. */
function Find({ base, view }: { base: string; view: OwingView }) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [isPending, startTransition] = useTransition();
  const find = () => {
    const q = input.current?.value.trim() ?? "";
    startTransition(() => router.push(`${base}${owingQuery({ q })}`, { scroll: false }));
  };
  const findOnEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    find();
  };
  return (
    <div className="flex max-w-[36rem] items-end gap-3">
      <label className="flex min-w-0 flex-1 flex-col gap-1 text-14">
        Find a body by name
        <input
          ref={input}
          type="search"
          defaultValue={view.q}
          autoComplete="off"
          maxLength={100}
          className="w-full"
          onKeyDown={findOnEnter}
        />
      </label>
      <Button variant="secondary" onClick={find} aria-busy={isPending}>
        Find
      </Button>
    </div>
  );
}
