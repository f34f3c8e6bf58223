import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isEmail, isPhone } from "@/lib/kernel/contact-details";
import { designateLiaisonSchema, isSamePerson, updateContactSchema } from "./schema";

const designation = {
  departmentCode: "LAPL",
  kind: "liaison",
  name: "Casey Invented",
  title: "Officer",
  effectiveOn: "2025-07-20",
  phone: "213.555.0142",
  email: " Casey@Library.test ",
  hours: "24 hours a day",
  languages: ["en"],
};

describe("a designation", () => {
  it("is kept with a number that can be dialled and an address in one spelling", () => {
    expect(designateLiaisonSchema.parse(designation)).toMatchObject({
      phone: "(213) 555-0142",
      email: "casey@library.test",
    });
  });

  it.each([
    ["no name", { name: " " }],
    ["no title", { title: "" }],
    ["a day that does not exist", { effectiveOn: "2025-02-30" }],
    ["a number that nobody could dial", { phone: "front desk" }],
    ["an address that reaches nobody", { email: "casey" }],
    ["no hours", { hours: "" }],
    ["a name that Postgres cannot keep", { name: "Casey\u0000" }],
    ["a title with half a letter", { title: "Officer \ud83d" }],
    ["hours that Postgres cannot keep", { hours: "24\u0000hours" }],
    ["a language that Postgres cannot keep", { languages: ["e\u0000"] }],
    ["a department that no address could name", { departmentCode: "LA\u0000" }],
    ["no language", { languages: [] }],
    ["another kind", { kind: "deputy" }],
    ["an acceptance that somebody else writes", { isAccepted: true }],
  ])("is refused with %s", (_, change) => {
    expect(designateLiaisonSchema.safeParse({ ...designation, ...change }).success).toBe(false);
  });

  it("that is accepted here meets the plan's requirement for number and address too", () => {
    const details = fc.record({
      email: fc.oneof(
        fc.emailAddress(),
        fc.string().map((text) => `${text}@lacity.test`),
      ),
      phone: fc.oneof(fc.stringMatching(/^[+\d() .-]{7,16}( x\d{1,6})?$/), fc.constant(designation.phone)),
    });
    fc.assert(
      fc.property(details, (change) => {
        const parsed = designateLiaisonSchema.safeParse({ ...designation, ...change });
        if (parsed.success)
          expect([isEmail(parsed.data.email), isPhone(parsed.data.phone)]).toEqual([true, true]);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("a change of contact details", () => {
  const { phone, email, hours, languages } = designation;
  const change = {
    departmentCode: "LAPL",
    designationId: "01890000-0000-7000-8000-000000000001",
    revision: 1,
    phone,
    email,
    hours,
    languages,
  };

  it("says which text it began from, and cannot change who is designated", () => {
    expect(updateContactSchema.safeParse(change).success).toBe(true);
    expect(updateContactSchema.safeParse({ ...change, revision: 0 }).success).toBe(false);
    expect(updateContactSchema.safeParse({ ...change, name: "Somebody Else" }).success).toBe(false);
  });

  it("is refused with hours that Postgres cannot keep", () => {
    for (const unreadable of ["24\u0000hours", "24 hours \ud83d"]) {
      expect(updateContactSchema.safeParse({ ...change, hours: unreadable }).success).toBe(false);
    }
  });
});

describe("liaison and alternate", () => {
  const casey = { name: "Casey Invented", email: "casey@library.test" };

  it.each([
    ["the same address in capitals", { name: "Toni", email: "CASEY@library.test" }, true],
    ["the same name with another address", { name: " casey  INVENTED ", email: "toni@library.test" }, true],
    ["another name and address", { name: "Toni", email: "toni@library.test" }, false],
  ])("are one person or two: %s", (_, other, isOne) => {
    expect(isSamePerson(casey, other)).toBe(isOne);
    expect(isSamePerson(other, casey)).toBe(isOne);
  });
});
