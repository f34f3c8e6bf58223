import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayAfter, dayAt, daysBetween, hourAt, instantOf } from "./local-time";

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
