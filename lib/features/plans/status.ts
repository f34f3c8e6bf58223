export const planStatuses = [
  "not_started",
  "draft",
  "with_certifier",
  "submitted",
  "in_review",
  "changes_requested",
  "accepted",
  "amending",
] as const;
export type PlanStatus = (typeof planStatuses)[number];

export const planTransitions = [
  "edit",
  "send_to_certifier",
  "take_back",
  "send_back",
  "submit",
  "withdraw",
  "begin_review",
  "request_changes",
  "undo_return",
  "accept",
  "undo_acceptance",
  "revise",
  "amend",
] as const;
export type PlanTransition = (typeof planTransitions)[number];

/**
 * Where each step leads, and from where it may be taken. What is not in the table cannot happen.
 *
 * `submit` stands open from every state in which the text can still change, so that a department head who is
 * alone at the deadline need not send the draft to themself first. `edit` keeps the state, but for the first
 * keystroke, which makes a draft of a plan that was not started.
 */
const table: Readonly<Record<PlanTransition, Partial<Readonly<Record<PlanStatus, PlanStatus>>>>> = {
  edit: { not_started: "draft", draft: "draft", with_certifier: "with_certifier", amending: "amending" },
  send_to_certifier: { not_started: "with_certifier", draft: "with_certifier", amending: "with_certifier" },
  take_back: { with_certifier: "draft" },
  send_back: { with_certifier: "draft" },
  submit: { draft: "submitted", with_certifier: "submitted", amending: "submitted" },
  withdraw: { submitted: "draft" },
  begin_review: { submitted: "in_review" },
  request_changes: { in_review: "changes_requested" },
  undo_return: { changes_requested: "in_review" },
  accept: { in_review: "accepted" },
  // An amendment leaves the state, and with it the way back: the version in force is then being built upon.
  undo_acceptance: { accepted: "in_review" },
  revise: { changes_requested: "draft" },
  amend: { accepted: "amending" },
};

/** The state that the step leads to, or null where it may not be taken. */
export function nextStatus(from: PlanStatus, transition: PlanTransition): PlanStatus | null {
  return table[transition][from] ?? null;
}

export function canTake(from: PlanStatus, transition: PlanTransition): boolean {
  return nextStatus(from, transition) !== null;
}

export type ReturnKind = "changeRequest" | "sendBack" | "withdrawal";

/** Why a plan came back: whose words, when, and about which version. */
export type PlanReturn = {
  readonly reason: string;
  readonly byName: string;
  /** An instant as an ISO string. */
  readonly at: string;
  readonly versionNumber: number;
};
export type PlanReturns = Readonly<Record<ReturnKind, PlanReturn | null>>;

const returnOfStep: Partial<Readonly<Record<PlanTransition, ReturnKind>>> = {
  request_changes: "changeRequest",
  send_back: "sendBack",
  withdraw: "withdrawal",
};

// Filing leaves the request for changes standing: the reviewer of the next version reads it beside the answer.
const answeredByStep: Partial<Readonly<Record<PlanTransition, readonly ReturnKind[]>>> = {
  send_to_certifier: ["sendBack"],
  submit: ["sendBack", "withdrawal"],
  undo_return: ["changeRequest"],
  amend: ["changeRequest"],
};

/** What still stands of the words with which a plan came back, once the step is taken. */
export function returnsAfter(before: PlanReturns, step: PlanTransition, said: PlanReturn): PlanReturns {
  const kind = returnOfStep[step];
  const answered = (answeredByStep[step] ?? []).map((one) => [one, null]);
  return { ...before, ...Object.fromEntries(answered), ...(kind && { [kind]: said }) };
}

export const planStatusLabels: Readonly<Record<PlanStatus, string>> = {
  not_started: "Not started",
  draft: "In draft",
  with_certifier: "With the department head",
  submitted: "Submitted",
  in_review: "In review",
  changes_requested: "Changes requested",
  accepted: "Accepted",
  amending: "Being amended",
};
