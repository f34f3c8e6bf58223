import { formatDeadline } from "@/lib/kernel/format-date";
import { sectionLabels, sectionNameSchema } from "./schema";

type Payload = Readonly<Record<string, unknown>>;

const sentences: Readonly<Record<string, (payload: Payload) => string>> = {
  "plan.section_edited": (payload) => `Edited the section ${sectionOf(payload)}`,
  "plan.part_marked_done": (payload) => `Marked the part in ${sectionOf(payload)} as done`,
  "plan.part_reopened": (payload) => `Took back "our part is done" in ${sectionOf(payload)}`,
  "plan.sent_to_certifier": () => "Sent the draft to the department head",
  "plan.taken_back": () => "Took the draft back from the department head",
  "plan.sent_back": (payload) => `Sent the draft back to its authors${reasonOf(payload)}`,
  "plan.submitted": (payload) =>
    `Certified and submitted version ${String(payload.number)}, ${payload.isLate === true ? "late" : "on time"}`,
  "plan.withdrawn": (payload) => `Withdrew the submission before review${reasonOf(payload)}`,
  "plan.review_begun": () => "Began the review",
  "plan.changes_requested": (payload) => `Requested changes${reasonOf(payload)}`,
  "plan.return_undone": (payload) => `Undid the request for changes${reasonOf(payload)}`,
  "plan.accepted": () => "Accepted the plan",
  "plan.acceptance_undone": (payload) => `Undid the acceptance${reasonOf(payload)}`,
  "plan.revision_begun": () => "Began the next version",
  "plan.amendment_begun": () => "Began an amendment; the accepted version stays in force",
  "liaison.designated": (payload) => `Designated ${kindOf(payload)}`,
  "liaison.contact_updated": (payload) => `Changed the contact details of ${kindOf(payload)}`,
  "liaison.duties_accepted": (payload) => `Accepted the duties of ${kindOf(payload)}`,
  "coverage.absence_added": (payload) => `Entered an absence of ${kindOf(payload)}`,
  "coverage.override_added": (payload) =>
    `Had somebody else answer for ${typeof payload.facilityName === "string" ? payload.facilityName : "the department"}`,
  "coverage.taken_back": (payload) =>
    payload.isAbsence === true
      ? `Ended an absence of ${kindOf(payload)}`
      : "Ended that somebody else answers",
  "drill.acknowledged": (payload) => `Answered a readiness drill, as ${kindOf(payload)}`,
  "mail.address_refused": () => "Found that mail to one of the department's people is refused",
  "mail.sent_anew": () => "Had a message sent again",
  "deadline.reminded": (payload) => `Reminded the department: ${leftOf(payload)}`,
  "deadline.extended": (payload) => `Extended the deadline${movedOf(payload)}${reasonOf(payload)}`,
  "deadline.extension_corrected": (payload) =>
    `Corrected the extension of the deadline${movedOf(payload)}${reasonOf(payload)}`,
  "deadline.extension_requested": (payload) => `Asked for more time${askedOf(payload)}${reasonOf(payload)}`,
  "deadline.extension_declined": (payload) =>
    `Declined the request for more time${askedOf(payload)}${typeof payload.answer === "string" ? `: ${payload.answer}` : ""}`,
  "deadline.extension_request_withdrawn": (payload) =>
    `Took back the request for more time${askedOf(payload)}`,
};

/** An audit event in a sentence without its subject; an event this version of the product does not know keeps its name. */
export function describePlanEvent(name: string, payload: unknown): string {
  const sentence = sentences[name];
  if (!sentence) return name;
  return sentence(typeof payload === "object" && payload !== null ? (payload as Payload) : {});
}

function sectionOf(payload: Payload): string {
  const section = sectionNameSchema.safeParse(payload.section);
  return section.success ? sectionLabels[section.data] : "a section";
}

function leftOf({ daysLeft }: Payload): string {
  if (typeof daysLeft !== "number" || daysLeft < 0) return "overdue";
  if (daysLeft === 0) return "due on that day";
  return daysLeft === 1 ? "1 day left" : `${daysLeft} days left`;
}

function reasonOf(payload: Payload): string {
  return typeof payload.reason === "string" && payload.reason ? `: ${payload.reason}` : "";
}

function deadlineOf(value: unknown): string {
  return typeof value === "string" && !Number.isNaN(Date.parse(value)) ? formatDeadline(value) : "";
}

function movedOf({ previousDueAt, dueAt }: Payload): string {
  const [from, to] = [deadlineOf(previousDueAt), deadlineOf(dueAt)];
  return from && to ? ` from ${from} to ${to}` : "";
}

function askedOf({ requestedDueAt }: Payload): string {
  const until = deadlineOf(requestedDueAt);
  return until ? `, until ${until}` : "";
}

function kindOf(payload: Payload): string {
  return payload.kind === "alternate" ? "the alternate liaison" : "the liaison";
}
