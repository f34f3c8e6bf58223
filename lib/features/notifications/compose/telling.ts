import type { LetterBlock } from "@/lib/features/mail/types";
import { departmentRoles, type Role } from "@/lib/kernel/actor";
import { formatDateTime, formatDeadline, formatDuration } from "@/lib/kernel/format-date";
import type { Occurrence, Recipient, Told } from "../types";

type Fact = { readonly term: string; readonly detail: string };

/** As much of somebody's words as a line of the inbox holds. The letter has them whole. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= 280 ? line : `${line.slice(0, 279).trimEnd()}…`;
}

/** What is told, once, for the inbox and for the letter: what happened, in whose words, the facts, what to do next. */
export function tell(
  occurrence: Pick<Occurrence, "occurredAt">,
  words: {
    readonly title: string;
    /** Given when it happened, as the letter says it; the inbox has the time beside the line, and leaves it out. */
    readonly happened: (when: string) => string;
    readonly quote?: { readonly heading: string; readonly text: string } | undefined;
    readonly facts?: readonly Fact[];
    readonly next?: string;
    readonly action: { readonly label: string; readonly href: string };
  },
): Told {
  const { title, happened, quote, facts = [], next, action } = words;
  const when = ` on ${formatDateTime(occurrence.occurredAt)}`;
  const blocks: LetterBlock[] = [{ kind: "paragraph", text: happened(when) }];
  if (quote) {
    blocks.push({ kind: "heading", text: quote.heading });
    for (const text of quote.text.split(/\n\s*\n/)) blocks.push({ kind: "paragraph", text: text.trim() });
  }
  if (facts.length > 0) blocks.push({ kind: "facts", facts });
  if (next) blocks.push({ kind: "paragraph", text: next });
  return {
    title,
    body: [happened(""), quote && `“${shorten(quote.text)}”`, next].filter(Boolean).join(" "),
    href: action.href,
    letter: { subject: title, heading: title, blocks, action },
  };
}

export const isOfDepartment = ({ roles }: Recipient): boolean =>
  departmentRoles.some((role) => roles.includes(role));

/** Whether somebody is told as the holder of one of these roles. */
export const holds = ({ roles }: Recipient, ...among: readonly Role[]): boolean =>
  among.some((role) => roles.includes(role));

/** The deadline that holds, with how far away it is by the database's clock. */
export function dueFact(body: {
  readonly standing: "required" | "invited";
  readonly dueAt: Date;
  readonly now: Date;
}): Fact {
  const leftMs = body.dueAt.getTime() - body.now.getTime();
  const distance = leftMs > 0 ? `${formatDuration(leftMs)} left` : `passed ${formatDuration(leftMs)} ago`;
  return {
    term: body.standing === "invited" ? "Invited to file by" : "Due",
    detail: `${formatDeadline(body.dueAt)} (${distance})`,
  };
}
