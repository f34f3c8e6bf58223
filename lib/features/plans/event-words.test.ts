import { describe, expect, it } from "vitest";
import { describePlanEvent } from "./event-words";
import { planEvents } from "./events";

describe("a plan's history in words", () => {
  it.each([
    ["plan.submitted", { number: 2, isLate: false }, "Certified and submitted version 2, on time"],
    ["plan.submitted", { number: 1, isLate: true }, "Certified and submitted version 1, late"],
    ["plan.section_edited", { section: "training" }, "Edited the section Training"],
    ["plan.section_edited", { section: "unheard-of" }, "Edited the section a section"],
    ["plan.changes_requested", { reason: "Name the backup." }, "Requested changes: Name the backup."],
    ["plan.changes_requested", { reason: "" }, "Requested changes"],
    ["plan.sent_back", null, "Sent the draft back to its authors"],
    ["liaison.designated", { kind: "alternate" }, "Designated the alternate liaison"],
    [
      "deadline.extended",
      {
        previousDueAt: "2025-07-26T07:00:00.000Z",
        dueAt: "2025-07-29T07:00:00.000Z",
        reason: "The annex waits.",
      },
      "Extended the deadline from Friday, July 25, 2025, 11:59 p.m. Pacific to Monday, July 28, 2025, 11:59 p.m. Pacific: The annex waits.",
    ],
    [
      "deadline.extension_requested",
      { requestedDueAt: "2025-07-29T07:00:00.000Z", reason: "The annex waits." },
      "Asked for more time, until Monday, July 28, 2025, 11:59 p.m. Pacific: The annex waits.",
    ],
    ["deadline.extension_declined", { answer: "File now." }, "Declined the request for more time: File now."],
    ["plan.of_a_later_version", {}, "plan.of_a_later_version"],
  ])("%s with %j", (name, payload, words) => {
    expect(describePlanEvent(name, payload)).toBe(words);
  });

  it("has words for everything that enters the audit trail", () => {
    // These go to the outbox alone: of saves the trail holds one edit a session, and nobody does what a day does.
    const { sectionSaved: _, judgedAnew: __, presenceChanged: ___, ...audited } = planEvents;
    for (const { name } of Object.values(audited)) expect(describePlanEvent(name, {}), name).not.toBe(name);
  });
});
