import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayAfter, dayAt, daysBetween, hourAt, instantOf, instantOfWallTime, wallTimeAt } from "./local-time";

const pacific = "America/Los_Angeles";
const days = fc.integer({ min: 0, max: 36_000 }).map((offset) => dayAfter("2000-01-01", offset));

describe("a full hour of a day in Los Angeles", () => {
  it("is shown by the clocks at its instant, on every day but for the hour that daylight saving skips", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 3, max: 23 }), (day, hour) => {
        const instant = instantOf(day, hour, pacific);
        expect(dayAt(instant, pacific)).toBe(day);
        expect(hourAt(instant, pacific)).toBe(hour);
      }),
    );
  });

  it("is seven hours behind Greenwich in summer and eight in winter", () => {
    expect(instantOf("2025-07-25", 8, pacific).toISOString()).toBe("2025-07-25T15:00:00.000Z");
    expect(instantOf("2026-11-25", 8, pacific).toISOString()).toBe("2026-11-25T16:00:00.000Z");
  });
});

describe("days", () => {
  it("are counted by the calendar, whatever the clocks do between them", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -500, max: 500 }), (day, amount) => {
        expect(daysBetween(day, dayAfter(day, amount))).toBe(amount);
      }),
    );
  });
});

describe("a time as a field of the browser writes it", () => {
  it.each([
    ["2026-11-27T08:00", "2026-11-27T16:00:00.000Z"],
    ["2026-07-01T23:59", "2026-07-02T06:59:00.000Z"],
    // Comes twice: the first.
    ["2026-11-01T01:30", "2026-11-01T08:30:00.000Z"],
    // Is skipped.
    ["2026-03-08T02:30", "2026-03-08T10:30:00.000Z"],
  ])("%s is %s", (text, instant) => {
    expect(instantOfWallTime(text, pacific)?.toISOString()).toBe(instant);
  });

  it.each(["", "2026-02-30T08:00", "2026-11-27", "2026-11-27T24:00", "2026-11-27T08:61", "yesterday"])(
    "%s is no time",
    (text) => {
      expect(instantOfWallTime(text, pacific)).toBeNull();
    },
  );

  it("is written as it is read", () => {
    expect(wallTimeAt(new Date("2026-11-27T16:00:00Z"), pacific)).toBe("2026-11-27T08:00");
  });
});
