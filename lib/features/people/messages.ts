import type { Letter } from "@/lib/features/mail/types";
import type { Office, Role } from "@/lib/kernel/actor";
import { formatDateTime, formatShortDate } from "@/lib/kernel/format-date";
import type { InvitationState } from "./status";
import type { HeldRole, InvitationLine, InvitationSight, Lack } from "./types";

/** Within a sentence. */
export const roleWords: Readonly<Record<Role, string>> = {
  preparer: "preparer",
  certifier: "certifier",
  liaison: "liaison",
  alternate: "alternate liaison",
  reviewer: "reviewer",
  duty_officer: "duty officer",
  administrator: "administrator",
  working_group_member: "working-group member",
  auditor: "auditor",
};

export const officeWords: Readonly<Record<Office, string>> = {
  mayor: "Mayor's Office",
  working_group: "Working group",
  audit: "Audit",
};

/** What somebody does in each role, for whoever gives it and for whoever is invited to it. */
export const roleDuties: Readonly<Record<Role, string>> = {
  preparer: "writes the plan",
  certifier: "reads the whole plan, certifies and submits it, and answers for who may come in",
  liaison: "is called by the Mayor's Office, and keeps the contact details true",
  alternate: "is called when the liaison cannot be reached",
  reviewer: "reviews the plans, asks, returns or accepts, and extends deadlines",
  duty_officer: "calls the liaisons, round the clock",
  administrator: "looks after people, departments and the portal itself",
  working_group_member: "drafts and comments on officer guidance",
  auditor: "reads everything and changes nothing",
};

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** At the beginning of a line. */
export const roleLabel = (role: Role): string => capital(roleWords[role]);

/** "preparer, certifier and alternate liaison" */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

export const rolesInWords = (roles: readonly Role[]): string =>
  listWords(roles.map((role) => roleWords[role]));

export const lackWords: Readonly<Record<Lack, string>> = {
  certifier: "certifier",
  preparer: "preparer",
  liaison: "liaison",
  alternate: "alternate liaison",
};

/** "The department now has no certifier and no liaison." */
export function lackSentence(lacks: readonly Lack[], verb = "now has"): string {
  if (lacks.length === 0) return "The department keeps a certifier, a preparer, a liaison and an alternate.";
  return `The department ${verb} ${listWords(lacks.map((lack) => `no ${lackWords[lack]}`))}.`;
}

/** What a person is told for each code that the actions about people can answer, and for some fields. */
export const peopleMessages = {
  UNAUTHENTICATED:
    "You were signed out. Sign in again in another tab, then press the button again: what you typed is still here.",
  NOT_FOUND: "This does not exist any more, or you may not change it. Open the page anew.",
  INVALID_INPUT: "Some answers cannot be saved as they stand. Mend the fields below.",
  UNEXPECTED: "Something went wrong on our side, and nothing was changed. Try again in a moment.",
  NO_CONNECTION: "There is no connection. What you typed is still here; try again once the network is back.",
  ALREADY_HELD: "This person holds the role there already.",
  DEACTIVATED: "This account is closed. An administrator of the Mayor's Office can open it again.",
  ONESELF: "This is your own address. Nobody gives themselves a role: ask another administrator.",
  NOT_IN_BEING: "This department has ended, and takes nobody in.",
  DAY_OUT_OF_RANGE: "Choose today or a later day; the last day not before the first.",
  END_OUT_OF_RANGE: "Choose today or a later day, and not past the end that is set already.",
  TOO_MANY_INVITATIONS:
    "This address has been written to several times within the hour, or you have sent very many. Wait an hour, then send it again.",
  ALREADY_ACCEPTED: "The invitation has been accepted meanwhile. The role ends where it is listed.",
  ALREADY_WITHDRAWN: "The invitation has been withdrawn. Invite the person anew.",
  ROLE_OVER: "The role would have ended by now. Invite the person anew, with another last day or none.",
  ALREADY_OPEN: "A newer invitation to the same role stands open. Send that one again.",
  ALREADY_ENDED: "The role has ended already.",
  LAST_CERTIFIER:
    "Nobody else certifies for this department. Name another first, or confirm below that it is without a certifier from then on.",
  LAST_ADMINISTRATOR:
    "Nobody else administers the portal. Give another person the role first, and let them sign in.",
  ALREADY_DEACTIVATED: "The account is closed already.",
  NOT_DEACTIVATED: "The account is open already.",
  HAS_PASSWORD: "This person has set a password. If it is forgotten, the sign-in page leads to a new one.",
  SAME_ADDRESS: "This is the address that the account has already.",
  EMAIL_IN_USE: "Another account has this address.",
  EMAIL_TAKEN: "Another account has this address by now. Nothing was changed.",
  TOO_MANY_CHANGES: "That was asked for several times within the hour. Wait an hour, then try again.",
  WRONG_PASSWORD: "That is not your password. Type the password you sign in with.",
  TOO_MANY_ATTEMPTS: "Too many wrong passwords. Wait 15 minutes, then try again.",
  LINK_UNKNOWN: "This link leads nowhere. Open the whole of it, as it was mailed to you.",
  LINK_USED: "This link has been used already.",
  LINK_EXPIRED: "This link has expired, or a newer one took its place.",
  ACCOUNT_EXISTS: "There is an account for this address by now. Sign in with it to accept.",
  GUESSABLE_PASSWORD:
    "This password is easy to guess: little is left of it beside well-known words, rows of keys or your own name. Use three or four words that do not belong together.",
  OTHER_ADDRESS: "You are signed in with another address than the one that is invited.",
  ALREADY_LEFT: "This person has left already.",
  LACKS_CHANGED:
    "Something has changed since this page was opened. Open it anew and look at what will happen.",
  COLLEAGUE_MISSING: "Choose the colleague who takes over.",
  COLLEAGUE_GONE: "This colleague holds no role in the department any more. Choose another.",
} as const satisfies Readonly<Record<string, string>>;

/** The words for a code; of an unexpected error with the reference that the log holds too. */
export function peopleMessage(error: { code: string; details?: unknown }): string {
  const words = (peopleMessages as Readonly<Record<string, string>>)[error.code] ?? peopleMessages.UNEXPECTED;
  const reference = (error.details as { reference?: string } | undefined)?.reference;
  return reference ? `${words} Reference: ${reference}` : words;
}

export const invitationStateLabels: Readonly<Record<InvitationState, string>> = {
  open: "Open",
  accepted: "Accepted",
  expired: "Expired",
  withdrawn: "Withdrawn",
};

/** The last day of something that ends with a midnight. */
const lastDayOf = (endsAt: string) => formatShortDate(new Date(new Date(endsAt).getTime() - 1));

/** "since Jul 25, 2025, until Aug 1, 2025, given by Dana Invented" */
export function tenureWords(held: HeldRole): string {
  const start = formatShortDate(held.startsAt);
  const by = held.grantedByName ? `, given by ${held.grantedByName}` : "";
  if (held.state === "past") {
    const ended = held.endsAt ? formatShortDate(held.endsAt) : "";
    return `${start} to ${ended}${by}${held.endedByName ? `, ended by ${held.endedByName}` : ""}`;
  }
  const until = held.endsAt ? `, until the end of ${lastDayOf(held.endsAt)}` : "";
  return `${held.state === "future" ? "from" : "since"} ${start}${until}${by}`;
}

/** What an invitation is waiting for, or what became of it. */
export function invitationWords(line: InvitationLine): string {
  const sent = line.timesSent === 1 ? "sent once" : `sent ${line.timesSent.toLocaleString("en-US")} times`;
  const by = `Invited by ${line.invitedByName} on ${formatShortDate(line.createdAt)}, ${sent}`;
  if (line.state === "open") return `${by}; good until ${formatDateTime(line.expiresAt)}`;
  if (line.state === "accepted" && line.acceptedAt) {
    return `${by}; accepted on ${formatShortDate(line.acceptedAt)}`;
  }
  return line.state === "expired" ? `${by}; expired on ${formatShortDate(line.expiresAt)}` : by;
}

/** What an invitation's page says where it is not open. */
export const closedInvitationWords: Readonly<
  Record<Exclude<InvitationSight["status"], "open">, { readonly title: string; readonly text: string }>
> = {
  accepted: {
    title: "This invitation has been accepted",
    text: "The role is in force. Sign in to see what is open to you.",
  },
  expired: {
    title: "This invitation has expired",
    text: "An invitation is good for 14 days. Ask whoever invited you to send it again.",
  },
  withdrawn: {
    title: "This invitation was withdrawn",
    text: "It opens nothing any more. If that surprises you, ask whoever invited you.",
  },
  unknown: {
    title: "This invitation leads nowhere",
    text: "The address may have been cut short, or a newer mail took the place of this one. Open the link in the newest mail, whole.",
  },
};

/** "certifier of Los Angeles Public Library", "reviewer, Mayor's Office" */
export function roleInPlace(of: {
  readonly role: Role;
  readonly place: string;
  readonly office: Office | null;
}): string {
  return of.office
    ? `${roleWords[of.role]}, ${officeWords[of.office]}`
    : `${roleWords[of.role]} of ${of.place}`;
}

export function composeInvitationLetter(sent: {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly place: string;
  readonly office: Office | null;
  readonly invitedByName: string;
  readonly secret: string;
  readonly expiresAt: Date;
  readonly personId: string | null;
}): Letter {
  const what = roleInPlace(sent);
  const subject = `${sent.invitedByName} invites you as ${what}`;
  return {
    subject,
    heading: `You are invited as ${what}`,
    blocks: [
      {
        kind: "paragraph",
        text: `${sent.name}, ${sent.invitedByName} invites you to the Directive 12 portal of the City of Los Angeles. As ${roleWords[sent.role]} one ${roleDuties[sent.role]}.`,
      },
      {
        kind: "paragraph",
        text: sent.personId
          ? "You have an account. Open the link and sign in with it: the role is then yours."
          : "Open the link and choose a password: the account and the role are then yours.",
      },
      {
        kind: "facts",
        facts: [
          { term: "For", detail: sent.email },
          { term: "Good until", detail: formatDateTime(sent.expiresAt) },
        ],
      },
    ],
    action: { label: "Open the invitation", href: `/invitation/${sent.secret}` },
    why: `You get this because ${sent.invitedByName} entered your address. If you do not know them, do nothing.`,
  };
}

export function composeSetUpLetter(sent: { name: string; secret: string; expiresAt: Date }): Letter {
  return {
    subject: "Set up your account",
    heading: "Set up your account",
    blocks: [
      { kind: "paragraph", text: `${sent.name}, choose the password that you will sign in with.` },
      { kind: "facts", facts: [{ term: "Good until", detail: formatDateTime(sent.expiresAt) }] },
      { kind: "paragraph", text: "Links that were sent before open nothing any more." },
    ],
    action: { label: "Choose your password", href: `/set-up/${sent.secret}` },
    why: "You get this because an administrator made an account for this address.",
  };
}

const notYou =
  "If that was not you, tell an administrator of the Mayor's Office at once, and change your password.";
const aboutYou = "You get this because it is about your account.";

/** The mails of a change of address: to the new one, and to the old. */
export const emailChangeLetters = {
  prove: (of: { name: string; byName: string | null; secret: string; expiresAt: Date }): Letter => ({
    subject: "Is this your new address?",
    heading: "Is this your new address?",
    blocks: [
      {
        kind: "paragraph",
        text: `${of.byName ?? of.name} asked that the account of ${of.name} in the Directive 12 portal uses this address from now on. Open the link and press the button there.`,
      },
      { kind: "facts", facts: [{ term: "Good until", detail: formatDateTime(of.expiresAt) }] },
    ],
    action: { label: "Use this address", href: `/email/${of.secret}` },
    why: "You get this because this address was entered in the portal. If you know nothing of it, do nothing: nothing changes.",
  }),
  asked: (of: { newEmail: string; byName: string | null }): Letter => ({
    subject: "A new address was asked for",
    heading: "A new address was asked for",
    blocks: [
      {
        kind: "paragraph",
        text: `${of.byName ?? "Somebody who is signed in as you"} asked that your account uses ${of.newEmail} from now on. It does so once the link that was mailed there is opened.`,
      },
      { kind: "paragraph", text: of.byName ? `If that surprises you, ask ${of.byName}.` : notYou },
    ],
    why: aboutYou,
  }),
  changed: (of: { newEmail: string }): Letter => ({
    subject: "Your address was changed",
    heading: "Your address was changed",
    blocks: [
      {
        kind: "paragraph",
        text: `Your account uses ${of.newEmail} from now on. You sign in with it, and nothing is mailed to the old address after this.`,
      },
      { kind: "paragraph", text: notYou },
    ],
    why: aboutYou,
  }),
  inUse: (): Letter => ({
    subject: "Somebody entered your address",
    heading: "Somebody entered your address",
    blocks: [
      {
        kind: "paragraph",
        text: "Somebody asked that another account in the Directive 12 portal uses this address. It belongs to yours, so nothing was changed.",
      },
      {
        kind: "paragraph",
        text: "If that was you, sign in with this address, or ask an administrator which account you should use.",
      },
    ],
    why: aboutYou,
  }),
} as const;
