import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeNext } from "./auth";

describe("the page that follows a sign-in", () => {
  it.each([
    "/home",
    "/department/LAPL/plans/ed-12/training",
    "/mayor/ed-12?state=overdue&q=a%2Fb",
    "/a#part",
  ])("is the one that was asked for: %s", (next) => expect(safeNext(next)).toBe(next));

  it.each([
    undefined,
    "",
    "home",
    "https://evil.test",
    "//evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "/\t/evil.test",
    "/home\r\nset-cookie: a=b",
    " /home",
    "javascript:alert(1)",
  ])("is the home page in the place of %j", (next) => expect(safeNext(next)).toBe("/home"));

  it("is never on another site", () => {
    const hostile = fc.string({
      unit: fc.constantFrom("/", "\\", ".", "@", ":", "\t", "\n", "evil.test", "%5c", "?"),
    });
    fc.assert(
      fc.property(
        fc.oneof(
          hostile,
          hostile.map((text) => `/${text}`),
        ),
        (next) => {
          expect(new URL(safeNext(next), "https://portal.test").origin).toBe("https://portal.test");
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
