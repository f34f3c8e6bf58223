import { type Actor, hasDepartmentRole, hasOfficeRole } from "@/lib/kernel/actor";
import type { DepartmentId } from "@/lib/kernel/ids";

/** The delivery log holds every message as it was sent: for those who run the portal, and the auditor. */
export function canReadMailLog(actor: Actor): boolean {
  return hasOfficeRole(actor, ["administrator", "auditor"]);
}

export function canSendAnew(actor: Actor): boolean {
  return hasOfficeRole(actor, ["administrator"]);
}

/** Whom of a department no mail reaches: for its own people, and for the offices that would call them. */
export function canSeeUnreachable(actor: Actor, subject: { readonly departmentId: DepartmentId }): boolean {
  return (
    hasDepartmentRole(actor, subject.departmentId, ["preparer", "certifier", "liaison", "alternate"]) ||
    hasOfficeRole(actor, ["reviewer", "duty_officer", "administrator", "auditor"])
  );
}
