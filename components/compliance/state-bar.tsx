"use client";

import clsx from "clsx";
import type { Tone } from "@/components/ui/tone";
import type { ComplianceCounts } from "@/lib/features/compliance/types";
import type { PlanStatus } from "@/lib/features/plans/status";
import { bodyStateLabels, bodyStateTones, statusOrder } from "./body-state";
import { useLiveFigures } from "./live-dashboard";

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

const captionHeight = 22;
const height = 54;
/** Between the required and the invited, as a share of the bar. */
const gap = 0.02;
// The narrowest that the bar gets from each breakpoint on, in pixels, and what a letter, a digit and the margins take.
const widths = { phone: 256, sm: 528, xl: 960 } as const;
const letter = 7.2;
const digit = 9.5;
const margin = 5;

type Breakpoint = keyof typeof widths;

/** The first breakpoint from which on so many pixels fit into a share of the bar. */
function fitsFrom(share: number, pixels: number): Breakpoint | null {
  const needed = pixels + 2 * margin;
  return (["phone", "sm", "xl"] as const).find((breakpoint) => share * widths[breakpoint] >= needed) ?? null;
}

const shownFrom = (breakpoint: Breakpoint | null) =>
  breakpoint === null ? "hidden" : { phone: "", sm: "hidden sm:inline", xl: "hidden xl:inline" }[breakpoint];
const hiddenFrom = (breakpoint: Exclude<Breakpoint, "phone"> | null) =>
  breakpoint === null ? "" : { sm: "sm:hidden", xl: "xl:hidden" }[breakpoint];

type Segment = {
  readonly status: PlanStatus;
  readonly isInvited: boolean;
  readonly amount: number;
  readonly start: number;
  readonly share: number;
  readonly labelFrom: Breakpoint | null;
};

const labelOf = (status: PlanStatus) => shortLabels[status] ?? bodyStateLabels[status];
const count = (amount: number) => amount.toLocaleString("en-US");

function segmentsOf({ bodies, required, invited, byStatus, requiredByStatus }: ComplianceCounts): Segment[] {
  const scale = (required > 0 && invited > 0 ? 1 - gap : 1) / bodies;
  let start = 0;
  return [false, true].flatMap((isInvited) => {
    if (isInvited && required > 0) start += gap;
    return statusOrder.flatMap((status) => {
      const amount = isInvited ? byStatus[status] - requiredByStatus[status] : requiredByStatus[status];
      if (amount <= 0) return [];
      const share = amount * scale;
      const labelFrom = fitsFrom(share, labelOf(status).length * letter);
      const segment = { status, isInvited, amount, start, share, labelFrom };
      start += share;
      return [segment];
    });
  });
}

/**
 * The required bodies in one bar by the state of their plan, and the invited after a gap. Its lengths are shares; its
 * labels keep their size at any width, and what has no room for its label is named below.
 */
export function StateBar({ counts: drawn }: { counts: ComplianceCounts }) {
  const counts = useLiveFigures()?.counts ?? drawn;
  const segments = segmentsOf(counts);
  const unnamed = segments.flatMap((segment) =>
    segment.labelFrom === "phone" ? [] : [{ ...segment, labelFrom: segment.labelFrom }],
  );
  const described = (isInvited: boolean) =>
    segments
      .filter((segment) => segment.isInvited === isInvited)
      .map(({ status, amount }) => `${count(amount)} ${bodyStateLabels[status].toLowerCase()}`)
      .join(", ") || "none";
  return (
    <div
      role="img"
      aria-label={`Required bodies by state: ${described(false)}. Invited bodies: ${described(true)}.`}
    >
      <svg width="100%" height={captionHeight + height} className="block" aria-hidden="true">
        {counts.required > 0 && (
          <text y={14} className="fill-muted text-13">
            {count(counts.required)} required
          </text>
        )}
        {counts.invited > 0 && (
          <text x="100%" y={14} textAnchor="end" className="fill-muted text-13">
            {count(counts.invited)} invited
          </text>
        )}
        {segments.map(({ status, isInvited, amount, start, share, labelFrom }) => (
          <svg
            key={`${status} ${isInvited}`}
            x={`${start * 100}%`}
            y={captionHeight}
            width={`${share * 100}%`}
            height={height}
            aria-hidden="true"
          >
            <rect
              width="100%"
              height="100%"
              strokeWidth={2}
              className={clsx("stroke-surface", fills[bodyStateTones[status]])}
            />
            <text
              x={margin}
              y={23}
              className={clsx(
                "fill-ink font-semibold text-16",
                shownFrom(fitsFrom(share, count(amount).length * digit)),
              )}
            >
              {count(amount)}
            </text>
            <text x={margin} y={42} className={clsx("fill-ink text-13", shownFrom(labelFrom))}>
              {labelOf(status)}
            </text>
          </svg>
        ))}
      </svg>
      {unnamed.length > 0 && (
        <ul
          aria-hidden="true"
          className={clsx(
            "tabular mt-2 flex flex-wrap gap-x-4 gap-y-1 text-13 text-muted",
            hiddenFrom(latestOf(unnamed.map(({ labelFrom }) => labelFrom))),
          )}
        >
          {unnamed.map(({ status, isInvited, amount, labelFrom }) => (
            <li
              key={`${status} ${isInvited}`}
              className={clsx("inline-flex items-center gap-1.5", hiddenFrom(labelFrom))}
            >
              <svg width={12} height={12} aria-hidden="true" className={fills[bodyStateTones[status]]}>
                <rect width={12} height={12} />
              </svg>
              {count(amount)} {bodyStateLabels[status].toLowerCase()}
              {isInvited && ", invited"}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** From where on none is shown any more. */
function latestOf(breakpoints: readonly ("sm" | "xl" | null)[]): "sm" | "xl" | null {
  if (breakpoints.includes(null)) return null;
  return breakpoints.includes("xl") ? "xl" : "sm";
}
