import { addMonths, parseISO } from "date-fns";

/** A day without a time, "YYYY-MM-DD", that exists in the calendar. */
export function isDay(typed: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) return false;
  const date = new Date(`${typed}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(typed);
}

/** Whether a day lies after `from` and no further than the given months past it. Both must be days. */
export function isWithinMonths({
  day,
  from,
  months,
}: {
  day: string;
  from: string;
  months: number;
}): boolean {
  return day > from && parseISO(day) <= addMonths(parseISO(from), months);
}

const inWords = new Intl.DateTimeFormat("en-US", {
  month: "long",
  day: "numeric",
  year: "numeric",
  timeZone: "UTC",
});

/** "July 25, 2025"; what is no day is given back as it was typed. */
export function formatDay(day: string): string {
  if (!isDay(day)) return day;
  return inWords.format(new Date(`${day}T00:00:00Z`));
}
