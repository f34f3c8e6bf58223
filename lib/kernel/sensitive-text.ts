export type SensitiveFinding = {
  readonly kind: "a_number" | "social_security_number" | "immigration_status";
  readonly match: string;
  readonly why: string;
};

const status = "undocumented|unlawfully present|deportable|out of status";
const named = "(?:he|she|they|who|\\p{Lu}\\p{L}+)";
const described = "(?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]h(?:is|at)|[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir) \\p{Ll}+";
const people = "(?:person|employee|worker|visitor|patron|alien|immigrant)s?(?: named)?";
const statements = [
  `${named} (?:is|are|was|were) (?:an? )?(?:illegal|${status})`,
  // Not "illegal": a request or an act can be that too.
  `${described} (?:is|was) (?:${status})`,
  `(?:undocumented|illegal) ${people}`,
  "overstayed (?:his|her|their|a) visa",
];

const patterns: readonly (readonly [SensitiveFinding["kind"], RegExp, string])[] = [
  [
    "a_number",
    /\b(?:A[-#\s]?|a[-#]?)\d{3}[-\s]?\d{3}[-\s]?\d{2,3}\b/g,
    "This looks like an A-number. A-numbers are never kept here.",
  ],
  [
    "social_security_number",
    /\b(?!000|666|9\d\d)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}\b/g,
    "This looks like a Social Security number. It is never kept here.",
  ],
  [
    "immigration_status",
    // "Never ask whether a visitor is undocumented" is a rule and speaks of nobody.
    new RegExp(`(?<!\\p{L}|\\b(?:whether|if) )(?:${statements.join("|")})(?!\\p{L})`, "gu"),
    "This looks like somebody's immigration status. It is never asked for and never kept here.",
  ],
];

/**
 * Text that looks as if it held what this product never keeps: A-numbers, Social Security numbers, a person's
 * immigration status. Policy prose ("never ask about immigration status") is not meant. A warning, not a refusal.
 */
export function findSensitiveText(text: string): SensitiveFinding[] {
  return patterns.flatMap(([kind, pattern, why]) =>
    [...text.matchAll(pattern)].map((match) => ({ kind, match: match[0], why })),
  );
}
