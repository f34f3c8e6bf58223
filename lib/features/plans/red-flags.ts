import type { SectionContents, SectionName } from "./schema";
import { type FieldPath, fieldPath } from "./sections/check";
import { paperLabels, paperNames } from "./sections/protocols";

export type RedFlagKind =
  | "admits_when_threatened"
  | "accepts_administrative_paper"
  | "hides_people"
  | "false_statements"
  | "destroys_documents"
  | "blocks_officers";

export type RedFlag = {
  readonly kind: RedFlagKind;
  readonly section: SectionName;
  readonly path: FieldPath;
  readonly excerpt: string;
  readonly why: string;
};

const words: Readonly<Record<RedFlagKind, string>> = {
  admits_when_threatened:
    "A clause that lets staff admit agents when they feel threatened swallows the rule: keep staff safe without giving consent.",
  accepts_administrative_paper:
    "An administrative paper opens no non-public area: only a judge's warrant does.",
  hides_people: "Nobody may hide people. Take this out.",
  false_statements: "Nobody may give false statements. Take this out.",
  destroys_documents: "Nobody may destroy or alter documents. Take this out.",
  blocks_officers: "Nobody may block officers physically. Take this out.",
};

const patterns: readonly (readonly [RedFlagKind, RegExp])[] = [
  [
    "admits_when_threatened",
    /(?=.*\b(threatened|unsafe|afraid|intimidated|in danger|uncomfortable)\b).*\b(admit|let (?:them|agents|officers)(?: \w+)? in|allow (?:them|agents|officers|entry)|open the door|grant (?:them )?(?:access|entry)|may enter)\b/i,
  ],
  [
    "accepts_administrative_paper",
    /(?=.*\b(I-?200|I-?205|I-?138|I-?247A?|I-?862|administrative (?:warrant|subpoena|paper))\b).*\b(admit|let (?:them|agents|officers)(?: \w+)? in|allow (?:them|agents|officers|entry)|open the door|grant (?:them )?(?:access|entry)|may enter|is (?:enough|sufficient|valid for entry))\b/i,
  ],
  [
    "hides_people",
    /\b(hide|conceal|shelter|lead|move|usher)\s+(?:the\s+|any\s+|our\s+|all\s+)?(people|persons?|patrons?|visitors?|employees?|colleagues?|coworkers?|them|clients?)\b(?=.*\b(?:hide|conceal|out of sight|back (?:door|exit)|locked room|away from (?:the )?(?:agents|officers))\b)/i,
  ],
  [
    "hides_people",
    /\b(hide|conceal)\s+(?:the\s+|any\s+|our\s+|all\s+)?(people|persons?|patrons?|visitors?|employees?|colleagues?|coworkers?|them|clients?)\b/i,
  ],
  [
    "false_statements",
    /\b(lie to|tell (?:them|agents|officers) (?:that )?(?:nobody|no one|the person) (?:is|isn't)|give (?:a )?false|mislead|pretend)\b/i,
  ],
  [
    "destroys_documents",
    /\b(shred|destroy|delete|burn|alter|throw away)\b[^.]{0,40}\b(documents?|records?|files?|papers?|logs?|footage|evidence)\b/i,
  ],
  [
    "blocks_officers",
    /\b(block|barricade|physically (?:stop|prevent|hold)|stand in (?:the|their) way|lock (?:them|agents|officers) (?:in|out)|form a (?:chain|line))\b/i,
  ],
];

const negation =
  /\b(never|nobody|no one|not|don't|doesn't|must not|may not|without|neither|cannot|refuse to|avoid|nor)\b/i;

/** Sentences whose own words forbid the thing are the rule itself and raise no flag. */
function flagsIn(text: string): RedFlagKind[] {
  const found = new Set<RedFlagKind>();
  for (const sentence of text.split(/(?<=[.!?;])\s+|\n+/)) {
    for (const [kind, pattern] of patterns) {
      const match = pattern.exec(sentence);
      if (!match) continue;
      const isClause = kind === "admits_when_threatened" || kind === "accepts_administrative_paper";
      const clause = isClause ? sentence : sentence.slice(0, match.index + match[0].length);
      if (!negation.test(clause)) found.add(kind);
    }
  }
  return [...found];
}

/** Every piece of text in a value, with its path by keys and row ids. */
export function* textsIn(
  value: unknown,
  path: readonly string[] = [],
): Generator<{ path: FieldPath; text: string }> {
  if (typeof value === "string") {
    yield { path: fieldPath(...path), text: value };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const id = typeof item === "object" && item !== null && "id" in item ? String(item.id) : String(index);
      yield* textsIn(item, [...path, id]);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, member] of Object.entries(value))
      if (key !== "id") yield* textsIn(member, [...path, key]);
  }
}

/**
 * What a reviewer would stop at in a section's text: a clause that admits agents on a feeling, a non-public area
 * opened by an administrative paper, anything that tells staff to hide people, lie, destroy or block. Pure; warns,
 * never refuses.
 */
export function findRedFlags<Section extends SectionName>(
  section: Section,
  content: SectionContents[Section],
): RedFlag[] {
  const flags: RedFlag[] = [];
  for (const { path, text } of textsIn(content)) {
    if (text.length < 12) continue;
    for (const kind of flagsIn(text))
      flags.push({ kind, section, path, excerpt: excerptOf(text), why: words[kind] });
  }
  if (section === "protocols") {
    const { decisionAid } = content as SectionContents["protocols"];
    for (const paper of paperNames) {
      if (paperLabels[paper].isJudicial || decisionAid[paper].answer !== "opens_non_public") continue;
      flags.push({
        kind: "accepts_administrative_paper",
        section,
        path: fieldPath("decisionAid", paper, "answer"),
        excerpt: `${paperLabels[paper].form}: opens a non-public area`,
        why: words.accepts_administrative_paper,
      });
    }
  }
  return flags;
}

function excerptOf(text: string): string {
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}
