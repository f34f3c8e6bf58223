import { describe, expect, it } from "vitest";
import { operationMessage, queueTitle, standingOf } from "./messages";

const now = "2026-11-25T18:00:00.000Z";
const mail = {
  isSent: true,
  queued: 0,
  oldestQueuedAt: null as string | null,
  settledToday: 12,
  kept: 0,
  unreachable: 0,
};
const worker = { id: "w", startedAt: now, heardAt: now };
const view = { now, mail, workers: [worker], deadLetterCount: 0 };

describe("whether everything that is due is done", () => {
  it("is said plainly when it is", () => {
    expect(standingOf(view)).toMatchObject({ tone: "done", title: "Everything that is due is done" });
  });

  it("is denied first of all when nobody is at work", () => {
    const waiting = { ...mail, queued: 3, oldestQueuedAt: "2026-11-25T16:00:00.000Z" };
    expect(standingOf({ ...view, mail: waiting, workers: [], deadLetterCount: 2 }).title).toBe(
      "No worker is at work",
    );
  });

  it.each([
    [1, "2026-11-25T16:00:00.000Z", "1 mail waits, the oldest for 2 hours"],
    [40, "2026-11-25T17:55:00.000Z", "40 mails wait, the oldest for 5 minutes"],
  ])("counts what waits: %i since %s", (queued, oldestQueuedAt, title) => {
    expect(standingOf({ ...view, mail: { ...mail, queued, oldestQueuedAt } }).title).toBe(title);
  });

  it("does not call a mail late that has waited for seconds", () => {
    const oldestQueuedAt = "2026-11-25T17:59:30.000Z";
    expect(standingOf({ ...view, mail: { ...mail, queued: 5, oldestQueuedAt } })).toMatchObject({
      tone: "done",
      title: "Nothing waits longer than a minute",
      text: "5 mails are on the way.",
    });
  });

  it.each([
    [1, "1 job was given up"],
    [7, "7 jobs were given up"],
  ])("asks to look at what was given up: %i", (deadLetterCount, title) => {
    expect(standingOf({ ...view, deadLetterCount })).toMatchObject({ tone: "attention", title });
  });
});

it("calls a queue that this code no longer has by its name", () => {
  expect(queueTitle("send-message")).toBe("Mail");
  expect(queueTitle("send-telegrams")).toBe("send-telegrams");
});

it("gives an unexpected error its reference", () => {
  expect(operationMessage({ code: "UNEXPECTED", details: { reference: "abc" } })).toMatch(/Reference: abc$/);
});
