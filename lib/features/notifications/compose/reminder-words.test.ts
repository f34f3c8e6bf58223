import { describe, expect, it } from "vitest";
import type { RequirementOutcome } from "@/lib/features/plans/completeness";
import { sectionNames } from "@/lib/features/plans/schema";
import { type Owing, type Reader, tellReminder } from "./reminder-words";

const owed = (code: string, section: RequirementOutcome["section"], why: string): RequirementOutcome => ({
  code,
  section,
  standing: "required",
  state: "not_yet",
  why,
  blocksFiling: true,
  paths: [],
});

const bare = { editedAt: null, editedByName: "", partDoneAt: null, partDoneByName: "" };

/** A Friday deadline, three days ahead, with two things owed and everybody designated. */
const owing: Owing = {
  department: { code: "LAPL", name: "Los Angeles Public Library", headTitle: "City Librarian" },
  directive: { code: "ed-12", title: "Executive Directive 12", timeZone: "America/Los_Angeles" },
  now: new Date("2025-07-22T15:00:00Z"),
  dueAt: new Date("2025-07-26T07:00:00Z"),
  arithmetic: ["14 days from Friday, July 11, 2025, 11:59 p.m. Pacific"],
  status: "draft",
  statusChangedAt: new Date("2025-07-15T15:00:00Z"),
  certifiers: ["Harriet Invented"],
  isWithdrawn: false,
  sections: [
    {
      ...bare,
      section: "facilities",
      outcomes: [owed("FAC-2", "facilities", "Central Library has no area")],
      editedAt: new Date("2025-07-20T18:00:00Z"),
      editedByName: "Dana Invented",
    },
    { ...bare, section: "training", outcomes: [owed("TRA-1", "training", "No module is listed")] },
  ],
  designations: [
    { kind: "liaison", name: "Casey Invented", isAccepted: true },
    { kind: "alternate", name: "Toni Invented", isAccepted: true },
  ],
  requirements: { "FAC-2": "Areas are classified", "TRA-1": "Modules are listed" },
};
const preparer: Reader = { isDrafter: true, isCertifier: false, unaccepted: null };
const certifier: Reader = { isDrafter: false, isCertifier: true, unaccepted: null };

function linesOf(change: Partial<Owing>, reader = preparer): string {
  const told = tellReminder({ ...owing, ...change }, reader);
  return (told?.letter.blocks ?? [])
    .flatMap((block) => {
      if (block.kind === "facts") return block.facts.map(({ term, detail }) => `${term}: ${detail}`);
      if (block.kind !== "list") return [block.text];
      return block.items.flatMap(({ text, under = [] }) => [text, ...under]);
    })
    .join("\n");
}

describe("the title of a reminder", () => {
  it.each([
    ["2025-07-18T15:00:00Z", "7 days left, the plan is due Friday, July 25, 2025, 11:59 p.m. Pacific"],
    ["2025-07-24T15:00:00Z", "the plan is due tomorrow, Friday, July 25, 2025, 11:59 p.m. Pacific"],
    ["2025-07-25T15:00:00Z", "the plan is due today, Friday, July 25, 2025, 11:59 p.m. Pacific"],
    ["2025-07-26T06:59:59Z", "the plan is due today, Friday, July 25, 2025, 11:59 p.m. Pacific"],
    ["2025-07-26T07:00:00Z", "the plan is overdue since Friday, July 25, 2025, 11:59 p.m. Pacific"],
    ["2025-07-28T15:00:00Z", "the plan is overdue since Friday, July 25, 2025, 11:59 p.m. Pacific"],
  ])("at %s says that %s", (now, words) => {
    expect(tellReminder({ ...owing, now: new Date(now) }, preparer)?.title).toBe(
      `Los Angeles Public Library: ${words}`,
    );
  });
});

describe("what is owed", () => {
  it("is named by section, requirement, words and person", () => {
    const lines = linesOf({});
    expect(lines).toContain("2 required items in 2 sections still to do.");
    expect(lines).toContain(
      "Facilities: 1 required item. Dana Invented edited it last, on Sunday, July 20, 2025, and has not marked the part as done.",
    );
    expect(lines).toContain("FAC-2: Areas are classified. Central Library has no area");
    expect(lines).toContain("Training: 1 required item. Nobody has begun it.");
  });

  it("of an untouched plan is all of it, by its codes alone", () => {
    const sections = sectionNames.map((section) => ({
      ...bare,
      section,
      outcomes: [1, 2, 3].map((number) => owed(`XYZ-${number}`, section, "Nothing is written")),
    }));
    const lines = linesOf({ status: "not_started", sections });
    expect(lines).toContain("Nothing has been written yet.");
    expect(lines).toContain("Contractors: 3 required items (XYZ-1, XYZ-2, XYZ-3). Nobody has begun it.");
    expect(lines).not.toContain("Nothing is written\n");
  });

  it("includes a liaison who is not designated, and duties that are not accepted", () => {
    const lines = linesOf({
      designations: [{ kind: "alternate", name: "Toni Invented", isAccepted: false }],
    });
    expect(lines).toContain("No liaison is designated.");
    expect(lines).toContain("Toni Invented has not accepted the duties of alternate liaison yet.");
  });

  it("says that a filing was withdrawn", () => {
    expect(linesOf({ isWithdrawn: true })).toContain("The filing was withdrawn. 2 required items");
  });

  it("is the signature alone when all is written: the head is asked for it, the preparer told with whom it is", () => {
    const signed: Partial<Owing> = { sections: [], status: "with_certifier" };
    expect(linesOf(signed, certifier)).toContain("Read the plan, certify it and submit it.");
    expect(linesOf(signed)).toContain(
      "With the department head since Tuesday, July 15, 2025, 8:00 a.m. Pacific: Harriet Invented.",
    );
    expect(tellReminder({ ...owing, ...signed }, certifier)?.href).toBe(
      "/department/LAPL/plans/ed-12/review",
    );
    expect(linesOf({ ...signed, certifiers: [] })).toContain("the City Librarian, who has no account yet");
  });
});

describe("a liaison", () => {
  const liaison: Reader = { isDrafter: false, isCertifier: false, unaccepted: "liaison" };

  it("hears of the own duties and not of the draft", () => {
    const lines = linesOf({}, liaison);
    expect(lines).toContain("You are designated as liaison and have not accepted the duties.");
    expect(lines).not.toContain("FAC-2");
  });

  it("hears nothing once these are accepted", () => {
    expect(tellReminder(owing, { ...liaison, unaccepted: null })).toBeNull();
  });
});
