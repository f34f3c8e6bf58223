import type { FilingDay } from "@/lib/features/compliance/types";

export const dayMs = 86_400_000;

/** What the chart of filings is drawn from. Instants are milliseconds. */
export type Filings = {
  readonly days: readonly FilingDay[];
  /** How many required bodies have filed by now. */
  readonly filed: number;
  readonly required: number;
  /** "YYYY-MM-DD" */
  readonly issuedOn: string;
  readonly due: number;
  readonly now: number;
};

/** About noon of a day in the City, near enough for a chart of days. */
export const noonOf = (day: string): number => Date.parse(`${day}T20:00:00Z`);

/** How many a day reach the goal, from now on; no fewer than what is left when a day or less is. */
export function paceNeeded({ required, filed, due, now }: Filings): number {
  return Math.ceil((required - filed) / Math.max((due - now) / dayMs, 1));
}

type Tick = { readonly at: number; readonly label: string; readonly isOnPhone: boolean };
const shortDay = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" });

/** Days to name below the chart, at their noon: at most eight, every other of them on a phone. */
export function ticksBetween(start: number, end: number): Tick[] {
  const count = Math.max(1, Math.floor((end - start) / dayMs));
  const step = Math.ceil(count / 8);
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => {
    const at = start + index * step * dayMs + dayMs / 2;
    // Noon in the City is 20:00 of the same day in UTC, or 19:00.
    return { at, label: shortDay.format(at), isOnPhone: index % 2 === 0 };
  });
}
