import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyContent } from "@/tests/factories/any-content";
import { applyChoices, compareContents, type Side, suggestedSide } from "./merge";
import { sectionNames, sectionSchemas } from "./schema";

const step = (id: string, action = id) => ({ id, action });
const steps = (...rows: readonly (string | { id: string; action: string })[]) => ({
  steps: rows.map((row) => (typeof row === "string" ? step(row) : row)),
});
const actionsIn = (content: unknown) =>
  (content as ReturnType<typeof steps>).steps.map(({ action }) => action);
const everywhere = (texts: { base: unknown; mine: unknown; theirs: unknown }, side: Side) =>
  Object.fromEntries(compareContents(texts).map(({ path }) => [path, side]));

/** Three texts of one section, as often related as not: rows share few ids. */
const threeTexts = fc.constantFrom(...sectionNames).chain((section) => {
  const content = anyContent(section) as fc.Arbitrary<unknown>;
  return fc.record({ section: fc.constant(section), base: content, mine: content, theirs: content });
});

describe("the differences of two texts", () => {
  it("are none when both are the same, in whatever order their keys were written", () => {
    const mine = { a: "1", b: { c: "2", d: "3" } };
    const theirs = { b: { d: "3", c: "2" }, a: "1" };
    expect(compareContents({ base: {}, mine, theirs })).toEqual([]);
  });

  it.each([
    ["mine", { note: "new", phone: "1" }, { note: "old", phone: "1" }],
    ["theirs", { note: "old", phone: "1" }, { note: "new", phone: "1" }],
    ["both", { note: "one", phone: "1" }, { note: "other", phone: "1" }],
  ] as const)("name the field and who changed it: %s", (changedBy, mine, theirs) => {
    const base = { note: "old", phone: "1" };
    expect(compareContents({ base, mine, theirs })).toEqual([
      { path: "note", mine: mine.note, theirs: theirs.note, changedBy },
    ]);
  });

  it("match rows by their id, not by their place", () => {
    const [base, mine, theirs] = [steps("a", "b"), steps("x", "a", "b"), steps("a", step("b", "B"))];
    expect(compareContents({ base, mine, theirs })).toEqual([
      { path: "steps.x", mine: step("x"), theirs: undefined, changedBy: "mine" },
      { path: "steps.b.action", mine: "b", theirs: "B", changedBy: "theirs" },
    ]);
  });

  it("hold the order of the rows too, beside what differs within them", () => {
    const [base, mine, theirs] = [steps("a", "b"), steps(step("a", "A"), "b"), steps("b", "a")];
    expect(compareContents({ base, mine, theirs })).toEqual([
      { path: "steps.a.action", mine: "A", theirs: "a", changedBy: "mine" },
      { path: "steps", mine: mine.steps, theirs: theirs.steps, changedBy: "theirs", isOrder: true },
    ]);
  });

  it("are found if and only if the texts differ", () => {
    fc.assert(
      fc.property(threeTexts, ({ base, mine, theirs }) => {
        expect(compareContents({ base, mine: theirs, theirs })).toEqual([]);
        const differ = JSON.stringify(mine) !== JSON.stringify(theirs);
        if (differ) expect(compareContents({ base, mine, theirs }).length).toBeGreaterThan(0);
      }),
    );
  });

  it("have each a path of their own, so that each can be chosen alone", () => {
    fc.assert(
      fc.property(threeTexts, (texts) => {
        const paths = compareContents(texts).map(({ path }) => path);
        expect(new Set(paths).size).toBe(paths.length);
      }),
    );
  });
});

describe("choosing", () => {
  it("one side everywhere gives that side's text, rows and their order included", () => {
    fc.assert(
      fc.property(threeTexts, (texts) => {
        expect(applyChoices(texts, everywhere(texts, "mine"))).toEqual(texts.mine);
        expect(applyChoices(texts, everywhere(texts, "theirs"))).toEqual(texts.theirs);
      }),
      { numRuns: 500 },
    );
  });

  it("nothing keeps what one side alone has changed", () => {
    fc.assert(
      fc.property(threeTexts, ({ base, mine }) => {
        expect(applyChoices({ base, mine, theirs: base }, {})).toEqual(mine);
        expect(applyChoices({ base, mine: base, theirs: mine }, {})).toEqual(mine);
      }),
      { numRuns: 500 },
    );
  });

  it("nothing keeps one's own words where both have changed the same field", () => {
    const texts = { base: { note: "old" }, mine: { note: "mine" }, theirs: { note: "theirs" } };
    expect(compareContents(texts).map(suggestedSide)).toEqual(["mine"]);
    expect(applyChoices(texts, {})).toEqual(texts.mine);
    expect(applyChoices(texts, { note: "theirs" })).toEqual(texts.theirs);
  });

  it("gives a text that the section's schema accepts, whatever is chosen", () => {
    fc.assert(
      fc.property(threeTexts, fc.func(fc.constantFrom<Side>("mine", "theirs")), (texts, sideOf) => {
        const choices = Object.fromEntries(compareContents(texts).map(({ path }) => [path, sideOf(path)]));
        const chosen = applyChoices(texts, choices);
        expect(sectionSchemas[texts.section].safeParse(chosen).success).toBe(true);
      }),
    );
  });

  it("leaves of the differences between the result and a side only those where the other was chosen", () => {
    fc.assert(
      fc.property(threeTexts, fc.func(fc.constantFrom<Side>("mine", "theirs")), (texts, sideOf) => {
        const conflicts = compareContents(texts).filter(({ isOrder }) => !isOrder);
        const choices = Object.fromEntries(conflicts.map(({ path }) => [path, sideOf(path)]));
        const chosen = applyChoices(texts, choices);
        const left = compareContents({ base: texts.base, mine: chosen, theirs: texts.mine });
        for (const { path, isOrder } of left) if (!isOrder) expect(choices[path]).toBe("theirs");
      }),
    );
  });
});

describe("rows of an ordered list", () => {
  const base = steps("a", "b", "c");

  it.each([
    [
      "a row that they put in the middle stays there",
      steps("a", "b", "c"),
      steps("a", "x", "b", "c"),
      "axbc",
    ],
    ["a row that they put first stays first", steps("a", "b", "c"), steps("x", "a", "b", "c"), "xabc"],
    [
      "rows of both sides stand where each put them",
      steps("a", "m", "b", "c"),
      steps("a", "b", "c", "t"),
      "ambct",
    ],
    [
      "their new order holds beside my new words",
      steps(step("a", "A"), "b", "c"),
      steps("c", "b", "a"),
      "cbA",
    ],
    [
      "my new order holds beside their new words",
      steps("c", "b", "a"),
      steps(step("a", "A"), "b", "c"),
      "cbA",
    ],
    ["a row that I removed stays away", steps("a", "c"), steps("a", "b", "c", "t"), "act"],
    ["their order holds for rows that I added to", steps("a", "m", "b", "c"), steps("c", "a", "b"), "camb"],
  ])("%s", (_, mine, theirs, expected) => {
    expect(actionsIn(applyChoices({ base, mine, theirs }, {})).join("")).toBe(expected);
  });

  it("follow the order that is chosen, apart from the words", () => {
    const texts = { base, mine: steps(step("a", "A"), "b", "c"), theirs: steps("c", "b", "a") };
    expect(actionsIn(applyChoices(texts, { steps: "mine" })).join("")).toBe("Abc");
    expect(actionsIn(applyChoices(texts, { steps: "theirs", "steps.a.action": "theirs" })).join("")).toBe(
      "cba",
    );
  });
});
