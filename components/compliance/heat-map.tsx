import clsx from "clsx";
import { EmptyState } from "@/components/ui/empty-state";
import { type BodyView, fromList } from "@/lib/features/compliance/schema";
import type { BodyLine } from "@/lib/features/compliance/types";
import { sectionLabels, sectionNames } from "@/lib/features/plans/schema";
import { HeatRows } from "./heat-rows";
import { appearance, type Share, sharesOf } from "./heat-share";

/** Bodies by sections: each cell tells its share of required items met in numbers, a shape and a shade. */
export function HeatMap({
  bodies,
  view,
  base,
}: {
  bodies: readonly BodyLine[];
  view: BodyView;
  base: string;
}) {
  const query = fromList("sections", view);
  if (bodies.length === 0)
    return <EmptyState title="No body fits">Take a filter away, or show all of them.</EmptyState>;
  return (
    <div className="page-wide flex flex-col gap-2">
      <Legend />
      <section
        className="relative overflow-x-auto rounded-md border border-line print:overflow-visible print:border-0"
        aria-label="Table of shares"
        tabIndex={-1}
      >
        <table className="print-rows w-full border-collapse text-14">
          <thead>
            <tr className="border-line border-b bg-surface text-muted">
              <th
                scope="col"
                className="sticky left-0 z-1 bg-surface px-3 py-2 text-left font-medium phone:min-w-36"
              >
                Body
              </th>
              {sectionNames.map((section) => (
                <th key={section} scope="col" className="px-2 py-2 font-medium">
                  {sectionLabels[section]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <HeatRows
              rows={bodies.map((body) => ({
                code: body.code,
                name: body.name,
                shares: sharesOf(body, sectionNames),
              }))}
              sections={sectionNames}
              base={base}
              query={query}
            />
          </tbody>
        </table>
      </section>
    </div>
  );
}

const legend: readonly (readonly [share: Share, words: string])[] = [
  [[4, 4], "all met"],
  [[3, 4], "half or more"],
  [[1, 4], "less than half"],
  [[0, 4], "none"],
  [[0, 0], "nothing applies"],
];

function Legend() {
  return (
    <div className="text-14 text-muted">
      <p>
        Each cell: required items met, of those that apply.
        <span className="lg:hidden print:hidden"> The table scrolls sideways.</span>
      </p>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {legend.map(([[met, total], words]) => {
          const { mark, look } = appearance(met, total);
          return (
            <li key={words} className="flex items-center gap-1.5">
              <span
                aria-hidden="true"
                className={clsx("inline-block min-w-7 border border-line text-center", look)}
              >
                {mark}
              </span>
              {words}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
