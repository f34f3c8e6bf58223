import type { Role } from "@/lib/kernel/actor";
import type { Delivery } from "./reach";

export const deliveryLabels: Readonly<Record<Delivery, string>> = {
  at_once: "By mail at once",
  daily: "In one mail a day",
  portal: "In the inbox alone",
};

const byRole: Readonly<Record<Role, string>> = {
  certifier: "certify for",
  preparer: "prepare the plan of",
  liaison: "are a liaison of",
  alternate: "are an alternate liaison of",
  reviewer: "review plans in the Mayor's Office",
  duty_officer: "are a duty officer of the Mayor's Office",
  administrator: "administer the portal",
  working_group_member: "are a member of the working group",
  auditor: "audit the plans",
};
const ofDepartment: readonly Role[] = ["certifier", "preparer", "liaison", "alternate"];

/** Why somebody gets a mail: "You get this because you certify for Los Angeles Public Library." */
export function whyWords(input: {
  readonly roles: readonly Role[];
  readonly isConcerned: boolean;
  readonly departmentName: string | null;
}): string {
  if (input.isConcerned) return "You get this because it is about you.";
  const reasons = input.roles.map((role) =>
    ofDepartment.includes(role) && input.departmentName
      ? `${byRole[role]} ${input.departmentName}`
      : byRole[role],
  );
  return `You get this because you ${reasons.join(" and ")}.`;
}

export const notOfferedWords =
  "This cannot be chosen any more: your roles have changed since the page was opened. Open the page anew.";

/** What a person is told for each code that the actions of the inbox, its preferences and the calendar can answer. */
const notificationMessages = {
  UNAUTHENTICATED: "You were signed out. Sign in again in another tab, then press the button again.",
  NOT_FOUND: "This line is not in your inbox any more. Open the page anew.",
  INVALID_INPUT: "Choose one way for each of them.",
  NOT_OFFERED: notOfferedWords,
  UNEXPECTED: "Something went wrong on our side, and nothing was changed. Try again in a moment.",
  NO_CONNECTION: "There is no connection. Check the network, then try again.",
} as const satisfies Readonly<Record<string, string>>;

/** The words for a code; of an unexpected error with the reference that the log holds too. */
export function notificationMessage(error: { code: string; details?: unknown }): string {
  const words =
    (notificationMessages as Readonly<Record<string, string>>)[error.code] ?? notificationMessages.UNEXPECTED;
  const reference = (error.details as { reference?: string } | undefined)?.reference;
  return reference ? `${words} Reference: ${reference}` : words;
}

/** How many there are as the navigation says it: "3", and "99+" beyond. */
export function unreadWords(unread: number): string {
  return unread > 99 ? "99+" : String(unread);
}
