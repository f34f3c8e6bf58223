import "server-only";
import { accountEvents } from "@/lib/features/accounts/events";
import { liaisonEvents } from "@/lib/features/liaisons/events";
import { findDesignatedPerson } from "@/lib/features/liaisons/queries";
import { mailEvents } from "@/lib/features/mail/events";
import { peopleEvents } from "@/lib/features/people/events";
import { asId, type PersonId } from "@/lib/kernel/ids";
import { kindOfEvent, type NotificationKind } from "../kinds";
import type { Compose, Occurrence } from "../types";
import { composeAccountSecurity } from "./account";
import { composeMayorsBrief } from "./brief";
import { composeCoverageChanged } from "./coverage";
import {
  composeDeadlineMoved,
  composeExtensionDeclined,
  composeExtensionRequested,
  composeExtensionRequestWithdrawn,
} from "./deadline";
import { composeDrillRun } from "./drill";
import { composeContactUpdated, composeDutiesAccepted, composeLiaisonDesignated } from "./liaison";
import { composeAddressRefused } from "./mail";
import {
  composeAccountReopened,
  composeInvitationAccepted,
  composePersonLeft,
  composeRoleEnded,
  composeRoleGranted,
} from "./people";
import { composeReminder } from "./reminder";
import {
  composeAcceptanceUndone,
  composeChangesRequested,
  composeNextVersionBegun,
  composePartDone,
  composePlanAccepted,
  composeReturnUndone,
  composeReviewBegun,
} from "./review";
import {
  composeDraftSentBack,
  composeDraftTakenBack,
  composeFilingWithdrawn,
  composePlanSubmitted,
  composeSignatureWanted,
} from "./signing";

/** Who puts each kind into words. */
export const composers: Readonly<Record<NotificationKind, Compose>> = {
  signature_wanted: composeSignatureWanted,
  draft_taken_back: composeDraftTakenBack,
  draft_sent_back: composeDraftSentBack,
  plan_submitted: composePlanSubmitted,
  filing_withdrawn: composeFilingWithdrawn,
  review_begun: composeReviewBegun,
  changes_requested: composeChangesRequested,
  return_undone: composeReturnUndone,
  plan_accepted: composePlanAccepted,
  acceptance_undone: composeAcceptanceUndone,
  next_version_begun: composeNextVersionBegun,
  part_done: composePartDone,
  deadline_reminder: composeReminder,
  mayors_brief: composeMayorsBrief,
  deadline_moved: composeDeadlineMoved,
  extension_requested: composeExtensionRequested,
  extension_declined: composeExtensionDeclined,
  extension_request_withdrawn: composeExtensionRequestWithdrawn,
  liaison_designated: composeLiaisonDesignated,
  contact_updated: composeContactUpdated,
  duties_accepted: composeDutiesAccepted,
  drill_run: composeDrillRun,
  coverage_changed: composeCoverageChanged,
  role_granted: composeRoleGranted,
  role_ended: composeRoleEnded,
  invitation_accepted: composeInvitationAccepted,
  account_reopened: composeAccountReopened,
  person_left: composePersonLeft,
  account_security: composeAccountSecurity,
  address_refused: composeAddressRefused,
};

const toId = (id: string | null): PersonId | null => (id === null ? null : asId<"Person">(id));

/** Whom events about people concern: whose role it is, who had invited, who takes over. */
const concernedInPeople: Readonly<Record<string, (payload: unknown) => PersonId | null>> = {
  [peopleEvents.roleGranted.name]: (payload) =>
    toId(peopleEvents.roleGranted.payload.parse(payload).personId),
  [peopleEvents.roleEnded.name]: (payload) => toId(peopleEvents.roleEnded.payload.parse(payload).personId),
  [peopleEvents.reactivated.name]: (payload) =>
    toId(peopleEvents.reactivated.payload.parse(payload).personId),
  [peopleEvents.invitationAccepted.name]: (payload) =>
    toId(peopleEvents.invitationAccepted.payload.parse(payload).invitedById),
  [peopleEvents.left.name]: (payload) => toId(peopleEvents.left.payload.parse(payload).toPersonId),
};

/** The one person whom an event is about, where it is about a person who can be told. */
export async function findPersonConcerned({
  name,
  payload,
  departmentId,
}: Occurrence): Promise<PersonId | null> {
  if (kindOfEvent(name) === "account_security")
    return asId<"Person">(accountEvents.secondFactorAdded.payload.parse(payload).personId);
  if (name === mailEvents.addressRefused.name) {
    return asId<"Person">(mailEvents.addressRefused.payload.parse(payload).personId);
  }
  const ofPeople = concernedInPeople[name];
  if (ofPeople) return ofPeople(payload);
  if (!departmentId) return null;
  if (name === liaisonEvents.designated.name || name === liaisonEvents.contactUpdated.name) {
    const { designationId } = payload as { designationId: string };
    return findDesignatedPerson({ departmentId, designationId });
  }
  return null;
}
