import { describe, expect, it } from "vitest";
import { completeSetUpSchema, firstAdministratorSchema, setUpFormSchema, signInSchema } from "./schema";

describe("a sign-in", () => {
  it("forgives spaces around the address and changes nothing of the password", () => {
    const typed = { email: " robin@people.test ", password: " a b " };
    expect(signInSchema.parse(typed)).toEqual({ email: "robin@people.test", password: " a b " });
  });

  it.each([
    ["no address", { email: "  ", password: "secret" }],
    ["no password", { email: "robin@people.test", password: "" }],
    ["an address that is no text", { email: ["robin@people.test"], password: "secret" }],
    [
      "a password too long to be hashed in good time",
      { email: "robin@people.test", password: "x".repeat(1_001) },
    ],
  ])("is refused with %s", (_, typed) => {
    expect(signInSchema.safeParse(typed).success).toBe(false);
  });
});

describe("a new password", () => {
  it.each([
    ["eleven characters", "x".repeat(11), false],
    ["twelve characters", "x".repeat(12), true],
    ["words, with no rule of composition", "correct horse battery", true],
    ["spaces at its ends, which belong to it", " twelve chars ", true],
    ["128 characters", "x".repeat(128), true],
    ["129 characters", "x".repeat(129), false],
  ])("of %s", (_, password, isAccepted) => {
    const parsed = completeSetUpSchema.safeParse({ secret: "s", password });
    expect(parsed.success).toBe(isAccepted);
    if (parsed.success) expect(parsed.data.password).toBe(password);
  });

  it("is typed twice, and both slips are told at once", () => {
    const typed = { secret: "s", password: "short", confirmation: "other" };
    const paths = setUpFormSchema.safeParse(typed).error?.issues.map(({ path }) => path[0]);
    expect(paths).toEqual(["password", "confirmation"]);
  });
});

describe("the first administrator", () => {
  it("is known by one spelling of an address that could exist", () => {
    const typed = { email: " Robin@LAcity.test ", name: " Robin Invented " };
    expect(firstAdministratorSchema.parse(typed)).toEqual({
      email: "robin@lacity.test",
      name: "Robin Invented",
    });
    expect(firstAdministratorSchema.safeParse({ ...typed, email: "robin" }).success).toBe(false);
    expect(firstAdministratorSchema.safeParse({ ...typed, name: " " }).success).toBe(false);
  });
});
