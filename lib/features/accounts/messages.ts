import { formatDate, formatDateTime } from "@/lib/kernel/format-date";
import type { OwnRole, SetUpState } from "./types";

/** What a person is told for each code that setting up an account can answer. */
const accountMessages = {
  INVALID_INPUT: "Some answers cannot be saved as they stand. Mend the fields below.",
  GUESSABLE_PASSWORD:
    "This password is easy to guess: little is left of it beside well-known words, rows of keys or your own name. Use three or four words that do not belong together.",
  LINK_USED:
    "This link has been used already. If it was you, sign in; if not, tell whoever runs the portal at once.",
  LINK_EXPIRED: "This link has expired. Ask for a new one from whoever runs the portal.",
  LINK_UNKNOWN: "This link leads nowhere. Open the whole of it, as it was given to you.",
  UNEXPECTED: "Something went wrong on our side, and no password was set. Try again in a moment.",
  NO_CONNECTION: "There is no connection. Check the network, then try again.",
} as const satisfies Readonly<Record<string, string>>;

/** The words for a code; of an unexpected error with the reference that the log holds too. */
export function accountMessage(error: { code: string; details?: unknown }): string {
  const words =
    (accountMessages as Readonly<Record<string, string>>)[error.code] ?? accountMessages.UNEXPECTED;
  const reference = (error.details as { reference?: string } | undefined)?.reference;
  return reference ? `${words} Reference: ${reference}` : words;
}

/** What the page says where a link opens nothing. */
export const closedLinkWords: Readonly<
  Record<Exclude<SetUpState["status"], "open">, { readonly title: string; readonly text: string }>
> = {
  used: {
    title: "This set-up link has been used",
    text: "The password was set with it, and a link works once. If that was you, sign in. If it was not, tell whoever runs the portal at once.",
  },
  expired: {
    title: "This set-up link has expired",
    text: "A link works for 24 hours, and the newest one replaces those before it. Ask whoever runs the portal for another.",
  },
  unknown: {
    title: "This set-up link leads nowhere",
    text: "The address may have been cut short on its way to you. Open the whole link as it was given to you, or ask whoever runs the portal for another.",
  },
};

/** From when until when somebody holds a role. */
export function roleTime({ startsAt, endsAt, hasBegun }: Omit<OwnRole, "id" | "label">): string {
  const start = `${hasBegun ? "Since" : "From"} ${formatDate(startsAt)}`;
  return endsAt ? `${start}, until ${formatDateTime(endsAt)}` : `${start}, with no end set`;
}

/** How the second step stands, for the page of one's own account. */
export function factorWords(factors: number): string {
  if (factors === 0) return "Not set up. Your password alone opens your account.";
  return factors === 1 ? "One way is set up." : `${factors} ways are set up.`;
}
