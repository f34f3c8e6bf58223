export type SensitiveFinding = {
  readonly kind: "a_number" | "social_security_number" | "immigration_status";
  readonly match: string;
  readonly why: string;
};

const whys: Readonly<Record<SensitiveFinding["kind"], string>> = {
  a_number: "This looks like an A-number. A-numbers are never kept here.",
  social_security_number: "This looks like a Social Security number. It is never kept here.",
  immigration_status:
    "This looks like somebody's immigration status. It is never asked for and never kept here.",
};

const anyOf = (...alternatives: readonly string[]) => `(?:${alternatives.join("|")})`;
const pattern = (source: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}](?!['’]))${source}(?![\\p{L}\\p{N}])`, "giu");

const aNumberLabel = anyOf(
  "A[- ]?(?:number|file|no\\.?|#)",
  "(?:alien|USCIS)(?: registration)?(?: (?:number|file|no\\.?))?",
);
const numbers: readonly (readonly [SensitiveFinding["kind"], RegExp])[] = [
  [
    "a_number",
    pattern(
      anyOf(
        `${aNumberLabel}[\\s:#.]{0,3}(?:(?:is|was) )?A?[-#\\s]?\\d{7,9}`,
        "A[-#\\s]{0,2}\\d{3}[-\\s]?\\d{3}[-\\s]?\\d{2,3}",
      ),
    ),
  ],
  [
    "social_security_number",
    pattern(
      anyOf(
        "(?!000|666|9\\d\\d)\\d{3}([-–‑. ])(?!00)\\d{2}\\1(?!0000)\\d{4}",
        // Nine digits alone may be anything: their label says what they are.
        "(?<=\\b(?:SSN|SS ?#|social(?: security)?)(?: (?:number|no\\.?))?[\\s:#=-]{0,3}(?:(?:is|was) )?)\\d{3}[-–. ]?\\d{2,3}[-–. ]?\\d{3,4}",
      ),
    ),
  ],
];

const person =
  "(?:person|man|woman|boy|girl|child|kid|student|minor|employee|(?:co-?)?worker|colleague|custodian|guard|visitor|patron|customer|client|caller|guest|applicant|participant|tenant|vendor|volunteer|resident|neighbor|individual|parent|mother|father|immigrant|migrant|alien)";
const people = `(?:${person}s|people|men|women|children|families|staff)`;
const nation = "(?:U\\.?S\\.?|American|United States|legal|lawful)";
const program = "(?:TPS|DACA|temporary protected status|deferred action)";
const named = anyOf(
  "asylum[- ]seeker",
  "asylee",
  "refugee",
  "non-?citizen",
  "dreamer",
  `(?:${program}|green[- ]card|visa) (?:recipient|holder|beneficiary)`,
  "visa overstay(?:er)?",
);
const immigrant = "(?:immigrant|migrant|alien)";
// "Unauthorized visitors" are those without a badge.
const described = (one: string, newcomer: string) =>
  anyOf(`(?:undocumented|illegal|deportable|removable) ${one}`, `unauthori[sz]ed ${newcomer}`);
const inTheCountry = "(?:here|in (?:the|this) (?:country|U\\.?S\\.?A?|United States))";
const be =
  "(?:(?:is|are|was|were|am|be|been)|(?<=\\p{L})['’](?:s|re|m))(?: (?:currently|still|now|also|probably|likely|both|in fact))?";
const end =
  "(?=\\s*(?:$|[.,;:!?()\\n]|(?:and|but|so|or|since|until|from|through|who|which|now|status)(?!\\p{L})))";

/** What says it of whoever stands before it. */
const predicates = pattern(
  anyOf(
    `${be} (?:undocumented|unlawfully present|deportable|out of status|in (?:removal|deportation) proceedings)`,
    `${be} (?:living |working |staying )?(?:${inTheCountry} )(?:illegally|unlawfully)`,
    `${be} (?:here |living here )?without (?:(?:legal|lawful|immigration) )+(?:status|papers)`,
    `${be} an? (?:${named}|${described(person, immigrant)})`,
    `${be} an? (?:(?:lawful|legal) )?permanent resident`,
    `${be} (?:(?:not|never)|(?<=is|are|was|were)n['’]t) (?:an? )?(?:${nation} )*(?:citizen|(?<=permanent |legal |lawful )resident)`,
    `(?:is|are|was|were)n['’]t (?:an? )?(?:${nation} )*citizens?`,
    `${be} not (?:here|in (?:the|this) country) (?:legally|lawfully)`,
    `${be} (?:on|under) (?:${program}|an? (?:[\\p{L}\\d-]+ )?visa)${end}`,
    `(?:has|have|had|holds?|got|received) (?:an? )?(?:${program}|green card|(?:[\\p{L}\\d-]+ )?visa|work permit)${end}`,
    `(?:(?:has|have|had|got) no|lacks?|lacked|(?:does|do|did)(?: not|n['’]t) have) (?:an? |any )?(?:(?:legal|lawful|immigration) )*(?:papers|status|visa|green card|work permit)${end}`,
    "(?:has|have|had|got|received) an? (?:final )?(?:deportation|removal) order",
    "(?:entered|came|arrived|crossed)(?: (?:here|the (?:country|border)))? (?:without inspection|without papers|illegally|unlawfully)",
    "(?:was|were|been|got) deported",
    `lost (?:his|her|their) (?:${program}|green card|(?:[\\p{L}\\d-]+ )?(?:visa|status))`,
    "(?<=[(:] ?)undocumented(?=\\s*(?:$|[).\\n]))",
    "overstayed (?:his|her|their|an?|the) visa",
    "(?<=(?:['’]s?|\\bhis|\\bher|\\btheir) )(?:work |student |tourist )?(?:visa|permit|green card|TPS|DACA|papers)(?: (?:has|had|have|is|was|are))? (?:expired|lapsed|ran out|run out|revoked)",
    `(?<=${person} )without (?:(?:legal|lawful|immigration) )+status`,
  ),
);

/** Of one who is called nothing else: "illegal" may also be an act, a request or a van. */
const illegals = pattern(
  `(?:he|she|they|who|(?:an?|the|this|that|one|our|my|his|her|their) ${person}|(?!\\p{L}+ing )\\p{L}+(?<=(?:^|\\n|[.!?] )\\p{L}+)) (?:is|are|was|were) (?:an )?illegal${end}`,
);

/** Words for one person, whatever is said of that person. */
const phrases = pattern(anyOf(described(person, immigrant), named));
const pluralPhrases = pattern(anyOf(described(people, `${immigrant}s`), `${named}s`));

const statusValue =
  "(?:undocumented|illegal|unlawful|unauthori[sz]ed|none(?! of)|no status|expired|pending|out of status|TPS|DACA|green card|LPR|(?:lawful |legal )?permanent resident|(?:non-?|U\\.?S\\.? )?citizen|asylum|asylee|refugee|visa|overstay(?:ed)?|[FHJ]-?[12]B?)";
const labels = pattern(
  `(?:immigration|citizenship|legal|visa) status\\s*(?:[:=–-]+|is|was)\\s*(?:an? )?${statusValue}`,
);

/** "Never ask whether a person …": what follows is asked or supposed, not said of anybody. */
const supposed = /\b(?:whether|if|when|where)(?: or not)?(?: [^\s,;:]+){0,3}\s*$/iu;
const ruled =
  /\b(?:never|not|\w+n['’]t|nobody|no one|nor|neither|without|avoid)\b.*\b(?:ask|inquir|enquir|record|writ|note|stor|keep|kept|collect|assum|guess|infer|say|said|stat|mention|shar|disclos|tell|report|confirm|reveal|log|enter|imply|know|treat|refus|turn)\p{L}*\b/iu;
const contrary = /\b(?:but|however|although|though|because)\b|[;:—]/iu;
/** One whom a rule would not speak of. */
const particular =
  /(?:\b(?:Mr|Ms|Mrs|Dr)\.?\s+\p{L}+|\b(?:our|my|this|one)\s+\p{L}+|\p{Ll}\s+\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+)*)\s*$/u;
const anybody =
  /(?:\b(?:any|every|some|no)(?:one|body)|\bno one|\b(?:any|every|each|no|all)\s+\p{L}+|\b(?:people|persons|those|whoever|you|we|you all)|(?<!\b(?:the|our|my|his|her|their|these|those|two|three|four|five|several|some|many|\d+)\s+)\b(?!hers|his)(?:(?:person|student|minor|employee|worker|visitor|patron|customer|client|caller|guest|applicant|participant|tenant|vendor|volunteer|resident|neighbor|individual|parent|immigrant|migrant|holder|recipient|seeker|member|citizen)s|men|women|children|families))(?:\s+here)?(?:\s+(?:who|that))?\s*$/iu;
const thing =
  /\b(?:process|procedure|step|rule|system|request|visit|encounter|incident|feature|repair|change|exception|call|entry|office|desk|library|department|city|center|bureau|program|page|site|agents?|officers?|ICE)(?:\s+(?:who|that|which))?\s*$/iu;
const aboutAgents = /\b(?:agents?|officers?|ICE|police)\b/iu;
const ofPapers = /papers|illegally|unlawfully/iu;
const audience =
  /\b(?:for|to|with|of|about|among|against|including|serves?|serving|helps?|helping|supports?|supporting|assists?|reach(?:es)?|protects?|welcomes?)\s+(?:(?:the|our|all|any)\s+)?(?:\p{L}+,? (?:and|or) )?$/iu;
const counted =
  /\b(?:the|our|my|these|those|some|several|many|two|three|four|five|\d+|there (?:are|were)|we have|employs?|has|have|hide|conceal|warn|move|send)\s+$/iu;
const service =
  /^['’]?s?['’]? (?:services?|support|help|clinics?|workshops?|programs?|centers?|classes|class|legal|famil(?:y|ies)|communit(?:y|ies)|resources?|networks?|projects?|line|rights|aid|desk|office|days?|fairs?|guides?|information|hotline|people|neighbors|may|can|should|must)\b/iu;
const sentenceEnd = /(?<!\b(?:Mr|Mrs|Ms|Dr|No|St|\p{Lu}))[.!?;]\s|\n/iu;

function isStatement(text: string, { index, 0: found }: RegExpExecArray): boolean {
  const clause = clauseBefore(text, index);
  if (supposed.test(clause) || anybody.test(clause) || thing.test(clause)) return false;
  if (ofPapers.test(found) && aboutAgents.test(clause)) return false;
  if (/^ or not\b/i.test(text.slice(index + found.length))) return false;
  return particular.test(clause) || !ruled.test(clause);
}

function isOnePerson(text: string, { index, 0: found }: RegExpExecArray): boolean {
  const clause = clauseBefore(text, index);
  const bare = clause.replace(/\b(?:an?|the)\s+$/iu, "");
  if (supposed.test(clause) || ruled.test(clause) || service.test(text.slice(index + found.length)))
    return false;
  return !(/\b(?:any|every|each|no)\s+$/iu.test(clause) || (bare === clause && audience.test(clause)));
}

function arePeopleAtHand(text: string, { index, 0: found }: RegExpExecArray): boolean {
  const clause = clauseBefore(text, index);
  if (supposed.test(clause) || ruled.test(clause) || audience.test(clause)) return false;
  const after = text.slice(index + found.length);
  if (service.test(after)) return false;
  return counted.test(clause) || /^ (?:named|(?:work|live|are|were) (?:here|in|at|on))\b/iu.test(after);
}

/** The words before a place, back to the sentence's beginning or to what turns its sense. */
function clauseBefore(text: string, index: number): string {
  const sentence =
    text
      .slice(Math.max(0, index - 300), index)
      .split(sentenceEnd)
      .at(-1) ?? "";
  return sentence.split(contrary).at(-1) ?? "";
}

const statusPatterns: readonly (readonly [RegExp, (text: string, match: RegExpExecArray) => boolean])[] = [
  [labels, () => true],
  [predicates, isStatement],
  [illegals, isStatement],
  [phrases, isOnePerson],
  [pluralPhrases, arePeopleAtHand],
];

/** Each place once, where several patterns see the same words. */
function statusIn(text: string): SensitiveFinding[] {
  const places: { from: number; to: number }[] = [];
  for (const [of, isMeant] of statusPatterns)
    for (const match of text.matchAll(of)) {
      if (!isMeant(text, match)) continue;
      const subject = /(?:(?:Mr|Ms|Mrs|Dr)\.?\s+)?(?:[\p{L}\p{N}’'-]+\s+)?$/iu.exec(
        clauseBefore(text, match.index),
      );
      const from = match.index - (subject?.[0].length ?? 0);
      const to = match.index + match[0].length;
      if (places.every((place) => to <= place.from || from >= place.to)) places.push({ from, to });
    }
  return places
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to }) => ({
      kind: "immigration_status",
      match: text.slice(from, to),
      why: whys.immigration_status,
    }));
}

/**
 * Text that looks as if it held what this product never keeps: A-numbers, Social Security numbers, a person's
 * immigration status. Rules ("never ask about immigration status") and a service's audience ("help for DACA
 * recipients") are not meant. A warning, not a refusal: in doubt it is given.
 */
export function findSensitiveText(text: string): SensitiveFinding[] {
  const found = numbers.flatMap(([kind, of]) =>
    [...text.matchAll(of)].map((match) => ({ kind, match: match[0], why: whys[kind] })),
  );
  return [...found, ...statusIn(text)];
}
