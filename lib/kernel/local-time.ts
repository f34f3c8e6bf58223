import { TZDate } from "@date-fns/tz";
import { addDays, differenceInCalendarDays, format, parseISO } from "date-fns";

/** The day that the calendar shows at an instant where the clocks of the zone stand: "YYYY-MM-DD". */
export function dayAt(instant: Date, timeZone: string): string {
  return format(new TZDate(instant.getTime(), timeZone), "yyyy-MM-dd");
}

/** The full hour that the clocks of the zone show at an instant, 0 to 23. */
export function hourAt(instant: Date, timeZone: string): number {
  return new TZDate(instant.getTime(), timeZone).getHours();
}

/** When the clocks of the zone show a full hour of a day. An hour that they skip is the moment of the skip. */
export function instantOf(day: string, hour: number, timeZone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(new TZDate(year, month - 1, date, hour, timeZone).getTime());
}

/** The day that lies a number of days after another, or before it. */
export function dayAfter(day: string, days: number): string {
  return format(addDays(parseISO(day), days), "yyyy-MM-dd");
}

/** How many days lie from one day to another; negative when the other comes before it. */
export function daysBetween(from: string, to: string): number {
  return differenceInCalendarDays(parseISO(to), parseISO(from));
}

/**
 * From eight in the morning to eight in the evening by the clocks of the zone. What is sent of a morning is sent then:
 * a morning that was missed because no worker ran is made up for, and nobody gets mail of it at night.
 */
export function isWakingHour(instant: Date, timeZone: string): boolean {
  const hour = hourAt(instant, timeZone);
  return hour >= 8 && hour < 20;
}

/** What the clocks of the zone show at an instant, as a browser's field for day and time takes it: "2026-11-27T08:00". */
export function wallTimeAt(instant: Date, timeZone: string): string {
  return format(new TZDate(instant.getTime(), timeZone), "yyyy-MM-dd'T'HH:mm");
}

/**
 * When the clocks of the zone show such a time; null for a day that no calendar has. Of an hour that comes twice it is
 * the first; one that is skipped is the moment of the skip or after it.
 */
export function instantOfWallTime(text: string, timeZone: string): Date | null {
  const [, year, month, day, hour, minute] = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/.exec(text) ?? [];
  if (!year || !month || !day || !hour || !minute) return null;
  const [y, m, d, h, min] = [year, month, day, hour, minute].map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const plain = new Date(Date.UTC(y, m - 1, d, h, min));
  const exists =
    plain.getUTCMonth() === m - 1 && plain.getUTCDate() === d && plain.getUTCHours() === h && min < 60;
  return exists ? new Date(new TZDate(y, m - 1, d, h, min, timeZone).getTime()) : null;
}
