import { describe, expect, it } from "vitest";
import { hideSecrets, mailMessage, mailSentence, messageIdOf, occasionOf, plainRefusal } from "./messages";

describe("a refusal in plain words", () => {
  it.each([
    ["550 5.1.1 <a@b.test>: Recipient address rejected: User unknown", "There is no such mailbox."],
    ["550 No such user here", "There is no such mailbox."],
    ["550 Requested action not taken: mailbox unavailable", "There is no such mailbox."],
    ["552 5.2.2 Over quota", "The mailbox is full."],
    ["550 5.2.1 The account is disabled", "The mailbox is closed."],
    ["550 5.1.2 Bad destination host", "The part of the address after the @ does not exist."],
    ["554 5.7.1 Message rejected as spam", "Their mail system blocks mail from the portal."],
    ["554 5.6.0 Message content rejected", "Their mail system does not take messages of this kind."],
    ["550 nope", "Their mail system refuses what is sent to this address."],
    ["", "Their mail system refuses what is sent to this address."],
  ])("%s", (said, words) => {
    expect(plainRefusal(said)).toBe(words);
  });
});

describe("a line of the delivery log", () => {
  it.each([
    [
      { kind: "draft_taken_back", eventSequence: 1512n, eventName: "plan.taken_back" },
      "The draft was taken back: event 1,512, plan.taken_back",
    ],
    [{ kind: "plan_accepted", eventSequence: 7n, eventName: null }, "The plan was accepted: event 7"],
    [{ kind: "digest", eventSequence: null, eventName: null }, "Daily digest"],
    [{ kind: "brief", eventSequence: null, eventName: null }, "The Mayor's brief, as they asked for it"],
    [{ kind: "of_a_later_version", eventSequence: null, eventName: null }, "of_a_later_version"],
  ])("says what it answers: %o", (message, words) => {
    expect(occasionOf(message)).toBe(words);
  });

  it.each([
    [{ q: "" }, 1_200, "1,200 messages"],
    [{ q: "library" }, 1, "1 message found by “library”"],
    [{ q: "", status: "queued" as const }, 1, "1 message that waits"],
    [{ q: "x", status: "refused" as const }, 3, "3 messages that were refused, found by “x”"],
    [{ q: "", status: "given_up" as const }, 1, "1 message that was given up"],
  ])("stands under how many there are: %o", (view, total, words) => {
    expect(mailSentence({ status: undefined, ...view }, total)).toBe(words);
  });
});

it("a message has one Message-ID, of the host that people open", () => {
  expect(messageIdOf("0199", "https://portal.example.gov:8443")).toBe("0199@portal.example.gov");
});

it("an unexpected error shows the reference that the log holds", () => {
  expect(mailMessage({ code: "UNEXPECTED", details: { reference: "r-1" } })).toContain("r-1");
});

describe("what is shown of a message", () => {
  const secret = "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0-_x";

  it("has no secret of a link in it, in text or in HTML, and everything else", () => {
    expect(secret).toHaveLength(43);
    expect(hideSecrets(`Accept:\nhttps://portal.test/invitation/${secret}\n\nSent by the portal.`)).toBe(
      "Accept:\nhttps://portal.test/invitation/•••\n\nSent by the portal.",
    );
    expect(hideSecrets(`<a href="https://portal.test/set-up/${secret}">Set up</a>`)).not.toContain(secret);
    const other = "https://portal.test/department/LAPL/versions/01890000-0000-7000-8000-000000000001";
    expect(hideSecrets(other)).toBe(other);
  });
});
