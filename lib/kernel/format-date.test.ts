import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatDate,
  formatDateTime,
  formatDeadline,
  formatDuration,
  formatShortDate,
  formatTime,
} from "./format-date";

const instants = fc.date({
  min: new Date("2000-01-01T00:00:00Z"),
  max: new Date("2100-01-01T00:00:00Z"),
  noInvalidDate: true,
});

describe("an instant in words", () => {
  it.each([
    ["2025-07-25T21:41:00Z", "Friday, July 25, 2025, 2:41 p.m. Pacific"],
    ["2025-07-26T06:59:59Z", "Friday, July 25, 2025, 11:59 p.m. Pacific"],
    ["2025-07-26T07:00:00Z", "Saturday, July 26, 2025, 12:00 a.m. Pacific"],
    ["2025-01-15T20:00:00Z", "Wednesday, January 15, 2025, 12:00 p.m. Pacific"],
    ["2025-03-09T09:59:00Z", "Sunday, March 9, 2025, 1:59 a.m. Pacific"],
    ["2025-03-09T10:00:00Z", "Sunday, March 9, 2025, 3:00 a.m. Pacific"],
    ["2025-11-02T08:30:00Z", "Sunday, November 2, 2025, 1:30 a.m. Pacific"],
    ["2025-11-02T09:30:00Z", "Sunday, November 2, 2025, 1:30 a.m. Pacific"],
  ])("is the City's time: %s", (instant, words) => {
    expect(formatDateTime(instant)).toBe(words);
    expect(formatDateTime(new Date(instant))).toBe(words);
  });

  it("names another zone where it is told in one", () => {
    const instant = "2025-07-26T03:30:00Z";
    expect(formatDateTime(instant, "America/New_York")).toBe(
      "Friday, July 25, 2025, 11:30 p.m. America/New York",
    );
    expect(formatDate(instant, "Asia/Tokyo")).toBe("Saturday, July 26, 2025");
    expect(formatShortDate(instant, "UTC")).toBe("Jul 26, 2025");
  });

  it("says a.m. and p.m. with plain spaces, so that it can be searched and read out", () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(formatTime(instant)).toMatch(/^(1[0-2]|[1-9]):[0-5]\d [ap]\.m\.$/);
        expect(formatDateTime(instant)).toMatch(/^[\x20-\x7e]+$/);
      }),
    );
  });
});

describe("a deadline in words", () => {
  it("is the last minute on time, not the midnight after it", () => {
    expect(formatDeadline("2025-07-26T07:00:00Z")).toBe("Friday, July 25, 2025, 11:59 p.m. Pacific");
    expect(formatDeadline("2025-11-03T08:00:00Z")).toBe("Sunday, November 2, 2025, 11:59 p.m. Pacific");
  });
});

describe("a length of time in words", () => {
  const minute = 60_000;
  const hour = 60 * minute;
  const day = 24 * hour;

  it.each([
    [0, "1 minute"],
    [59_999, "1 minute"],
    [2 * minute, "2 minutes"],
    [hour, "1 hour"],
    [hour + minute, "1 hour, 1 minute"],
    [3 * day + 4 * hour + 5 * minute, "3 days, 4 hours"],
    [day, "1 day"],
    [day + 5 * minute, "1 day"],
    [-(2 * hour), "2 hours"],
  ])("%i ms is %s", (lengthMs, words) => {
    expect(formatDuration(lengthMs)).toBe(words);
  });

  it("never says more than has gone by, nor an hour less, nor a minute less below a day", () => {
    const unitMs: Readonly<Record<string, number>> = { day, hour, minute };
    fc.assert(
      fc.property(fc.integer({ min: minute, max: 4_000 * day }), (lengthMs) => {
        const parts = formatDuration(lengthMs).split(", ");
        const said = parts.reduce((total, part) => {
          const [amount, unit = ""] = part.split(" ");
          return total + Number(amount) * (unitMs[unit.replace(/s$/, "")] ?? Number.NaN);
        }, 0);
        expect(parts.length).toBeLessThanOrEqual(2);
        expect(said).toBeLessThanOrEqual(lengthMs);
        expect(lengthMs - said).toBeLessThan(lengthMs < day ? minute : hour);
      }),
    );
  });
});
