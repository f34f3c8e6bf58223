import type { DepartmentId, DirectiveId, MessageId, PersonId } from "@/lib/kernel/ids";
import type { Priority } from "@/lib/platform/jobs";

/** A part of a letter. Words only: what they look like is for letter.ts. */
export type LetterBlock =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly LetterItem[] }
  | { readonly kind: "facts"; readonly facts: readonly { readonly term: string; readonly detail: string }[] };

type LetterItem = {
  readonly text: string;
  /** A path of this portal; it survives the sign-in. */
  readonly href?: string;
  /** What belongs to it, in a list of its own. */
  readonly under?: readonly string[];
};

/** What a mail says, before it is text or HTML. Built by pure functions. */
export type Letter = {
  readonly subject: string;
  readonly heading: string;
  readonly blocks: readonly LetterBlock[];
  readonly action?: { readonly label: string; readonly href: string };
  /** Why this person gets it, and where to change that: "You certify for the Library." */
  readonly why: string;
};

/** A message that is due. */
export type NewMessage = {
  /** What makes it the only one of its kind; a second with the same key is not made. */
  readonly key: string;
  /** The notification kind, or "digest" or "brief". */
  readonly kind: string;
  /** Null where whom it is for has no account yet. */
  readonly personId: PersonId | null;
  readonly address: string;
  readonly departmentId: DepartmentId | null;
  readonly directiveId: DirectiveId | null;
  readonly eventSequence: bigint | null;
  readonly requestId: string;
  readonly letter: Letter;
  /** Sent only while the body still owes its filing under the directive. */
  readonly isReminder?: boolean;
  readonly priority: Priority;
};

/** What proves an address goes to that address, whatever address its person has by then. */
export const kindsOfOneAddress = ["invitation", "email_change", "drill"] as const;

/** Where a message stands, as the database keeps it. */
export type MessageStatus = "queued" | "sent" | "kept" | "refused" | "cancelled";

/** As it is shown: a message that nobody tries any more is not merely queued. */
export type ShownStatus = MessageStatus | "given_up";

/** A line of the delivery log. */
export type MessageLine = {
  readonly id: MessageId;
  readonly status: ShownStatus;
  readonly subject: string;
  readonly address: string;
  readonly kind: string;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
  readonly personName: string;
  readonly departmentName: string | null;
  /** Null for what answers no single event: a digest, a brief. */
  readonly eventSequence: bigint | null;
  /** Null also once the event has left the outbox. */
  readonly eventName: string | null;
  readonly attempts: number;
};

export type SentMessage = MessageLine & {
  readonly text: string;
  readonly html: string;
  readonly requestId: string;
  readonly isReminder: boolean;
};

export type AttemptLine = {
  readonly id: string;
  readonly at: Date;
  readonly isTaken: boolean;
  readonly replyCode: number | null;
  readonly words: string;
};

/** Somebody whose address refuses what is sent to it. */
export type UnreachableLine = {
  readonly personId: PersonId;
  readonly name: string;
  readonly address: string;
  readonly unreachableSince: Date;
  readonly lastTakenAt: Date | null;
  readonly lastRefusedAt: Date | null;
  /** In the words of the other side. */
  readonly lastRefusal: string;
  readonly departmentName: string | null;
  readonly departmentCode: string | null;
  /** The newest message that was refused and can be sent anew. */
  readonly messageId: MessageId | null;
};

/** What stands above every page of the mail. */
export type MailStanding = {
  readonly isMailSent: boolean;
  readonly counts: {
    readonly queued: number;
    readonly givenUp: number;
    readonly refused: number;
    readonly kept: number;
  };
  readonly unreachable: number;
};
