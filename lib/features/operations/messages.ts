import { formatDuration } from "@/lib/kernel/format-date";
import type { JobQueue } from "@/lib/platform/queues";
import type { OperationsView } from "./types";

/** What each queue does, for whoever keeps the portal going and has not read its code. */
export const queueWords: Readonly<Record<JobQueue, { readonly title: string; readonly text: string }>> = {
  "deliver-event": { title: "Telling", text: "finds whom an event concerns, and writes inboxes and mails" },
  "send-message": { title: "Mail", text: "hands mails to the mail server" },
  "send-reset-link": { title: "New passwords", text: "mails links by which people set a new password" },
  "send-reminders": { title: "Reminders", text: "looks each minute who is to be reminded this morning" },
  "send-digests": { title: "Daily digests", text: "puts together what people chose to read once a day" },
  "send-briefs": { title: "Mayor's brief", text: "writes the brief of the morning" },
  "judge-plans": { title: "Judging", text: "judges open plans anew when a day has passed" },
  "call-drill": { title: "Drill calls", text: "calls liaisons in a readiness drill" },
  "close-drills": { title: "Drills", text: "closes the drills whose time is over" },
  prune: { title: "Tidying", text: "takes away what is no longer kept" },
};

/** The queue that a dead letter came from, in a word. */
export function queueTitle(queue: string): string {
  return (queueWords as Readonly<Record<string, { title: string }>>)[queue]?.title ?? queue;
}

const operationMessages = {
  GONE: "These are no longer given up: somebody has set them going meanwhile. Reload the page.",
  NOT_FOUND: "You may not set jobs going. Ask an administrator.",
  UNAUTHENTICATED: "You are signed out. Sign in again, in another tab if you like, and press once more.",
  NO_CONNECTION: "There is no connection. Check the network, then try again.",
  UNEXPECTED: "Something went wrong on our side, and nothing was set going. Try again in a moment.",
} as const satisfies Readonly<Record<string, string>>;

export function operationMessage(error: { code: string; details?: unknown }): string {
  const words =
    (operationMessages as Readonly<Record<string, string>>)[error.code] ?? operationMessages.UNEXPECTED;
  const reference = (error.details as { reference?: string } | undefined)?.reference;
  return reference ? `${words} Reference: ${reference}` : words;
}

// Longer than any try takes when all is well; then somebody is to look.
const slowAfterMs = 60_000;

export type Standing = {
  readonly tone: "done" | "attention" | "late";
  readonly title: string;
  readonly text: string;
};

/** Whether everything that is due is being done, in one sentence, and what to do where it is not. */
export function standingOf(
  view: Pick<OperationsView, "now" | "mail" | "workers" | "deadLetterCount">,
): Standing {
  const { mail, workers, deadLetterCount } = view;
  if (workers.length === 0) {
    return {
      tone: "late",
      title: "No worker is at work",
      text: "What is due waits in the database, and nothing is lost. Start one with `npm start`, or with `npm run worker` on a machine of its own.",
    };
  }
  const waitedMs = mail.oldestQueuedAt ? Date.parse(view.now) - Date.parse(mail.oldestQueuedAt) : 0;
  if (waitedMs > slowAfterMs) {
    const [verb, mails] = mail.queued === 1 ? ["waits", "1 mail"] : ["wait", `${mail.queued} mails`];
    return {
      tone: "attention",
      title: `${mails} ${verb}, the oldest for ${formatDuration(waitedMs)}`,
      text: "Each is tried again by itself, from seconds to ten minutes apart, for at least three days. The delivery log says what the mail server answered.",
    };
  }
  if (deadLetterCount > 0) {
    const were = deadLetterCount === 1 ? "1 job was" : `${deadLetterCount} jobs were`;
    return {
      tone: "attention",
      title: `${were} given up`,
      text: "Mend what stood in the way, then set them going again below.",
    };
  }
  if (mail.queued > 0) {
    return {
      tone: "done",
      title: "Nothing waits longer than a minute",
      text: `${mail.queued === 1 ? "1 mail is" : `${mail.queued.toLocaleString("en-US")} mails are`} on the way.`,
    };
  }
  return {
    tone: "done",
    title: "Everything that is due is done",
    text: "Nothing waits longer than a minute.",
  };
}
