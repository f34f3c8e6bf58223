import "server-only";
import { daysMoved } from "@/lib/features/directives/deadline";
import { directiveEvents } from "@/lib/features/directives/events";
import type { PlanRow } from "@/lib/features/plans/queries";
import { formatDeadline } from "@/lib/kernel/format-date";
import type { Compose } from "../types";
import { bodyAction, findScene } from "./scene";
import { dueFact, isOfDepartment, tell } from "./telling";

/** "7 days later", "2 days earlier": by the calendar, whatever the clocks did in between. */
function moved(from: Date, to: Date, timeZone: string): string {
  const days = daysMoved({ from: from.toISOString(), to: to.toISOString(), timeZone });
  return `${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"} ${days < 0 ? "earlier" : "later"}`;
}

/** The dates from the directive's own on to the one that holds now. */
function arithmetic(plan: PlanRow, previous: Date, due: Date) {
  const facts = [{ term: "Original deadline", detail: formatDeadline(plan.originalDueAt) }];
  if (previous.getTime() !== plan.originalDueAt.getTime())
    facts.push({ term: "Deadline before", detail: formatDeadline(previous) });
  return [
    ...facts,
    { term: "New deadline", detail: `${formatDeadline(due)} (${moved(previous, due, plan.timeZone)})` },
  ];
}

export const composeDeadlineMoved: Compose = async (occurrence, recipient) => {
  const plan = await findScene(occurrence);
  const payload = directiveEvents.deadlineExtended.payload.parse(occurrence.payload);
  const [previous, due] = [new Date(payload.previousDueAt), new Date(payload.dueAt)];
  const isCorrection = occurrence.name === directiveEvents.extensionCorrected.name;
  const what = isCorrection ? "put the extended deadline right" : "extended the deadline";
  const answers = payload.requestId ? " This answers the request for more time." : "";
  const tail = isOfDepartment(recipient) ? "" : ` of ${plan.departmentName}`;
  return tell(occurrence, {
    title: `${isCorrection ? "Deadline corrected" : "Deadline extended"}: ${plan.departmentName}, now ${formatDeadline(due)}`,
    happened: (when) =>
      `${occurrence.actorName} of the Mayor's Office ${what}${tail} under ${plan.directiveTitle}${when}, from ${formatDeadline(previous)} to ${formatDeadline(due)}.${answers}`,
    quote: { heading: "Why", text: payload.reason },
    facts: arithmetic(plan, previous, due),
    action: bodyAction(plan, recipient),
  });
};

export const composeExtensionRequested: Compose = async (occurrence, recipient) => {
  const plan = await findScene(occurrence);
  const payload = directiveEvents.extensionRequested.payload.parse(occurrence.payload);
  const wanted = new Date(payload.requestedDueAt);
  const isOffice = !isOfDepartment(recipient);
  return tell(occurrence, {
    title: `More time asked for: ${plan.departmentName}, until ${formatDeadline(wanted)}`,
    happened: (when) =>
      `${occurrence.actorName} asked for more time for the plan under ${plan.directiveTitle}${when}, until ${formatDeadline(wanted)}: ${moved(plan.dueAt, wanted, plan.timeZone)}.`,
    quote: { heading: "Why", text: payload.reason },
    facts: [dueFact(plan)],
    next: isOffice
      ? "Extend the deadline, or decline and say why. Until then the deadline that stands holds."
      : "Until the Mayor's Office has answered, the deadline that stands holds.",
    action: bodyAction(plan, recipient),
  });
};

export const composeExtensionDeclined: Compose = async (occurrence, recipient) => {
  const plan = await findScene(occurrence);
  const payload = directiveEvents.extensionDeclined.payload.parse(occurrence.payload);
  return tell(occurrence, {
    title: `More time declined: ${plan.departmentName}`,
    happened: (when) =>
      `${occurrence.actorName} of the Mayor's Office declined the request for more time until ${formatDeadline(payload.requestedDueAt)}${when}. The deadline stays.`,
    quote: { heading: "The answer", text: payload.answer },
    facts: [dueFact(plan)],
    action: bodyAction(plan, recipient),
  });
};

export const composeExtensionRequestWithdrawn: Compose = async (occurrence, recipient) => {
  const plan = await findScene(occurrence);
  const payload = directiveEvents.extensionRequestWithdrawn.payload.parse(occurrence.payload);
  return tell(occurrence, {
    title: `Request for more time withdrawn: ${plan.departmentName}`,
    happened: (when) =>
      `${occurrence.actorName} withdrew the request for more time until ${formatDeadline(payload.requestedDueAt)}${when}. No answer is needed.`,
    facts: [dueFact(plan)],
    action: bodyAction(plan, recipient),
  });
};
