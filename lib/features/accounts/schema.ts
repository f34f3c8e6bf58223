import { z } from "zod";
import { readableText } from "@/lib/kernel/readable-text";

export const signInSchema = z.object({
  email: readableText.trim().min(1, "Enter your e-mail address.").max(254),
  password: z.string().min(1, "Enter your password.").max(1_000),
});
export type SignInInput = z.infer<typeof signInSchema>;

/** Known to everybody: the demonstration is served to its own machine alone. */
export const demonstrationPassword = "demonstration-only-12";

/** Length is what counts (ASVS 5.0, 6.2): no rules of composition, and nothing is cut off or trimmed. */
const newPassword = z.string().min(12, "Use at least 12 characters.").max(128, "Use at most 128 characters.");

export const completeSetUpSchema = z.object({ secret: z.string().max(200), password: newPassword });

/** As typed: the password twice, so that a slip locks nobody out. */
export const setUpFormSchema = completeSetUpSchema
  .extend({ confirmation: z.string() })
  .refine(({ password, confirmation }) => password === confirmation, {
    path: ["confirmation"],
    error: "This is not the same password. Type it again, or press Show to compare the two.",
    // A password that is too short is told beside one that was not repeated, not after it.
    when: () => true,
  });
export type SetUpFormInput = z.infer<typeof setUpFormSchema>;

export const firstAdministratorSchema = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, "An e-mail address has at most 254 characters.")
    .pipe(z.email("That is not an e-mail address.")),
  name: readableText.trim().min(1, "Give the person's name.").max(200, "A name has at most 200 characters."),
});

// The openings of the lists of passwords that are tried first, and what a member of this City's staff would think of.
const triedFirst = [
  "password",
  "passw0rd",
  "p@ssword",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "qwerty",
  "1q2w3e4r5t6y",
  "1qaz2wsx3edc",
  "abcdefghijklmnopqrstuvwxyz",
  "abcdefghijkl",
  "1234567890",
  "12345678",
  "1234",
  "0987654321",
  "letmein",
  "welcome",
  "iloveyou",
  "changeme",
  "administrator",
  "admin",
  "secret",
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

/**
 * Whether nothing much is left of a password once the words that are tried first, and those of the person's own
 * name and address, are taken out of it (ASVS 5.0, 6.2.4 and 6.2.11).
 */
export function isGuessablePassword(password: string, person: { name: string; email: string }): boolean {
  const own = [
    person.email,
    person.name.replaceAll(" ", ""),
    ...`${person.name} ${person.email}`.split(/[^\p{L}\p{N}]+/u),
  ];
  const words = [...triedFirst, ...own]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length);
  const rest = words.reduce((left, word) => left.replaceAll(word, ""), password.toLowerCase());
  return new Set(rest).size < 5;
}
