import { describe, expect, it } from "vitest";
import { notificationMessage, unreadWords, whyWords } from "./messages";
import { inboxQuery, inboxViewSchema, markAllReadSchema, savePreferencesSchema } from "./schema";

describe("why somebody gets a mail", () => {
  it.each([
    [
      ["certifier"],
      "Los Angeles Zoo Department",
      "You get this because you certify for Los Angeles Zoo Department.",
    ],
    [
      ["certifier", "reviewer"],
      "Los Angeles Zoo Department",
      "You get this because you certify for Los Angeles Zoo Department and review plans in the Mayor's Office.",
    ],
    [["administrator"], null, "You get this because you administer the portal."],
  ] as const)("names the roles %j of %s", (roles, departmentName, words) => {
    expect(whyWords({ roles, departmentName, isConcerned: false })).toBe(words);
  });

  it("is the person themself, where it is about them", () => {
    expect(whyWords({ roles: ["liaison"], departmentName: "Zoo", isConcerned: true })).toBe(
      "You get this because it is about you.",
    );
  });
});

describe("the count in the navigation", () => {
  it.each([
    [1, "1"],
    [99, "99"],
    [100, "99+"],
  ])("of %i reads %s", (unread, words) => {
    expect(unreadWords(unread)).toBe(words);
  });
});

describe("a refusal", () => {
  it("gives the reference of an unexpected error, and words for a code it does not know", () => {
    expect(notificationMessage({ code: "UNEXPECTED", details: { reference: "abc" } })).toMatch(
      /Reference: abc$/,
    );
    expect(notificationMessage({ code: "SOMETHING_NEW" })).toBe(notificationMessage({ code: "UNEXPECTED" }));
  });
});

describe("the address of the inbox", () => {
  it("holds what differs from the plain list, and is read back to the same view", () => {
    const view = { show: "unread" as const, page: 3 };
    expect(inboxQuery(view)).toBe("?show=unread&page=3");
    expect(inboxViewSchema.parse(Object.fromEntries(new URLSearchParams(inboxQuery(view))))).toEqual(view);
    expect(inboxQuery(inboxViewSchema.parse({}))).toBe("");
  });

  it("opens although its values are unknown, repeated or no numbers", () => {
    expect(inboxViewSchema.parse({ show: ["unread"], page: "last" })).toEqual({ show: undefined, page: 1 });
    expect(inboxViewSchema.parse({ page: "0" }).page).toBe(1);
  });
});

describe("what is sent", () => {
  it.each(["", "-1", "1.5", "9999999999999999999", "1; DROP"])("names no event by %j", (through) => {
    expect(markAllReadSchema.safeParse({ through }).success).toBe(false);
  });

  it("chooses only kinds that there are, in ways that there are", () => {
    const isFit = (choices: unknown) => savePreferencesSchema.safeParse({ choices }).success;
    expect(isFit({})).toBe(true);
    expect(isFit({ plan_accepted: "daily" })).toBe(true);
    expect(isFit({ plan_accepted: "never" })).toBe(false);
    expect(isFit({ __proto__kind: "daily" })).toBe(false);
  });
});
