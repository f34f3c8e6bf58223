import {
  type Actor,
  type DepartmentRole,
  departmentRoles,
  type Office,
  type OfficeRole,
  officeRoles,
  type RoleGrant,
} from "@/lib/kernel/actor";
import { asId } from "@/lib/kernel/ids";

export const library = asId<"Department">("01890000-0000-7000-8000-000000000001");
export const parks = asId<"Department">("01890000-0000-7000-8000-000000000002");

const offices: Readonly<Record<OfficeRole, Office>> = {
  reviewer: "mayor",
  duty_officer: "mayor",
  administrator: "mayor",
  working_group_member: "working_group",
  auditor: "audit",
};

export const grantIn = (departmentId: typeof library, role: DepartmentRole): RoleGrant => ({
  role,
  departmentId,
  office: null,
});
export const officeGrant = (role: OfficeRole): RoleGrant => ({
  role,
  departmentId: null,
  office: offices[role],
});

/** Somebody signed in who holds these roles, and no account anywhere. */
export const actorWith = (...roles: readonly RoleGrant[]): Actor => ({
  personId: asId<"Person">("01890000-0000-7000-8000-00000000000a"),
  sessionId: asId<"Session">("01890000-0000-7000-8000-00000000000b"),
  name: "Robin Invented",
  title: "Tester",
  email: "robin@people.test",
  roles,
  reads: [],
});

/** Everybody whom a policy about the Library may meet: its own roles, another department's, the offices, nobody. */
export const cast: readonly { readonly who: string; readonly actor: Actor }[] = [
  ...departmentRoles.map((role) => ({
    who: `${role} of the department`,
    actor: actorWith(grantIn(library, role)),
  })),
  ...departmentRoles.map((role) => ({
    who: `${role} of another department`,
    actor: actorWith(grantIn(parks, role)),
  })),
  {
    who: "preparer of the department's successor",
    actor: { ...actorWith(grantIn(parks, "preparer")), reads: [library] },
  },
  ...officeRoles.map((role) => ({ who: role, actor: actorWith(officeGrant(role)) })),
  { who: "person without a role", actor: actorWith() },
];
