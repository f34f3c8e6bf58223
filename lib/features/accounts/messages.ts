import type { Letter } from "@/lib/features/mail/types";
import { formatDate, formatDateTime } from "@/lib/kernel/format-date";
import type { Factor, OwnRole, ResetState, SetUpState } from "./types";

/** What a person is told for each code that their account, or signing in, can answer. */
const accountMessages = {
  INVALID_INPUT: "Some answers cannot be saved as they stand. Mend the fields below.",
  GUESSABLE_PASSWORD:
    "This password is easy to guess: little is left of it beside well-known words, rows of keys or your own name. Use three or four words that do not belong together.",
  LINK_USED:
    "This link has been used already. If it was you, sign in; if not, tell whoever runs the portal at once.",
  LINK_EXPIRED: "This link has expired. Ask for a new one.",
  LINK_UNKNOWN: "This link leads nowhere. Open the whole of it, as it was given to you.",
  WRONG_CREDENTIALS: "The e-mail address or the password is wrong. Check both, then try again.",
  WRONG_PASSWORD: "That is not your password. Type the password you sign in with.",
  WRONG_CODE: "That code is wrong. An app's code changes every 30 seconds: type the one it shows now.",
  CODE_USED: "That code has been used, and each works once. Wait until the app shows the next one.",
  NOT_VERIFIED: "The passkey was not accepted. Try it again, or choose another way.",
  TICKET_CLOSED: "That took too long, or too many codes were wrong. Sign in with your password again.",
  TOO_MANY_ATTEMPTS: "Too many tries. Wait 15 minutes, then try again.",
  PROOF_NEEDED: "Ten minutes have passed since you showed who you are. Do so again, then repeat this.",
  ALREADY_SET_UP: "An authenticator app is set up already. Remove it first.",
  NOT_BEGUN: "This set-up was ended elsewhere. Begin again.",
  NOT_SET_UP: "There is nothing of this any more: it was removed meanwhile.",
  TOO_MANY_PASSKEYS: "Ten passkeys are as many as one account holds. Remove one first.",
  GONE: "This passkey was removed meanwhile.",
  NO_PASSKEY: "No passkey was used: the browser's window was closed, or this device has none for the portal.",
  NOT_FOUND: "This is not yours to change.",
  UNAUTHENTICATED: "You are signed out. Sign in again, then repeat this.",
  UNEXPECTED: "Something went wrong on our side, and nothing was changed. Try again in a moment.",
  NO_CONNECTION: "There is no connection. Check the network, then try again.",
} as const satisfies Readonly<Record<string, string>>;

/** The words for a code; of an unexpected error with the reference that the log holds too. */
export function accountMessage(error: { code: string; details?: unknown }): string {
  const words =
    (accountMessages as Readonly<Record<string, string>>)[error.code] ?? accountMessages.UNEXPECTED;
  const reference = (error.details as { reference?: string } | undefined)?.reference;
  return reference ? `${words} Reference: ${reference}` : words;
}

/** The mail with a link for a new password. */
export function resetLetter(of: { name: string; path: string; minutes: number }): Letter {
  return {
    subject: "Set a new password",
    heading: "Set a new password",
    blocks: [
      {
        kind: "paragraph",
        text: `${of.name}, somebody asked for a new password for your account. If it was you, set it with the link below. It works once, and for ${of.minutes} minutes.`,
      },
      {
        kind: "paragraph",
        text: "If it was not you, leave this mail alone: your password stays as it is. Nobody who asks for a link sees it but you.",
      },
    ],
    action: { label: "Set a new password", href: of.path },
    why: "You get this because your account has this address and a link was asked for on the sign-in page.",
  };
}

/** What the page says where a link for a new password opens nothing. */
export const closedResetWords: Readonly<
  Record<Exclude<ResetState["status"], "open">, { readonly title: string; readonly text: string }>
> = {
  used: {
    title: "This link has been used",
    text: "A password was set with it, and a link works once. If that was you, sign in. If it was not, ask for a new link at once, and tell an administrator of the Mayor's Office.",
  },
  expired: {
    title: "This link has expired",
    text: "A link works for 30 minutes, and the newest one replaces those before it. Ask for another.",
  },
  unknown: {
    title: "This link leads nowhere",
    text: "The address may have been cut short on its way to you. Open the whole link as it stands in the mail, or ask for another.",
  },
};

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

const secondStepPrefix = "SECOND_STEP_NEEDED";

/** How the ticket for the second step travels through next-auth, which hands on one text. */
export function secondStepRefusal(details: unknown): string {
  const { ticket, ways } = details as { ticket: string; ways: readonly Factor[] };
  return [secondStepPrefix, ticket, ...ways].join(" ");
}

/** Reads it again in the browser; null for any other refusal. */
export function readSecondStep(refusal: string): { ticket: string; ways: readonly Factor[] } | null {
  const [prefix, ticket, ...ways] = refusal.split(" ");
  if (prefix !== secondStepPrefix || !ticket) return null;
  return { ticket, ways: (["totp", "passkey"] as const).filter((factor) => ways.includes(factor)) };
}
