import clsx from "clsx";
import type { Tone } from "@/components/ui/tone";
import type { ComplianceCounts } from "@/lib/features/compliance/types";
import type { PlanStatus } from "@/lib/features/plans/status";
import { bodyStateLabels, bodyStateTones, statusOrder } from "./body-state";

const fills: Readonly<Record<Tone, string>> = {
  done: "fill-done-line",
  attention: "fill-attention-line",
  waiting: "fill-waiting-line",
  neutral: "fill-neutral-line",
  late: "fill-late-line",
};

const shortLabels: Readonly<Partial<Record<PlanStatus, string>>> = {
  with_certifier: "With the head",
  changes_requested: "Changes",
  amending: "Amending",
};

const height = 54;
// The narrowest that the bar gets from each breakpoint on, in pixels, and what a letter and the margins take of it.
const widths = { phone: 256, sm: 528, xl: 960 } as const;
const letter = 7.2;
const margins = 16;

/** Shown from the first breakpoint on at which a label of this length fits into its share of the bar. */
function shownFrom(share: number, length: number): string {
  const needed = length * letter + margins;
  if (share * widths.phone >= needed) return "";
  if (share * widths.sm >= needed) return "hidden sm:inline";
  return share * widths.xl >= needed ? "hidden xl:inline" : "hidden";
}

/** All bodies in one bar by the state of their plan. Its lengths are shares; its labels keep their size at any width. */
export function StateBar({ counts }: { counts: ComplianceCounts }) {
  const shown = statusOrder.filter((status) => counts.byStatus[status] > 0);
  const described = shown
    .map((status) => `${counts.byStatus[status]} ${bodyStateLabels[status].toLowerCase()}`)
    .join(", ");
  let start = 0;
  return (
    <svg
      width="100%"
      height={height}
      role="img"
      aria-label={`Bodies by state: ${described}`}
      className="block"
    >
      {shown.map((status) => {
        const amount = counts.byStatus[status];
        const share = amount / counts.bodies;
        const x = start;
        start += share;
        const number = amount.toLocaleString("en-US");
        const label = shortLabels[status] ?? bodyStateLabels[status];
        return (
          <svg key={status} x={`${x * 100}%`} width={`${share * 100}%`} height={height} aria-hidden="true">
            <rect
              width="100%"
              height="100%"
              strokeWidth={2}
              className={clsx("stroke-surface", fills[bodyStateTones[status]])}
            />
            <text
              x={8}
              y={23}
              className={clsx("fill-ink font-semibold text-16", shownFrom(share, number.length))}
            >
              {number}
            </text>
            <text x={8} y={42} className={clsx("fill-ink text-13", shownFrom(share, label.length))}>
              {label}
            </text>
          </svg>
        );
      })}
    </svg>
  );
}
