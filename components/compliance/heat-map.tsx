import clsx from "clsx";
import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";
import type { BodyLine } from "@/lib/features/compliance/types";
import { sectionLabels, sectionNames } from "@/lib/features/plans/schema";

type Share = readonly [met: number, total: number];

/** Bodies by sections: each cell tells its share of required items met in numbers, a shape and a shade. */
export function HeatMap({ bodies, base }: { bodies: readonly BodyLine[]; base: string }) {
  if (bodies.length === 0)
    return <EmptyState title="No body fits">Take a filter away, or show all of them.</EmptyState>;
  return (
    <div className="flex flex-col gap-2">
      <p className="text-14 text-muted">
        Each cell: required items met, of those that apply. ■ all, ◧ some, □ none, – nothing applies.
        <span className="lg:hidden"> The table scrolls sideways.</span>
      </p>
      <section
        className="overflow-x-auto rounded-md border border-line"
        aria-label="Bodies by sections"
        tabIndex={-1}
      >
        <table className="w-full border-collapse text-14">
          <thead>
            <tr className="border-line border-b bg-surface text-muted">
              <th
                scope="col"
                className="sticky left-0 z-1 min-w-44 bg-surface px-3 py-2 text-left font-medium"
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
            {bodies.map((body) => (
              <tr key={body.code} className="border-line border-b last:border-0">
                <th
                  scope="row"
                  className="sticky left-0 z-1 max-w-64 bg-surface px-3 py-1.5 text-left font-medium"
                >
                  <Link href={`${base}/bodies/${body.code}`}>{body.name}</Link>
                </th>
                {sectionNames.map((section) => (
                  <Cell key={section} share={body.sectionShares[section] ?? [0, 0]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Cell({ share: [met, total] }: { share: Share }) {
  const { mark, look } = appearance(met, total);
  return (
    <td className={clsx("tabular whitespace-nowrap border-line border-l px-2 py-1.5 text-center", look)}>
      <span aria-hidden="true">{mark} </span>
      {total > 0 ? `${met}/${total}` : <span className="sr-only">nothing applies</span>}
    </td>
  );
}

function appearance(met: number, total: number): { mark: string; look: string } {
  if (total === 0) return { mark: "–", look: "text-muted" };
  if (met === total) return { mark: "■", look: "bg-done-bg text-done" };
  if (met === 0) return { mark: "□", look: "bg-surface text-muted" };
  return met / total >= 0.5
    ? { mark: "◧", look: "bg-waiting-bg text-waiting" }
    : { mark: "◧", look: "bg-attention-bg text-attention" };
}
