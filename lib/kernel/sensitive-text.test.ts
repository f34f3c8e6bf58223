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
  ["immigration_status", "He is here illegally"],
  ["immigration_status", "Carlos has DACA."],
  ["immigration_status", "Ms. Torres has a green card."],
  ["immigration_status", "Rosa was deported in 2019."],
  ["immigration_status", "Luis is on a student visa"],
  ["immigration_status", "Employee Ana Diaz (undocumented)"],
  ["immigration_status", "Hide undocumented employees in the vault."],
  ["immigration_status", "She has no papers"],
  ["immigration_status", "She does not have legal status."],
  ["immigration_status", "Juan Perez is an unauthorized immigrant"],
  ["immigration_status", "The client has TPS"],
  ["immigration_status", "Our patron is a DACA recipient"],
  ["immigration_status", "Maria has a green card"],
  ["immigration_status", "The tenant entered without inspection."],
  ["immigration_status", "entered without inspection"],
  ["immigration_status", "the worker's visa expired"],
  ["immigration_status", "Her work permit has expired."],
  ["immigration_status", "Ms. Lopez is not a citizen"],
  ["immigration_status", "Mr. Diaz isn't a U.S. citizen."],
  ["immigration_status", "he is a noncitizen"],
  ["immigration_status", "She’s undocumented."],
  ["immigration_status", "Juan is illegal."],
  ["immigration_status", "asylum seeker Ana"],
  ["immigration_status", "An asylum seeker came to the counter."],
  ["immigration_status", "immigration status: undocumented"],
  ["immigration_status", "Her immigration status is pending."],
  ["immigration_status", "a patron without legal status"],
  ["immigration_status", "an undocumented man"],
  ["immigration_status", "Two undocumented workers clean the hall."],
  ["immigration_status", "UNDOCUMENTED PATRON"],
  ["immigration_status", "We do not record status, but Maria is undocumented."],
  ["immigration_status", "If agents come, Juan is undocumented."],
  ["a_number", "A# 123456789"],
  ["a_number", "alien number 123456789"],
  ["a_number", "Alien registration no. 123456789"],
  ["social_security_number", "SSN 123456789"],
  ["social_security_number", "Social Security number: 123456789"],
  ["social_security_number", "123.45.6789"],
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
  "Never ask whether a person is undocumented",
  "Never assume that somebody is undocumented.",
  "Services for all residents regardless of immigration status",
  "We do not record immigration status",
  "Immigration status: never asked.",
  "Immigration status is none of our business.",
  "Services for undocumented immigrants",
  "Legal help for undocumented students and their families",
  "Support our undocumented neighbors.",
  "Undocumented student program",
  "Anyone who is undocumented may use every service.",
  "Anybody who has TPS may attend.",
  "Residents who have a green card may apply for citizenship.",
  "Help with DACA and TPS renewals",
  "We have TPS and DACA workshops on Mondays.",
  "Help for DACA recipients, asylum seekers and refugees",
  "Refugee services",
  "A DACA recipient may apply.",
  "An unauthorized visitor is asked to leave.",
  "Staff need not be citizens.",
  "citizenship classes",
  "green card holders' workshop",
  "Agents have no papers: call counsel.",
  "If they have no papers, ask the agents to wait.",
  "Parking is illegal in front of the gate.",
  "The van was parked illegally.",
  "An undocumented visit is written up the next day.",
  "No papers asked, at every recreation center.",
  "213.555.0142",
  "Contract 123456789",
  "Purchase order 4500123456",
  "Los Angeles, CA 90012.4801",
  "Case 2:25-cv-05605",
  "Case No. 25-123456789",
];

const statuses = warned.flatMap(([kind, text]) => (kind === "immigration_status" ? [text] : []));

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

  it.each(warned)("does not depend on capitals: %s in %j", (kind, text) => {
    expect(kindsIn(text.toUpperCase())).toEqual([kind]);
    expect(kindsIn(text.toLowerCase())).toContain(kind);
  });

  it("is given for a status whatever proper words stand around it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...statuses),
        fc.constantFrom(...unwarned),
        fc.constantFrom(...unwarned),
        (text, before, after) => {
          expect(kindsIn([before, text, after].join("\n"))).toEqual(["immigration_status"]);
        },
      ),
    );
  });

  it("is not given for a rule about a status", () => {
    const rule = fc
      .tuple(
        fc.constantFrom("Never ask", "Staff do not ask", "Nobody records", "We don't write down"),
        fc.constantFrom("whether", "if"),
        fc.constantFrom("a visitor", "the caller", "somebody", "she", "an employee"),
        fc.constantFrom(
          "is undocumented",
          "has TPS",
          "is not a citizen",
          "is here illegally",
          "has no papers",
        ),
      )
      .map((parts) => parts.join(" "));
    fc.assert(
      fc.property(rule, (text) => {
        expect([kindsIn(text), kindsIn(text.toUpperCase())]).toEqual([[], []]);
      }),
    );
  });

  it("is given for a person who is named, even in a rule", () => {
    expect(kindsIn("Do not tell agents that Maria is undocumented.")).toEqual(["immigration_status"]);
  });

  it("finds every kind in one sentence", () => {
    expect(kindsIn("The patron A123 456 789 with SSN 123-45-6789 is undocumented")).toEqual([
      "a_number",
      "social_security_number",
      "immigration_status",
    ]);
  });

  it("is quick on the longest text", () => {
    const longest = "she never asks whether a person has no papers and ".repeat(160);
    const began = performance.now();
    kindsIn(longest);
    expect(performance.now() - began).toBeLessThan(1_000);
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
