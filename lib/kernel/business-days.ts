import { getDay, parseISO } from "date-fns";
import Holidays from "date-holidays";
import { dayAfter } from "./local-time";

const sunday = 0;
const saturday = 6;

let calendar: Holidays | undefined;

/**
 * The City's holidays by section 4.119 of its Administrative Code, where the package has the State's: César Chávez's
 * birthday is kept on a Monday, and Indigenous Peoples Day is a holiday.
 */
function cityCalendar(): Holidays {
  if (calendar) return calendar;
  calendar = new Holidays("US", "CA", "LA");
  calendar.unsetRule("03-31 and if sunday then next monday");
  calendar.setHoliday("monday before 04-01", { name: "César Chávez's Birthday", type: "public" });
  calendar.setHoliday("2nd monday in October", { name: "Indigenous Peoples Day", type: "public" });
  return calendar;
}

const daysOffByYear = new Map<number, ReadonlySet<string>>();

/** A holiday on a Saturday is kept on the Friday before it, one on a Sunday on the Monday after. */
function observedOn(day: string): string {
  const weekday = getDay(parseISO(day));
  if (weekday === saturday) return dayAfter(day, -1);
  return weekday === sunday ? dayAfter(day, 1) : day;
}

function daysOff(year: number): ReadonlySet<string> {
  const known = daysOffByYear.get(year);
  if (known) return known;
  // New Year's Day may be kept in the year before its own.
  const holidays = [year, year + 1].flatMap((one) => cityCalendar().getHolidays(one));
  const days = new Set(
    holidays
      .filter(({ type, substitute }) => type === "public" && !substitute)
      .map(({ date }) => observedOn(date.slice(0, 10))),
  );
  daysOffByYear.set(year, days);
  return days;
}

/** Whether the City works on a day, "YYYY-MM-DD": from Monday to Friday, but for its holidays. */
export function isWorkingDay(day: string): boolean {
  const weekday = getDay(parseISO(day));
  if (weekday === sunday || weekday === saturday) return false;
  return !daysOff(Number(day.slice(0, 4))).has(day);
}
