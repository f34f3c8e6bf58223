import { describe, expect, it } from "vitest";
import {
  describeChanges,
  describeLiaisonEvent,
  gapSentence,
  invitedSentence,
  liaisonMessage,
  viewSentence,
} from "./messages";
import { directoryQuery, directoryViewSchema } from "./schema";

const counts = {
  departments: 47,
  withoutLiaison: 5,
  withoutAlternate: 8,
  incomplete: 9,
  notAccepted: 0,
  invitedWithoutLiaison: 0,
};
const contact = {
  phone: "(213) 555-0142",
  email: "a@b.test",
  hours: "24 hours a day",
  languages: ["en", "es"],
};

describe("the sentence above the directory", () => {
  it.each([
    [5, 8, "5 departments have no liaison, 8 no alternate."],
    [1, 1_200, "1 department has no liaison, 1,200 no alternate."],
    [0, 1, "Every department has a liaison; 1 department has no alternate."],
    [2, 0, "2 departments have no liaison; every one has an alternate."],
    [0, 0, "Every department has a liaison and an alternate."],
  ])("says what is missing: %i and %i", (withoutLiaison, withoutAlternate, words) => {
    expect(gapSentence({ ...counts, withoutLiaison, withoutAlternate })).toBe(words);
  });

  it.each([
    [10, 0, ""],
    [10, 5, "Of the 10 without a liaison, 5 are invited bodies, which are not required to name one."],
    [10, 1, "Of the 10 without a liaison, 1 is an invited body, which is not required to name one."],
    [5, 5, "All 5 without a liaison are invited bodies, which are not required to name one."],
    [1, 1, "The one without a liaison is an invited body, which is not required to name one."],
  ])("%i without a liaison, %i of them invited: %s", (withoutLiaison, invitedWithoutLiaison, words) => {
    expect(invitedSentence({ ...counts, withoutLiaison, invitedWithoutLiaison })).toBe(words);
  });

  it("says what a narrowed view holds", () => {
    const view = directoryViewSchema.parse({});
    expect(viewSentence(view, 1)).toBe("1 department");
    expect(viewSentence({ ...view, q: "zoo" }, 1)).toBe("1 department matches “zoo”");
    expect(viewSentence({ ...view, q: "zoo", show: "no_liaison" }, 2)).toBe(
      "2 departments without a liaison that match “zoo”",
    );
  });
});

describe("the address of a view", () => {
  it("holds what differs from the plain list, and is read back to the same view", () => {
    const view = { q: "parks & zoo", show: "no_alternate" as const, page: 3 };
    const read = Object.fromEntries(new URLSearchParams(directoryQuery(view)));
    expect(directoryViewSchema.parse(read)).toEqual(view);
    expect(directoryQuery(directoryViewSchema.parse({}))).toBe("");
  });

  it("opens although its values are unknown, repeated or no numbers", () => {
    const plain = { q: "", show: undefined, page: 1 };
    expect(directoryViewSchema.parse({ q: ["a", "b"], show: "everything", page: "last" })).toEqual(plain);
    expect(directoryViewSchema.parse({ page: "0" }).page).toBe(1);
  });
});

describe("the history", () => {
  it("names only the details that differ, languages by name", () => {
    const after = { ...contact, phone: "(818) 555-0199", languages: ["en"] };
    expect(describeChanges(contact, after)).toEqual([
      { label: "Telephone", from: "(213) 555-0142", to: "(818) 555-0199" },
      { label: "Languages", from: "English, Spanish", to: "English" },
    ]);
  });

  it.each([
    [
      "liaison.designated",
      { kind: "alternate", name: "Kim", replaced: { name: "Dana" } },
      "Designated Kim as alternate liaison, in the place of Dana",
    ],
    ["liaison.designated", { kind: "liaison", name: "Kim", replaced: null }, "Designated Kim as liaison"],
    [
      "liaison.contact_updated",
      { kind: "liaison", name: "Kim", after: { phone: "1", hours: "2" } },
      "Changed the telephone, hours of the liaison, Kim",
    ],
    ["liaison.contact_updated", null, "Changed the contact details of the liaison"],
    ["liaison.duties_accepted", { kind: "liaison", name: "Kim" }, "Accepted the duties of the liaison"],
    ["plan.accepted", {}, null],
  ])("puts %s into words", (name, payload, words) => {
    expect(describeLiaisonEvent(name, payload)).toBe(words);
  });
});

describe("a refusal", () => {
  it("gives the reference of an unexpected error, and words for a code it does not know", () => {
    expect(liaisonMessage({ code: "UNEXPECTED", details: { reference: "abc" } })).toMatch(/Reference: abc$/);
    expect(liaisonMessage({ code: "SOMETHING_NEW" })).toBe(liaisonMessage({ code: "UNEXPECTED" }));
  });
});
