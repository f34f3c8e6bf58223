import { dueDayOf } from "@/lib/features/directives/deadline";
import type { LetterBlock } from "@/lib/features/mail/types";
import { hindrances, type RequirementOutcome } from "@/lib/features/plans/completeness";
import { type SectionName, sectionLabels } from "@/lib/features/plans/schema";
import type { PlanStatus } from "@/lib/features/plans/status";
import { formatDate, formatDateTime, formatDeadline } from "@/lib/kernel/format-date";
import { dayAt, daysBetween } from "@/lib/kernel/local-time";
import type { Told } from "../types";

/** What a body still owes, at one moment. */
export type Owing = {
  readonly department: { readonly code: string; readonly name: string; readonly headTitle: string };
  readonly directive: { readonly code: string; readonly title: string; readonly timeZone: string };
  readonly now: Date;
  readonly dueAt: Date;
  /** How the deadline came about: the rule, then each extension. */
  readonly arithmetic: readonly string[];
  readonly status: PlanStatus;
  readonly statusChangedAt: Date;
  readonly certifiers: readonly string[];
  /** The body had filed and took the filing back. */
  readonly isWithdrawn: boolean;
  readonly sections: readonly OwingSection[];
  readonly designations: readonly {
    readonly kind: "liaison" | "alternate";
    readonly name: string;
    readonly isAccepted: boolean;
  }[];
  /** The words of each requirement by its code. */
  readonly requirements: Readonly<Record<string, string>>;
};

type OwingSection = {
  readonly section: SectionName;
  readonly outcomes: readonly RequirementOutcome[];
  readonly editedAt: Date | null;
  readonly editedByName: string;
  readonly partDoneAt: Date | null;
  readonly partDoneByName: string;
};

/** For whom it is put in words. */
export type Reader = {
  readonly isDrafter: boolean;
  readonly isCertifier: boolean;
  /** Their own designation, where its duties are not accepted. */
  readonly unaccepted: "liaison" | "alternate" | null;
};

// Beyond this a mail is no longer read: codes stand alone, and the words are in the portal.
const spelledOut = 16;

/** What is still owed, in words for one reader; null where no part of it is theirs. */
export function tellReminder(owing: Owing, reader: Reader): Told | null {
  const isMember = reader.isDrafter || reader.isCertifier;
  if (!isMember && !reader.unaccepted) return null;
  const { department, directive } = owing;
  const title = `${department.name}: ${dueWords(owing)}`;
  const open = openItems(owing);
  const standing = standingWords(owing, open);
  const plan = `/department/${department.code}/plans/${directive.code}`;
  const duties = `/department/${department.code}/liaison`;
  const href = isMember ? hrefOf(owing, reader, open, plan) : duties;
  return {
    title,
    body: isMember ? standing : acceptWords(reader.unaccepted ?? "liaison"),
    href,
    letter: {
      subject: title,
      heading: isMember ? "The plan is not filed yet" : "Your duties are not accepted yet",
      blocks: [
        { kind: "facts", facts: deadlineFacts(owing) },
        ...(isMember
          ? planBlocks(owing, reader, open, { standing, plan, duties })
          : ownDutyBlocks(owing, reader)),
      ],
      action: { label: isMember ? actionLabel(owing, reader, open) : "Accept the duties", href },
    },
  };
}

type OpenSection = OwingSection & { readonly items: readonly RequirementOutcome[] };

function openItems(owing: Owing): OpenSection[] {
  return owing.sections
    .map((part) => ({ ...part, items: hindrances(part.outcomes) }))
    .filter(({ items }) => items.length > 0);
}

function dueWords({ now, dueAt, directive: { timeZone } }: Owing): string {
  const deadline = formatDeadline(dueAt, timeZone);
  if (now >= dueAt) return `the plan is overdue since ${deadline}`;
  const days = daysBetween(dayAt(now, timeZone), dueDayOf(dueAt, timeZone));
  if (days === 0) return `the plan is due today, ${deadline}`;
  if (days === 1) return `the plan is due tomorrow, ${deadline}`;
  return `${days} days left, the plan is due ${deadline}`;
}

const items = (amount: number) => `${amount} required ${amount === 1 ? "item" : "items"}`;
const sum = (open: readonly OpenSection[]) => open.reduce((total, part) => total + part.items.length, 0);

function standingWords(owing: Owing, open: readonly OpenSection[]): string {
  const withdrawn = owing.isWithdrawn ? "The filing was withdrawn. " : "";
  if (owing.status === "not_started") return `${withdrawn}Nothing has been written yet.`;
  const sections = `${open.length} ${open.length === 1 ? "section" : "sections"}`;
  const owed = sum(open) === 0 ? "" : `${items(sum(open))} in ${sections} still to do.`;
  if (owing.status === "with_certifier") {
    const since = formatDateTime(owing.statusChangedAt, owing.directive.timeZone);
    return `${withdrawn}With the department head since ${since}: ${headWords(owing)}. ${owed || "Only the signature is missing."}`;
  }
  return withdrawn + (owed || "Everything required is there; the plan is not certified and submitted yet.");
}

function headWords({ certifiers, department }: Owing): string {
  return certifiers.length > 0
    ? certifiers.join(", ")
    : `the ${department.headTitle}, who has no account yet`;
}

function deadlineFacts({ dueAt, arithmetic, directive, now }: Owing) {
  return [
    { term: "Directive", detail: directive.title },
    { term: now >= dueAt ? "Was due" : "Due", detail: formatDeadline(dueAt, directive.timeZone) },
    ...arithmetic.map((detail, step) => ({ term: step === 0 ? "Counted" : "Then", detail })),
  ];
}

function planBlocks(
  owing: Owing,
  reader: Reader,
  open: readonly OpenSection[],
  { standing, plan, duties }: { standing: string; plan: string; duties: string },
): LetterBlock[] {
  const blocks: LetterBlock[] = [{ kind: "paragraph", text: standing }];
  const isSpelledOut = sum(open) <= spelledOut;
  const parts = open.map((part) => {
    const codes = part.items.map(({ code }) => code).join(", ");
    const head = `${sectionLabels[part.section]}: ${items(part.items.length)}${isSpelledOut ? "" : ` (${codes})`}`;
    const under = part.items.map(
      ({ code, why }) => `${code}: ${owing.requirements[code] ?? "what is asked"}. ${why}`,
    );
    return {
      text: `${head}. ${partWords(part)}`,
      href: `${plan}/${part.section}`,
      ...(isSpelledOut && { under }),
    };
  });
  if (parts.length > 0) blocks.push({ kind: "list", items: parts });
  const missing = dutyItems(owing, duties);
  if (missing.length > 0) blocks.push({ kind: "list", items: missing });
  if (reader.unaccepted) blocks.push({ kind: "paragraph", text: acceptWords(reader.unaccepted) });
  blocks.push({ kind: "paragraph", text: whatToDo(owing, reader, open) });
  return blocks;
}

/** Whose part a section is, as far as the plan tells: who wrote in it last, and whether they are done. */
function partWords({ editedAt, editedByName, partDoneAt, partDoneByName }: OwingSection): string {
  if (partDoneAt)
    return `${partDoneByName} marked the part as done on ${formatDate(partDoneAt)}; this is still open.`;
  if (!editedAt) return "Nobody has begun it.";
  return `${editedByName} edited it last, on ${formatDate(editedAt)}, and has not marked the part as done.`;
}

function dutyItems({ designations }: Owing, href: string) {
  return (["liaison", "alternate"] as const).flatMap((kind) => {
    const label = kind === "liaison" ? "liaison" : "alternate liaison";
    const held = designations.find((designation) => designation.kind === kind);
    if (!held) return [{ text: `No ${label} is designated.`, href }];
    return held.isAccepted
      ? []
      : [{ text: `${held.name} has not accepted the duties of ${label} yet.`, href }];
  });
}

function acceptWords(kind: "liaison" | "alternate"): string {
  const label = kind === "liaison" ? "liaison" : "alternate liaison";
  return `You are designated as ${label} and have not accepted the duties. Nobody can do that for you.`;
}

function ownDutyBlocks({ department }: Owing, { unaccepted }: Reader): LetterBlock[] {
  return [
    { kind: "paragraph", text: acceptWords(unaccepted ?? "liaison") },
    { kind: "paragraph", text: `The plan of ${department.name} needs it.` },
  ];
}

function whatToDo(
  { status, department }: Owing,
  { isCertifier }: Reader,
  open: readonly OpenSection[],
): string {
  if (open.length > 0) {
    return isCertifier
      ? "What is still to do keeps the plan from being certified. You or its preparers can finish it."
      : "Finish these, then send the plan to the department head.";
  }
  if (isCertifier) return "Read the plan, certify it and submit it. Only you can do that.";
  return status === "with_certifier"
    ? `The signature is for the ${department.headTitle} to give. A telephone call may help.`
    : "Send the plan to the department head.";
}

function hrefOf({ status }: Owing, reader: Reader, open: readonly OpenSection[], plan: string): string {
  const mayBeSigned = open.length === 0 && (status === "with_certifier" || status === "draft");
  return reader.isCertifier && mayBeSigned ? `${plan}/review` : plan;
}

function actionLabel(owing: Owing, reader: Reader, open: readonly OpenSection[]): string {
  return hrefOf(owing, reader, open, "").endsWith("/review") ? "Read, certify and submit" : "Open the plan";
}
