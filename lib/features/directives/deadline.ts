import { TZDate } from "@date-fns/tz";
import { addDays, differenceInCalendarDays, parseISO } from "date-fns";
import { z } from "zod";
import { formatDeadline } from "@/lib/kernel/format-date";
import { dayAt } from "@/lib/kernel/local-time";

export const deadlineRuleSchema = z.object({
  kind: z.literal("calendar_days"),
  days: z.number().int().min(1).max(3_650),
  from: z.literal("issue_date"),
});
export type DeadlineRule = z.infer<typeof deadlineRuleSchema>;

type Issue = {
  /** "YYYY-MM-DD" */
  readonly issuedOn: string;
  readonly rule: DeadlineRule;
  readonly timeZone: string;
};

function midnightOf(day: string, timeZone: string): TZDate {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new TZDate(year, month - 1, date, timeZone);
}

/** The midnight that ends a day, "YYYY-MM-DD", where the zone's clocks stand: from then on it is late. */
export function endOfDay(day: string, timeZone: string): Date {
  return new Date(addDays(midnightOf(day, timeZone), 1).getTime());
}

/** The last whole day on which filing is on time, "YYYY-MM-DD": the one that the due instant ends. */
export function dueDayOf(dueAt: Date | string, timeZone: string): string {
  return dayAt(new Date(new Date(dueAt).getTime() - 1), timeZone);
}

/** How many days a deadline moved by the calendar: negative where it came earlier. */
export function daysMoved({ from, to, timeZone }: { from: string; to: string; timeZone: string }): number {
  return differenceInCalendarDays(parseISO(dueDayOf(to, timeZone)), parseISO(dueDayOf(from, timeZone)));
}

/** One step of a body's deadline, as it is kept. Instants are ISO strings. */
type Move = { readonly previousDueAt: string; readonly dueAt: string; readonly grantedAt: string };

/**
 * The moves that made the deadline of a version, the oldest first. A filing is dated by the beginning of its
 * transaction and may have waited for an extension that is dated after it: the sum must come to the version's own
 * due instant, which was read under the lock.
 */
export function movesUntil<M extends Move>(
  moves: readonly M[],
  version: { readonly submittedAt: string; readonly dueAt: string },
): readonly M[] {
  const granted = moves.filter(({ grantedAt }) => grantedAt <= version.submittedAt).length;
  const inForce = (count: number) => moves[count - 1]?.dueAt ?? moves[0]?.previousDueAt;
  const away = (count: number) => Math.abs(count - granted);
  const nearest = [...moves.keys(), moves.length].toReversed().toSorted((a, b) => away(a) - away(b));
  const made = nearest.find((count) => inForce(count) === version.dueAt);
  return moves.slice(0, made ?? granted);
}

/**
 * The instant from which filing is late: the midnight that ends the due day in the directive's zone, so that a day
 * is whole whatever the clocks did on it.
 */
export function computeDueAt({ issuedOn, rule, timeZone }: Issue): Date {
  const afterDueDay = addDays(midnightOf(issuedOn, timeZone), rule.days + 1);
  return new Date(afterDueDay.getTime());
}

/** "14 days from Friday, July 11, 2025, 11:59 p.m. Pacific": the day that it gives always stands beside it. */
export function describeRule({ issuedOn, rule, timeZone }: Issue): string {
  const endOfIssueDay = computeDueAt({ issuedOn, rule: { ...rule, days: 0 }, timeZone });
  return `${rule.days} ${rule.days === 1 ? "day" : "days"} from ${formatDeadline(endOfIssueDay, timeZone)}`;
}

/** Late from the due instant on: the last moment of the due day is still on time. */
export function isLate({ now, dueAt }: { now: Date; dueAt: Date }): boolean {
  return now.getTime() >= dueAt.getTime();
}
