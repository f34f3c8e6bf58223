import clsx from "clsx";
import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";
import { type BodySort, type BodyView, fromList, viewQuery } from "@/lib/features/compliance/schema";
import { type Pressure, pressureOf } from "@/lib/features/compliance/status";
import type { BodyLine } from "@/lib/features/compliance/types";
import { rowOf } from "./body-row";
import { BodyRows } from "./body-rows";

const groupTitles: Readonly<Record<Pressure, string>> = {
  overdue: "Overdue",
  owing: "Still to file",
  revising: "Asked for changes, next version owed",
  invited: "Invited, not filed",
  in_hand: "Filed, waiting for the Mayor's Office or being amended",
  accepted: "Accepted",
};

/**
 * Bodies with whom to call, in the order that the view asks for; in the order of pressure under the headings that
 * say what it means. One table: on a phone each row is a card that keeps the state, the share met and the number.
 */
export function BodyList({
  bodies,
  view,
  base,
}: {
  bodies: readonly BodyLine[];
  view: BodyView;
  base: string;
}) {
  if (bodies.length === 0) {
    return <EmptyState title="No body fits">Take a filter away, or show all of them.</EmptyState>;
  }
  return (
    <table className="print-rows w-full border-collapse text-left phone:block print:table-fixed">
      <thead className="border-line border-b text-14 text-muted phone:hidden">
        <tr>
          <SortableHead
            label="Body"
            sorts={["name", "-name"]}
            view={view}
            base={base}
            className="print:w-[26%]"
          />
          <SortableHead
            label="State"
            sorts={["state", "-state"]}
            view={view}
            base={base}
            className="print:w-[18%]"
          />
          <SortableHead
            label="Required met"
            sorts={["progress", "-progress"]}
            view={view}
            base={base}
            isNumber
            className="print:w-[10%]"
          />
          <th scope="col" className="py-2 pr-4 font-medium print:w-[33%]">
            Call
          </th>
          <SortableHead label="Last activity" sorts={["-activity", "activity"]} view={view} base={base} />
        </tr>
      </thead>
      {groupsOf(bodies, view).map(({ pressure, lines }) => (
        <tbody key={pressure ?? "all"} className="divide-y divide-line phone:block">
          {pressure && (
            <tr className="phone:block">
              <th scope="rowgroup" colSpan={5} className="pt-6 pb-2 font-semibold text-16 phone:block">
                {groupTitles[pressure]}
              </th>
            </tr>
          )}
          <BodyRows rows={lines.map(rowOf)} base={base} query={fromList("compliance", view)} />
        </tbody>
      ))}
    </table>
  );
}

function groupsOf(bodies: readonly BodyLine[], view: BodyView) {
  if (view.sort !== "pressing") return [{ pressure: null, lines: bodies }];
  const groups: { pressure: Pressure; lines: BodyLine[] }[] = [];
  for (const body of bodies) {
    const pressure = pressureOf(body);
    const last = groups.at(-1);
    if (last?.pressure === pressure) last.lines.push(body);
    else groups.push({ pressure, lines: [body] });
  }
  return groups;
}

function SortableHead({
  label,
  sorts: [first, second],
  view,
  base,
  isNumber = false,
  className,
}: {
  label: string;
  sorts: readonly [first: BodySort, second: BodySort];
  view: BodyView;
  base: string;
  isNumber?: boolean;
  className?: string;
}) {
  const isSorted = view.sort === first || view.sort === second;
  const isDescending = view.sort.startsWith("-");
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (isDescending ? "descending" : "ascending") : undefined}
      className={clsx("py-1 pr-4 font-medium", isNumber && "text-right", className)}
    >
      <Link
        href={`${base}${viewQuery({ ...view, sort: view.sort === first ? second : first, page: 1 })}#bodies`}
        prefetch={false}
        className={clsx(
          "inline-flex min-h-9 items-center gap-1 whitespace-nowrap print:whitespace-normal",
          isSorted ? "text-ink" : "text-muted",
        )}
      >
        {label}
        {isSorted && <span aria-hidden="true">{isDescending ? "↓" : "↑"}</span>}
      </Link>
    </th>
  );
}
