import "server-only";
import { planEvents } from "@/lib/features/plans/events";
import { sectionLabels, sectionNameSchema } from "@/lib/features/plans/schema";
import type { Compose } from "../types";
import { bodyAction, findScene, planHref } from "./scene";
import { dueFact, holds, isOfDepartment, tell } from "./telling";

export const composeReviewBegun: Compose = async (occurrence, recipient) => {
  const plan = await findScene(occurrence);
  return tell(occurrence, {
    title: `In review: plan of ${plan.departmentName}`,
    happened: (when) =>
      `${occurrence.actorName} of the Mayor's Office began the review of version ${plan.versionNumber}${when}.`,
    next: isOfDepartment(recipient)
      ? "Nothing is asked of you now. The version can no longer be withdrawn; you are told of the outcome."
      : "",
    action: bodyAction(plan, recipient),
  });
};

export const composeChangesRequested: Compose = async (occurrence, recipient) => {
  const plan = await findScene(occurrence);
  const { reason } = planEvents.changesRequested.payload.parse(occurrence.payload);
  const isDrafting = holds(recipient, "preparer", "certifier");
  return tell(occurrence, {
    title: `Changes requested: plan of ${plan.departmentName}`,
    happened: (when) =>
      `${occurrence.actorName} of the Mayor's Office requested changes to version ${plan.versionNumber}${when}.`,
    quote: { heading: "What should change", text: reason },
    next: isDrafting
      ? "Begin the next version, answer what is asked, and submit it. What was filed stays on record."
      : "",
    action: bodyAction(plan, recipient),
  });
};

export const composeReturnUndone: Compose = async (occurrence, recipient) => {
  const plan = await findScene(occurrence);
  const { reason } = planEvents.returnUndone.payload.parse(occurrence.payload);
  return tell(occurrence, {
    title: `Request for changes undone: plan of ${plan.departmentName}`,
    happened: (when) =>
      `${occurrence.actorName} of the Mayor's Office undid the request for changes to version ${plan.versionNumber}${when}. The version is in review again.`,
    quote: reason ? { heading: "Why", text: reason } : undefined,
    next: isOfDepartment(recipient) ? "Nothing has to be changed for now." : "",
    action: bodyAction(plan, recipient),
  });
};

export const composePlanAccepted: Compose = async (occurrence, recipient) => {
  const plan = await findScene(occurrence);
  return tell(occurrence, {
    title: `Accepted: plan of ${plan.departmentName}`,
    happened: (when) =>
      `${occurrence.actorName} of the Mayor's Office accepted version ${plan.versionNumber} of the plan of ${plan.departmentName} under ${plan.directiveTitle}${when}. It is in force.`,
    next: isOfDepartment(recipient)
      ? "When something changes at a facility, begin an amendment: the accepted version stays in force until the next is accepted."
      : "",
    action: bodyAction(plan, recipient),
  });
};

export const composeAcceptanceUndone: Compose = async (occurrence, recipient) => {
  const plan = await findScene(occurrence);
  const { reason } = planEvents.acceptanceUndone.payload.parse(occurrence.payload);
  const inForce =
    plan.inForceNumber === null ? "No version is in force." : `Version ${plan.inForceNumber} is in force.`;
  return tell(occurrence, {
    title: `Acceptance undone: plan of ${plan.departmentName}`,
    happened: (when) =>
      `${occurrence.actorName} of the Mayor's Office undid the acceptance of version ${plan.versionNumber}${when}. It is in review again. ${inForce}`,
    quote: reason ? { heading: "Why", text: reason } : undefined,
    action: bodyAction(plan, recipient),
  });
};

export const composeNextVersionBegun: Compose = async (occurrence, recipient) => {
  const plan = await findScene(occurrence);
  const isAmendment = occurrence.name === planEvents.amendmentBegun.name;
  return tell(occurrence, {
    title: `${isAmendment ? "Amendment" : "Next version"} begun: plan of ${plan.departmentName}`,
    happened: (when) =>
      isAmendment
        ? `${occurrence.actorName} began an amendment${when}. The accepted version stays in force until the next is accepted.`
        : `${occurrence.actorName} began the next version${when}, in answer to the request for changes.`,
    action: bodyAction(plan, recipient),
  });
};

export const composePartDone: Compose = async (occurrence) => {
  const plan = await findScene(occurrence);
  const { section } = planEvents.partMarkedDone.payload.parse(occurrence.payload);
  const known = sectionNameSchema.safeParse(section);
  if (!known.success) return null;
  const label = sectionLabels[known.data];
  const isDone = occurrence.name === planEvents.partMarkedDone.name;
  return tell(occurrence, {
    title: isDone ? `${label}: marked as done` : `${label}: taken up again`,
    happened: (when) =>
      isDone
        ? `${occurrence.actorName} marked the part in ${label} as done${when}.`
        : `${occurrence.actorName} took the mark of being done back from ${label}${when}.`,
    facts: [dueFact(plan)],
    action: { label: `Open ${label}`, href: `${planHref(plan)}/${known.data}` },
  });
};
