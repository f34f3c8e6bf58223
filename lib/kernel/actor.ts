import { asId, type DepartmentId, type PersonId, type SessionId } from "./ids";

export const departmentRoles = ["preparer", "certifier", "liaison", "alternate"] as const;
export const officeRoles = [
  "reviewer",
  "duty_officer",
  "administrator",
  "working_group_member",
  "auditor",
] as const;

/** Roles that sign, decide or give access: where the portal is so set, they hold only with a second factor. */
export const secondFactorRoles = ["certifier", "reviewer", "duty_officer", "administrator"] as const;

export type DepartmentRole = (typeof departmentRoles)[number];
export type OfficeRole = (typeof officeRoles)[number];
export type Role = DepartmentRole | OfficeRole;
export type Office = "mayor" | "working_group" | "audit";

/** A role in force at this moment; its start has come and its end has not. */
export type RoleGrant =
  | { readonly role: DepartmentRole; readonly departmentId: DepartmentId; readonly office: null }
  | { readonly role: OfficeRole; readonly departmentId: null; readonly office: Office };

/** A row that holds a role as a grant; null for a role in a place where it means nothing, which gives nobody anything. */
export function toRoleGrant(row: {
  role: Role;
  departmentId: string | null;
  office: Office | null;
}): RoleGrant | null {
  const departmentRole = departmentRoles.find((role) => role === row.role);
  const officeRole = officeRoles.find((role) => role === row.role);
  if (departmentRole && row.departmentId !== null) {
    return { role: departmentRole, departmentId: asId<"Department">(row.departmentId), office: null };
  }
  if (officeRole && row.office !== null) return { role: officeRole, departmentId: null, office: row.office };
  return null;
}

/** The signed-in person, as their session row and role rows stood when the request began. */
export type Actor = {
  readonly personId: PersonId;
  readonly sessionId: SessionId;
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly roles: readonly RoleGrant[];
  /** Roles were left out, because they need a second factor and this session has none. */
  readonly lacksSecondFactor?: true;
  /** Departments that ended and that a department of theirs succeeds, at whatever remove: read by them, and no more. */
  readonly reads: readonly DepartmentId[];
};

export function hasDepartmentRole(
  actor: Actor,
  departmentId: DepartmentId,
  roles: readonly DepartmentRole[],
): boolean {
  return actor.roles.some(
    (grant) => grant.departmentId === departmentId && roles.some((role) => role === grant.role),
  );
}

/** Somebody of the department itself, or of one that succeeded it: what it left behind stays theirs to read. */
export function mayReadDepartment(
  actor: Actor,
  departmentId: DepartmentId,
  roles: readonly DepartmentRole[] = departmentRoles,
): boolean {
  return hasDepartmentRole(actor, departmentId, roles) || actor.reads.includes(departmentId);
}

export function hasOfficeRole(actor: Pick<Actor, "roles">, roles: readonly OfficeRole[]): boolean {
  return actor.roles.some((grant) => grant.office !== null && roles.some((role) => role === grant.role));
}

/** The one role under which an act is written down: the first that the actor holds of those that allow it. */
export function actingRole(
  actor: Actor,
  departmentId: DepartmentId | null,
  among: readonly Role[],
): Role | null {
  const grant = actor.roles.find(
    (held) =>
      among.some((role) => role === held.role) &&
      (held.departmentId === null || held.departmentId === departmentId),
  );
  return grant?.role ?? null;
}
