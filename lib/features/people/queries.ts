import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { type SectionName, sectionLabels } from "@/lib/features/plans/schema";
import type { Office, Role } from "@/lib/kernel/actor";
import { type DepartmentId, isUuid, type PersonId } from "@/lib/kernel/ids";
import { db } from "@/lib/platform/db";
import type { Transaction } from "@/lib/platform/tx";
import { officeWords } from "./messages";
import { roleStateOf } from "./status";
import type { DepartmentName, HeldRole, Lack, LeavingPlace, Member, OpenItem } from "./types";

type Reader = Pick<Transaction, "$queryRaw">;

const isInForce = Prisma.sql`held.starts_at <= clock_timestamp()
  AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp())`;

/** A department by the code that stands in addresses. Scope is the caller's to judge. */
export async function findDepartment(code: string): Promise<DepartmentName | null> {
  const [row] = await db.$queryRaw<DepartmentName[]>`
    SELECT id AS "departmentId", code, name FROM departments WHERE code = ${code}`;
  return row ?? null;
}

/** A department by its id, for what follows from an event. */
export async function findDepartmentName(departmentId: DepartmentId): Promise<DepartmentName | null> {
  const [row] = await db.$queryRaw<DepartmentName[]>`
    SELECT id AS "departmentId", code, name FROM departments WHERE id = ${departmentId}::uuid`;
  return row ?? null;
}

/** Those that take somebody in: not ended, by name. */
export async function listDepartments(): Promise<DepartmentName[]> {
  return db.$queryRaw`
    SELECT id AS "departmentId", code, name FROM departments
    WHERE effective_to IS NULL OR effective_to > (clock_timestamp() AT TIME ZONE 'America/Los_Angeles')::date
    ORDER BY name, id`;
}

export type PersonRow = {
  readonly personId: PersonId;
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly isEmailVerified: boolean;
  readonly hasPassword: boolean;
  readonly isDeactivated: boolean;
  readonly createdAt: Date;
  readonly lastSignInAt: Date | null;
  readonly openSessions: number;
  readonly hasSecondFactor: boolean;
  /** To which a change is under way. */
  readonly pendingEmail: string | null;
};

/** What proves that somebody has a second step: an app that was confirmed, or a passkey. */
export const hasSecondFactor = Prisma.sql`(
  EXISTS (SELECT FROM totp_secrets AS app WHERE app.person_id = person.id AND app.confirmed_at IS NOT NULL)
  OR EXISTS (SELECT FROM passkeys AS passkey WHERE passkey.person_id = person.id))`;

/** Somebody with what an administrator has to know of their account. Null where there is nobody. */
export async function findPerson(personId: string): Promise<PersonRow | null> {
  if (!isUuid(personId)) return null;
  const [row] = await db.$queryRaw<PersonRow[]>`
    SELECT person.id AS "personId", person.name, person.title, person.email,
      person.email_verified_at IS NOT NULL AS "isEmailVerified", person.password_hash IS NOT NULL AS "hasPassword",
      person.deactivated_at IS NOT NULL AS "isDeactivated", person.created_at AS "createdAt",
      (SELECT max(session.created_at) FROM sessions AS session WHERE session.person_id = person.id) AS "lastSignInAt",
      (SELECT count(*)::int FROM sessions AS session WHERE session.person_id = person.id AND session.ended_at IS NULL
        AND session.expires_at > clock_timestamp()) AS "openSessions",
      ${hasSecondFactor} AS "hasSecondFactor",
      (SELECT change.new_email FROM email_changes AS change WHERE change.person_id = person.id
        AND change.used_at IS NULL AND change.expires_at > clock_timestamp()
        ORDER BY change.created_at DESC LIMIT 1) AS "pendingEmail"
    FROM people AS person WHERE person.id = ${personId}::uuid`;
  return row ?? null;
}

type RoleRow = Omit<HeldRole, "state" | "startsAt" | "endsAt" | "place"> & {
  readonly personId: PersonId;
  readonly departmentName: string | null;
  readonly office: Office | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly now: Date;
};

const roleColumns = Prisma.sql`held.id, held.person_id AS "personId", held.role::text AS role,
  department.code AS "departmentCode", department.name AS "departmentName", held.office::text AS office,
  held.starts_at AS "startsAt", held.ends_at AS "endsAt", held.granted_by_name AS "grantedByName",
  held.ended_by_name AS "endedByName", clock_timestamp() AS now`;

function toHeldRole({
  personId: _,
  departmentName,
  office,
  now,
  startsAt,
  endsAt,
  ...row
}: RoleRow): HeldRole {
  return {
    ...row,
    place: departmentName ?? (office ? officeWords[office] : ""),
    state: roleStateOf({ startsAt, endsAt }, now),
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
  };
}

/** All roles that somebody holds, held or is to hold, the newest first. */
export async function listRolesOf(personId: PersonId, limit = 100): Promise<HeldRole[]> {
  const rows = await db.$queryRaw<RoleRow[]>`
    SELECT ${roleColumns} FROM role_assignments AS held
    LEFT JOIN departments AS department ON department.id = held.department_id
    WHERE held.person_id = ${personId}::uuid ORDER BY held.starts_at DESC, held.id DESC LIMIT ${limit}`;
  return rows.map(toHeldRole);
}

export type AssignmentRow = {
  readonly roleAssignmentId: string;
  readonly personId: PersonId;
  readonly role: Role;
  readonly departmentId: DepartmentId | null;
  readonly office: Office | null;
};

/** One role of somebody, for whoever may end it. */
export async function findAssignment(roleAssignmentId: string): Promise<AssignmentRow | null> {
  const [row] = await db.$queryRaw<AssignmentRow[]>`
    SELECT id AS "roleAssignmentId", person_id AS "personId", role::text AS role, department_id AS "departmentId",
      office::text AS office
    FROM role_assignments WHERE id = ${roleAssignmentId}::uuid`;
  return row ?? null;
}

/** Who holds what in a department, now or on a day to come, by name. */
export async function listMembers(departmentId: DepartmentId): Promise<Member[]> {
  const rows = await db.$queryRaw<
    (RoleRow & { name: string; title: string; email: string; lastSignInAt: Date | null })[]
  >`
    SELECT ${roleColumns}, person.name, person.title, person.email,
      (SELECT max(session.created_at) FROM sessions AS session WHERE session.person_id = person.id) AS "lastSignInAt"
    FROM role_assignments AS held JOIN people AS person ON person.id = held.person_id
    LEFT JOIN departments AS department ON department.id = held.department_id
    WHERE held.department_id = ${departmentId}::uuid AND person.deactivated_at IS NULL
      AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp())
    ORDER BY person.name, person.id, held.role`;
  return [...Map.groupBy(rows, ({ personId }) => personId).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { personId, name, title, email } = first;
    const lastSignInAt = first.lastSignInAt?.toISOString() ?? null;
    return [
      {
        personId,
        name,
        title,
        email,
        lastSignInAt,
        roles: own.map(({ name: _, title: __, email: ___, lastSignInAt: ____, ...row }) => toHeldRole(row)),
      },
    ];
  });
}

/** What a department is without: active people in both roles, and designations in force. `without` counts for nobody. */
export async function findLacks(
  client: Reader,
  of: { readonly departmentId: DepartmentId; readonly without: PersonId | null },
): Promise<readonly Lack[]> {
  const holder = (role: "certifier" | "preparer") => Prisma.sql`EXISTS (
    SELECT FROM role_assignments AS held JOIN people AS person ON person.id = held.person_id
    WHERE held.department_id = ${of.departmentId}::uuid AND held.role = ${role}::role AND ${isInForce}
      AND person.deactivated_at IS NULL AND person.id IS DISTINCT FROM ${of.without}::uuid)`;
  const designated = (kind: "liaison" | "alternate") => Prisma.sql`EXISTS (
    SELECT FROM liaison_designations AS designation
    WHERE designation.department_id = ${of.departmentId}::uuid AND designation.kind = ${kind}::designation_kind
      AND designation.ended_at IS NULL AND (${of.without}::uuid IS NULL
        OR NOT (designation.person_id IS NOT DISTINCT FROM ${of.without}::uuid OR (designation.person_id IS NULL
          AND lower(designation.email) = (SELECT email FROM people WHERE id = ${of.without}::uuid)))))`;
  const [row] = await client.$queryRaw<Record<Lack, boolean>[]>`
    SELECT ${holder("certifier")} AS certifier, ${holder("preparer")} AS preparer,
      ${designated("liaison")} AS liaison, ${designated("alternate")} AS alternate`;
  if (!row) throw new Error("the department was not looked at");
  return (["certifier", "preparer", "liaison", "alternate"] as const).filter((lack) => !row[lack]);
}

type Place = Pick<LeavingPlace, "departmentId" | "code" | "name" | "roles" | "designations">;

/** The departments in which somebody holds a role or a designation, or one of them, in the order of their ids. */
export async function listLeavingPlaces(
  client: Reader,
  personId: PersonId,
  departmentId: DepartmentId | null,
): Promise<Place[]> {
  return client.$queryRaw<Place[]>`
    SELECT department.id AS "departmentId", department.code, department.name,
      coalesce((SELECT array_agg(DISTINCT held.role::text) FROM role_assignments AS held
        WHERE held.person_id = ${personId}::uuid AND held.department_id = department.id
          AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp())), '{}') AS roles,
      coalesce((SELECT array_agg(designation.kind::text ORDER BY designation.kind)
        FROM liaison_designations AS designation JOIN people AS person ON person.id = ${personId}::uuid
        WHERE designation.department_id = department.id AND designation.ended_at IS NULL
          AND (designation.person_id = person.id
            OR (designation.person_id IS NULL AND lower(designation.email) = person.email))), '{}') AS designations
    FROM departments AS department
    WHERE (${departmentId}::uuid IS NULL OR department.id = ${departmentId}::uuid) AND department.id IN (
      SELECT held.department_id FROM role_assignments AS held
      WHERE held.person_id = ${personId}::uuid AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp())
      UNION SELECT designation.department_id FROM liaison_designations AS designation
      WHERE designation.ended_at IS NULL AND designation.person_id = ${personId}::uuid)
    ORDER BY department.id`;
}

/** Who else holds a role in the department now, by name. */
export async function listColleagues(
  client: Reader,
  of: { readonly personId: PersonId; readonly departmentId: DepartmentId },
): Promise<LeavingPlace["colleagues"]> {
  return client.$queryRaw<{ personId: PersonId; name: string; roles: Role[] }[]>`
    SELECT person.id AS "personId", person.name, array_agg(DISTINCT held.role::text) AS roles
    FROM role_assignments AS held JOIN people AS person ON person.id = held.person_id
    WHERE held.department_id = ${of.departmentId}::uuid AND person.id <> ${of.personId}::uuid
      AND person.deactivated_at IS NULL AND ${isInForce}
    GROUP BY person.id ORDER BY person.name, person.id`;
}

const itemsAtMost = 50;

/**
 * What lies with somebody in a department: sections that they edited last and that are not done, plans that wait for the
 * signature of a certifier, requests for more time that they made, drills they have not answered, news they have not read.
 */
export async function listOpenItems(
  client: Reader,
  of: { readonly personId: PersonId; readonly departmentId: DepartmentId },
): Promise<OpenItem[]> {
  const { personId, departmentId } = of;
  const rows = await client.$queryRaw<
    { kind: string; what: string; directive: string; code: string; href: string | null }[]
  >`
    SELECT 'section' AS kind, part.section AS what, directive.code AS directive, department.code, NULL AS href
    FROM plan_sections AS part
    JOIN plans AS plan ON plan.department_id = part.department_id AND plan.id = part.plan_id
    JOIN directives AS directive ON directive.id = plan.directive_id
    JOIN departments AS department ON department.id = plan.department_id
    WHERE part.department_id = ${departmentId}::uuid AND part.edited_by_id = ${personId}::uuid
      AND part.part_done_at IS NULL AND plan.status IN ('draft', 'with_certifier', 'changes_requested', 'amending')
    UNION ALL
    SELECT 'signature', directive.title, directive.code, department.code, NULL
    FROM plans AS plan JOIN directives AS directive ON directive.id = plan.directive_id
    JOIN departments AS department ON department.id = plan.department_id
    WHERE plan.department_id = ${departmentId}::uuid AND plan.status = 'with_certifier' AND EXISTS (
      SELECT FROM role_assignments AS held WHERE held.person_id = ${personId}::uuid AND held.role = 'certifier'
        AND held.department_id = plan.department_id AND ${isInForce})
    UNION ALL
    SELECT 'extension', '', directive.code, department.code, NULL
    FROM extension_requests AS request JOIN directives AS directive ON directive.id = request.directive_id
    JOIN departments AS department ON department.id = request.department_id
    WHERE request.department_id = ${departmentId}::uuid AND request.state = 'open'
      AND request.requested_by_id = ${personId}::uuid
    UNION ALL
    SELECT 'drill', drill.title, '', department.code, NULL
    FROM drill_calls AS call JOIN drills AS drill ON drill.id = call.drill_id
    JOIN liaison_designations AS designation
      ON designation.department_id = call.department_id AND designation.id = call.designation_id
    JOIN departments AS department ON department.id = call.department_id
    WHERE call.department_id = ${departmentId}::uuid AND call.acknowledged_at IS NULL AND drill.ended_at IS NULL
      AND designation.person_id = ${personId}::uuid
    UNION ALL
    SELECT * FROM (
      SELECT 'news', note.title, '', '', note.href FROM notifications AS note
      WHERE note.person_id = ${personId}::uuid AND note.department_id = ${departmentId}::uuid AND note.read_at IS NULL
      ORDER BY note.event_sequence DESC LIMIT ${itemsAtMost}) AS unread`;
  return rows.map(toItem);
}

function toItem(row: {
  kind: string;
  what: string;
  directive: string;
  code: string;
  href: string | null;
}): OpenItem {
  const plan = `/department/${row.code}/plans/${row.directive}`;
  switch (row.kind) {
    case "section":
      return {
        text: `Section ${sectionLabels[row.what as SectionName]}, not done yet`,
        href: `${plan}/${row.what}`,
      };
    case "signature":
      return { text: `A plan waits for the signature: ${row.what}`, href: `${plan}/review` };
    case "extension":
      return { text: "A request for more time waits for an answer", href: `${plan}/deadline` };
    case "drill":
      return { text: `A drill is not acknowledged: ${row.what}`, href: `/department/${row.code}/liaison` };
    default:
      return { text: `Unread: ${row.what}`, href: row.href ?? "/inbox" };
  }
}

export type HandoverRow = {
  readonly items: readonly OpenItem[];
  readonly lacks: readonly Lack[];
};

/** What was handed over, for the mail that tells of it. */
export async function findHandover(departmentId: DepartmentId, id: string): Promise<HandoverRow | null> {
  const [row] = await db.$queryRaw<{ items: HandoverRow }[]>`
    SELECT items FROM handovers WHERE department_id = ${departmentId}::uuid AND id = ${id}::uuid`;
  return row?.items ?? null;
}

/** Whether anybody certifies for a department at this moment. */
export async function hasCertifier(departmentId: DepartmentId): Promise<boolean> {
  return !(await findLacks(db, { departmentId, without: null })).includes("certifier");
}
