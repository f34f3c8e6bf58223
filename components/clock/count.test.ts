import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeDueAt } from "@/lib/features/directives/deadline";
import { countTo, spokenCount } from "./count";

const dayMs = 86_400_000;
const instants = fc.integer({ min: Date.parse("2000-01-01"), max: Date.parse("2100-01-01") });
const dueAtOf = (issuedOn: string, days: number) =>
  computeDueAt({
    issuedOn,
    rule: { kind: "calendar_days", days, from: "issue_date" },
    timeZone: "America/Los_Angeles",
  }).getTime();

describe("the countdown", () => {
  it("adds up to the time that is left, or that has gone since", () => {
    fc.assert(
      fc.property(instants, instants, (dueAt, now) => {
        const { days, hours, minutes, seconds, isOverdue } = countTo(dueAt, now);
        const saidMs = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
        const offMs = isOverdue ? now - dueAt - saidMs : saidMs - (dueAt - now);
        expect(isOverdue).toBe(now >= dueAt);
        expect(offMs).toBeGreaterThanOrEqual(0);
        expect(offMs).toBeLessThan(1_000);
        expect([hours < 24, minutes < 60, seconds < 60]).toEqual([true, true, true]);
      }),
    );
  });

  it.each([
    [-1_000, { seconds: 1, isOverdue: false }],
    [-1, { seconds: 1, isOverdue: false }],
    [0, { seconds: 0, isOverdue: true }],
    [999, { seconds: 0, isOverdue: true }],
    [1_000, { seconds: 1, isOverdue: true }],
  ])("turns at the due instant itself: %i ms from it", (fromDueMs, count) => {
    const dueAt = dueAtOf("2025-07-11", 14);
    expect(countTo(dueAt, dueAt + fromDueMs)).toEqual({ days: 0, hours: 0, minutes: 0, ...count });
  });

  it("never stands still and never jumps while a second goes by", () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -dayMs, max: dayMs }), (dueAt, fromDueMs) => {
        const total = (now: number) => {
          const { days, hours, minutes, seconds, isOverdue } = countTo(dueAt, now);
          return (isOverdue ? 1 : -1) * (((days * 24 + hours) * 60 + minutes) * 60 + seconds);
        };
        const now = dueAt + fromDueMs;
        expect(total(now + 1_000) - total(now)).toBe(1);
      }),
    );
  });

  it.each([
    [
      "an hour less on the day the clocks go forward",
      "2025-02-23",
      "2025-03-09T08:00:00Z",
      { days: 0, hours: 23 },
    ],
    [
      "an hour more on the day the clocks go back",
      "2025-10-19",
      "2025-11-02T07:00:00Z",
      { days: 1, hours: 1 },
    ],
    ["a day of 24 hours on any other", "2025-07-11", "2025-07-25T07:00:00Z", { days: 1, hours: 0 }],
  ])("leaves %s, counted from the midnight that begins the due day", (_, issuedOn, now, left) => {
    expect(countTo(dueAtOf(issuedOn, 14), Date.parse(now))).toMatchObject({ ...left, isOverdue: false });
  });
});

describe("what a screen reader hears", () => {
  it("says days, hours and minutes, and on which side of the deadline", () => {
    const dueAt = dueAtOf("2025-07-11", 14);
    const at = (fromDueMs: number) => spokenCount(countTo(dueAt, dueAt + fromDueMs));
    expect(at(-(dayMs + 2 * 3_600_000 + 60_000))).toBe("1 day, 2 hours, 1 minute left");
    expect(at(-1)).toBe("0 days, 0 hours, 0 minutes left");
    expect(at(2 * dayMs + 3_600_000)).toBe("Overdue by 2 days, 1 hour, 0 minutes");
  });

  it("changes at most once while a minute goes by", () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -dayMs, max: dayMs }), (dueAt, fromDueMs) => {
        const heard = Array.from({ length: 60 }, (_, second) =>
          spokenCount(countTo(dueAt, dueAt + fromDueMs + second * 1_000)),
        );
        const changes = heard.filter((words, index) => index > 0 && words !== heard[index - 1]).length;
        const passesTheDeadline = fromDueMs < 0 && fromDueMs + 60_000 > 0;
        expect(changes).toBeLessThanOrEqual(passesTheDeadline ? 2 : 1);
      }),
    );
  });
});
