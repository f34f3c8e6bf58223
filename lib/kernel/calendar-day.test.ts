import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDay, isDay, isWithinMonths } from "./calendar-day";

const days = fc
  .integer({ min: 0, max: 60_000 })
  .map((offset) => new Date(Date.UTC(1990, 0, 1 + offset)).toISOString().slice(0, 10));

describe("a day", () => {
  it("is every day of the calendar, leap days included", () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(isDay(day)).toBe(true);
      }),
    );
    expect(isDay("2028-02-29")).toBe(true);
  });

  it.each([
    "",
    "2025",
    "2025-07",
    "2025-7-1",
    "07/25/2025",
    "2025-02-29",
    "2025-04-31",
    "2025-13-01",
    "2025-00-10",
    "2025-07-00",
    "2025-07-25T00:00:00Z",
    " 2025-07-25",
    "2025-07-25 ",
    "12025-07-25",
  ])("is not %j", (typed) => {
    expect(isDay(typed)).toBe(false);
  });

  it("is no text that merely looks like one, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789-") }), (typed) => {
        if (isDay(typed)) expect(new Date(`${typed}T12:00:00Z`).toISOString().slice(0, 10)).toBe(typed);
      }),
    );
  });
});

describe("within so many months", () => {
  it.each([
    ["the day itself", "2025-07-20", false],
    ["the day before", "2025-07-19", false],
    ["the day after", "2025-07-21", true],
    ["twelve months to the day", "2026-07-20", true],
    ["a day more", "2026-07-21", false],
  ])("%s", (_, day, isWithin) => {
    expect(isWithinMonths({ day, from: "2025-07-20", months: 12 })).toBe(isWithin);
  });

  it("ends with February where the year has no 29th", () => {
    expect(isWithinMonths({ day: "2029-02-28", from: "2028-02-29", months: 12 })).toBe(true);
    expect(isWithinMonths({ day: "2029-03-01", from: "2028-02-29", months: 12 })).toBe(false);
  });

  it("holds for every earlier day that comes after the start", () => {
    fc.assert(
      fc.property(days, days, days, (from, one, other) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        if (isWithinMonths({ day: later, from, months: 12 }) && earlier > from)
          expect(isWithinMonths({ day: earlier, from, months: 12 })).toBe(true);
      }),
    );
  });
});

describe("a day in words", () => {
  it("is the same day wherever the machine stands, and anything else is given back as typed", () => {
    expect(formatDay("2025-07-25")).toBe("July 25, 2025");
    expect(formatDay("2025-01-01")).toBe("January 1, 2025");
    expect(formatDay("soon")).toBe("soon");
    expect(formatDay("2025-02-30")).toBe("2025-02-30");
  });
});
