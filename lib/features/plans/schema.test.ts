import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyContent } from "@/tests/factories/any-content";
import {
  emptySections,
  planReferenceSchema,
  reasonSchema,
  saveSectionSchema,
  sectionNames,
  sectionSchemas,
  sendBackToPreparerSchema,
  submitPlanSchema,
} from "./schema";

const reference = { departmentCode: "LAPL", directiveCode: "ed-12" };
const [one, other] = ["01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000002"];
const accepts = (section: (typeof sectionNames)[number], content: unknown) =>
  sectionSchemas[section].safeParse(content).success;

describe("a section's text", () => {
  it.each(sectionNames)("%s may be empty: a draft begins with nothing", (section) => {
    expect(sectionSchemas[section].parse({})).toEqual(emptySections()[section]);
  });

  it.each(sectionNames)("%s is kept exactly as it was typed, spaces and all", (section) => {
    fc.assert(
      fc.property(anyContent(section), (content) => {
        expect(sectionSchemas[section].parse(content)).toEqual(content);
      }),
    );
  });

  it.each(sectionNames)("%s crosses to the browser and back unchanged", (section) => {
    fc.assert(
      fc.property(anyContent(section), (content) => {
        expect(JSON.parse(JSON.stringify(content))).toEqual(content);
      }),
    );
  });

  it("is not shared between two empty plans", () => {
    const [first, second] = [emptySections(), emptySections()];
    first.facilities.facilities.push({ id: one, name: "", kind: "", address: "", hours: "", areas: [] });
    first.protocols.decisionAid.i_200.answer = "to_counsel";
    expect(second).toEqual(emptySections());
    expect(emptySections().facilities.facilities).toEqual([]);
  });

  it("keeps an answer that is only half typed", () => {
    expect(accepts("certification", { nextReviewOn: "2026-0" })).toBe(true);
    expect(accepts("training", { modules: [{ id: one, headcount: "about 40" }] })).toBe(true);
    expect(accepts("protocols", { escalation: [{ id: one, from: "8 am" }] })).toBe(true);
  });

  it.each([
    ["a letter more than fits", "liaison", { note: "x".repeat(8_001) }],
    ["a NUL, which Postgres cannot keep", "liaison", { note: "a\u0000b" }],
    ["half of a surrogate pair", "liaison", { note: "\ud83d" }],
    ["a number where text is meant", "liaison", { note: 5 }],
    ["an answer that is not offered", "facilities", { tenantsAnswer: "maybe" }],
    ["a row without an id", "records", { systems: [{ name: "Cards" }] }],
    ["a row whose id is no id", "records", { systems: [{ id: "1" }] }],
    ["two rows with one id", "records", { systems: [{ id: one }, { id: one }] }],
    [
      "two areas of one facility with one id",
      "facilities",
      { facilities: [{ id: one, areas: [{ id: other }, { id: other }] }] },
    ],
    ["a weekday that does not exist", "protocols", { escalation: [{ id: one, days: ["noday"] }] }],
    ["rows that are no list", "facilities", { facilities: {} }],
    ["a list of nothing known", "facilities", []],
  ] as const)("is refused with %s", (_, section, content) => {
    expect(accepts(section, content)).toBe(false);
  });

  it("takes the longest text and the longest list, and not a letter or a row more", () => {
    expect(accepts("liaison", { note: "x".repeat(8_000) })).toBe(true);
    const facilities = (amount: number) => ({
      facilities: Array.from({ length: amount }, (_, index) => ({
        id: `01890000-0000-7000-8000-${String(index).padStart(12, "0")}`,
      })),
    });
    expect(accepts("facilities", facilities(500))).toBe(true);
    expect(accepts("facilities", facilities(501))).toBe(false);
  });

  it("takes letters of any script and every emoji", () => {
    const note = "Քաղաքապետարան · 市政廳 · شهرداری · 👩‍🏫";
    expect(sectionSchemas.liaison.parse({ note })).toEqual({ note });
  });

  it("drops fields that the product does not know", () => {
    expect(sectionSchemas.liaison.parse({ note: "", status: "accepted" })).toEqual({ note: "" });
  });
});

describe("what a plan's actions take", () => {
  const save = { code: "LAPL", directive: "ed-12", section: "liaison", revision: 0, content: {} };
  const submit = {
    ...reference,
    typedName: "Robin Invented",
    password: "secret",
    idempotencyKey: "0b6f3c1e-8f4e-4c0e-9f6e-2a1b3c4d5e6f",
    read: { sections: { facilities: 3 }, designations: { [one]: 1 } },
  };

  it("is the plan by the codes of its address, and nothing besides", () => {
    expect(planReferenceSchema.safeParse(reference).success).toBe(true);
    expect(planReferenceSchema.safeParse({ ...reference, planId: one }).success).toBe(false);
    expect(planReferenceSchema.safeParse({ ...reference, departmentCode: "" }).success).toBe(false);
  });

  it.each([
    ["an unknown section", { section: "secrets" }],
    ["a negative revision", { revision: -1 }],
    ["half a revision", { revision: 0.5 }],
    ["no content", { content: null }],
  ])("is no save with %s", (_, change) => {
    expect(saveSectionSchema.safeParse(save).success).toBe(true);
    expect(saveSectionSchema.safeParse({ ...save, ...change }).success).toBe(false);
  });

  it.each([
    ["no name", { typedName: "  " }],
    ["no password", { password: "" }],
    ["a key that is no UUID", { idempotencyKey: "once" }],
    ["nothing read", { read: undefined }],
    ["its own idea of being late", { isLate: false }],
  ])("is no submission with %s", (_, change) => {
    expect(submitPlanSchema.safeParse(submit).success).toBe(true);
    expect(submitPlanSchema.safeParse({ ...submit, ...change }).success).toBe(false);
  });

  it("is no reason and no plan that Postgres cannot keep or look for", () => {
    for (const unreadable of ["a\u0000b", "a \ud83d", "\udd25"]) {
      expect(reasonSchema.safeParse(unreadable).error?.issues[0]?.message).toBe(
        "Remove the unreadable character.",
      );
      expect(sendBackToPreparerSchema.safeParse({ ...reference, reason: unreadable }).success).toBe(false);
      expect(planReferenceSchema.safeParse({ ...reference, departmentCode: unreadable }).success).toBe(false);
    }
    expect(reasonSchema.safeParse("Name the drill 🔥, see día 3").success).toBe(true);
  });

  it("is no sending back without a reason; a reason is trimmed, a password never is", () => {
    expect(sendBackToPreparerSchema.safeParse({ ...reference, reason: " \n" }).success).toBe(false);
    expect(reasonSchema.parse(" Add the yard. ")).toBe("Add the yard.");
    expect(submitPlanSchema.parse({ ...submit, password: " secret " }).password).toBe(" secret ");
  });
});
