const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

function toUtc(day: string): Date | null {
  const parts = pattern.exec(day);
  if (!parts) return null;
  const date = new Date(`${day}T00:00:00Z`);
  // 2025-02-30 rolls over into March.
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day ? null : date;
}

/** Whether the text is a day that exists, as "YYYY-MM-DD". Such days compare as text. */
export function isCalendarDay(day: string): boolean {
  return toUtc(day) !== null;
}

export function addDays(day: string, days: number): string {
  const date = toUtc(day);
  if (!date) throw new RangeError(`Not a day: ${day}`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The same day of the next year; February 29 becomes February 28. */
export function addYear(day: string): string {
  const next = `${String(Number(day.slice(0, 4)) + 1).padStart(4, "0")}${day.slice(4)}`;
  return isCalendarDay(next) ? next : addDays(`${next.slice(0, 8)}28`, 0);
}

/** "Friday, July 25, 2025" */
export function formatDay(day: string): string {
  const date = toUtc(day);
  if (!date) return day;
  return date.toLocaleDateString("en-US", {
    weekday: "long",
    month: "long",
    day: "numeric",
    year: "numeric",
    timeZone: "UTC",
  });
}
