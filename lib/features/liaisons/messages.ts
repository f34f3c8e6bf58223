import { languageName } from "@/lib/kernel/languages";
import type { DirectoryFilter, DirectoryView } from "./schema";
import type { ContactChange, ContactDetails, DesignationKind, DirectoryCounts } from "./types";

/** What a person is told for each code that the liaison actions can answer, and for some fields. */
export const liaisonMessages = {
  UNAUTHENTICATED:
    "You were signed out. Sign in again in another tab, then press the button again: what you typed is still here.",
  NOT_FOUND: "This designation does not exist, or you may not change it.",
  INVALID_INPUT: "Some answers cannot be saved as they stand. Mend the fields below.",
  UNEXPECTED: "Something went wrong on our side. What you typed is still here; try again in a moment.",
  NO_CONNECTION: "There is no connection. What you typed is still here; try again once the network is back.",
  STALE_REVISION: "These details were changed since you opened them. Compare both and choose.",
  DESIGNATION_ENDED:
    "Somebody else has been designated since this page was opened. Go back to see who it is now.",
  NOT_DESIGNATED:
    "The designation no longer names your account. Ask the person who drafts your department's plan.",
  ALREADY_ACCEPTED: "The duties have been accepted already.",
  SAME_PERSON: "Liaison and alternate must be two people: this address belongs to the other one.",
  IS_LIAISON: "This person is the liaison now. The alternate must be somebody else.",
  IS_ALTERNATE: "This person is the alternate now. Designate another alternate first, then the liaison.",
  DAY_OUT_OF_RANGE: "Choose today or an earlier day: whoever holds the designation now is relieved at once.",
} as const satisfies Readonly<Record<string, string>>;

/** The words for a code; of an unexpected error with the reference that the log holds too. */
export function liaisonMessage(error: { code: string; details?: unknown }): string {
  const words =
    (liaisonMessages as Readonly<Record<string, string>>)[error.code] ?? liaisonMessages.UNEXPECTED;
  const reference = (error.details as { reference?: string } | undefined)?.reference;
  return reference ? `${words} Reference: ${reference}` : words;
}

export const kindLabels: Readonly<Record<DesignationKind, string>> = {
  liaison: "Liaison",
  alternate: "Alternate liaison",
};

/** Within a sentence. */
export const kindWords: Readonly<Record<DesignationKind, string>> = {
  liaison: "liaison",
  alternate: "alternate liaison",
};

export const contactLabels = {
  phone: "Telephone",
  hours: "Hours",
  email: "E-mail",
  languages: "Languages",
} as const;
export type ContactField = keyof typeof contactLabels;
export const contactFields = Object.keys(contactLabels) as ContactField[];

export function contactText(field: ContactField, details: ContactDetails): string {
  return field === "languages" ? details.languages.map(languageName).join(", ") : details[field];
}

/** The details that differ, each in words. */
export function describeChanges(before: ContactDetails, after: ContactDetails): ContactChange[] {
  return contactFields.flatMap((field) => {
    const [from, to] = [contactText(field, before), contactText(field, after)];
    return from === to ? [] : [{ label: contactLabels[field], from, to }];
  });
}

const departmentsHave = (count: number) =>
  `${count.toLocaleString("en-US")} ${count === 1 ? "department has" : "departments have"}`;

/** "5 departments have no liaison, 8 no alternate." */
export function gapSentence({ withoutLiaison, withoutAlternate }: DirectoryCounts): string {
  if (withoutLiaison === 0 && withoutAlternate === 0)
    return "Every department has a liaison and an alternate.";
  if (withoutAlternate === 0)
    return `${departmentsHave(withoutLiaison)} no liaison; every one has an alternate.`;
  if (withoutLiaison === 0)
    return `Every department has a liaison; ${departmentsHave(withoutAlternate)} no alternate.`;
  return `${departmentsHave(withoutLiaison)} no liaison, ${withoutAlternate.toLocaleString("en-US")} no alternate.`;
}

/** Invited bodies need not name anybody; the sentence says how many of those without a liaison they are. */
export function invitedSentence({ withoutLiaison, invitedWithoutLiaison: count }: DirectoryCounts): string {
  if (count === 0) return "";
  const amount = count.toLocaleString("en-US");
  const body = count === 1 ? "an invited body, which is" : "invited bodies, which are";
  if (count < withoutLiaison) {
    return `Of the ${withoutLiaison.toLocaleString("en-US")} without a liaison, ${amount} ${count === 1 ? "is" : "are"} ${body} not required to name one.`;
  }
  if (count === 1) return `The one without a liaison is ${body} not required to name one.`;
  return `All ${amount} without a liaison are ${body} not required to name one.`;
}

const viewWords: Readonly<Record<DirectoryFilter, string>> = {
  no_liaison: " without a liaison",
  no_alternate: " without an alternate",
  incomplete: " without a liaison or without an alternate",
  not_accepted: " where duties are not accepted yet",
};

/** What a view of the directory holds: "3 departments without an alternate that match “library”". */
export function viewSentence({ q, show }: DirectoryView, total: number): string {
  const departments = `${total.toLocaleString("en-US")} ${total === 1 ? "department" : "departments"}`;
  const found = q ? ` ${total === 1 ? "matches" : "match"} “${q}”` : "";
  const which = show ? viewWords[show] : "";
  return `${departments}${which}${q && show ? ` that${found}` : found}`;
}

type Outcome = { readonly title: string; readonly text: string };

/** What the page says after a form, by the word that the form left in the address. Null for any other word. */
export function outcomeOf(
  done: string | string[] | undefined,
  designations: Readonly<Record<DesignationKind, { name: string; isOwn: boolean } | null>>,
): Outcome | null {
  const [, act, kind] = /^(contact|designated|accepted)-(liaison|alternate)$/.exec(String(done)) ?? [];
  const designation = designations[kind as DesignationKind];
  if (!act || !designation) return null;
  const words = kindWords[kind as DesignationKind];
  if (act === "contact") {
    return { title: "Contact details saved", text: "The Mayor's Office sees them from now on." };
  }
  if (act === "accepted") {
    return { title: "Duties accepted", text: `You are on record as ${words}.` };
  }
  return {
    title: `${designation.name} is the ${words} now`,
    text: "What is still missing is that they sign in and accept the duties.",
  };
}

type Payload = Readonly<Record<string, unknown>>;

const kindOf = (payload: Payload): DesignationKind =>
  payload.kind === "alternate" ? "alternate" : "liaison";
const nameOf = (value: unknown): string => {
  const name = typeof value === "object" && value !== null ? (value as Payload).name : undefined;
  return typeof name === "string" ? name : "";
};

const sentences: Readonly<Record<string, (payload: Payload) => string>> = {
  "liaison.designated": (payload) => {
    const replaced = nameOf(payload.replaced);
    const name = nameOf(payload) || "somebody";
    return `Designated ${name} as ${kindWords[kindOf(payload)]}${replaced ? `, in the place of ${replaced}` : ""}`;
  },
  "liaison.contact_updated": (payload) => {
    const changed =
      typeof payload.after === "object" && payload.after !== null ? Object.keys(payload.after) : [];
    const labels = contactFields
      .filter((field) => changed.includes(field))
      .map((field) => contactLabels[field].toLowerCase());
    return `Changed the ${labels.join(", ") || "contact details"} of the ${kindWords[kindOf(payload)]}${nameOf(payload) ? `, ${nameOf(payload)}` : ""}`;
  },
  "liaison.relieved": (payload) =>
    `Relieved ${nameOf(payload) || "somebody"} as ${kindWords[kindOf(payload)]}, with nobody in their place`,
  "liaison.duties_accepted": (payload) => `Accepted the duties of the ${kindWords[kindOf(payload)]}`,
};

/** An audit event about a liaison in a sentence without its subject; null for any other event. */
export function describeLiaisonEvent(name: string, payload: unknown): string | null {
  const sentence = sentences[name];
  if (!sentence) return null;
  return sentence(typeof payload === "object" && payload !== null ? (payload as Payload) : {});
}
