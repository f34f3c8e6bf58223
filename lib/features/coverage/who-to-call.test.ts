import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DesignationKind } from "@/lib/features/liaisons/types";
import type { CallableDesignation, Callee, CallFacts, Coverage } from "./types";
import { isInForce, whoToCall } from "./who-to-call";

const at = new Date("2026-11-25T17:00:00Z");
const hours = (amount: number) => new Date(at.getTime() + amount * 3_600_000);

const designated = (name: string, more: Partial<CallableDesignation> = {}): CallableDesignation => ({
  name,
  title: "Librarian",
  phone: "(213) 555-0100",
  email: `${name.toLowerCase()}@library.test`,
  hours: "24 hours a day",
  since: hours(-1_000),
  uncertain: [],
  ...more,
});
const colleague = (name: string): Callee => ({
  name,
  title: "Branch manager",
  phone: "(213) 555-0177",
  email: `${name.toLowerCase()}@library.test`,
});

let number = 0;
const coverage = (more: Partial<Coverage>): Coverage => {
  number += 1;
  return {
    id: `coverage-${String(number).padStart(4, "0")}`,
    kind: "absence",
    designationKind: "liaison",
    facilityId: null,
    facilityName: null,
    startsAt: hours(-2),
    endsAt: hours(20),
    cover: null,
    note: "",
    createdAt: hours(-3),
    createdByName: "Dana",
    cancelledAt: null,
    cancelledByName: null,
    ...more,
  };
};

const robin = designated("Robin");
const alex = designated("Alex", { title: "Senior librarian" });
const facts = (coverages: readonly Coverage[], more: Partial<CallFacts["designations"]> = {}): CallFacts => ({
  departmentCode: "LAPL",
  departmentName: "the Library",
  headTitle: "City Librarian",
  designations: { liaison: robin, alternate: alex, ...more },
  coverages,
});
const named = (answer: ReturnType<typeof whoToCall>) => (answer.isFound ? answer.person.name : null);

describe("whom to call in a department", () => {
  it("is the liaison, as long as nothing else is said", () => {
    expect(whoToCall(at, facts([]))).toEqual({
      isFound: true,
      person: { name: "Robin", title: "Librarian", phone: "(213) 555-0100", email: "robin@library.test" },
      as: "liaison",
      why: "Liaison of the Library",
      hours: "24 hours a day",
      uncertain: [],
    });
  });

  it("is the alternate while the liaison is away, with the reason and the end", () => {
    const answer = whoToCall(at, facts([coverage({ endsAt: new Date("2026-11-27T16:00:00Z") })]));
    expect(named(answer)).toBe("Alex");
    expect(answer.why).toBe("Covers for Robin, liaison, until Friday, November 27, 2026, 8:00 a.m. Pacific");
  });

  it("is the colleague whom the absence names", () => {
    const answer = whoToCall(at, facts([coverage({ cover: colleague("Kim") })]));
    expect(answer).toMatchObject({ isFound: true, as: "cover", uncertain: ["named_by_hand"] });
    expect(named(answer)).toBe("Kim");
  });

  it("is the alternate's cover when both are away, and the liaison's cover is the alternate", () => {
    const both = [coverage({}), coverage({ designationKind: "alternate", cover: colleague("Kim") })];
    expect(named(whoToCall(at, facts(both)))).toBe("Kim");
  });

  it("is nobody when both are away and each is to cover for the other: it says so and what to do", () => {
    const answer = whoToCall(at, facts([coverage({}), coverage({ designationKind: "alternate" })]));
    expect(answer).toEqual({
      isFound: false,
      why: expect.stringMatching(
        /^Robin is away until .*, Alex is away until .*, and nobody who could answer covers\.$/,
      ),
      next: "Call the office of the City Librarian, or the duty officer of the Mayor's Office.",
    });
  });

  it("is nobody where nobody is designated", () => {
    const answer = whoToCall(at, facts([], { liaison: null, alternate: null }));
    expect(answer).toMatchObject({
      isFound: false,
      why: "Neither a liaison nor an alternate is designated.",
    });
  });

  it("is the alternate where no liaison is designated, and says so", () => {
    const answer = whoToCall(at, facts([], { liaison: null }));
    expect(named(answer)).toBe("Alex");
    expect(answer.why).toBe("Alternate liaison: no liaison is designated");
  });

  it("passes by a named colleague who is away as the alternate", () => {
    const both = [
      coverage({ cover: { ...alex, name: "Alex" } }),
      coverage({ designationKind: "alternate", cover: colleague("Kim") }),
    ];
    expect(named(whoToCall(at, facts(both)))).toBe("Kim");
  });

  it("leaves an absence behind with the person whose it was", () => {
    const successor = designated("Sam", { since: hours(-1) });
    expect(named(whoToCall(at, facts([coverage({})], { liaison: successor })))).toBe("Sam");
  });
});

describe("somebody else who answers", () => {
  const department = coverage({ kind: "override", cover: colleague("Dee"), endsAt: null });
  const facility = coverage({
    kind: "override",
    cover: colleague("Fay"),
    facilityId: "central",
    facilityName: "Central Library",
  });

  it("goes before liaison and alternate for the department", () => {
    const answer = whoToCall(at, facts([department]));
    expect(named(answer)).toBe("Dee");
    expect(answer.why).toBe("Answers for the Library until it is taken back");
  });

  it("goes before the department's for one facility, and for no other", () => {
    const all = facts([department, facility]);
    expect(named(whoToCall(at, all, "central"))).toBe("Fay");
    expect(named(whoToCall(at, all, "branch"))).toBe("Dee");
    expect(named(whoToCall(at, all))).toBe("Dee");
    expect(whoToCall(at, all, "central").why).toMatch(/^Answers for Central Library until /);
  });

  it("is the newest of several, and the older one again once the newest has ended", () => {
    const newer = coverage({
      kind: "override",
      cover: colleague("New"),
      createdAt: hours(-1),
      endsAt: hours(1),
    });
    const all = facts([department, newer]);
    expect(named(whoToCall(at, all))).toBe("New");
    expect(named(whoToCall(hours(1), all))).toBe("Dee");
  });

  it("is passed by where the alternate was to answer and is away", () => {
    const toAlternate = coverage({ kind: "override" });
    const away = coverage({ designationKind: "alternate" });
    expect(named(whoToCall(at, facts([toAlternate])))).toBe("Alex");
    expect(named(whoToCall(at, facts([toAlternate, away])))).toBe("Robin");
  });
});

describe("a coverage holds", () => {
  it.each([
    ["before its beginning", { startsAt: hours(1) }, false],
    ["in its first moment", { startsAt: at }, true],
    ["in its last moment", { endsAt: at }, false],
    ["without an end", { endsAt: null }, true],
    ["once it was taken back", { cancelledAt: hours(-1) }, false],
    ["until it is taken back", { cancelledAt: hours(1) }, true],
  ])("%s: %o", (_, more, holds) => {
    expect(isInForce(coverage(more), at)).toBe(holds);
  });
});

const kind = fc.constantFrom<DesignationKind>("liaison", "alternate");
const anyName = fc.constantFrom("Robin", "Alex", "Kim", "Dee", "Fay");
const moment = fc.integer({ min: -48, max: 48 }).map(hours);
const anyCoverage: fc.Arbitrary<Coverage> = fc
  .record({
    id: fc.uuid(),
    kind: fc.constantFrom<Coverage["kind"]>("absence", "override"),
    designationKind: kind,
    facilityId: fc.option(fc.constantFrom("central", "branch")),
    startsAt: moment,
    endsAt: fc.option(moment),
    cover: fc.option(anyName.map(colleague)),
    createdAt: fc.integer({ min: -2_000, max: 0 }).map(hours),
    cancelledAt: fc.option(moment),
  })
  .map(({ facilityId, ...one }) => ({
    ...coverage({}),
    ...one,
    // Only an override is about a facility.
    facilityId: one.kind === "override" ? facilityId : null,
    facilityName: facilityId,
  }));
const anyFacts = fc
  .record({
    coverages: fc.array(anyCoverage, { maxLength: 12 }),
    hasLiaison: fc.boolean(),
    hasAlternate: fc.boolean(),
  })
  .map(({ coverages, hasLiaison, hasAlternate }) =>
    facts(coverages, { liaison: hasLiaison ? robin : null, alternate: hasAlternate ? alex : null }),
  );
const anyPlace = fc.constantFrom(null, "central", "branch", "elsewhere");

describe("whatever is entered", () => {
  it("there is exactly one answer: a person with a number and a reason, or nobody with what to do", () => {
    fc.assert(
      fc.property(anyFacts, anyPlace, moment, (any, place, when) => {
        const answer = whoToCall(when, any, place);
        expect(answer.why).not.toBe("");
        if (answer.isFound) expect(answer.person.phone).not.toBe("");
        else expect(answer.next).toContain("City Librarian");
        expect(whoToCall(when, { ...any, coverages: any.coverages.toReversed() }, place)).toEqual(answer);
      }),
      { numRuns: 2_000 },
    );
  });

  it("nobody is called who is away, by whatever name they would be called", () => {
    fc.assert(
      fc.property(anyFacts, anyPlace, moment, (any, place, when) => {
        const answer = whoToCall(when, any, place);
        const away = (["liaison", "alternate"] as const).flatMap((whose) => {
          const holder = any.designations[whose];
          const isAway = any.coverages.some(
            (one) =>
              one.kind === "absence" &&
              one.designationKind === whose &&
              isInForce(one, when) &&
              holder !== null &&
              one.createdAt >= holder.since,
          );
          return holder && isAway ? [holder.name] : [];
        });
        expect(away).not.toContain(named(answer));
      }),
      { numRuns: 2_000 },
    );
  });

  it("somebody is called where somebody designated is there", () => {
    fc.assert(
      fc.property(anyFacts, anyPlace, (any, place) => {
        const without = { ...any, coverages: any.coverages.filter((one) => one.kind !== "absence") };
        const isAnybody = any.designations.liaison !== null || any.designations.alternate !== null;
        if (isAnybody) expect(whoToCall(at, without, place).isFound).toBe(true);
      }),
    );
  });
});
