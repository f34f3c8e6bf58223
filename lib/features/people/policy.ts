import { type Actor, departmentRoles, hasDepartmentRole, hasOfficeRole, type Role } from "@/lib/kernel/actor";
import type { DepartmentId, PersonId } from "@/lib/kernel/ids";

type Somebody = { readonly personId: PersonId };
type Place = { readonly departmentId: DepartmentId | null };

/** The roles under which each write is written down, the one that allows it first. */
export const rolesFor = {
  manageDepartment: ["certifier", "administrator"],
  manageEverybody: ["administrator"],
} as const satisfies Record<string, readonly Role[]>;

/** Everybody who may come in: for who gives the roles, and the auditor, who reads everything. */
export function canSeePeople(actor: Actor): boolean {
  return hasOfficeRole(actor, ["administrator", "auditor"]);
}

export function canManagePeople(actor: Actor): boolean {
  return hasOfficeRole(actor, ["administrator"]);
}

/** Who works in a department: for its members, and for those who see everybody. */
export function canSeeDepartmentPeople(actor: Actor, { departmentId }: Place): boolean {
  return (
    (departmentId !== null && hasDepartmentRole(actor, departmentId, departmentRoles)) || canSeePeople(actor)
  );
}

/** The department's head answers for who may come in; the administrator for everybody. */
export function canManageDepartmentPeople(actor: Actor, { departmentId }: Place): boolean {
  return (
    (departmentId !== null && hasDepartmentRole(actor, departmentId, ["certifier"])) || canManagePeople(actor)
  );
}

/** To hold a role out to somebody, to send that again, to withdraw it. A certifier for their own department alone. */
export function canInvite(actor: Actor, place: Place): boolean {
  return canManageDepartmentPeople(actor, place);
}

/** Nobody gives themselves a role, whoever they are. */
export function canGrantRole(actor: Actor, person: Somebody): boolean {
  return canManagePeople(actor) && actor.personId !== person.personId;
}

export function canEndRole(actor: Actor, held: Place): boolean {
  return canManageDepartmentPeople(actor, held);
}

/** To close and to open accounts, to end sessions, to change addresses. Nobody closes the account they are using. */
export function canManageAccount(actor: Actor, person: Somebody): boolean {
  return canManagePeople(actor) && actor.personId !== person.personId;
}
