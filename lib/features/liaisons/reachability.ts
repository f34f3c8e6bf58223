/**
 * Whether a designated person can be reached, or merely stands in a list. Pure, and held alike to its twin in SQL
 * (reachability-sql.ts) by a test over every combination. docs/decisions/0028-reachable-not-listed.md says why.
 */

/** Why somebody who is designated does not count as reachable, in the order in which it is told. */
export const unreachableReasons = [
  "not_accepted",
  "email_unverified",
  "phone_unverified",
  "confirmation_overdue",
  "confirmation_due",
  "mail_bounces",
] as const;
export type UnreachableReason = (typeof unreachableReasons)[number];

export type ReachState = "reachable" | "listed" | "vacant";

export type Reachability =
  | { readonly state: "reachable" }
  | { readonly state: "listed"; readonly reasons: readonly UnreachableReason[] }
  | { readonly state: "vacant" };

/** A confirmation that nobody answered within these days is overdue, and the department head is told. */
export const overdueAfterDays = 7;

const dayMs = 86_400_000;

/** What is known of a designation in force. */
export type ReachFacts = {
  readonly acceptedAt: Date | null;
  readonly emailVerifiedAt: Date | null;
  readonly phoneVerifiedAt: Date | null;
  readonly confirmedAt: Date | null;
  /** Since when "Still you?" waits for an answer; null where nothing is asked. */
  readonly askedAt: Date | null;
  /** Whether the mail server refuses what is sent to the designation's address. */
  readonly isMailRefused: boolean;
};

type Clock = { readonly now: Date; readonly confirmationDays: number };

function isPast(since: Date, days: number, now: Date): boolean {
  return since.getTime() + days * dayMs <= now.getTime();
}

/**
 * Reachable is who has accepted the duties, answered on both ways, said within the interval that all of it is still so,
 * and whose mail does not come back. Accepting says it too. Null stands for a designation that nobody holds.
 */
export function reachabilityOf(facts: ReachFacts | null, { now, confirmationDays }: Clock): Reachability {
  if (!facts) return { state: "vacant" };
  const confirmedAt = facts.confirmedAt ?? facts.acceptedAt;
  const isOverdue = facts.askedAt !== null && isPast(facts.askedAt, overdueAfterDays, now);
  const isDue = confirmedAt !== null && isPast(confirmedAt, confirmationDays, now);
  const holds: Readonly<Record<UnreachableReason, boolean>> = {
    not_accepted: facts.acceptedAt === null,
    email_unverified: facts.emailVerifiedAt === null,
    phone_unverified: facts.phoneVerifiedAt === null,
    confirmation_overdue: isOverdue,
    confirmation_due: isDue && !isOverdue,
    mail_bounces: facts.isMailRefused,
  };
  return reachabilityFrom(unreachableReasons.filter((reason) => holds[reason]));
}

/** From the reasons that SQL answered: none is reachable, null is vacant. */
export function reachabilityFrom(reasons: readonly UnreachableReason[] | null): Reachability {
  if (reasons === null) return { state: "vacant" };
  return reasons.length === 0 ? { state: "reachable" } : { state: "listed", reasons };
}

export const reachLabels: Readonly<Record<ReachState, string>> = {
  reachable: "Reachable",
  listed: "Listed, not reachable",
  vacant: "Vacant",
};

/** A reason in a few words, for a list. */
export const reasonLabels: Readonly<Record<UnreachableReason, string>> = {
  not_accepted: "Duties not accepted",
  email_unverified: "E-mail not verified",
  phone_unverified: "Telephone not verified",
  confirmation_overdue: "Confirmation overdue",
  confirmation_due: "Confirmation due",
  mail_bounces: "Mail comes back",
};

/** A reason in a sentence, with what ends it. */
export const reasonSentences: Readonly<Record<UnreachableReason, string>> = {
  not_accepted: "The duties are not accepted yet: the designated person signs in and accepts them.",
  email_unverified: "The e-mail address is not verified: the link that was sent there was not opened yet.",
  phone_unverified: "The telephone number is not verified: nobody has shown yet that it is answered.",
  confirmation_overdue: "“Still you?” was asked more than a week ago, and nobody has answered.",
  confirmation_due: "It is time to say again that all of this is right.",
  mail_bounces: "The mail server refuses what is sent to this address.",
};

/** The tone of a tag: late where something was tried and came to nothing. */
export function reachTone(reachability: Reachability): "done" | "attention" | "late" {
  if (reachability.state === "reachable") return "done";
  if (reachability.state === "vacant") return "attention";
  const isLate = reachability.reasons.some(
    (reason) => reason === "confirmation_overdue" || reason === "mail_bounces",
  );
  return isLate ? "late" : "attention";
}
