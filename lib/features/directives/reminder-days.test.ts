import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWorkingDay } from "@/lib/kernel/business-days";
import { dayAfter, dayAt, hourAt, instantOf, isWakingHour } from "@/lib/kernel/local-time";
import { dueDayOf } from "./deadline";
import { dueSpansAt, reminderAt } from "./reminder-days";

const timeZone = "America/Los_Angeles";
const at = (day: string, hour: number) => instantOf(day, hour, timeZone);
/** Due on a day: late from the midnight that ends it. */
const dueOn = (day: string) => at(dayAfter(day, 1), 0);
const remind = (now: Date, dueAt: Date) => reminderAt({ now, dueAt, timeZone, isWorkingDay });

describe("a body whose plan is due on Friday, July 25, 2025", () => {
  const dueAt = dueOn("2025-07-25");

  it.each([
    ["2025-07-18", 7],
    ["2025-07-22", 3],
    ["2025-07-24", 1],
    ["2025-07-25", 0],
  ])("is reminded on the morning of %s with %i days left", (day, daysLeft) => {
    expect(remind(at(day, 8), dueAt)).toEqual({ day, daysLeft });
  });

  it.each(["2025-07-17", "2025-07-19", "2025-07-20", "2025-07-21", "2025-07-23"])(
    "hears nothing on %s",
    (day) => {
      expect(remind(at(day, 8), dueAt)).toBeNull();
    },
  );

  it("is reminded once overdue on working mornings alone: not at the weekend, and on Monday of three days", () => {
    expect(remind(at("2025-07-26", 8), dueAt)).toBeNull();
    expect(remind(at("2025-07-27", 8), dueAt)).toBeNull();
    expect(remind(at("2025-07-28", 8), dueAt)).toEqual({ day: "2025-07-28", daysLeft: -3 });
    expect(remind(at("2025-07-29", 8), dueAt)).toEqual({ day: "2025-07-29", daysLeft: -4 });
  });

  it("is not reminded on a holiday, Labor Day, once overdue", () => {
    expect(remind(at("2025-09-01", 8), dueAt)).toBeNull();
    expect(remind(at("2025-09-02", 8), dueAt)).toMatchObject({ daysLeft: -39 });
  });

  it("is reminded on a holiday or a Sunday that lies seven, three or one day before the deadline", () => {
    expect(remind(at("2026-11-26", 8), dueOn("2026-11-29"))).toMatchObject({ daysLeft: 3 });
    expect(remind(at("2026-11-29", 8), dueOn("2026-11-29"))).toMatchObject({ daysLeft: 0 });
  });

  it("hears a morning that was missed until eight in the evening, and neither before eight nor later", () => {
    const morning = at("2025-07-22", 8).getTime();
    const evening = at("2025-07-22", 20).getTime();
    expect(remind(new Date(morning - 1), dueAt)).toBeNull();
    expect(remind(new Date(evening - 1), dueAt)).toMatchObject({ daysLeft: 3 });
    expect(remind(new Date(evening), dueAt)).toBeNull();
  });

  it("follows an extension at once: silent where the old day would have spoken, told where the new one does", () => {
    const now = at("2025-07-22", 9);
    expect(remind(now, dueOn("2025-07-26"))).toBeNull();
    expect(remind(now, dueOn("2025-07-29"))).toMatchObject({ daysLeft: 7 });
    expect(remind(now, dueOn("2025-07-21"))).toMatchObject({ daysLeft: -1 });
  });
});

it("late within its own due day, a body is told so the next working morning and not before", () => {
  const dueAt = at("2025-07-24", 12);
  expect(remind(at("2025-07-24", 11), dueAt)).toMatchObject({ daysLeft: 0 });
  expect(remind(at("2025-07-24", 12), dueAt)).toBeNull();
  expect(remind(at("2025-07-25", 8), dueAt)).toEqual({ day: "2025-07-25", daysLeft: -1 });
});

describe("across daylight saving", () => {
  it.each([
    ["spring, when a day has 23 hours", "2026-03-08"],
    ["autumn, when a day has 25", "2026-11-01"],
  ])("in %s, the mornings are those of the clocks on the wall", (_, changeDay) => {
    for (let ahead = 0; ahead <= 7; ahead += 1) {
      const dueDay = dayAfter(changeDay, ahead);
      for (const daysLeft of [7, 3, 1, 0]) {
        const morning = at(dayAfter(dueDay, -daysLeft), 8);
        expect(hourAt(morning, timeZone)).toBe(8);
        expect(remind(morning, dueOn(dueDay))).toMatchObject({ daysLeft });
        expect(remind(new Date(morning.getTime() - 1), dueOn(dueDay))).toBeNull();
      }
    }
  });
});

const instants = fc.date({ min: new Date("2024-01-01"), max: new Date("2034-01-01"), noInvalidDate: true });
const lengthsMs = fc.integer({ min: -20 * 86_400_000, max: 20 * 86_400_000 });

describe("at any moment and for any due instant", () => {
  it("the spans of the query hold exactly the due instants that are judged to be told of", () => {
    fc.assert(
      fc.property(instants, lengthsMs, (now, length) => {
        const dueAt = new Date(now.getTime() + length);
        const isInSpan = dueSpansAt({ now, timeZone, isWorkingDay }).some(
          ({ after, until }) => (after === null || dueAt > after) && dueAt <= until,
        );
        const isLateToday = dueAt <= now && dueDayOf(dueAt, timeZone) === dayAt(now, timeZone);
        expect(remind(now, dueAt) !== null).toBe(isInSpan && !isLateToday);
      }),
      { numRuns: 2_000 },
    );
  });

  it("nobody is reminded at night, nor as overdue on a day off, nor ahead of other days than 7, 3, 1 and 0", () => {
    fc.assert(
      fc.property(instants, lengthsMs, (now, length) => {
        const told = remind(now, new Date(now.getTime() + length));
        if (!told) return;
        expect(isWakingHour(now, timeZone)).toBe(true);
        expect(told.day).toBe(dayAt(now, timeZone));
        if (told.daysLeft < 0) expect(isWorkingDay(told.day)).toBe(true);
        else expect([7, 3, 1, 0]).toContain(told.daysLeft);
      }),
      { numRuns: 2_000 },
    );
  });
});
