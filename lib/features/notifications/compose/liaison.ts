import "server-only";
import { liaisonEvents } from "@/lib/features/liaisons/events";
import { describeChanges, kindWords } from "@/lib/features/liaisons/messages";
import { findDepartmentById } from "@/lib/features/liaisons/queries";
import type { Department } from "@/lib/features/liaisons/types";
import { formatDay } from "@/lib/kernel/calendar-day";
import type { Compose, Occurrence } from "../types";
import { tell } from "./telling";

async function findDepartmentOf({ departmentId, sequence, name }: Occurrence): Promise<Department> {
  const department = departmentId && (await findDepartmentById(departmentId));
  if (!department) throw new Error(`event ${sequence}, ${name}, is about no department`);
  return department;
}

const liaisonHref = ({ code }: Department) => `/department/${code}/liaison`;

export const composeLiaisonDesignated: Compose = async (occurrence, recipient) => {
  const department = await findDepartmentOf(occurrence);
  const { kind, name, effectiveOn, replaced } = liaisonEvents.designated.payload.parse(occurrence.payload);
  const inPlaceOf = replaced ? `, in the place of ${replaced.name}` : "";
  const since = { term: "In effect since", detail: formatDay(effectiveOn) };
  if (recipient.isConcerned) {
    return tell(occurrence, {
      title: `You are designated as ${kindWords[kind]} of ${department.name}`,
      happened: (when) => `${occurrence.actorName} designated you${when}${inPlaceOf}.`,
      facts: [since],
      next: "See whether the telephone, the hours and the languages are right, then accept the duties.",
      action: { label: "Check the details and accept the duties", href: liaisonHref(department) },
    });
  }
  return tell(occurrence, {
    title: `${name} is ${kindWords[kind]} of ${department.name}`,
    happened: (when) =>
      `${occurrence.actorName} designated ${name} as ${kindWords[kind]} of ${department.name}${when}${inPlaceOf}.`,
    facts: [since],
    action: { label: "Open the liaison's page", href: liaisonHref(department) },
  });
};

const nothing = { phone: "", email: "", hours: "", languages: [] as string[] };

export const composeContactUpdated: Compose = async (occurrence, recipient) => {
  const department = await findDepartmentOf(occurrence);
  const { kind, name, before, after } = liaisonEvents.contactUpdated.payload.parse(occurrence.payload);
  const changes = describeChanges({ ...nothing, ...before }, { ...nothing, ...after });
  const labels = changes.map(({ label }) => label.toLowerCase()).join(", ");
  const whose = recipient.isConcerned
    ? "your contact details"
    : `the contact details of ${name}, ${kindWords[kind]} of ${department.name},`;
  return tell(occurrence, {
    title: recipient.isConcerned
      ? `Your contact details were changed: ${labels}`
      : `New contact details of ${department.name}: ${labels}`,
    happened: (when) => `${occurrence.actorName} changed ${whose}${when}: ${labels}.`,
    facts: changes.map(({ label, from, to }) => ({ term: label, detail: `${to} (before: ${from})` })),
    next: recipient.isConcerned
      ? "The Mayor's Office calls you there. If something is wrong, change it."
      : "",
    action: { label: "Open the liaison's page", href: liaisonHref(department) },
  });
};

export const composeDutiesAccepted: Compose = async (occurrence) => {
  const department = await findDepartmentOf(occurrence);
  const { kind, name } = liaisonEvents.dutiesAccepted.payload.parse(occurrence.payload);
  return tell(occurrence, {
    title: `${name} accepted the duties: ${department.name}`,
    happened: (when) => `${name} accepted the duties of the ${kindWords[kind]} of ${department.name}${when}.`,
    action: { label: "Open the liaison's page", href: liaisonHref(department) },
  });
};
