import { kindDefinition, kindNames } from "@/lib/features/notifications/kinds";
import type { MailView } from "./schema";
import type { MessageLine, ShownStatus } from "./types";

/** What a person is told for each code that the mail actions can answer. */
const mailMessages: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: "You were signed out. Sign in again in another tab, then press the button again.",
  NOT_FOUND: "This message does not exist, or you may not send it again.",
  NOT_SENDABLE:
    "This message is not waiting for anybody: it was sent, is being tried, or was cancelled. Reload the page to see where it stands.",
  NO_CONNECTION: "The portal could not be reached. Check your connection, then press the button again.",
};

export function mailMessage(error: { readonly code: string; readonly details?: unknown }): string {
  const known = mailMessages[error.code];
  if (known) return known;
  const { reference } = (error.details ?? {}) as { reference?: unknown };
  return `Something went wrong; nothing was changed. Tell the portal's administrator this reference: ${String(reference ?? "none")}.`;
}

export const statusLabels: Readonly<Record<ShownStatus, string>> = {
  queued: "Waiting",
  given_up: "Given up",
  refused: "Refused",
  kept: "Kept, not sent",
  sent: "Sent",
  cancelled: "Cancelled",
};

/** What a state means for whoever waits for the message. */
export const statusSentences: Readonly<Record<ShownStatus, string>> = {
  queued: "It is in the queue, and is tried until the mail server takes it or three days have passed.",
  given_up: "The mail server did not take it for more than three days. It is not tried any more.",
  refused: "The mail server refused it for good. It is not tried any more.",
  kept: "No mail server is set, so it was kept here and sent to nobody.",
  sent: "The mail server took it.",
  cancelled: "It had no more to say when its turn came: the body had filed, or the person had left.",
};

/** A text without the secrets of the links in it: they open accounts, and are for whoever the mail is for. */
export function hideSecrets(text: string): string {
  return text.replace(/(\/)[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g, "$1•••");
}

/** The Message-ID of a message, without brackets: the same at every try, so that a second copy is known as one. */
export function messageIdOf(messageId: string, portalUrl: string): string {
  return `${messageId}@${new URL(portalUrl).hostname}`;
}

/** What a mail server's refusal means, in words for whoever has to mend it. Its own words are shown beside them. */
export function plainRefusal(words: string): string {
  const [, detail] = /\b5\.(\d{1,3}\.\d{1,3})\b/.exec(words) ?? [];
  const [subject] = detail?.split(".") ?? [];
  if (detail === "2.2" || /\b(quota|mailbox (is )?full|over ?quota)\b/i.test(words))
    return "The mailbox is full.";
  if (detail === "2.1" || /\b(disabled|inactive|suspended)\b/i.test(words)) return "The mailbox is closed.";
  if (
    ["1.1", "1.10"].includes(detail ?? "") ||
    /\b(no such user|user unknown|unknown (user|recipient)|does ?n[o']t exist|mailbox (unavailable|not found))\b/i.test(
      words,
    )
  ) {
    return "There is no such mailbox.";
  }
  if (detail === "1.2" || /\b(domain|host) (was |is )?(not found|unknown)\b/i.test(words)) {
    return "The part of the address after the @ does not exist.";
  }
  if (subject === "7" || /\b(spam|blocked|policy|blacklist|denied)\b/i.test(words)) {
    return "Their mail system blocks mail from the portal.";
  }
  if (subject === "6" || subject === "3") return "Their mail system does not take messages of this kind.";
  return "Their mail system refuses what is sent to this address.";
}

/** Of messages that answer no event of the matrix. */
const ownLabels: Readonly<Record<string, string>> = {
  brief: "The Mayor's brief, as they asked for it",
  digest: "Daily digest",
  drill: "Readiness drill",
  invitation: "Invitation",
  email_change: "Change of an e-mail address",
  password_reset: "Link for a new password",
  set_up_link: "Set-up link",
};

function labelOf(kind: string): string {
  const known = kindNames.find((name) => name === kind);
  if (known) return kindDefinition(known).label;
  return ownLabels[kind] ?? kind;
}

/** What a message answers: "Waiting for your signature: event 512, plan.sent_to_certifier", or the digest that it is. */
export function occasionOf(message: Pick<MessageLine, "kind" | "eventSequence" | "eventName">): string {
  const { kind, eventSequence, eventName } = message;
  const label = labelOf(kind);
  if (eventSequence === null) return label;
  return `${label}: event ${eventSequence.toLocaleString("en-US")}${eventName ? `, ${eventName}` : ""}`;
}

const viewWords: Readonly<Record<ShownStatus, string>> = {
  queued: " that wait",
  given_up: " that were given up",
  refused: " that were refused",
  kept: " that were kept",
  sent: " that were sent",
  cancelled: " that were cancelled",
};

/** What a view of the delivery log holds: "3 messages that were refused, found by “library”". */
export function mailSentence({ q, status }: Pick<MailView, "q" | "status">, total: number): string {
  const amount = total.toLocaleString("en-US");
  const found = q ? `${status ? "," : ""} found by “${q}”` : "";
  if (total !== 1) return `${amount} messages${status ? viewWords[status] : ""}${found}`;
  const which = status ? viewWords[status].replace(" were ", " was ").replace(" wait", " waits") : "";
  return `1 message${which}${found}`;
}
