import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWorkingDay } from "./business-days";
import { dayAfter } from "./local-time";

const days = fc.integer({ min: 0, max: 20_000 }).map((offset) => dayAfter("2000-01-03", offset));

describe("a working day of the City", () => {
  it.each([
    ["2025-07-04", "Independence Day"],
    ["2026-07-03", "the Friday before an Independence Day on a Saturday"],
    ["2027-07-05", "the Monday after an Independence Day on a Sunday"],
    ["2021-12-31", "the Friday before a New Year's Day on a Saturday, in the year before"],
    ["2023-11-10", "the Friday before a Veterans Day on a Saturday"],
    ["2026-03-30", "César Chávez's birthday, kept on the last Monday of March"],
    ["2026-10-12", "Indigenous Peoples Day"],
    ["2026-11-26", "Thanksgiving"],
    ["2026-11-27", "the Friday after Thanksgiving"],
    ["2026-06-19", "Juneteenth"],
    ["2026-11-28", "a Saturday"],
    ["2026-11-29", "a Sunday"],
  ])("is not %s, %s", (day) => {
    expect(isWorkingDay(day)).toBe(false);
  });

  it.each([
    ["2026-03-31", "César Chávez's birthday by the State's calendar, a Tuesday"],
    ["2026-11-25", "the eve of Thanksgiving"],
    ["2026-12-24", "Christmas Eve"],
    ["2025-07-25", "the Friday on which the first plans were due"],
  ])("is %s, %s", (day) => {
    expect(isWorkingDay(day)).toBe(true);
  });

  it("comes at least three times in any seven days in a row, and five at the most", () => {
    fc.assert(
      fc.property(days, (from) => {
        const working = Array.from({ length: 7 }, (_, ahead) => dayAfter(from, ahead)).filter(isWorkingDay);
        expect(working.length).toBeGreaterThanOrEqual(3);
        expect(working.length).toBeLessThanOrEqual(5);
      }),
    );
  });
});
