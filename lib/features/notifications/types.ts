import type { Letter } from "@/lib/features/mail/types";
import type { Role } from "@/lib/kernel/actor";
import type { DepartmentId, DirectiveId, PersonId } from "@/lib/kernel/ids";
import type { NotificationKind } from "./kinds";
import type { Delivery } from "./reach";

/** An event of the outbox, as those who tell of it need it. */
export type Occurrence = {
  readonly sequence: bigint;
  readonly name: string;
  readonly payload: unknown;
  readonly departmentId: DepartmentId | null;
  readonly directiveId: DirectiveId | null;
  readonly actorId: PersonId | null;
  readonly actorName: string;
  readonly occurredAt: Date;
  readonly requestId: string;
};

export type Recipient = {
  readonly personId: PersonId;
  readonly name: string;
  readonly email: string;
  /** The roles, in force now, for which the matrix names this person. */
  readonly roles: readonly Role[];
  /** Whether the occurrence is about this very person: it is they who are designated, or whose mail is refused. */
  readonly isConcerned: boolean;
};

/** What a person is told of an occurrence: a line of the inbox, and the letter where it is mailed. */
export type Told = {
  readonly title: string;
  readonly body: string;
  /** A path of this portal. */
  readonly href: string;
  readonly letter: Omit<Letter, "why">;
};

/** Puts an occurrence in words for one recipient; null where there is nothing, or no longer anything, to tell. */
export type Compose = (occurrence: Occurrence, recipient: Recipient) => Promise<Told | null>;

/** A line of one's inbox, for the page. */
export type InboxLine = {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly href: string;
  /** ISO instant at which it happened. */
  readonly at: string;
  readonly isRead: boolean;
};

export type PreferenceLine = {
  readonly kind: NotificationKind;
  readonly label: string;
  readonly description: string;
  /** The loudest first; one alone where nothing can be chosen. */
  readonly choices: readonly Delivery[];
  readonly usual: Delivery;
  readonly chosen: Delivery;
  /** Why it cannot be quieter; empty where it can. */
  readonly floorReason: string;
};

export type PreferenceGroup = { readonly title: string; readonly kinds: readonly PreferenceLine[] };

/** A calendar's address, which is never shown again, by what is known of it; null where there is none. */
export type CalendarState = { readonly madeAt: string; readonly lastReadAt: string | null } | null;
