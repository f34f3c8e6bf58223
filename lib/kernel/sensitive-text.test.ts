import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSensitiveText, type SensitiveFinding } from "./sensitive-text";

const kindsIn = (text: string) => findSensitiveText(text).map(({ kind }) => kind);

const warned: readonly (readonly [SensitiveFinding["kind"], text: string])[] = [
  ["a_number", "The paper named A123456789."],
  ["a_number", "A-number A 123 456 789 was read out."],
  ["a_number", "A#123-456-789"],
  ["a_number", "File A12345678, older form"],
  ["a_number", "a123456789 in the log"],
  ["social_security_number", "SSN 123-45-6789"],
  ["social_security_number", "His number (123-45-6789) was written down."],
  ["social_security_number", "SSN: 123 45 6789"],
  ["immigration_status", "She is undocumented."],
  ["immigration_status", "Maria is undocumented and works at the counter."],
  ["immigration_status", "María is undocumented."],
  ["immigration_status", "Núñez was out of status."],
  ["immigration_status", "The visitor is undocumented."],
  ["immigration_status", "Our custodian is unlawfully present."],
  ["immigration_status", "One undocumented employee named in the letter"],
  ["immigration_status", "He overstayed his visa."],
];

const unwarned: readonly string[] = [
  "(213) 555-0142",
  "213-555-0142 ext. 12",
  "+1 213 555 0142",
  "Line A 213-555-0142",
  "C-140221",
  "Contract A-140221",
  "Contract No. 58-24-1190",
  "Agreement 2024-07-1188",
  "200 N. Spring Street, Los Angeles, CA 90012-4801",
  "Employee 000-12-3456 of the sample form",
  "2025-07-25",
  "Nobody asks for or writes down immigration status, nationality, birthplace or A-numbers.",
  "Never ask whether somebody is undocumented.",
  "Staff do not ask if a visitor is undocumented.",
  "Services are open to everybody, whatever their immigration status.",
  "Such a request is illegal.",
  "Illegal dumping is reported to the Bureau of Sanitation.",
  "Forms I-200 and I-205 do not open a non-public area.",
];

describe("a warning before saving", () => {
  it.each(warned)("is given: %s in %j", (kind, text) => {
    expect(kindsIn(text)).toEqual([kind]);
  });

  it.each(unwarned)("is not given for %j", (text) => {
    expect(kindsIn(text)).toEqual([]);
  });

  it("is given for any A-number, however its digits are grouped", () => {
    const aNumber = fc
      .tuple(
        fc.constantFrom("A", "A-", "A#", "A "),
        fc.stringMatching(/^\d{9}$/),
        fc.constantFrom("", "-", " "),
      )
      .map(
        ([letter, digits, gap]) =>
          letter + [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)].join(gap),
      );
    fc.assert(
      fc.property(aNumber, (text) => {
        expect(kindsIn(`It said ${text}.`)).toContain("a_number");
      }),
    );
  });

  it("is given for no telephone number", () => {
    const phone = fc.stringMatching(/^(\(\d{3}\) |\d{3}[-. ])\d{3}[-. ]\d{4}( x\d{1,4})?$/);
    fc.assert(
      fc.property(phone, (text) => {
        expect(kindsIn(`Call ${text}`)).toEqual([]);
      }),
    );
  });

  it("names each place, with the words that gave rise to it", () => {
    const found = findSensitiveText("A123456789 and 123-45-6789");
    expect(found.map(({ match }) => match)).toEqual(["A123456789", "123-45-6789"]);
    for (const { why } of found) expect(why).toMatch(/never kept here/);
  });

  it("does not remember an earlier text", () => {
    expect(kindsIn("A123456789")).toEqual(kindsIn("A123456789"));
  });
});
