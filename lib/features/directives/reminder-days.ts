import { dayAfter, dayAt, daysBetween, instantOf, isWakingHour } from "@/lib/kernel/local-time";
import { dueDayOf } from "./deadline";

/** The days before the due day, and that day itself, on whose morning a body is reminded. */
const daysBefore: readonly number[] = [7, 3, 1, 0];

type Moment = {
  readonly now: Date;
  readonly timeZone: string;
  /** Of a day, "YYYY-MM-DD". */
  readonly isWorkingDay: (day: string) => boolean;
};

/**
 * Whether a body that owes its filing by `dueAt` is to be reminded at this moment, on which day, and how many days it
 * has left: 7, 3, 1, 0 on the day itself; once overdue, on every working day, the days that have passed, negative.
 */
export function reminderAt({
  now,
  dueAt,
  timeZone,
  isWorkingDay,
}: Moment & { readonly dueAt: Date }): { readonly day: string; readonly daysLeft: number } | null {
  if (!isWakingHour(now, timeZone)) return null;
  const day = dayAt(now, timeZone);
  const daysLeft = daysBetween(day, dueDayOf(dueAt, timeZone));
  // Late within its own due day, it is told so the next working morning.
  if (daysLeft === 0 && now >= dueAt) return null;
  const isTold = daysLeft < 0 ? isWorkingDay(day) : daysBefore.includes(daysLeft);
  return isTold ? { day, daysLeft } : null;
}

/** Due instants after `after`, if there is one, up to `until`. */
export type DueSpan = { readonly after: Date | null; readonly until: Date };

/** The due instants of which somebody is to be reminded at this moment: what a query looks for before each is judged. */
export function dueSpansAt({ now, timeZone, isWorkingDay }: Moment): readonly DueSpan[] {
  if (!isWakingHour(now, timeZone)) return [];
  const today = dayAt(now, timeZone);
  const midnightBefore = (days: number) => instantOf(dayAfter(today, days), 0, timeZone);
  const ahead = daysBefore.map((days) => ({ after: midnightBefore(days), until: midnightBefore(days + 1) }));
  return isWorkingDay(today) ? [...ahead, { after: null, until: midnightBefore(0) }] : ahead;
}
