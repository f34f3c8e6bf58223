export const invitationStates = ["open", "accepted", "expired", "withdrawn"] as const;
export type InvitationState = (typeof invitationStates)[number];

type InvitationFacts = {
  readonly acceptedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly expiresAt: Date;
  /** When the role that is held out ends by itself. */
  readonly roleEndsAt: Date | null;
};

/** Where an invitation stands at an instant. A role that has ended before it began is held out to nobody. */
export function invitationStateOf(invitation: InvitationFacts, now: Date): InvitationState {
  if (invitation.acceptedAt) return "accepted";
  if (invitation.withdrawnAt) return "withdrawn";
  if (invitation.expiresAt <= now) return "expired";
  return invitation.roleEndsAt && invitation.roleEndsAt <= now ? "expired" : "open";
}

/** What can be done with an invitation in each state. What is not here cannot happen. */
const invitationSteps = {
  resend: ["open", "expired"],
  withdraw: ["open", "expired"],
  accept: ["open"],
} as const satisfies Readonly<Record<string, readonly InvitationState[]>>;
export type InvitationStep = keyof typeof invitationSteps;

export function canTakeStep(state: InvitationState, step: InvitationStep): boolean {
  return invitationSteps[step].some((from) => from === state);
}

export type RoleState = "now" | "future" | "past";

/** Whether a role is in force at an instant: from its start on, until its end. */
export function roleStateOf(
  { startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date | null },
  now: Date,
): RoleState {
  if (endsAt && endsAt <= now) return "past";
  return startsAt <= now ? "now" : "future";
}
