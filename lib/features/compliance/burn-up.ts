import { scaleLinear, scaleUtc } from "d3-scale";
import { area, curveStepAfter, line } from "d3-shape";
import type { DirectiveView } from "@/lib/features/directives/types";
import { formatDay } from "@/lib/kernel/calendar-day";
import type { ComplianceOverview } from "./types";

const dayMs = 86_400_000;

/** What the chart of filings is drawn from. Instants are milliseconds. */
type Filings = {
  readonly days: ComplianceOverview["filings"];
  /** How many required bodies have filed by now. */
  readonly filed: number;
  readonly required: number;
  /** "YYYY-MM-DD" */
  readonly issuedOn: string;
  readonly due: number;
  readonly now: number;
};

const frame = { height: 280, top: 44, bottom: 248, across: 1_000 } as const;

/**
 * The chart of filings, laid out: the browser draws it and knows no scale. Heights are pixels; positions across are
 * shares of the width in per cent, so that the lines stretch to any screen while the lettering and the strokes keep
 * their size. The paths alone are in units of the frame.
 */
export type BurnUpDrawing = {
  readonly filed: number;
  readonly required: number;
  /** In words, how many are still to file and how many a day reach the deadline. */
  readonly sentence: string;
  readonly levels: readonly { readonly level: number; readonly y: number }[];
  readonly ticks: readonly { readonly x: number; readonly label: string; readonly isOnPhone: boolean }[];
  readonly deadline: number;
  readonly today: number;
  /** Deadline and today stand so near to each other that their labels need two lines. */
  readonly isNear: boolean;
  readonly outline: string;
  readonly filling: string;
  readonly filedY: number;
  readonly isEarly: boolean;
  /** Absent once it is reached or too late. */
  readonly pace: {
    readonly goalY: number;
    /** Where its label stands. */
    readonly x: number;
    readonly y: number;
    readonly aDay: number;
  } | null;
  readonly days: readonly { readonly day: string; readonly filed: number }[];
};

/** What both sides must know of the drawing; a type, so that nothing of this module goes to the browser. */
export type BurnUpFrame = Omit<typeof frame, "top">;
const { top, bottom, across } = frame;

/** About noon of a day in the City, near enough for a chart of days. */
const noonOf = (day: string): number => Date.parse(`${day}T20:00:00Z`);
const rounded = (value: number) => Math.round(value * 100) / 100;

/** The chart of a directive's filings as an overview tells them. */
export function burnUpOf(
  directive: Pick<DirectiveView, "issuedOn" | "dueAt">,
  { counts, filings, now }: ComplianceOverview,
): BurnUpDrawing {
  return drawBurnUp({
    days: filings,
    filed: counts.filedOnTime + counts.filedLate,
    required: counts.required,
    issuedOn: directive.issuedOn,
    due: Date.parse(directive.dueAt),
    now: Date.parse(now),
  });
}

type Point = readonly [at: number, filed: number];

/** Lays out filings day by day against the deadline, with the pace that is needed from here. */
function drawBurnUp(filings: Filings): BurnUpDrawing {
  const { days, filed, required, issuedOn, due, now } = filings;
  const start = noonOf(issuedOn) - dayMs / 2;
  const end = Math.max(due, now) + dayMs / 2;
  const x = scaleUtc([start, end], [0, across]);
  const y = scaleLinear([0, Math.max(required, 1)], [bottom, top]);
  const share = (at: number) => rounded((x(at) / across) * 100);
  // Round numbers up to the goal, and the goal; what stands too near to it gives way.
  const round = y.ticks(4).filter((level) => Number.isInteger(level) && y(level) - y(required) > 14);
  const points: Point[] = [
    [start, 0],
    ...days.map((day): Point => [Math.min(noonOf(day.day), now), day.filed]),
    [now, filed],
  ];
  const outline = line<Point>(
    ([at]) => rounded(x(at)),
    ([, level]) => rounded(y(level)),
  ).curve(curveStepAfter);
  const filling = area<Point>(
    ([at]) => rounded(x(at)),
    bottom,
    ([, level]) => rounded(y(level)),
  ).curve(curveStepAfter);
  const shown = days.length > 0 ? days : [{ day: "So far", filed: 0 }];
  return {
    filed,
    required,
    sentence: paceSentence(filings),
    levels: [...round, required].map((level) => ({ level, y: rounded(y(level)) })),
    ticks: ticksBetween(start, end).map(({ at, ...tick }) => ({ ...tick, x: share(at) })),
    deadline: share(due),
    today: share(now),
    isNear: Math.abs(due - now) / (end - start) < 0.32,
    outline: outline(points) ?? "",
    filling: filling(points) ?? "",
    filedY: rounded(y(filed)),
    isEarly: now - start < (end - start) * 0.2,
    pace:
      now < due && filed < required
        ? {
            goalY: rounded(y(required)),
            x: share((now + due) / 2),
            y: rounded(y((filed + required) / 2)),
            aDay: paceNeeded(filings),
          }
        : null,
    days: shown.map((one) => ({ day: formatDay(one.day), filed: one.filed })),
  };
}

/** How many a day reach the goal, from now on; no fewer than what is left when a day or less is. */
function paceNeeded({ required, filed, due, now }: Filings): number {
  return Math.ceil((required - filed) / Math.max((due - now) / dayMs, 1));
}

function paceSentence(filings: Filings): string {
  const { required, filed, due, now } = filings;
  const owing = required - filed;
  if (owing <= 0) return "Every required body has filed.";
  const count = owing.toLocaleString("en-US");
  if (due <= now)
    return `${count} required ${owing === 1 ? "body has" : "bodies have"} not filed; the deadline has passed.`;
  if (due - now <= dayMs) return `${count} still to file, and less than a day is left.`;
  return `${count} still to file: ${paceNeeded(filings).toLocaleString("en-US")} a day from now on reach the deadline.`;
}

type Tick = { readonly at: number; readonly label: string; readonly isOnPhone: boolean };
const shortDay = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" });

/** Days to name below the chart, at their noon: at most eight, every other of them on a phone. */
function ticksBetween(start: number, end: number): Tick[] {
  const count = Math.max(1, Math.floor((end - start) / dayMs));
  const step = Math.ceil(count / 8);
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => {
    const at = start + index * step * dayMs + dayMs / 2;
    // Noon in the City is 20:00 of the same day in UTC, or 19:00.
    return { at, label: shortDay.format(at), isOnPhone: index % 2 === 0 };
  });
}
