import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anySections } from "@/tests/factories/any-content";
import { fulfilled, outcomeOf, requirements, withSection } from "@/tests/factories/judging";
import {
  combineFacts,
  deriveFacts,
  evaluateRequirements,
  evaluateSection,
  hindrances,
  type PlanFacts,
  sectionsAffectedBy,
} from "./completeness";
import { emptySections, type SectionContents, sectionNames, sectionSchemas } from "./schema";
import { settingNames } from "./sections/protocols";
import { summaryOf } from "./summary";

/** Built once: properties try hundreds of texts in its place. */
const complete = fulfilled();
const empty = { ...complete, sections: emptySections(), designations: [], isCertified: false };
const answers = fc.constantFrom("yes", "no", "unknown");
const anyFacts: fc.Arbitrary<PlanFacts> = fc.record({ hasContractors: answers, hasTenants: answers });
const factsOf = (sections: SectionContents) =>
  combineFacts(sectionNames.map((section) => deriveFacts(section, sections[section])));

describe("the requirement set", () => {
  it("holds the requirements of both directives, each once", () => {
    expect(requirements).toHaveLength(43);
    expect(new Set(requirements.map(({ code }) => code)).size).toBe(43);
  });

  it.each(requirements)("$code can be met and not met", ({ code, standing }) => {
    expect(outcomeOf(code, empty).state).toBe("not_yet");
    const whenFulfilled = outcomeOf(code, complete).state;
    if (standing === "conditional") expect(whenFulfilled).not.toBe("not_yet");
    else expect(whenFulfilled).toBe("met");
  });

  it("names no check that does not exist: an unknown one is an error, not a silent pass", () => {
    const [requirement] = requirements;
    if (!requirement) throw new Error("the set is empty");
    const unknown = { ...requirement, check: "FAC-99" };
    expect(() => evaluateRequirements({ ...complete, requirements: [unknown] })).toThrow(/FAC-99/);
  });
});

describe("a plan", () => {
  it("that is empty meets nothing", () => {
    expect(evaluateRequirements(empty).filter(({ state }) => state === "met")).toEqual([]);
  });

  it("that is complete but for its signature owes only the signature, which does not hold up the filing", () => {
    const outcomes = evaluateRequirements({ ...complete, isCertified: false });
    expect(outcomes.filter(({ state }) => state === "not_yet").map(({ code }) => code)).toEqual(["CER-1"]);
    expect(hindrances(outcomes)).toEqual([]);
  });

  it("is held up by what is required, and never by what is advised", () => {
    const held = hindrances(evaluateRequirements(empty)).map(({ code }) => code);
    expect(held).not.toContain("PRO-12");
    expect(held).not.toContain("TRN-6");
    expect(held).not.toContain("LIA-3");
    expect(held).toHaveLength(requirements.length - 4);
  });

  it("gets one outcome a requirement, in the order of the sections, each with its reason", () => {
    fc.assert(
      fc.property(anySections, (sections) => {
        const outcomes = evaluateRequirements({ ...complete, sections });
        expect(outcomes.map(({ code }) => code).sort()).toEqual(requirements.map(({ code }) => code).sort());
        const order = outcomes.map(({ section }) => sectionNames.indexOf(section));
        expect(order).toEqual([...order].sort((a, b) => a - b));
        for (const { why, state, paths } of outcomes) {
          expect(why.trim()).not.toBe("");
          if (state !== "not_yet") expect(paths).toEqual([]);
        }
      }),
    );
  });

  it("is judged the same each time, and its text is left as it was", () => {
    fc.assert(
      fc.property(anySections, (sections) => {
        const before = structuredClone(sections);
        const situation = { ...complete, sections };
        expect(evaluateRequirements(situation)).toEqual(evaluateRequirements(situation));
        expect(sections).toEqual(before);
      }),
    );
  });
});

describe("what comes with another directive", () => {
  const added = requirements.filter(({ standing }) => standing === "if_directive").map(({ code }) => code);

  it("falls away visibly until it is in force", () => {
    for (const code of added) {
      const outcome = outcomeOf(code, { ...empty, directivesInForce: ["ed-12"] });
      expect(outcome.state, code).toBe("not_applicable");
      expect(outcome.why).toBe("Not applicable until Executive Directive 17 is in force.");
    }
  });

  it("changes nothing else when it comes into force", () => {
    fc.assert(
      fc.property(anySections, (sections) => {
        const [before, after] = [["ed-12"], ["ed-12", "ed-17"]].map((directivesInForce) =>
          evaluateRequirements({ ...complete, sections, directivesInForce }).filter(
            ({ code }) => !added.includes(code),
          ),
        );
        expect(after).toEqual(before);
      }),
    );
  });
});

describe("what one section says of another", () => {
  it("is read from the answers in Contractors and Facilities alone", () => {
    const situation = withSection("contractors", (content) => {
      content.contractsAnswer = "none";
    });
    expect(factsOf(situation.sections)).toEqual({ hasContractors: "no", hasTenants: "yes" });
    expect(factsOf(emptySections())).toEqual({ hasContractors: "unknown", hasTenants: "unknown" });
  });

  it("reaches no section but those that are named as affected", () => {
    fc.assert(
      fc.property(anySections, anyFacts, anyFacts, (sections, before, after) => {
        const affected = sectionsAffectedBy(before, after);
        for (const section of sectionNames.filter((name) => !affected.includes(name))) {
          const [was, is] = [before, after].map((facts) =>
            evaluateSection({ ...complete, section, content: sections[section], facts }),
          );
          expect(is).toEqual(was);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("leaves the plan as if all of it had been judged anew, where one section and the affected ones were", () => {
    fc.assert(
      fc.property(anySections, anySections, fc.constantFrom(...sectionNames), (old, typed, edited) => {
        const sections = { ...old, [edited]: typed[edited] } as SectionContents;
        const [before, after] = [factsOf(old), factsOf(sections)];
        const anew = new Set([edited, ...sectionsAffectedBy(before, after)]);
        const kept = evaluateRequirements({ ...complete, sections: old });
        const stored = sectionNames.flatMap((section) =>
          anew.has(section)
            ? evaluateSection({ ...complete, section, content: sections[section], facts: after })
            : kept.filter((outcome) => outcome.section === section),
        );
        expect(stored).toEqual(evaluateRequirements({ ...complete, sections }));
      }),
      { numRuns: 300 },
    );
  });

  it("affects nothing when nothing of it has changed", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(sectionsAffectedBy(facts, { ...facts })).toEqual([]);
      }),
    );
  });
});

describe("a row just added and still blank", () => {
  const id = "01890000-0000-7000-8000-0000000000ff";
  const lists = {
    facilities: ["facilities", "tenants", "atRiskProperties"],
    protocols: ["escalation"],
    training: ["modules"],
    contractors: ["contracts"],
    reporting: ["reachSteps", "officeSteps"],
    records: ["systems"],
    resources: ["services", "channels", "postings"],
  } as const;
  const places = Object.entries(lists).flatMap(([section, names]) =>
    names.map((name) => ({ section, name })),
  );

  it.each(places)("meets nothing: $name in $section", ({ section, name }) => {
    const named = section as keyof typeof lists;
    fc.assert(
      fc.property(anySections, (sections) => {
        const content = sections[named] as unknown as Record<string, unknown[]>;
        const grown = sectionSchemas[named].parse({ ...content, [name]: [...(content[name] ?? []), { id }] });
        const owed = evaluateRequirements({ ...complete, sections }).filter(
          ({ state }) => state === "not_yet",
        );
        const after = evaluateRequirements({ ...complete, sections: { ...sections, [named]: grown } });
        for (const { code } of owed)
          expect(after.find((outcome) => outcome.code === code)?.state, code).not.toBe("met");
      }),
    );
  });
});

describe("a step just added and still blank", () => {
  it("meets nothing, in whichever setting", () => {
    const id = "01890000-0000-7000-8000-0000000000ff";
    fc.assert(
      fc.property(anySections, fc.constantFrom(...settingNames), (sections, setting) => {
        const grown = structuredClone(sections);
        grown.protocols.settings[setting].steps.push({
          id,
          action: "",
          role: "",
          words: "",
          modelText: false,
        });
        const owed = evaluateRequirements({ ...complete, sections }).filter(
          ({ state }) => state === "not_yet",
        );
        const after = evaluateRequirements({ ...complete, sections: grown });
        for (const { code } of owed)
          expect(after.find((outcome) => outcome.code === code)?.state, code).not.toBe("met");
      }),
      { numRuns: 300 },
    );
  });
});

describe("the summary that is kept of a plan", () => {
  it("counts what is required and applies, and tells the same total by section", () => {
    fc.assert(
      fc.property(anySections, (sections) => {
        const outcomes = evaluateRequirements({ ...complete, sections });
        const summary = summaryOf(outcomes);
        const counted = outcomes.filter(
          ({ standing, state }) => standing !== "advised" && state !== "not_applicable",
        );
        const shares = Object.values(summary.sectionShares);
        expect(summary.requiredTotal).toBe(counted.length);
        expect(shares.reduce((sum, [, total]) => sum + total, 0)).toBe(summary.requiredTotal);
        expect(shares.reduce((sum, [met]) => sum + met, 0)).toBe(summary.requiredMet);
        expect(summary.metRequirements.length + summary.owedRequirements.length).toBe(summary.requiredTotal);
        for (const section of sectionNames) {
          const [met, total] = summary.sectionShares[section];
          expect(summary.owedSections.includes(section)).toBe(met < total);
        }
      }),
    );
  });

  it("does not count what falls away, nor what is advised", () => {
    const summary = summaryOf(evaluateRequirements({ ...empty, directivesInForce: ["ed-12"] }));
    expect([summary.requiredMet, summary.requiredTotal]).toEqual([0, 38]);
    expect(summary.owedRequirements).not.toContain("PRO-12");
    expect(summary.owedRequirements).not.toContain("CON-4");
    expect(summary.owedSections).toEqual([...sectionNames]);
  });
});
