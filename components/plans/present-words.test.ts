import { expect, it } from "vitest";
import { presentWords } from "./present-words";

it.each([
  [["Dana"], "Dana is in Training now"],
  [["Dana", "Kim"], "Dana and Kim are in Training now"],
  [["Dana", "Kim", "Lee"], "Dana, Kim, and Lee are in Training now"],
  [["Dana", "Kim", "Lee", "Max"], "Dana, Kim, Lee, and 1 other are in Training now"],
  [["Dana", "Kim", "Lee", "Max", "Noa"], "Dana, Kim, Lee, and 2 others are in Training now"],
])("%j", (names, words) => {
  expect(presentWords(names, "in Training now")).toBe(words);
});
