import { randomUUID } from "node:crypto";
import { hashPassword } from "@/lib/features/accounts/password-service";
import type { Actor, DepartmentRole, Office, OfficeRole, RoleGrant } from "@/lib/kernel/actor";
import { asId } from "@/lib/kernel/ids";
import type { Doer } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";

export const password = "a password of the tests";

const offices: Readonly<Record<OfficeRole, Office>> = {
  reviewer: "mayor",
  duty_officer: "mayor",
  administrator: "mayor",
  working_group_member: "working_group",
  auditor: "audit",
};

type Held =
  | { readonly role: DepartmentRole; readonly departmentCode: string }
  | { readonly role: OfficeRole };

/** Somebody with an account and the given roles, each in force since an hour ago. */
export async function createPerson(
  held: readonly Held[],
  name = "Robin Invented",
): Promise<Actor & { readonly doer: Doer }> {
  const email = `${randomUUID()}@people.test`;
  const person = await db.person.create({
    data: { email, name, title: "Tester", passwordHash: await hashPassword(password) },
  });
  const startsAt = new Date(Date.now() - 3_600_000);
  const roles: RoleGrant[] = [];
  for (const one of held) {
    if ("departmentCode" in one) {
      const { id } = await db.department.findUniqueOrThrow({ where: { code: one.departmentCode } });
      await db.roleAssignment.create({
        data: { personId: person.id, role: one.role, departmentId: id, startsAt },
      });
      roles.push({ role: one.role, departmentId: asId<"Department">(id), office: null });
    } else {
      const office = offices[one.role];
      await db.roleAssignment.create({ data: { personId: person.id, role: one.role, office, startsAt } });
      roles.push({ role: one.role, departmentId: null, office });
    }
  }
  const personId = asId<"Person">(person.id);
  return {
    personId,
    sessionId: asId<"Session">(randomUUID()),
    name,
    title: "Tester",
    email,
    roles,
    reads: [],
    doer: { personId, name, role: held[0]?.role ?? "none", requestId: randomUUID() },
  };
}
