import { cityTimeZone, formatDateTime, formatDeadline } from "@/lib/kernel/format-date";
import { daysMoved } from "./deadline";
import type { Arithmetic, DeadlineMove, HinderingBody, RequestState } from "./types";

/** What a person is told for each code that the actions about a deadline can answer, and for some fields. */
export const extensionMessages = {
  UNAUTHENTICATED:
    "You were signed out. Sign in again in another tab, then press the button again: what you typed is still here.",
  NOT_FOUND: "This plan does not exist, or its deadline is not yours to move.",
  INVALID_INPUT: "Some answers cannot be taken as they stand. Mend the fields below.",
  UNEXPECTED: "Something went wrong on our side. What you typed is still here; try again in a moment.",
  NO_CONNECTION: "There is no connection. Nothing has changed; try again once the network is back.",
  BODIES_HINDER: "No deadline was moved.",
  ALREADY_FILED:
    "The plan has been filed. What was filed stays on time or late as it was; no date can change it, and none is moved.",
  NOT_LATER: "Choose a day after the one on which the plan is due now.",
  DAY_OUT_OF_RANGE: "Choose today or a later day, within the next two years.",
  BEFORE_ORIGINAL: "Choose the original day or a later one: nobody is due before the directive says.",
  SAME_DAY: "That is the day on which the plan is due now. Choose another one.",
  EXTENSION_SUPERSEDED:
    "The deadline was moved again since this page was opened. Reload the page to see what is in force.",
  REQUEST_OPEN: "A request waits for its answer already. Take it back first to ask for another day.",
  REQUEST_ANSWERED:
    "The request is no longer open: it was answered or taken back since this page was opened. Reload the page.",
} as const satisfies Readonly<Record<string, string>>;

/**
 * The words for a code: of an unexpected error with the reference that the log holds too, and where bodies hinder,
 * which and why.
 */
export function extensionMessage(
  error: { code: string; details?: unknown },
  timeZone: string = cityTimeZone,
): string {
  const bodies = hinderingBodies(error);
  if (bodies.length > 0) return bodies.map((body) => describeHindrance(body, timeZone)).join(" ");
  const words =
    (extensionMessages as Readonly<Record<string, string>>)[error.code] ?? extensionMessages.UNEXPECTED;
  const reference = (error.details as { reference?: string } | undefined)?.reference;
  return reference ? `${words} Reference: ${reference}` : words;
}

/** The bodies that an answer names as hindering; none where it was refused for another reason. */
export function hinderingBodies(error: { details?: unknown }): readonly HinderingBody[] {
  return (error.details as { bodies?: readonly HinderingBody[] } | undefined)?.bodies ?? [];
}

/** Why a body hinders an extension, in a sentence that names it. */
export function describeHindrance({ name, why, dueAt }: HinderingBody, timeZone: string): string {
  const due = dueAt ? formatDeadline(dueAt, timeZone) : "";
  if (why === "ALREADY_FILED") return `${name} has filed: its deadline no longer moves.`;
  if (why === "NOT_LATER") return `${name} is due on ${due}, which is not earlier than the day you chose.`;
  if (why === "MOVED")
    return `The deadline of ${name} was moved since you opened this page: it is ${due} now.`;
  if (why === "REQUEST_ANSWERED")
    return `The request of ${name} is no longer open: it was answered or taken back meanwhile.`;
  return `${name} owes no plan under this directive.`;
}

export const requestStateLabels: Readonly<Record<RequestState, string>> = {
  open: "Waits for an answer",
  granted: "Granted",
  declined: "Declined",
  withdrawn: "Taken back",
};

/** "+3 days", "−1 day": how far a step moved the deadline by the calendar. */
export function describeDays(days: number): string {
  const amount = Math.abs(days);
  return `${days < 0 ? "−" : "+"}${amount.toLocaleString("en-US")} ${amount === 1 ? "day" : "days"}`;
}

type Step = DeadlineMove & { readonly days: number; readonly title: string };

/** The steps of a deadline, each with how far it moved and what it is called. */
export function stepsOf({ moves, originalDueAt, timeZone }: Omit<Arithmetic, "rule" | "dueAt">): Step[] {
  return moves.map((move) => ({
    ...move,
    days: daysMoved({ from: move.previousDueAt, to: move.dueAt, timeZone }),
    title: titleOf(move, originalDueAt),
  }));
}

function titleOf({ correctsId, dueAt }: DeadlineMove, originalDueAt: string): string {
  if (correctsId === null) return "Extension";
  return Date.parse(dueAt) === Date.parse(originalDueAt)
    ? "Correction: the extension no longer holds"
    : "Correction";
}

/** One step of the arithmetic in a sentence: where it led, by whom, when and why. */
export function describeMove(move: DeadlineMove, originalDueAt: string, timeZone: string): string {
  const to = formatDeadline(move.dueAt, timeZone);
  const by = `by ${move.grantedByName} on ${formatDateTime(move.grantedAt, timeZone)}: ${move.reason}`;
  if (move.correctsId === null) return `Extended to ${to} ${by}`;
  const isBack = Date.parse(move.dueAt) === Date.parse(originalDueAt);
  return isBack ? `Put back to the original ${to} ${by}` : `Corrected to ${to} ${by}`;
}

/** Where the count began: the rule alone, and once something moved the deadline, the day that it gave. */
export function describeOrigin({ moves, originalDueAt, rule, timeZone }: Omit<Arithmetic, "dueAt">): string {
  return moves.length === 0 ? rule : `Originally ${formatDeadline(originalDueAt, timeZone)}: ${rule}`;
}

type Outcome = { readonly title: string; readonly text: string };

/** What has just been done about a deadline, for the page that follows; null for an address that says nothing of it. */
export function outcomeOf(
  done: unknown,
  { dueAt, timeZone }: Pick<Arithmetic, "dueAt" | "timeZone">,
): Outcome | null {
  const due = formatDeadline(dueAt, timeZone);
  const outcomes: Readonly<Record<string, Outcome>> = {
    extended: {
      title: `The deadline is extended to ${due}`,
      text: "The department is told. If the day is wrong, correct the extension below: both stay on record.",
    },
    corrected: {
      title: `The extension is corrected: in force is ${due}`,
      text: "The department is told. What was wrong stays on record; a correction can be corrected, too.",
    },
    declined: {
      title: "The request is declined",
      text: "The department reads your answer. The deadline can still be extended at any time.",
    },
    requested: {
      title: "The Mayor's Office is asked for more time",
      text: `Until it answers, the plan is due on ${due}.`,
    },
    withdrawn: {
      title: "The request is taken back",
      text: `The plan is due on ${due}. You can ask again.`,
    },
  };
  return typeof done === "string" && Object.hasOwn(outcomes, done) ? (outcomes[done] ?? null) : null;
}
