import { describe, expect, it } from "vitest";
import { dueFact, tell } from "./telling";

const occurrence = { occurredAt: new Date("2025-07-25T21:41:00Z") };
const action = { label: "Open the plan", href: "/department/LAPL/plans/ed-12" };

describe("what is told", () => {
  it("has the time in the letter's sentence, and beside the line in the inbox", () => {
    const told = tell(occurrence, { title: "Sent", happened: (when) => `Pat sent it${when}.`, action });
    expect(told.body).toBe("Pat sent it.");
    expect(told.letter.blocks).toEqual([
      { kind: "paragraph", text: "Pat sent it on Friday, July 25, 2025, 2:41 p.m. Pacific." },
    ]);
    expect(told).toMatchObject({ href: action.href, letter: { subject: "Sent", action } });
  });

  it("quotes the whole of somebody's words in the letter, and as much as a line holds in the inbox", () => {
    const text = `First.\n\n${"long ".repeat(200)}end.`;
    const { body, letter } = tell(occurrence, {
      title: "Returned",
      happened: () => "Rae returned it.",
      quote: { heading: "What should change", text },
      next: "Change it.",
      action,
    });
    expect(body).toMatch(/^Rae returned it\. “First\. long .*…” Change it\.$/);
    expect(body.length).toBeLessThan(340);
    const paragraphs = letter.blocks.flatMap((block) => (block.kind === "paragraph" ? block.text : []));
    expect(paragraphs).toEqual(["Rae returned it.", "First.", `${"long ".repeat(200)}end.`, "Change it."]);
  });
});

describe("the deadline in a letter", () => {
  const dueAt = new Date("2025-07-26T07:00:00Z");

  it.each([
    ["2025-07-24T05:00:00Z", "required", "Due", "(2 days, 2 hours left)"],
    ["2025-07-26T08:30:00Z", "required", "Due", "(passed 1 hour, 30 minutes ago)"],
    ["2025-07-24T05:00:00Z", "invited", "Invited to file by", "(2 days, 2 hours left)"],
  ] as const)("at %s to a body that is %s", (now, standing, term, distance) => {
    expect(dueFact({ standing, dueAt, now: new Date(now) })).toEqual({
      term,
      detail: `Friday, July 25, 2025, 11:59 p.m. Pacific ${distance}`,
    });
  });
});
