import "server-only";
import { planEvents } from "@/lib/features/plans/events";
import { formatDateTime, formatDeadline, formatDuration } from "@/lib/kernel/format-date";
import type { Compose } from "../types";
import { bodyAction, findFiledVersion, findScene, planHref } from "./scene";
import { dueFact, holds, isOfDepartment, tell } from "./telling";

/** To the certifier as long as the draft waits; to the others of the department that it is on its way. */
export const composeSignatureWanted: Compose = async (occurrence, recipient) => {
  const plan = await findScene(occurrence);
  const sent = `${occurrence.actorName} sent the draft of the plan under ${plan.directiveTitle}`;
  if (holds(recipient, "certifier")) {
    if (plan.status !== "with_certifier") return null;
    return tell(occurrence, {
      title: `Waiting for your signature: plan of ${plan.departmentName}`,
      happened: (when) => `${sent} to you${when}.`,
      facts: [dueFact(plan)],
      next: "Read the whole plan, then certify and submit it, or send it back and say what should change.",
      action: { label: "Read, certify and submit", href: `${planHref(plan)}/review` },
    });
  }
  return tell(occurrence, {
    title: `With the department head: plan of ${plan.departmentName}`,
    happened: (when) => `${sent} to the ${plan.headTitle}${when}.`,
    facts: [dueFact(plan)],
    next: "The text can still be changed, and the draft can be taken back.",
    action: bodyAction(plan, recipient),
  });
};

export const composeDraftTakenBack: Compose = async (occurrence, recipient) => {
  const plan = await findScene(occurrence);
  return tell(occurrence, {
    title: `The draft was taken back: plan of ${plan.departmentName}`,
    happened: (when) =>
      `${occurrence.actorName} took the draft of the plan under ${plan.directiveTitle} back${when}. It no longer waits for a signature.`,
    facts: [dueFact(plan)],
    ...(holds(recipient, "certifier") && { next: "You are told when it is sent to you again." }),
    action: bodyAction(plan, recipient),
  });
};

export const composeDraftSentBack: Compose = async (occurrence, recipient) => {
  const plan = await findScene(occurrence);
  const { reason } = planEvents.sentBack.payload.parse(occurrence.payload);
  return tell(occurrence, {
    title: `The draft was sent back: plan of ${plan.departmentName}`,
    happened: (when) =>
      `${occurrence.actorName} sent the draft of the plan under ${plan.directiveTitle} back to its authors${when}.`,
    quote: reason ? { heading: "What should change", text: reason } : undefined,
    facts: [dueFact(plan)],
    next: "Change it, then send it to the department head again.",
    action: bodyAction(plan, recipient),
  });
};

/** A receipt to the department head, with what proves the filing; to the offices that there is something to read. */
export const composePlanSubmitted: Compose = async (occurrence, recipient) => {
  const [plan, version] = await Promise.all([findScene(occurrence), findFiledVersion(occurrence)]);
  const { number, isLate, sha256, submittedAt, dueAt } = version;
  const isOwn = recipient.personId === occurrence.actorId;
  const timing = isLate ? "late" : "on time";
  const late = isLate ? `, late by ${formatDuration(submittedAt.getTime() - dueAt.getTime())}` : ", on time";
  const receipt = `/department/${plan.departmentCode}/receipts/${version.id}`;
  const isOffice = !isOfDepartment(recipient);
  return tell(occurrence, {
    title: isOwn
      ? `Receipt: version ${number} of the plan of ${plan.departmentName}, filed ${timing}`
      : `Filed ${timing}: plan of ${plan.departmentName}, version ${number}`,
    // The instant of the filing itself, to the minute that the receipt names.
    happened: (when) =>
      `${isOwn ? "You" : version.certifierName} certified and submitted version ${number} of the plan of ${plan.departmentName} under ${plan.directiveTitle}${when && ` on ${formatDateTime(submittedAt)}`}${late}.`,
    facts: [
      { term: "Filed", detail: formatDateTime(submittedAt) },
      { term: "Due", detail: formatDeadline(dueAt) },
      { term: "Filed by", detail: `${version.certifierName}, ${version.certifierTitle}` },
      { term: "SHA-256 of the text", detail: sha256 },
    ],
    next: isOffice
      ? holds(recipient, "reviewer")
        ? "It waits for its review."
        : ""
      : "The Mayor's Office reviews it; you are told what follows. Until the review begins it can be withdrawn.",
    action: isOffice ? bodyAction(plan, recipient) : { label: "Open the receipt", href: receipt },
  });
};

export const composeFilingWithdrawn: Compose = async (occurrence, recipient) => {
  const plan = await findScene(occurrence);
  const { reason } = planEvents.withdrawn.payload.parse(occurrence.payload);
  return tell(occurrence, {
    title: `Filing withdrawn: plan of ${plan.departmentName}`,
    happened: (when) =>
      `${occurrence.actorName} withdrew the filed version of the plan of ${plan.departmentName} under ${plan.directiveTitle}${when}. It no longer counts as filed.`,
    quote: reason ? { heading: "Why", text: reason } : undefined,
    facts: [dueFact(plan)],
    next: isOfDepartment(recipient) ? "The plan is a draft again, and has to be submitted anew." : "",
    action: bodyAction(plan, recipient),
  });
};
