import { describe, expect, it } from "vitest";
import { isGuessablePassword } from "./guessable";
import { demonstrationPassword } from "./schema";

const robin = { name: "Robin Invented", email: "robin.invented@lacity.test" };

describe("a password that is tried first", () => {
  it.each([
    ["of the lists, with figures behind it", "password1234"],
    ["of the lists, twice", "Password!Password!"],
    ["of the lists, and long enough by itself", "1qazxsw23edc"],
    ["two of the lists", "dragonsunshine"],
    ["two of the lists, with signs between and a year behind", "Monkey-Football-2024!"],
    ["with signs in the place of letters", "$un5hine!Dr4g0n!"],
    ["a row of keys", "qwertyuiop12"],
    ["of this place", "LosAngeles2025"],
    ["the person's own name", "robininvented1"],
    ["the person's own name again and again", "RobinRobinRobin!"],
    ["the person's own address", "robin.invented@lacity.test"],
    ["one letter", "aaaaaaaaaaaa"],
    ["the demonstration's", demonstrationPassword],
  ])("is refused: %s", async (_, password) => expect(await isGuessablePassword(password, robin)).toBe(true));
});

describe("a password that nobody tries soon", () => {
  it.each([
    ["three words that do not belong together", "correct horse battery"],
    ["what a password manager makes", "vK7#pLq92m!xz"],
    ["a phrase of one's own", "nine quiet herons"],
    ["a phrase with a listed word in it", "the dragon eats turnips on tuesday"],
    ["as long as may be", "heron turnip kettle ".repeat(9).slice(0, 128)],
    ["in other letters", "пятая синяя ложка"],
  ])("is not refused: %s", async (_, password) =>
    expect(await isGuessablePassword(password, robin)).toBe(false),
  );
});
