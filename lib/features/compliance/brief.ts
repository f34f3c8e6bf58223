import type { DirectiveView } from "@/lib/features/directives/types";
import {
  formatDate,
  formatDateTime,
  formatDeadline,
  formatDuration,
  formatShortDate,
  formatTime,
} from "@/lib/kernel/format-date";
import { dayAfter, dayAt, instantOf } from "@/lib/kernel/local-time";
import type { BodyContact, ComplianceCounts, FilingDay } from "./types";

/** As many as stand on the sheet, of all that there are. */
export type Listed<Line> = { readonly total: number; readonly shown: readonly Line[] };
type Body = { readonly code: string; readonly name: string };

/** What somebody waits for too long, and whose turn it is. */
export const stuckReasons = [
  "with_head",
  "submitted",
  "in_review",
  "changes_requested",
  "idle",
  "not_begun",
  "no_liaison",
] as const;
export type StuckReason = (typeof stuckReasons)[number];

/** After how many days a plan that stays where it is counts as stuck. */
export const stuckAfterDays = {
  with_head: 2,
  submitted: 3,
  in_review: 3,
  changes_requested: 3,
  idle: 3,
} as const;

export type BriefFacts = {
  readonly directive: DirectiveView;
  readonly now: Date;
  readonly counts: ComplianceCounts;
  readonly filings: readonly FilingDay[];
  readonly filed: Listed<Body & { readonly number: number; readonly at: Date; readonly isLate: boolean }>;
  readonly overdue: Listed<
    Body & { readonly dueAt: Date; readonly contact: BodyContact; readonly headTitle: string }
  >;
  readonly stuck: Readonly<
    Record<StuckReason, Listed<Body & { readonly who: string | null; readonly since: Date | null }>>
  >;
  readonly requests: Listed<Body & { readonly by: string; readonly at: Date; readonly untilAt: Date }>;
  readonly extensions: Listed<
    Body & { readonly by: string; readonly reason: string; readonly untilAt: Date }
  >;
};

export type BriefLine = {
  readonly key: string;
  readonly name: string;
  readonly href: string;
  readonly detail: string;
  /** Whom to call; null where it is not a call that helps. */
  readonly contact: { readonly words: string; readonly phone: string | null } | null;
};

export type BriefSection = {
  readonly key: string;
  readonly heading: string;
  readonly total: number;
  readonly lines: readonly BriefLine[];
  /** What is said where there is nothing. */
  readonly empty: string;
  readonly more: { readonly text: string; readonly href: string } | null;
};

/** One sheet: what the page, the paper and the mail show alike. */
export type Brief = {
  readonly directive: DirectiveView;
  readonly day: string;
  readonly now: string;
  readonly spanWords: string;
  readonly sentence: string;
  readonly dueText: string;
  readonly isAllFiled: boolean;
  readonly filed: BriefSection;
  readonly overdue: BriefSection;
  readonly stuck: readonly BriefSection[];
  readonly extensions: BriefSection;
  readonly trend: {
    readonly sentence: string;
    /** How many a day reach the deadline; null where none is left to reach, or no whole day. */
    readonly needed: number | null;
    readonly days: readonly { readonly day: string; readonly label: string; readonly filed: number }[];
  };
};

const count = (amount: number) => amount.toLocaleString("en-US");

/** From six in the morning of the day before: what yesterday's brief told already is not told again. */
export function briefSince(now: Date, timeZone: string): Date {
  return instantOf(dayAfter(dayAt(now, timeZone), -1), 6, timeZone);
}

/** Puts the facts of a directive on one sheet. */
export function shapeBrief(facts: BriefFacts): Brief {
  const { directive, now, counts } = facts;
  const { timeZone } = directive;
  const base = `/mayor/${directive.code}`;
  const since = formatDateTime(briefSince(now, timeZone), timeZone);
  const sheet = { facts, base, timeZone };
  return {
    directive,
    day: formatDate(now, timeZone),
    now: now.toISOString(),
    spanWords: `since ${since}`,
    sentence: standingSentence(counts),
    dueText: formatDeadline(directive.dueAt, timeZone),
    isAllFiled: counts.required > 0 && owingOf(counts) === 0,
    filed: filedSection(sheet),
    overdue: overdueSection(sheet),
    stuck: stuckSections(sheet),
    extensions: extensionsSection(sheet),
    trend: trendOf(facts),
  };
}

type Sheet = { readonly facts: BriefFacts; readonly base: string; readonly timeZone: string };

const owingOf = ({ required, filedOnTime, filedLate }: ComplianceCounts) =>
  required - filedOnTime - filedLate;

function standingSentence(counts: ComplianceCounts): string {
  const { required, overdue, requiredByStatus } = counts;
  const owing = owingOf(counts);
  if (required === 0) return "No body owes a plan yet.";
  if (owing === 0) {
    const accepted = requiredByStatus.accepted + requiredByStatus.amending;
    const rest =
      accepted === required ? "every plan is accepted" : `${count(accepted)} of the plans are accepted`;
    return `All ${count(required)} required bodies have filed; ${rest}.`;
  }
  const late = overdue > 0 ? `, ${count(overdue)} of them overdue` : "";
  return `${count(required - owing)} of ${count(required)} required bodies have filed; ${count(owing)} ${owing === 1 ? "is" : "are"} still to file${late}.`;
}

function section<Line extends Body>(
  listed: Listed<Line>,
  words: { key: string; heading: string; empty?: string; href: string },
  lineOf: (line: Line) => Pick<BriefLine, "detail"> & Partial<BriefLine>,
  base: string,
): BriefSection {
  const rest = listed.total - listed.shown.length;
  return {
    key: words.key,
    heading: words.heading,
    total: listed.total,
    lines: listed.shown.map((line, place) => ({
      key: `${line.code} ${place}`,
      name: line.name,
      href: `${base}/bodies/${line.code}`,
      contact: null,
      ...lineOf(line),
    })),
    empty: words.empty ?? "",
    more: rest > 0 ? { text: `${count(rest)} more`, href: words.href } : null,
  };
}

function filedSection({ facts, base, timeZone }: Sheet): BriefSection {
  const span = formatDateTime(briefSince(facts.now, timeZone), timeZone);
  return section(
    facts.filed,
    {
      key: "filed",
      heading: "Filed since yesterday",
      empty: `Nobody has filed since ${span}.`,
      href: `${base}?group=filed&sort=-activity`,
    },
    ({ number, at, isLate }) => ({
      detail: `${number > 1 ? `version ${number}, ` : ""}${isLate ? "late" : "on time"}, ${formatShortDate(at, timeZone)}, ${formatTime(at, timeZone)}`,
    }),
    base,
  );
}

function overdueSection({ facts, base, timeZone }: Sheet): BriefSection {
  return section(
    facts.overdue,
    {
      key: "overdue",
      heading: "Overdue: whom to call",
      empty: "No required body is overdue.",
      href: `${base}?state=overdue&sort=due`,
    },
    ({ dueAt, contact, headTitle }) => ({
      detail: `was due ${lastDay(dueAt, timeZone)}`,
      contact: { words: contactWords(contact, headTitle), phone: contact.phone },
    }),
    base,
  );
}

const contactKinds = { liaison: "liaison", alternate: "alternate liaison", head: "" } as const;

/** "Casey Okafor, liaison"; where nobody has a telephone number here, the address to write to. */
function contactWords({ as, name, phone, email }: BodyContact, headTitle: string): string {
  const who = [name, as === "head" ? headTitle : contactKinds[as]].filter(Boolean).join(", ");
  if (phone) return who;
  return email ? `${who}, ${email}` : `${who}; nobody is designated and there is no number`;
}

/** Zone and hour stand at the head of the sheet. */
function lastDay(dueAt: Date, timeZone: string): string {
  return formatShortDate(new Date(dueAt.getTime() - 1), timeZone);
}

const longestReason = 60;

function shorten(reason: string): string {
  const line = reason.replace(/\s+/g, " ").trim();
  return line.length <= longestReason ? line : `${line.slice(0, longestReason - 1).trimEnd()}…`;
}

const office = "the Mayor's Office";
const stuckWords: Readonly<
  Record<StuckReason, { heading: string; query: string; who: string; nobody: string }>
> = {
  with_head: {
    heading: "With the department head for more than 2 days",
    query: "?state=with_certifier&sort=activity",
    who: "with ",
    nobody: "nobody who could sign has an account",
  },
  submitted: {
    heading: `Filed more than 3 days ago, review not begun: ${office}`,
    query: "?state=submitted&sort=activity",
    who: "",
    nobody: "",
  },
  in_review: {
    heading: `In review for more than 3 days: ${office}`,
    query: "?state=in_review&sort=activity",
    who: "",
    nobody: "",
  },
  changes_requested: {
    heading: "Changes requested more than 3 days ago, next version not begun",
    query: "?state=changes_requested&sort=activity",
    who: "with ",
    nobody: "nobody certifies there yet",
  },
  idle: {
    heading: "Drafts that nobody has touched for more than 3 days",
    query: "?state=draft&sort=activity",
    who: "last edited by ",
    nobody: "nobody has written in it yet",
  },
  not_begun: {
    heading: "Not begun",
    query: "?state=not_started&group=required",
    who: "with ",
    nobody: "nobody there has an account yet",
  },
  no_liaison: {
    heading: "No liaison designated",
    query: "",
    who: "to be named by ",
    nobody: "nobody there has an account yet",
  },
};

// Where there is much to say, less is said of each, so that the sheet stays one.
const manyGroups = 5;
const linesOfMany = 2;

function stuckSections({ facts, base, timeZone }: Sheet): BriefSection[] {
  const present = stuckReasons.filter((reason) => facts.stuck[reason].total > 0);
  const groups = present.length + (facts.requests.total > 0 ? 1 : 0);
  const cut = <Line>({ total, shown }: Listed<Line>): Listed<Line> => ({
    total,
    shown: groups > manyGroups ? shown.slice(0, linesOfMany) : shown,
  });
  const place = { base, timeZone };
  return [
    ...present.map((reason) => stuckSection(cut(facts.stuck[reason]), place, reason)),
    ...(facts.requests.total > 0 ? [requestsSection(cut(facts.requests), place)] : []),
  ];
}

function stuckSection(
  listed: BriefFacts["stuck"][StuckReason],
  { base, timeZone }: Omit<Sheet, "facts">,
  reason: StuckReason,
): BriefSection {
  const words = stuckWords[reason];
  return section(
    listed,
    {
      key: reason,
      heading: words.heading,
      href: reason === "no_liaison" ? "/mayor/liaisons?show=no_liaison" : `${base}${words.query}`,
    },
    ({ who, since }) => ({
      detail: [
        who ? `${words.who}${who}` : words.nobody,
        since && `since ${formatShortDate(since, timeZone)}`,
      ]
        .filter(Boolean)
        .join(", "),
    }),
    base,
  );
}

function requestsSection(
  listed: BriefFacts["requests"],
  { base, timeZone }: Omit<Sheet, "facts">,
): BriefSection {
  return section(
    listed,
    { key: "requests", heading: `Asks for more time: ${office}`, href: `${base}/extensions` },
    ({ by, at, untilAt }) => ({
      detail: `until ${lastDay(untilAt, timeZone)}, asked by ${by} on ${formatShortDate(at, timeZone)}`,
    }),
    base,
  );
}

function extensionsSection({ facts, base, timeZone }: Sheet): BriefSection {
  return section(
    facts.extensions,
    {
      key: "extensions",
      heading: "Extensions given since yesterday",
      empty: "None was given.",
      href: `${base}/extensions`,
    },
    ({ by, reason, untilAt }) => ({
      detail: `until ${lastDay(untilAt, timeZone)}, by ${by}: ${shorten(reason)}`,
    }),
    base,
  );
}

const daysShown = 7;
const dayMs = 86_400_000;
const weekday = new Intl.DateTimeFormat("en-US", { weekday: "short", timeZone: "UTC" });

function trendOf({ directive, now, counts, filings }: BriefFacts): Brief["trend"] {
  const today = dayAt(now, directive.timeZone);
  const filedBy = (day: string) => filings.findLast((one) => one.day <= day)?.filed ?? 0;
  const days = Array.from({ length: daysShown }, (_, place) => {
    const day = dayAfter(today, place + 1 - daysShown);
    const label = `${weekday.format(new Date(`${day}T00:00:00Z`))} ${Number(day.slice(8))}`;
    return { day, label, filed: filedBy(day) - filedBy(dayAfter(day, -1)) };
  });
  const lately = days.reduce((total, { filed }) => total + filed, 0);
  const owing = owingOf(counts);
  const pace = `${count(lately)} filed in the last ${daysShown} days, ${(lately / daysShown).toFixed(1)} a day`;
  const leftMs = Date.parse(directive.dueAt) - now.getTime();
  const needed = owing > 0 && leftMs > dayMs ? Math.ceil(owing / (leftMs / dayMs)) : null;
  return { days, needed, sentence: `${pace}; ${neededWords(owing, leftMs, needed)}` };
}

function neededWords(owing: number, leftMs: number, needed: number | null): string {
  if (needed !== null)
    return `${count(needed)} a day from now on ${needed === 1 ? "reaches" : "reach"} the deadline.`;
  if (owing === 0) return "nothing is left to file.";
  if (leftMs > 0) return `less than a day is left for ${count(owing)}.`;
  return `the deadline passed ${formatDuration(leftMs)} ago.`;
}

export const nothingStuck = "Nothing waits longer than it should.";
