import { expect, it } from "vitest";
import { isTidy } from "./tidy-query";

it.each([
  [{}, "", true],
  [{ state: "draft", q: "a b&c" }, "?q=a+b%26c&state=draft", true],
  [{ q: "", state: "draft" }, "?state=draft", false],
  [{ sort: "pressing" }, "", false],
  [{ q: ["a", "b"] }, "", false],
  [{ q: undefined }, "", true],
])("%j beside %j: %s", (search, query, answer) => {
  expect(isTidy(search, query)).toBe(answer);
});
