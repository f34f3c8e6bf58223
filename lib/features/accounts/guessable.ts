import "server-only";
import { demonstrationPassword } from "./schema";

// What a member of this City's staff would think of, and rows of keys: beside the list of passwords that leaked.
const ofThisPlace = [
  "p@ssword",
  "passw0rd",
  "asdfghjkl",
  "1q2w3e4r5t6y",
  "1qaz2wsx3edc",
  "abcdefghijklmnopqrstuvwxyz",
  "abcdefghijkl",
  "1234567890",
  "0987654321",
  "changeme",
  "administrator",
  "losangeles",
  "los angeles",
  "cityhall",
  "city of la",
  "preparedness",
  "executive",
  "directive",
  "portal",
  "mayor",
  demonstrationPassword,
];

/** With fewer letters, and fewer figures and signs, beside what can be looked up, a password is tried in no time. */
const leastLetters = 3;
const leastSigns = 6;
/** As many listed words as an attacker tries together with endings: of three and more the combinations are too many. */
const wordsTried = 2;
const shortestWord = 4;

let commonOnes: Promise<ReadonlySet<string>> | undefined;

/** Some fifty thousand passwords that have leaked most often. Read when first asked for; it never leaves the server. */
async function commonPasswords(): Promise<ReadonlySet<string>> {
  commonOnes ??= import("@zxcvbn-ts/language-common").then(
    ({ dictionary }) => new Set(dictionary["passwords-common"]),
  );
  return commonOnes;
}

const signs: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "l",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
};

/** With the letters that digits and signs stand for. */
const plain = (text: string) => text.replace(/[013457@$]/g, (sign) => signs[sign] ?? sign);

/** The longest part of a text that is on the list; null where none is. */
function longestListed(text: string, list: ReadonlySet<string>): string | null {
  for (let length = text.length; length >= shortestWord; length -= 1) {
    for (let from = 0; from + length <= text.length; from += 1) {
      const part = text.slice(from, from + length);
      if (list.has(part)) return part;
    }
  }
  return null;
}

function isSoonTried(text: string, known: readonly string[], list: ReadonlySet<string>): boolean {
  let left = known.reduce((rest, word) => rest.replaceAll(word, "\n"), text);
  for (let taken = 0; taken < wordsTried; taken += 1) {
    const word = longestListed(left, list);
    if (word) left = left.replaceAll(word, "\n");
  }
  const different = [...new Set(left.replaceAll(/\s/g, ""))];
  const letters = different.filter((sign) => /\p{L}/u.test(sign)).length;
  return letters < leastLetters && different.length - letters < leastSigns;
}

/**
 * Whether nothing much is left of a password once are taken out of it: the words of this place, those of the person's
 * own name and address, and up to two of the passwords that leak most often, also where digits stand for letters
 * (ASVS 5.0, 6.2.4 and 6.2.11).
 */
export async function isGuessablePassword(
  password: string,
  person: { readonly name: string; readonly email: string },
): Promise<boolean> {
  const list = await commonPasswords();
  const own = [
    person.email,
    person.name.replaceAll(" ", ""),
    ...`${person.name} ${person.email}`.split(/[^\p{L}\p{N}]+/u),
  ];
  const known = [...ofThisPlace, ...own]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length);
  const lower = password.toLowerCase();
  return isSoonTried(lower, known, list) || isSoonTried(plain(lower), known, list);
}
