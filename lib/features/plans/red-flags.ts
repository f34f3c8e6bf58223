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

const wording = (...alternatives: readonly string[]) => new RegExp(`\\b(?:${alternatives.join("|")})`, "gi");

const them = "(?:them|(?:the |any |these |those )?(?:(?:ICE|federal|immigration) )*(?:agents?|officers?))";
const people =
  "(?:people|persons?|patrons?|visitors?|(?:co-?)?workers?|employees?|colleagues?|clients?|customers?|children|families|staff|them|(?:any|every|some)(?:one|body))";
const somebody = `(?:(?:the|an?|any|our|your|all)\\s+)?(?:\\w+\\s+)?${people}\\b`;
const documents =
  "(?:documents?|records?|recordings?|files?|papers?|logs?|footage|evidence|sheets?|lists?|e-?mails?)\\b";

const admissions = [
  "admit(?:s|ted)?\\b",
  `let(?:s|ting)? ${them}(?: \\w+)? (?:in|into|inside|enter|through)\\b`,
  `allow(?:s|ed|ing)? (?:entry|access|${them} (?:to (?:enter|come in|go in)|in|into|inside|entry|access|through))\\b`,
  "open(?:s|ing)? (?:the|a|any) (?:\\w+ )?(?:door|gate)s?\\b",
  `grant(?:s|ed|ing)? (?:${them} )?(?:access|entry)\\b`,
  "may (?:enter|come in|go in)\\b(?! (?:(?:only|the|a|any) )*public\\b)",
  "consents? to (?:the |their )?entry\\b",
];

/** What makes the admission a red flag: the reason that the same sentence gives for it. */
const clauses: readonly { kind: RedFlagKind; admission: RegExp; reason: RegExp }[] = [
  {
    kind: "admits_when_threatened",
    admission: wording(...admissions),
    reason: /\b(threatened|unsafe|afraid|intimidated|in danger|uncomfortable|scared|frightened)\b/i,
  },
  {
    kind: "accepts_administrative_paper",
    admission: wording(
      ...admissions,
      "is (?:enough|sufficient|valid for entry)\\b",
      "accept(?:s|ed)?\\b[^.]{0,60}\\b(?:for (?:entry|access)|to enter|as a (?:judicial )?warrant)\\b",
      "opens? (?:the|a|any) (?:[\\w-]+ ){0,2}(?:area|corridor|office|room|space)s?\\b",
    ),
    reason: /\b(I[- ]?(?:200|205|138|247A?|862)|administrative (?:warrant|subpoena|paper)s?)\b/i,
  },
];

const agents = "(?:agents?|officers?|ICE|raids?|federal|immigration|enforcement)\\b";
const flee =
  "(?:escape|flee|run(?: away)?|(?:slip|sneak) (?:out|away|off|past)|disappear|evade|avoid (?:arrest|detention|capture)|get away(?! from (?!(?:the )?(?:agents|officers|ICE)))|get out(?=[.,;]|$| (?:before|through|by|via|in time|the back)))\\b";
const side =
  "(?:back|rear|side|service|emergency|basement|kitchen|alley|loading[- ]dock) (?:(?:staff|service|emergency) )?";
const backExit = `(?:(?:the|a|any) )?(?:${side}(?:doors?|exits?|gates?|ways?|stairs?|stairwell|windows?)|loading docks?|alley|(?:back|rear)(?=[.,;]|$| (?:before|when|if|so|while)))\\b`;
const byTheBack = `(?:(?:out|through|by|via|out through|out by|out via) (?:${backExit}|(?:the )?${side}entrances?\\b)|(?:out of|to) (?:(?:the|a|any) )?${side}exits?\\b)`;
const help = "(?:help|assist|ask|tell|let|allow|urge|advise|instruct|encourage|get|have|want|warn)(?:s|ing)?";
const to = "(?:\\s+(?:to|can|may))?\\s+(?:(?:quietly|quickly)\\s+)?";
// Bounded, as every gap between words here: the longest text must not take more than a moment.
const unnegated = "(?:(?!\\b(?:not|never)\\b|n't\\b)[^.]){0,60}";

const acts: readonly (readonly [kind: RedFlagKind, act: RegExp, unless?: RegExp])[] = [
  ["hides_people", wording(`(?:hid(?:e|es|ing)|conceal(?:s|ing)?)\\s+${somebody}`)],
  [
    "hides_people",
    wording(
      `(?:shelter|lead|move|usher|take|bring|send)s?\\s+${somebody}(?=.*\\b(?:out of sight|back (?:door|exit)|locked room|away from (?:the )?(?:agents|officers))\\b)`,
      `(?:usher|lead|move|take|bring|send|sneak|slip|smuggle|hurry|rush|guide|get|drive)s?\\s+${somebody}(?: \\w+){0,2} ${byTheBack}`,
      `(?:take|move|get|bring|send|lead|drive|rush|hurry)s?\\s+${somebody} (?:out|away|home|off)\\b[^.]{0,60}\\bbefore\\b[^.]{0,60}\\b${agents}`,
      // "Them" may be the agents, who may well be shown out.
      `(?:escort|show|walk|direct|point|evacuate)s?\\s+(?!them\\b)${somebody}(?=.{0,80}\\b${side})(?=.{0,120}\\b${agents})`,
      `(?:sneak|smuggle)s?\\s+${somebody} (?:out|away|past)\\b`,
      `${help}\\s+${somebody}${to}(?:leave|exit|go|come|depart|walk|head)\\b(?: \\w+){0,3} ${byTheBack}`,
      `${help}\\s+${somebody}${to}${flee}`,
      `(?:warn|alert|tip|signal|text|call|notify|tell)s?\\s+(?:off\\s+)?(?:${somebody}|(?:the|all|every) \\w+(?: \\w+)?)${unnegated}\\b(?:so|in time|to)\\b${unnegated}\\b(?:${flee}|hide\\b|leave(?=[.,;]|$| (?:before|in time|by|through)))`,
      `${somebody}\\s+(?:can|could|may|should|must|will)\\s+(?:(?:quietly|quickly)\\s+)?${flee}`,
      "(?:slip|sneak)(?:s|ping|ing)? (?:quietly )?(?:out|away|off|past)\\b",
      "(?:escape|flee)(?:s|ing)? (?:through|by|via|out|before|from (?:the )?(?:agents|officers|ICE))\\b",
      `escape (?:routes?|plans?|paths?)\\b(?=.{0,120}\\b${agents})`,
      `${somebody} (?:can|could) leave\\b[^.]{0,40}\\bbefore\\b[^.]{0,40}\\b${agents}`,
      `(?<!\\b(?:agents?|officers?|they|ICE|them) (?:(?:may|can|should|to|must) )?)(?:leave|exit|depart|go)s?\\b(?: \\w+){0,3} ${byTheBack}(?=.{0,80}\\b(?:before|when|if|while|as soon as|so that|unseen)\\b.{0,80}\\b${agents})`,
    ),
    // An evacuation, the day's end and the agents' own way out hide nobody.
    new RegExp(
      `^(?!.*\\b${agents}).*\\b(?:fires?|evacuat\\w*|earthquakes?|emergency(?! (?:exit|door|stair))|emergencies|drills?|alarms?|smoke|floods?|gas|closing|after hours|end of (?:the |their )?(?:shift|day)|wheelchairs?)\\b|\\b(?:is|are) (?:(?:never|not) (?:allowed|permitted)|forbidden|prohibited|against)\\b`,
      "i",
    ),
  ],
  [
    "false_statements",
    wording(
      "l(?:ies?|ying) to\\b",
      // "Nobody here is authorized to accept papers" is true and what staff should say.
      `(?:tell(?:s|ing)? ${them}|say(?:s|ing)?)(?: that)? (?:nobody|no one|the person)\\b(?!.*\\b(?:authori[sz]ed|allowed|permitted|may|can)\\b)[^.]{0,30}\\b(?:is|isn't|works)\\b`,
      "(?:giv|mak|offer|provid)(?:e|es|ing|s)? (?:an? )?(?:false|untrue|fake)\\b",
      "misleads?\\b",
      "pretend(?:s|ing)? (?=\\w)",
    ),
  ],
  [
    "destroys_documents",
    wording(
      `(?:shred|destroy|delete|burn|alter|wipe|erase|throw away)s?\\b(?:(?!\\bno\\b)[^.]){0,40}\\b${documents}`,
    ),
  ],
  [
    "blocks_officers",
    wording(
      `block(?:s|ing)? (?:${them}|(?:the |their |an? |any )?(?:\\w+ )?(?:way|path|door(?:way)?s?|entrances?|exits?|entry|gates?|vehicles?|driveways?))\\b`,
      "barricades?\\b",
      `physically (?:stop|prevent|hold|restrain)s?\\b`,
      "stands? in (?:the|their|an officer's|the officers') way\\b",
      `locks? ${them} (?:in|out)\\b`,
      "forms? a (?:human )?(?:chain|wall)\\b",
    ),
  ],
];

const negation =
  /\b(never|nobody|no one|nothing|not|\w+n't|without|neither|cannot|refuses? to|avoid|nor|no (?:reason|ground|excuse)|unlike|rather than)\b/i;
const subordinate = /\b(?:if|when(?:ever)?|where|while|because|since|once|after|before|without)\b[^,;:]*,/gi;

/** "Staff must not: hide people, …", on one line or as a list: all of it is what is forbidden. */
const forbiddenList =
  /\b(?:never|cannot|\w+n't|(?:do|does|may|must|shall|should|will) not|(?:nobody|no one) (?:may|must|should|is to))(?: (?:to|ever))?\s*:[^.!?\n]*(?:\n\s*(?:[-*•–]|\d+[.)])[^\n]*)*/gi;

/** Whether what stands before an act forbids it. A condition before it forbids nothing, nor does the clause before a colon or "but". */
function isForbidden(before: string): boolean {
  const clause = before.split(/[:;]|\b(?:but|then|otherwise|instead)\b/i).at(-1) ?? "";
  return negation.test(clause.replaceAll(subordinate, ""));
}

/** "… unless they feel threatened": an exception that turns the rule before it into the red flag itself. */
function isExcepted(after: string, reason: RegExp): boolean {
  const exception = /\b(?:unless|except)\b(.*)/i.exec(after)?.[1] ?? "";
  return reason.test(exception.split(negation)[0] ?? "");
}

/** Sentences whose own words forbid the thing are the rule itself and raise no flag. */
export function flagsIn(text: string, givenReason?: RedFlagKind): RedFlagKind[] {
  const found = new Set<RedFlagKind>();
  const plain = text
    .replaceAll("’", "'")
    .replaceAll(forbiddenList, "")
    .replaceAll(/\b(?:\w+n't|not) feel safe\b/gi, "feel unsafe");
  for (const sentence of plain.split(/(?<=[.!?;])\s+|\n+/)) {
    for (const [kind, act, unless] of acts) {
      if (unless?.test(sentence)) continue;
      for (const { index } of sentence.matchAll(act))
        if (!isForbidden(sentence.slice(0, index))) found.add(kind);
    }
    for (const { kind, admission, reason } of clauses) {
      if (kind !== givenReason && !reason.test(sentence)) continue;
      for (const { index } of sentence.matchAll(admission))
        if (isExcepted(sentence.slice(index), reason) || !isForbidden(sentence.slice(0, index)))
          found.add(kind);
    }
  }
  return [...found];
}

/** "lie to"; what is shorter, as most answers of a choice are, need not be looked at. */
const shortestFlagged = 6;

/**
 * Every piece of text in a value, with the keys and row ids that lead there. The list of them is the same one at each
 * call, changed on the way: a plan of three hundred facilities is walked while somebody types.
 */
export function visitTexts(
  value: unknown,
  visit: (text: string, path: readonly string[]) => void,
  path: string[] = [],
): void {
  if (typeof value === "string") {
    visit(value, path);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      path.push(typeof item === "object" && item !== null && "id" in item ? String(item.id) : String(index));
      visitTexts(item, visit, path);
      path.pop();
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      if (key === "id") continue;
      path.push(key);
      visitTexts(member, visit, path);
      path.pop();
    }
  }
}

/**
 * What a reviewer would stop at in a section's text: a clause that admits agents on a feeling, a non-public area
 * opened by an administrative paper, anything that tells staff to hide people, lie, destroy or block. Pure; warns,
 * never refuses. `kindsIn` may be `flagsIn` with a memory, for who judges the same text again and again.
 */
export function findRedFlags<Section extends SectionName>(
  section: Section,
  content: SectionContents[Section],
  kindsIn: (text: string) => readonly RedFlagKind[] = flagsIn,
): RedFlag[] {
  const flags: RedFlag[] = [];
  visitTexts(content, (text, path) => {
    if (text.length < shortestFlagged) return;
    for (const kind of kindsIn(text))
      flags.push({ kind, section, path: fieldPath(...path), excerpt: excerptOf(text), why: words[kind] });
  });
  if (section === "protocols") {
    const { decisionAid } = content as SectionContents["protocols"];
    const kind = "accepts_administrative_paper";
    for (const paper of paperNames) {
      const { form, isJudicial } = paperLabels[paper];
      const { answer, text } = decisionAid[paper];
      if (isJudicial) continue;
      const found = { kind, section, why: words[kind] } as const;
      const at = (field: string) => fieldPath("decisionAid", paper, field);
      if (answer === "opens_non_public")
        flags.push({ ...found, path: at("answer"), excerpt: `${form}: opens a non-public area` });
      // Beside its paper the text need not name it.
      if (flagsIn(text, kind).includes(kind) && !flagsIn(text).includes(kind))
        flags.push({ ...found, path: at("text"), excerpt: excerptOf(text) });
    }
  }
  return flags;
}

function excerptOf(text: string): string {
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}
