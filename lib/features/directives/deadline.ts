import { TZDate } from "@date-fns/tz";
import { addDays } from "date-fns";
import { z } from "zod";
import { formatDeadline } from "@/lib/kernel/format-date";

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
