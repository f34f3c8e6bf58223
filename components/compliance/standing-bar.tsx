import clsx from "clsx";
import Link from "next/link";
import { type Tone, toneMarks } from "@/components/ui/tone";
import { type BodyView, viewQuery } from "@/lib/features/compliance/schema";
import type { ComplianceCounts } from "@/lib/features/compliance/types";
import type { PlanStatus } from "@/lib/features/plans/status";
import { bodyStateLabels, bodyStateTones } from "./body-state";

const order: readonly PlanStatus[] = [
  "accepted",
  "in_review",
  "submitted",
  "changes_requested",
  "amending",
  "with_certifier",
  "draft",
  "not_started",
];

const fills: Readonly<Record<Tone, string>> = {
  done: "fill-done-bg stroke-done-line",
  attention: "fill-attention-bg stroke-attention-line",
  waiting: "fill-waiting-bg stroke-waiting-line",
  neutral: "fill-neutral-bg stroke-neutral-line",
  late: "fill-late-bg stroke-late-line",
};

const width = 1_000;
const height = 48;

/** All bodies in one bar by the state of their plan, and every count below it, each leading to its list. */
export function StandingBar({ counts, base }: { counts: ComplianceCounts; base: string }) {
  return (
    <div className="flex flex-col gap-4">
      {counts.bodies > 0 && <Bar counts={counts} />}
      <ul className="grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-3 lg:grid-cols-4">
        {figuresOf(counts).map(({ label, amount, view, tone }) => (
          <li key={label}>
            <Link
              href={`${base}${viewQuery(view)}#bodies`}
              className="flex min-h-11 items-baseline gap-2 text-ink no-underline hover:underline sm:min-h-9"
            >
              <span className="tabular min-w-8 text-right font-semibold text-18">
                {amount.toLocaleString("en-US")}
              </span>
              <span className="text-14">
                <span aria-hidden="true" className="text-muted">
                  {toneMarks[tone]}{" "}
                </span>
                {label}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Bar({ counts }: { counts: ComplianceCounts }) {
  const shown = order.filter((status) => counts.byStatus[status] > 0);
  const described = shown
    .map((status) => `${counts.byStatus[status]} ${bodyStateLabels[status].toLowerCase()}`)
    .join(", ");
  let x = 0;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className="block h-12 w-full"
      preserveAspectRatio="none"
      role="img"
      aria-label={`Bodies by state: ${described}`}
    >
      {shown.map((status) => {
        const share = (counts.byStatus[status] / counts.bodies) * width;
        const start = x;
        x += share;
        return (
          <rect
            key={status}
            x={start + 1}
            y={1}
            width={Math.max(share - 2, 1)}
            height={height - 2}
            rx={3}
            strokeWidth={1.5}
            vectorEffect="non-scaling-stroke"
            className={clsx(fills[bodyStateTones[status]])}
          >
            <title>{`${bodyStateLabels[status]}: ${counts.byStatus[status]}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}

type Figure = { label: string; amount: number; view: Partial<BodyView>; tone: Tone };

function figuresOf(counts: ComplianceCounts): Figure[] {
  const states = order.map(
    (status): Figure => ({
      label: bodyStateLabels[status],
      amount: counts.byStatus[status],
      view: { state: status },
      tone: bodyStateTones[status],
    }),
  );
  return [
    { label: "Required", amount: counts.required, view: { group: "required" }, tone: "neutral" },
    { label: "Filed on time", amount: counts.filedOnTime, view: { group: "filed_on_time" }, tone: "done" },
    { label: "Filed late", amount: counts.filedLate, view: { group: "filed_late" }, tone: "late" },
    { label: "Overdue", amount: counts.overdue, view: { state: "overdue" }, tone: "late" },
    ...states,
    { label: "Invited", amount: counts.invited, view: { group: "invited" }, tone: "neutral" },
  ];
}
