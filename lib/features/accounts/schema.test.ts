import { describe, expect, it } from "vitest";
import { signInSchema } from "./schema";

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
