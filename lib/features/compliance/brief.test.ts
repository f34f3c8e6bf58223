import { describe, expect, it } from "vitest";
import type { DirectiveView } from "@/lib/features/directives/types";
import { planStatuses } from "@/lib/features/plans/status";
import { asId } from "@/lib/kernel/ids";
import { recordOf } from "@/lib/kernel/record-of";
import {
  type BriefFacts,
  briefSince,
  nothingStuck,
  type StuckReason,
  shapeBrief,
  stuckReasons,
} from "./brief";
import { briefLetter } from "./brief-letter";
import type { ComplianceCounts } from "./types";

const directive: DirectiveView = {
  id: asId<"Directive">("01890000-0000-7000-8000-000000000012"),
  code: "ed-12",
  number: 12,
  title: "Executive Directive 12",
  issuedOn: "2025-07-11",
  timeZone: "America/Los_Angeles",
  dueAt: "2025-07-26T07:00:00.000Z",
  rule: "14 days from Friday, July 11, 2025, 11:59 p.m. Pacific",
};

const none = Object.fromEntries(planStatuses.map((status) => [status, 0])) as ComplianceCounts["byStatus"];
const counts: ComplianceCounts = {
  bodies: 47,
  required: 41,
  invited: 6,
  filedOnTime: 30,
  filedLate: 0,
  overdue: 0,
  byStatus: none,
  requiredByStatus: { ...none, accepted: 12 },
};
const empty = { total: 0, shown: [] };
const nothing: BriefFacts = {
  directive,
  now: new Date("2025-07-22T13:00:00Z"),
  counts,
  filings: [],
  filed: empty,
  overdue: empty,
  stuck: recordOf(stuckReasons, () => empty),
  requests: empty,
  extensions: empty,
};
const stuck = (reason: StuckReason, line: BriefFacts["stuck"][StuckReason]): BriefFacts => ({
  ...nothing,
  stuck: { ...nothing.stuck, [reason]: line },
});

describe("the span of a brief", () => {
  it.each([
    ["2025-07-22T13:00:00Z", "2025-07-21T13:00:00.000Z"],
    ["2025-07-23T06:59:59Z", "2025-07-21T13:00:00.000Z"],
    ["2026-03-08T13:00:00Z", "2026-03-07T14:00:00.000Z"],
    ["2026-11-01T14:00:00Z", "2026-10-31T13:00:00.000Z"],
  ])("at %s begins at six in the morning of the day before, by the clocks on the wall: %s", (now, since) => {
    expect(briefSince(new Date(now), directive.timeZone).toISOString()).toBe(since);
  });
});

describe("the sentence", () => {
  it.each([
    [{}, "30 of 41 required bodies have filed; 11 are still to file."],
    [
      { filedLate: 1, overdue: 4 },
      "31 of 41 required bodies have filed; 10 are still to file, 4 of them overdue.",
    ],
    [{ filedOnTime: 40 }, "40 of 41 required bodies have filed; 1 is still to file."],
    [{ filedOnTime: 41 }, "All 41 required bodies have filed; 12 of the plans are accepted."],
    [
      { filedOnTime: 41, requiredByStatus: { ...none, accepted: 40, amending: 1 } },
      "All 41 required bodies have filed; every plan is accepted.",
    ],
    [{ required: 10_000 }, "30 of 10,000 required bodies have filed; 9,970 are still to file."],
    [{ required: 0, filedOnTime: 0 }, "No body owes a plan yet."],
  ])("of %j is: %s", (change, words) => {
    expect(shapeBrief({ ...nothing, counts: { ...counts, ...change } }).sentence).toBe(words);
  });
});

describe("the trend", () => {
  const filings = [
    { day: "2025-07-14", filed: 4 },
    { day: "2025-07-16", filed: 9 },
    { day: "2025-07-21", filed: 12 },
    { day: "2025-07-22", filed: 13 },
  ];

  it("is what was filed on each of the last seven days, days without a filing too", () => {
    const { days, sentence } = shapeBrief({ ...nothing, filings }).trend;
    expect(days.map(({ label, filed }) => [label, filed])).toEqual([
      ["Wed 16", 5],
      ["Thu 17", 0],
      ["Fri 18", 0],
      ["Sat 19", 0],
      ["Sun 20", 0],
      ["Mon 21", 3],
      ["Tue 22", 1],
    ]);
    expect(sentence).toBe("9 filed in the last 7 days, 1.3 a day; 3 a day from now on reach the deadline.");
  });

  it.each([
    ["2025-07-25T20:00:00Z", {}, "less than a day is left for 11."],
    ["2025-07-27T09:00:00Z", {}, "the deadline passed 1 day, 2 hours ago."],
    ["2025-07-22T13:00:00Z", { filedOnTime: 41 }, "nothing is left to file."],
  ])("at %s with %j ends: %s", (now, change, words) => {
    const facts = { ...nothing, now: new Date(now), counts: { ...counts, ...change } };
    expect(shapeBrief(facts).trend.sentence.endsWith(words)).toBe(true);
    expect(shapeBrief(facts).trend.needed).toBeNull();
  });
});

describe("what is stuck", () => {
  const since = new Date("2025-07-18T15:00:00Z");
  const body = { code: "LAPL", name: "Library" };

  it("stands with whom it is with and since when", () => {
    const [group] = shapeBrief(
      stuck("with_head", { total: 1, shown: [{ ...body, who: "Harriet Invented", since }] }),
    ).stuck;
    expect(group?.lines[0]?.detail).toBe("with Harriet Invented, since Jul 18, 2025");
  });

  it("says who is missing where there is nobody to wait for", () => {
    const [group] = shapeBrief(
      stuck("with_head", { total: 1, shown: [{ ...body, who: null, since }] }),
    ).stuck;
    expect(group?.lines[0]?.detail).toBe("nobody who could sign has an account, since Jul 18, 2025");
  });

  it("is counted whole and cut to what fits on a sheet, with where the rest is", () => {
    const shown = [{ ...body, who: null, since: null }];
    const [group] = shapeBrief(stuck("not_begun", { total: 9_000, shown })).stuck;
    expect(group).toMatchObject({
      total: 9_000,
      more: { text: "8,999 more", href: "/mayor/ed-12?state=not_started&group=required" },
    });
  });
});

describe("the letter", () => {
  it("says so where nothing happened and nothing is stuck", () => {
    const words = JSON.stringify(briefLetter(shapeBrief(nothing)));
    expect(words).toContain("Nobody has filed since Monday, July 21, 2025, 6:00 a.m. Pacific.");
    expect(words).toContain("No required body is overdue.");
    expect(words).toContain(nothingStuck);
    expect(words).toContain("None was given.");
  });

  it("carries every line of the sheet, with the number to call", () => {
    const facts: BriefFacts = {
      ...stuck("idle", {
        total: 1,
        shown: [{ code: "ZOO", name: "Zoo", who: "Dana Invented", since: null }],
      }),
      overdue: {
        total: 12,
        shown: [
          {
            code: "LAPL",
            name: "Library",
            dueAt: new Date(directive.dueAt),
            headTitle: "City Librarian",
            contact: { as: "liaison", name: "Casey Invented", phone: "(213) 555-0142", email: "c@c.test" },
          },
        ],
      },
    };
    const letter = briefLetter(shapeBrief(facts));
    const lines = letter.blocks.flatMap((block) =>
      block.kind === "list" ? block.items.map(({ text }) => text) : [],
    );
    expect(lines.filter((line) => !/^July \d+, 2025: 0$/.test(line))).toEqual([
      "Library: was due Jul 25, 2025. Call Casey Invented, liaison, (213) 555-0142",
      "11 more",
      "Zoo: last edited by Dana Invented",
    ]);
    expect(letter.action).toEqual({ label: "Open the brief", href: "/mayor/ed-12/brief" });
  });
});
