import { formatDateTime } from "@/lib/kernel/format-date";
import type { CallAnswer, Coverage, Uncertainty } from "./types";

/** What a person is told for each code that the coverage actions can answer, and for some fields. */
export const coverageMessages = {
  UNAUTHENTICATED:
    "You were signed out. Sign in again in another tab, then press the button again: what you typed is still here.",
  NOT_FOUND: "This does not exist, or you may not change it.",
  INVALID_INPUT: "Some answers cannot be saved as they stand. Mend the fields below.",
  UNEXPECTED: "Something went wrong on our side. What you typed is still here; try again in a moment.",
  NO_CONNECTION: "There is no connection. What you typed is still here; try again once the network is back.",
  NOT_DESIGNATED: "Nobody is designated there any more. Go back to see who it is now.",
  ENDS_BEFORE_START: "The end must come after the beginning.",
  ALREADY_OVER: "This time is over. Choose an end that is still to come.",
  TOO_FAR: "Choose a time within a year from now, and not longer ago than a month.",
  OVERLAPS: "Another absence of the same person is entered for that time. Change that one instead.",
  SAME_PERSON: "This person is away then. Somebody else must answer.",
  NOBODY_COVERS: "Nobody else is designated. Name a colleague.",
  COVER_AWAY: "The other designated person is away in that time too. Name a colleague.",
  FACILITY_UNKNOWN: "This facility is no longer in the plan. Choose another.",
  OVER: "It is over already: there is nothing left to end.",
} as const satisfies Readonly<Record<string, string>>;

/** The words for a code; of an unexpected error with the reference that the log holds too. */
export function coverageMessage(error: { code: string; details?: unknown }): string {
  const words =
    (coverageMessages as Readonly<Record<string, string>>)[error.code] ?? coverageMessages.UNEXPECTED;
  const reference = (error.details as { reference?: string } | undefined)?.reference;
  return reference ? `${words} Reference: ${reference}` : words;
}

export const uncertaintyWords: Readonly<Record<Uncertainty, string>> = {
  not_accepted: "Duties not accepted",
  phone_unverified: "Number not verified",
  not_confirmed: "Not confirmed lately",
  named_by_hand: "Named by the department; number not verified",
};

/** The answer in one line, for a row: "Robin Specimen, Principal librarian". */
export function calleeWords(answer: CallAnswer): string {
  if (!answer.isFound) return "Nobody to call";
  const { name, title } = answer.person;
  return title ? `${name}, ${title}` : name;
}

/** What a coverage is, in the heading of its entry. */
export function coverageTitle(
  coverage: Pick<Coverage, "kind" | "designationKind" | "facilityName">,
  names: Readonly<Record<"liaison" | "alternate", string | null>>,
): string {
  if (coverage.kind === "absence") {
    return `${names[coverage.designationKind] ?? `The ${coverage.designationKind}`} is away`;
  }
  return `Somebody else answers for ${coverage.facilityName ?? "the department"}`;
}

type Outcome = { readonly title: string; readonly text: string };

/** What the list says after a form, by the word that the form left in the address. */
export function coverageOutcome(done: string | string[] | undefined): Outcome | null {
  if (done === "absence") return { title: "Absence saved", text: "The Mayor's Office sees who covers." };
  if (done === "override")
    return { title: "Saved", text: "From its beginning on, calls go to whom you named." };
  return null;
}

type Source =
  | { readonly kind: "filed"; readonly number: number; readonly submittedAt: Date }
  | { readonly kind: "draft" }
  | { readonly kind: "none" };

/** Where the list of facilities comes from. */
export function facilitySourceWords(source: Source): string {
  if (source.kind === "filed")
    return `The facilities are those of version ${source.number}, filed ${formatDateTime(source.submittedAt)}.`;
  if (source.kind === "draft") return "The facilities are those of the draft: nothing is filed yet.";
  return "The plan names no facility yet.";
}
