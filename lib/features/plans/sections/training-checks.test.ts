import { describe, expect, it } from "vitest";
import { firstOf, outcomeOf, put, withSection } from "@/tests/factories/judging";
import type { Training, TrainingModule } from "./training";

const judged = (code: string, change: (content: Training) => void) =>
  outcomeOf(code, withSection("training", change));
const first = (content: Training) => firstOf(content.modules);
const onlyFor = (content: Training, ...audiences: TrainingModule["audience"][]) => {
  const module = first(content);
  content.modules = audiences.map((audience, index) => ({
    ...module,
    id: `01890000-0000-7000-8000-${String(index).padStart(12, "0")}`,
    audience,
  }));
};

const wanting: readonly (readonly [
  code: string,
  what: string,
  (content: Training) => void,
  field: RegExp,
])[] = [
  ["TRN-1", "no module is listed", (c) => put(c, { modules: [] }), /^modules$/],
  [
    "TRN-1",
    "no module covers the ordinance",
    (c) => {
      for (const module of c.modules) module.topics = ["ed_12", "own_protocols"];
    },
    /\.topics$/,
  ],
  ["TRN-2", "a module names no audience", (c) => put(first(c), { audience: "" }), /\.audience$/],
  ["TRN-2", "a headcount is nought", (c) => put(first(c), { headcount: "0" }), /\.headcount$/],
  ["TRN-2", "a headcount is no number", (c) => put(first(c), { headcount: "everybody" }), /\.headcount$/],
  ["TRN-2", "only the front line is reached", (c) => onlyFor(c, "front_line", "supervisors"), /^modules$/],
  ["TRN-3", "contractors are not reached", (c) => onlyFor(c, "all_employees"), /^modules$/],
  ["TRN-4", "a module has no title", (c) => put(first(c), { title: "" }), /\.title$/],
  ["TRN-4", "a module has no start", (c) => put(first(c), { startsOn: "soon" }), /\.startsOn$/],
  ["TRN-4", "a module has no end", (c) => put(first(c), { endsOn: "" }), /\.endsOn$/],
  [
    "TRN-4",
    "a module ends before it starts",
    (c) => put(first(c), { startsOn: "2025-08-02", endsOn: "2025-08-01" }),
    /\.endsOn$/,
  ],
  ["TRN-4", "a module names no delivery", (c) => put(first(c), { delivery: "" }), /\.delivery$/],
  ["TRN-4", "a module names no language", (c) => put(first(c), { languages: [] }), /\.languages$/],
  ["TRN-5", "completion is not counted", (c) => put(first(c), { completedCount: "" }), /\.completedCount$/],
  [
    "TRN-5",
    "more have completed it than there are",
    (c) => put(first(c), { headcount: "10", completedCount: "11" }),
    /\.completedCount$/,
  ],
  ["TRN-5", "new hires are not covered", (c) => put(c, { newHireRule: "" }), /^newHireRule$/],
  ["TRN-6", "no drill has a date", (c) => put(c, { drillOn: "in autumn" }), /^drillOn$/],
];

describe("Training", () => {
  it.each(wanting)("%s is owed while %s", (code, _, change, field) => {
    const outcome = judged(code, change);
    expect(outcome.state).toBe("not_yet");
    expect(outcome.paths.some((path) => field.test(path))).toBe(true);
    expect(outcome.blocksFiling).toBe(code !== "TRN-6");
  });

  it("reaches everybody by one module for all, or by front line and all others together", () => {
    expect(judged("TRN-2", (content) => onlyFor(content, "all_employees")).state).toBe("met");
    expect(judged("TRN-2", (content) => onlyFor(content, "front_line", "other_employees")).state).toBe("met");
  });

  it("may cover the three topics in as many modules", () => {
    const outcome = judged("TRN-1", (content) => {
      onlyFor(content, "all_employees", "all_employees", "all_employees");
      content.modules.forEach((module, index) => {
        module.topics = [(["ordinance_188441", "ed_12", "own_protocols"] as const)[index] ?? "ed_12"];
      });
    });
    expect(outcome.state).toBe("met");
  });

  it("may start and end on one day, and count nobody as trained yet", () => {
    const sameDay = (content: Training) =>
      put(first(content), {
        startsOn: "2025-08-01",
        endsOn: "2025-08-01",
        completedCount: "0",
      });
    expect(judged("TRN-4", sameDay).state).toBe("met");
    expect(judged("TRN-5", sameDay).state).toBe("met");
  });

  it("owes contractors nothing, visibly, where the plan states that there are none", () => {
    const situation = withSection("contractors", (content) => {
      content.contractsAnswer = "none";
    });
    onlyFor(situation.sections.training, "all_employees");
    expect(outcomeOf("TRN-3", situation)).toMatchObject({
      state: "not_applicable",
      why: expect.stringContaining("no contract"),
    });
  });

  it("owes contractors a module while the plan has not said whether there are any", () => {
    const situation = withSection("contractors", (content) => {
      content.contractsAnswer = "";
    });
    onlyFor(situation.sections.training, "all_employees");
    expect(outcomeOf("TRN-3", situation).state).toBe("not_yet");
  });
});
