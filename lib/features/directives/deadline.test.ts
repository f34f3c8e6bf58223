import { TZDate } from "@date-fns/tz";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  computeDueAt,
  type DeadlineRule,
  daysMoved,
  deadlineRuleSchema,
  describeRule,
  dueDayOf,
  endOfDay,
  isLate,
  movesUntil,
} from "./deadline";

const pacific = "America/Los_Angeles";
const dayMs = 86_400_000;

const ruleOf = (days: number): DeadlineRule => ({ kind: "calendar_days", days, from: "issue_date" });
const dueAtOf = (issuedOn: string, days: number) =>
  computeDueAt({ issuedOn, rule: ruleOf(days), timeZone: pacific });

/** The calendar without any clock: a day is a number, so nothing here can be wrong about zones. */
const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

const wallClock = (instant: Date) => {
  const local = new TZDate(instant.getTime(), pacific);
  const two = (part: number) => String(part).padStart(2, "0");
  return {
    day: `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`,
    time: `${two(local.getHours())}:${two(local.getMinutes())}:${two(local.getSeconds())}`,
  };
};

const issuedOn = fc.integer({ min: 0, max: 36_000 }).map((offset) => dayAfter("2000-01-01", offset));
const days = fc.integer({ min: 1, max: 3_650 });

describe("the due instant", () => {
  it("is the Pacific midnight that ends the due day, for any issue date and number of days", () => {
    fc.assert(
      fc.property(issuedOn, days, (issued, amount) => {
        const dueAt = dueAtOf(issued, amount);
        expect(wallClock(dueAt)).toEqual({ day: dayAfter(issued, amount + 1), time: "00:00:00" });
      }),
    );
  });

  it("leaves the last second of the due day on time and makes the next one late", () => {
    fc.assert(
      fc.property(issuedOn, days, (issued, amount) => {
        const dueAt = dueAtOf(issued, amount);
        const lastSecond = new Date(dueAt.getTime() - 1_000);
        expect(wallClock(lastSecond)).toEqual({ day: dayAfter(issued, amount), time: "23:59:59" });
        expect(isLate({ now: lastSecond, dueAt })).toBe(false);
        expect(isLate({ now: new Date(dueAt.getTime() - 1), dueAt })).toBe(false);
        expect(isLate({ now: dueAt, dueAt })).toBe(true);
      }),
    );
  });

  it("moves by one calendar day when the rule gives one day more", () => {
    fc.assert(
      fc.property(issuedOn, days, (issued, amount) => {
        expect(dueAtOf(issued, amount + 1)).toEqual(dueAtOf(dayAfter(issued, 1), amount));
      }),
    );
  });

  it("never differs from a count of whole days by more than the hour that the clocks move", () => {
    fc.assert(
      fc.property(issuedOn, days, (issued, amount) => {
        const begun = dueAtOf(dayAfter(issued, -1), 1);
        const offMs = dueAtOf(issued, amount).getTime() - begun.getTime() - amount * dayMs;
        expect([-3_600_000, 0, 3_600_000]).toContain(offMs);
      }),
    );
  });

  it.each([
    ["14 days from Friday 11 July 2025, in summer", "2025-07-11", 14, "2025-07-26T07:00:00.000Z"],
    ["14 days in winter", "2025-01-10", 14, "2025-01-25T08:00:00.000Z"],
    ["over the change to summer time", "2025-03-01", 14, "2025-03-16T07:00:00.000Z"],
    ["due on the day of 23 hours", "2025-02-23", 14, "2025-03-10T07:00:00.000Z"],
    ["due on the day before the 23 hours", "2025-02-22", 14, "2025-03-09T08:00:00.000Z"],
    ["over the change to winter time", "2025-10-25", 14, "2025-11-09T08:00:00.000Z"],
    ["due on the day of 25 hours", "2025-10-19", 14, "2025-11-03T08:00:00.000Z"],
    ["due on the day before the 25 hours", "2025-10-18", 14, "2025-11-02T07:00:00.000Z"],
    ["over a leap day", "2028-02-20", 14, "2028-03-06T08:00:00.000Z"],
    ["over the new year", "2025-12-24", 14, "2026-01-08T08:00:00.000Z"],
  ])("is right: %s", (_, issued, amount, instant) => {
    expect(dueAtOf(issued, amount).toISOString()).toBe(instant);
  });

  it("is told by the zone of the directive, not by that of the machine", () => {
    const dueAt = computeDueAt({ issuedOn: "2025-07-11", rule: ruleOf(14), timeZone: "America/New_York" });
    expect(dueAt.toISOString()).toBe("2025-07-26T04:00:00.000Z");
  });
});

describe("the rule in words", () => {
  it.each([
    ["2025-07-11", 14, "14 days from Friday, July 11, 2025, 11:59 p.m. Pacific"],
    ["2025-03-08", 1, "1 day from Saturday, March 8, 2025, 11:59 p.m. Pacific"],
    ["2025-10-19", 14, "14 days from Sunday, October 19, 2025, 11:59 p.m. Pacific"],
  ])("names days, issue date, hour and zone: %s", (issued, amount, words) => {
    expect(describeRule({ issuedOn: issued, rule: ruleOf(amount), timeZone: pacific })).toBe(words);
  });

  it("always counts from the last minute of the issue day", () => {
    fc.assert(
      fc.property(issuedOn, days, (issued, amount) => {
        const words = describeRule({ issuedOn: issued, rule: ruleOf(amount), timeZone: pacific });
        expect(words.endsWith(", 11:59 p.m. Pacific")).toBe(true);
      }),
    );
  });
});

describe("a rule of the deadline", () => {
  it.each([0, -1, 1.5, 3_651, "14"])("is refused with %s days", (amount) => {
    expect(deadlineRuleSchema.safeParse({ ...ruleOf(14), days: amount }).success).toBe(false);
  });

  it("is refused when it counts another kind of day, or from another day", () => {
    expect(deadlineRuleSchema.safeParse({ ...ruleOf(14), kind: "business_days" }).success).toBe(false);
    expect(deadlineRuleSchema.safeParse({ ...ruleOf(14), from: "today" }).success).toBe(false);
    expect(deadlineRuleSchema.safeParse(ruleOf(14)).success).toBe(true);
  });
});

describe("the last day of a deadline", () => {
  it("is the day that the instant ends, for any day and over every change of the clocks", () => {
    fc.assert(
      fc.property(issuedOn, (day) => {
        const instant = endOfDay(day, pacific);
        expect(dueDayOf(instant, pacific)).toBe(day);
        expect(instant).toEqual(dueAtOf(dayAfter(day, -1), 1));
      }),
    );
  });

  it("moves by the difference of the days in the calendar, forth and back", () => {
    fc.assert(
      fc.property(issuedOn, fc.integer({ min: -800, max: 800 }), (day, moved) => {
        const [from, to] = [day, dayAfter(day, moved)].map((one) => endOfDay(one, pacific).toISOString());
        expect(daysMoved({ from: from ?? "", to: to ?? "", timeZone: pacific })).toBe(moved);
      }),
    );
  });
});

describe("the moves that made a version's deadline", () => {
  const days = ["2025-07-25", "2025-07-28", "2025-07-30", "2025-07-25"] as const;
  const [original, first, second, back] = days.map((day) => endOfDay(day, pacific).toISOString());
  const move = (previousDueAt = "", dueAt = "", hour = 0) => ({
    previousDueAt,
    dueAt,
    grantedAt: `2025-07-20T${String(hour).padStart(2, "0")}:00:00.000Z`,
  });
  const moves = [move(original, first, 10), move(first, second, 12), move(second, back, 14)];
  const countAt = (hour: number, dueAt = "") =>
    movesUntil(moves, { submittedAt: `2025-07-20T${String(hour).padStart(2, "0")}:00:00.000Z`, dueAt })
      .length;

  it.each([
    ["none before the first", 9, original, 0],
    ["the first after it", 11, first, 1],
    ["two after the second", 13, second, 2],
    ["all after the way back", 15, back, 3],
    ["the one that it waited for, which is dated later", 9, first, 1],
    ["both that it waited for", 11, second, 2],
    ["none that is dated as it is but came after", 10, original, 0],
    [
      "those granted by then, where the sum comes to nothing that is known",
      11,
      "2025-01-01T08:00:00.000Z",
      1,
    ],
  ])("are %s", (_, hour, dueAt, count) => {
    expect(countAt(hour, dueAt)).toBe(count);
  });

  it("are none where there is none", () => {
    expect(movesUntil([], { submittedAt: "2025-07-20T10:00:00.000Z", dueAt: original ?? "" })).toEqual([]);
  });
});
