import { describe, expect, it } from "vitest";
import { firstOf, fulfilled, outcomeOf, put, withSection } from "@/tests/factories/judging";
import type { SectionContents } from "../schema";
import type { Certification } from "./certification";

type Change<Section extends keyof SectionContents> = (content: SectionContents[Section]) => void;
type Wanting<Section extends keyof SectionContents> = readonly (readonly [
  code: string,
  what: string,
  Change<Section>,
  field: RegExp,
])[];

function owes<Section extends keyof SectionContents>(section: Section, wanting: Wanting<Section>) {
  it.each(wanting)("%s is owed while %s", (code, _, change, field) => {
    const outcome = outcomeOf(code, withSection(section, change));
    expect(outcome.state).toBe("not_yet");
    expect(outcome.paths[0]).toMatch(field);
  });
}

describe("Contractors", () => {
  owes("contractors", [
    ...["CON-1", "CON-2", "CON-3", "CON-4"].flatMap(
      (code): Wanting<"contractors"> => [
        [
          code,
          "contracts are neither listed nor denied",
          (c) => put(c, { contractsAnswer: "" }),
          /^contractsAnswer$/,
        ],
        [
          code,
          "contracts are announced and none is listed",
          (c) => put(c, { contracts: [] }),
          /^contractsAnswer$/,
        ],
      ],
    ),
    [
      "CON-1",
      "a contract names no contractor",
      (c) => put(firstOf(c.contracts), { contractor: "" }),
      /\.contractor$/,
    ],
    ["CON-1", "a contract names no service", (c) => put(firstOf(c.contracts), { service: "" }), /\.service$/],
    ["CON-2", "a contractor was not told", (c) => put(firstOf(c.contracts), { noticeOn: "" }), /\.noticeOn$/],
    [
      "CON-3",
      "a contractor has not acknowledged",
      (c) => put(firstOf(c.contracts), { acknowledgedOn: "soon" }),
      /\.acknowledgedOn$/,
    ],
    [
      "CON-4",
      "a contractor was not asked",
      (c) => put(firstOf(c.contracts), { dhsAskedOn: "" }),
      /\.dhsAskedOn$/,
    ],
    [
      "CON-4",
      "the answer is not recorded",
      (c) => put(firstOf(c.contracts), { dhsAnswer: "" }),
      /\.dhsAnswer$/,
    ],
  ]);

  it.each(["CON-1", "CON-2", "CON-3", "CON-4"])("%s is met by the statement that there are none", (code) => {
    const situation = withSection("contractors", (content) => {
      put(content, { contractsAnswer: "none", contracts: [] });
    });
    expect(outcomeOf(code, situation)).toMatchObject({
      state: "met",
      why: expect.stringContaining("states"),
    });
  });

  it("CON-4 is met by a recorded silence too: the question was put", () => {
    const situation = withSection("contractors", (content) => {
      firstOf(content.contracts).dhsAnswer = "no_answer";
    });
    expect(outcomeOf("CON-4", situation).state).toBe("met");
  });
});

describe("Reporting", () => {
  owes("reporting", [
    ["REP-1", "no step reaches the liaison", (c) => put(c, { reachSteps: [] }), /^reachSteps$/],
    ["REP-1", "a step is blank", (c) => put(firstOf(c.reachSteps), { text: " " }), /^reachSteps\..+\.text$/],
    [
      "REP-1",
      "the number by day cannot be dialled",
      (c) => put(c, { daytimePhone: "desk" }),
      /^daytimePhone$/,
    ],
    [
      "REP-1",
      "there is no number for after hours",
      (c) => put(c, { afterHoursPhone: "" }),
      /^afterHoursPhone$/,
    ],
    ["REP-2", "no step reaches the Mayor's Office", (c) => put(c, { officeSteps: [] }), /^officeSteps$/],
    ["REP-2", "there is no target", (c) => put(c, { targetMinutes: "" }), /^targetMinutes$/],
    ["REP-2", "the target is nought", (c) => put(c, { targetMinutes: "0" }), /^targetMinutes$/],
    ["REP-3", "it is not said what is recorded", (c) => put(c, { recorded: "" }), /^recorded$/],
    ["REP-3", "it is not said what is never asked", (c) => put(c, { neverAsked: "" }), /^neverAsked$/],
  ]);
});

describe("Records", () => {
  const listed = (content: SectionContents["records"]) => {
    content.systemsAnswer = "listed";
    content.systems = [
      {
        id: "01890000-0000-7000-8000-0000000000aa",
        name: "Cards",
        holds: ["birthplace"],
        ground: "The form asks.",
      },
    ];
    return firstOf(content.systems);
  };

  owes("records", [
    [
      "DAT-1",
      "systems are neither listed nor denied",
      (c) => put(c, { systemsAnswer: "" }),
      /^systemsAnswer$/,
    ],
    ["DAT-1", "a system has no name", (c) => put(listed(c), { name: "" }), /\.name$/],
    ["DAT-1", "a system does not say what it holds", (c) => put(listed(c), { holds: [] }), /\.holds$/],
    ["DAT-1", "a system has no ground", (c) => put(listed(c), { ground: "" }), /\.ground$/],
    ["DAT-2", "nobody routes the requests", (c) => put(c, { routedBy: "" }), /^routedBy$/],
    ["DAT-2", "no counsel is named", (c) => put(c, { counsel: "" }), /^counsel$/],
  ]);

  it("DAT-1 is met by systems with their ground, or by the statement that there are none", () => {
    expect(
      outcomeOf(
        "DAT-1",
        withSection("records", (content) => void listed(content)),
      ).state,
    ).toBe("met");
    const none = withSection("records", (content) => {
      put(content, { systemsAnswer: "none", systems: [] });
    });
    expect(outcomeOf("DAT-1", none).state).toBe("met");
  });
});

describe("Resources", () => {
  owes("resources", [
    ["RES-1", "no service is listed", (c) => put(c, { services: [] }), /^services$/],
    ["RES-1", "a service has no name", (c) => put(firstOf(c.services), { name: "" }), /\.name$/],
    ["RES-2", "no channel is listed", (c) => put(c, { channels: [] }), /^channels$/],
    ["RES-2", "a channel has no kind", (c) => put(firstOf(c.channels), { kind: "" }), /\.kind$/],
    [
      "RES-3",
      "a channel speaks English alone",
      (c) => put(firstOf(c.channels), { languages: ["en"] }),
      /\.languages$/,
    ],
    [
      "RES-3",
      "a channel speaks no English",
      (c) => put(firstOf(c.channels), { languages: ["es", "ko"] }),
      /\.languages$/,
    ],
  ]);
});

describe("Certification", () => {
  const judged = (code: string, change: Partial<Certification>) =>
    outcomeOf(
      code,
      withSection("certification", (content) => put(content, change)),
    );
  const reviewed: Partial<Certification> = {
    legalReview: "reviewed",
    reviewedBy: "Counsel",
    reviewedOn: "2025-07-18",
  };

  it("CER-1 is met by the signature alone, and never holds up the filing that it is", () => {
    expect(outcomeOf("CER-1", fulfilled()).state).toBe("met");
    const unsigned = outcomeOf("CER-1", { ...fulfilled(), isCertified: false });
    expect(unsigned).toMatchObject({ state: "not_yet", blocksFiling: false });
  });

  it.each<[string, Partial<Certification>, string]>([
    ["reviewed, by whom and when", reviewed, "met"],
    ["not yet reviewed", { legalReview: "not_yet", reviewedBy: "", reviewedOn: "" }, "met"],
    ["no answer", { ...reviewed, legalReview: "" }, "not_yet"],
    ["reviewed by nobody", { ...reviewed, reviewedBy: " " }, "not_yet"],
    ["reviewed at no day", { ...reviewed, reviewedOn: "last week" }, "not_yet"],
  ])("CER-2 wants an explicit answer: %s", (_, change, state) => {
    expect(judged("CER-2", change).state).toBe(state);
  });

  it.each([
    ["", "not_yet"],
    ["next summer", "not_yet"],
    ["2025-07-19", "not_yet"],
    ["2025-07-20", "not_yet"],
    ["2025-07-21", "met"],
    ["2026-07-20", "met"],
    ["2026-07-21", "not_yet"],
  ])("CER-3 wants the next review after today and within twelve months: %j", (nextReviewOn, state) => {
    expect(judged("CER-3", { nextReviewOn }).state).toBe(state);
  });
});
