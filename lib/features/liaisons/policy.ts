import {
  type Actor,
  type DepartmentRole,
  hasDepartmentRole,
  hasOfficeRole,
  mayReadDepartment,
  type Role,
} from "@/lib/kernel/actor";
import type { DepartmentId, PersonId } from "@/lib/kernel/ids";

type Subject = { readonly departmentId: DepartmentId };
type Designated = Subject & { readonly personId: PersonId | null; readonly email: string };

const drafters: readonly DepartmentRole[] = ["preparer", "certifier"];

/** The roles under which each write is written down, the one that allows it first. */
export const rolesFor = {
  designate: ["preparer", "certifier", "administrator"],
  updateContact: ["liaison", "alternate", "preparer", "certifier"],
  acceptDuties: ["liaison", "alternate"],
} as const satisfies Record<string, readonly Role[]>;

/** The Mayor's Office calls these numbers; the auditor reads everything. */
export function canSeeDirectory(actor: Actor): boolean {
  return hasOfficeRole(actor, ["reviewer", "duty_officer", "administrator", "auditor"]);
}

export function canReadLiaisons(actor: Actor, subject: Subject): boolean {
  return mayReadDepartment(actor, subject.departmentId) || canSeeDirectory(actor);
}

export function canDesignate(actor: Actor, subject: Subject): boolean {
  return hasDepartmentRole(actor, subject.departmentId, drafters) || hasOfficeRole(actor, ["administrator"]);
}

/**
 * Whether the actor is the person whom the designation names: the linked account, or, while none is linked, the
 * account with the designation's e-mail address. A role as liaison or alternate of that department is needed too,
 * so that an address alone gives nobody anything.
 */
export function isDesignatedPerson(actor: Actor, designation: Designated): boolean {
  if (!hasDepartmentRole(actor, designation.departmentId, ["liaison", "alternate"])) return false;
  if (designation.personId !== null) return designation.personId === actor.personId;
  return designation.email.toLowerCase() === actor.email.toLowerCase();
}

export function canUpdateContact(actor: Actor, designation: Designated): boolean {
  return (
    hasDepartmentRole(actor, designation.departmentId, drafters) || isDesignatedPerson(actor, designation)
  );
}

/** Duties are accepted in person: nobody does it for another. */
export function canAcceptDuties(actor: Actor, designation: Designated): boolean {
  return isDesignatedPerson(actor, designation);
}
