import {
  type Actor,
  actingRole,
  hasOfficeRole,
  mayReadDepartment,
  type OfficeRole,
  type Role,
} from "@/lib/kernel/actor";
import type { DepartmentId } from "@/lib/kernel/ids";

type Subject = { readonly departmentId: DepartmentId };

const watchers: readonly OfficeRole[] = ["reviewer", "duty_officer", "administrator", "auditor"];

/** The roles under which each write about a deadline is written down. */
export const rolesFor = {
  extend: ["reviewer"],
  request: ["preparer", "certifier"],
} as const satisfies Record<string, readonly Role[]>;

/** Extending, correcting and declining are one person's to decide: the reviewer's, for every body. */
export function canExtendDeadline(actor: Actor): boolean {
  return hasOfficeRole(actor, rolesFor.extend);
}

/** Whoever drafts or certifies a department's plan asks for more time for it, and takes the request back. */
export function canRequestExtension(actor: Actor, subject: Subject): boolean {
  return actingRole(actor, subject.departmentId, rolesFor.request) !== null;
}

/** A deadline with all that moved it: the department, and the offices that watch compliance. */
export function canReadDeadline(actor: Actor, subject: Subject): boolean {
  return mayReadDepartment(actor, subject.departmentId) || canReadExtensions(actor);
}

/** The extensions of all bodies, and who asks for one. */
export function canReadExtensions(actor: Actor): boolean {
  return hasOfficeRole(actor, watchers);
}
