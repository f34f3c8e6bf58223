import { describe, expect, it } from "vitest";
import {
  describeDays,
  describeHindrance,
  describeMove,
  describeOrigin,
  extensionMessage,
  extensionMessages,
  outcomeOf,
  stepsOf,
} from "./messages";
import type { DeadlineMove, Hindrance } from "./types";

const timeZone = "America/Los_Angeles";
const originalDueAt = "2025-07-26T07:00:00.000Z";
const rule = "14 days from Friday, July 11, 2025, 11:59 p.m. Pacific";

const extension: DeadlineMove = {
  id: "1",
  previousDueAt: originalDueAt,
  dueAt: "2025-08-01T07:00:00.000Z",
  reason: "The annex waits.",
  grantedByName: "Rory Invented",
  grantedAt: "2025-07-20T17:40:00.000Z",
  correctsId: null,
};
const correction: DeadlineMove = {
  ...extension,
  id: "2",
  previousDueAt: extension.dueAt,
  dueAt: "2025-07-29T07:00:00.000Z",
  reason: "Meant the 28th.",
  correctsId: "1",
};
const end: DeadlineMove = {
  ...correction,
  id: "3",
  previousDueAt: correction.dueAt,
  dueAt: originalDueAt,
  correctsId: "2",
};

describe("the arithmetic of a deadline in words", () => {
  it("is the rule alone where nothing moved it, and names the original day once something did", () => {
    expect(describeOrigin({ moves: [], originalDueAt, rule, timeZone })).toBe(rule);
    expect(describeOrigin({ moves: [extension], originalDueAt, rule, timeZone })).toBe(
      `Originally Friday, July 25, 2025, 11:59 p.m. Pacific: ${rule}`,
    );
  });

  it("tells where each step led, by whom, when and why", () => {
    const by = "by Rory Invented on Sunday, July 20, 2025, 10:40 a.m. Pacific:";
    expect(describeMove(extension, originalDueAt, timeZone)).toBe(
      `Extended to Thursday, July 31, 2025, 11:59 p.m. Pacific ${by} The annex waits.`,
    );
    expect(describeMove(correction, originalDueAt, timeZone)).toBe(
      `Corrected to Monday, July 28, 2025, 11:59 p.m. Pacific ${by} Meant the 28th.`,
    );
    expect(describeMove(end, originalDueAt, timeZone)).toBe(
      `Put back to the original Friday, July 25, 2025, 11:59 p.m. Pacific ${by} Meant the 28th.`,
    );
  });

  it("adds up: the steps' days lead from the original to what is in force", () => {
    const steps = stepsOf({ moves: [extension, correction, end], originalDueAt, timeZone });
    expect(steps.map(({ title, days }) => [title, days])).toEqual([
      ["Extension", 6],
      ["Correction", -3],
      ["Correction: the extension no longer holds", -3],
    ]);
    expect(steps.reduce((sum, { days }) => sum + days, 0)).toBe(0);
  });

  it.each([
    [1, "+1 day"],
    [3, "+3 days"],
    [-1, "−1 day"],
    [1_000, "+1,000 days"],
  ])("says %s as %s", (days, words) => {
    expect(describeDays(days)).toBe(words);
  });
});

describe("why nothing was moved", () => {
  it("names the body and what is in force, for every reason there is", () => {
    const reasons: readonly Hindrance[] = [
      "UNKNOWN",
      "ALREADY_FILED",
      "REQUEST_ANSWERED",
      "MOVED",
      "NOT_LATER",
    ];
    const words = reasons.map((why) =>
      describeHindrance({ code: "LAPL", name: "Library", why, dueAt: originalDueAt }, timeZone),
    );
    expect(new Set(words).size).toBe(reasons.length);
    for (const sentence of words) expect(sentence).toContain("Library");
    for (const why of ["MOVED", "NOT_LATER"])
      expect(words[reasons.indexOf(why as Hindrance)]).toContain("Friday, July 25, 2025, 11:59 p.m. Pacific");
  });

  it("is told body by body where bodies hinder, and otherwise by the code", () => {
    const bodies = [{ code: "LAPL", name: "Library", why: "ALREADY_FILED", dueAt: originalDueAt }];
    expect(extensionMessage({ code: "BODIES_HINDER", details: { bodies } })).toBe(
      "Library has filed: its deadline no longer moves.",
    );
    expect(extensionMessage({ code: "REQUEST_OPEN" })).toBe(extensionMessages.REQUEST_OPEN);
    expect(extensionMessage({ code: "UNEXPECTED", details: { reference: "abc" } })).toContain(
      "Reference: abc",
    );
    expect(extensionMessage({ code: "OF_A_LATER_VERSION" })).toBe(extensionMessages.UNEXPECTED);
  });
});

describe("what was done", () => {
  it("is told once it is named by the address, and by no other word", () => {
    expect(outcomeOf("extended", { dueAt: originalDueAt, timeZone })?.title).toBe(
      "The deadline is extended to Friday, July 25, 2025, 11:59 p.m. Pacific",
    );
    for (const done of [undefined, "", "constructor", ["extended"], "exploded"])
      expect(outcomeOf(done, { dueAt: originalDueAt, timeZone })).toBeNull();
  });
});
