import type { DepartmentId, DirectiveId, PersonId } from "@/lib/kernel/ids";
import type { Priority } from "@/lib/platform/jobs";

/** A part of a letter. Words only: what they look like is for letter.ts. */
export type LetterBlock =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly LetterItem[] }
  | { readonly kind: "facts"; readonly facts: readonly { readonly term: string; readonly detail: string }[] };

export type LetterItem = {
  readonly text: string;
  /** A path of this portal; it survives the sign-in. */
  readonly href?: string;
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
  readonly personId: PersonId;
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
