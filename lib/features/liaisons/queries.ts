import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { DepartmentId, DesignationId, PersonId } from "@/lib/kernel/ids";
import { db } from "@/lib/platform/db";
import { withScope } from "@/lib/platform/scope";
import type { Transaction } from "@/lib/platform/tx";
import type { DirectoryView } from "./schema";
import type { Department, DesignationKind, DirectoryContact, DirectoryCounts, DirectoryLine } from "./types";

type Reader = Pick<Transaction, "$queryRaw">;

/** A department by the code that stands in addresses. Scope is the caller's to judge. */
export async function findDepartment(code: string): Promise<Department | null> {
  const [row] = await db.$queryRaw<Department[]>`
    SELECT id AS "departmentId", code, name, short_name AS "shortName" FROM departments WHERE code = ${code}`;
  return row ?? null;
}

/** A department by its id, for what follows from an event. */
export async function findDepartmentById(departmentId: DepartmentId): Promise<Department | null> {
  const [row] = await db.$queryRaw<Department[]>`
    SELECT id AS "departmentId", code, name, short_name AS "shortName"
    FROM departments WHERE id = ${departmentId}::uuid`;
  return row ?? null;
}

/** The account of the person whom a designation in force names; null where there is none with such a role. */
export async function findDesignatedPerson(reference: {
  departmentId: DepartmentId;
  designationId: string;
}): Promise<PersonId | null> {
  const [row] = await db.$queryRaw<{ id: PersonId }[]>`
    SELECT person.id
    FROM liaison_designations AS designation
    JOIN people AS person ON person.id = designation.person_id
      OR (designation.person_id IS NULL AND person.email = lower(designation.email))
    WHERE designation.department_id = ${reference.departmentId}::uuid
      AND designation.id = ${reference.designationId}::uuid AND designation.ended_at IS NULL
      AND EXISTS (SELECT FROM role_assignments AS held
        WHERE held.person_id = person.id AND held.department_id = designation.department_id
          AND held.role IN ('liaison', 'alternate') AND held.starts_at <= clock_timestamp()
          AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp()))`;
  return row?.id ?? null;
}

export type DesignationRow = {
  readonly departmentId: DepartmentId;
  readonly id: DesignationId;
  readonly kind: DesignationKind;
  readonly personId: PersonId | null;
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly phone: string;
  readonly hours: string;
  readonly languages: readonly string[];
  /** "YYYY-MM-DD" */
  readonly effectiveOn: string;
  readonly revision: number;
  readonly acceptedAt: Date | null;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly changedByName: string;
};

const designationColumns = Prisma.sql`
  designation.department_id AS "departmentId", designation.id, designation.kind::text AS kind,
  designation.person_id AS "personId", designation.name, designation.title, designation.email, designation.phone,
  designation.hours, designation.languages, designation.effective_on::text AS "effectiveOn", designation.revision,
  designation.accepted_at AS "acceptedAt", designation.created_at AS "createdAt", designation.changed_at AS "changedAt",
  designation.changed_by_name AS "changedByName"`;

/** The designations in force of a department: at most one of each kind. */
export async function listDesignations(
  client: Reader,
  departmentId: DepartmentId,
): Promise<DesignationRow[]> {
  return client.$queryRaw<DesignationRow[]>`
    SELECT ${designationColumns} FROM liaison_designations AS designation
    WHERE designation.department_id = ${departmentId}::uuid AND designation.ended_at IS NULL
    ORDER BY designation.kind`;
}

/** One designation of the department that the address names, ended or not. Null when it is another department's. */
export async function findDesignation(reference: {
  departmentCode: string;
  designationId: string;
}): Promise<DesignationRow | null> {
  const [row] = await db.$queryRaw<DesignationRow[]>`
    SELECT ${designationColumns}
    FROM departments AS department
    JOIN liaison_designations AS designation ON designation.department_id = department.id
    WHERE department.code = ${reference.departmentCode} AND designation.id = ${reference.designationId}::uuid`;
  return row ?? null;
}

type Details = { phone: string; email: string; hours: string; languages: string[] };

export type ContactRevisionRow = Details & {
  readonly designationId: DesignationId;
  readonly kind: DesignationKind;
  readonly name: string;
  readonly revision: number;
  readonly changedByName: string;
  readonly changedAt: Date;
  /** The details that this revision took the place of; null for the first. */
  readonly before: Details | null;
};

/** Every state that the department's contact details have had, newest first, each with the one before it. */
export async function listContactRevisions(
  departmentId: DepartmentId,
  limit: number,
): Promise<ContactRevisionRow[]> {
  return db.$queryRaw<ContactRevisionRow[]>`
    SELECT revision.designation_id AS "designationId", designation.kind::text AS kind, revision.name,
      revision.revision, revision.phone, revision.email, revision.hours, revision.languages,
      revision.changed_by_name AS "changedByName", revision.changed_at AS "changedAt",
      CASE WHEN earlier.revision IS NOT NULL THEN jsonb_build_object('phone', earlier.phone, 'email', earlier.email,
        'hours', earlier.hours, 'languages', earlier.languages) END AS before
    FROM liaison_contact_revisions AS revision
    JOIN liaison_designations AS designation
      ON designation.department_id = revision.department_id AND designation.id = revision.designation_id
    LEFT JOIN liaison_contact_revisions AS earlier ON earlier.department_id = revision.department_id
      AND earlier.designation_id = revision.designation_id AND earlier.revision = revision.revision - 1
    WHERE revision.department_id = ${departmentId}::uuid
    ORDER BY revision.changed_at DESC, revision.designation_id DESC
    LIMIT ${limit}`;
}

export type TenureRow = {
  readonly id: DesignationId;
  readonly kind: DesignationKind;
  readonly name: string;
  readonly createdAt: Date;
  readonly acceptedAt: Date | null;
};

/** Who has held the designations of a department, newest first, with their acceptances. */
export async function listTenures(departmentId: DepartmentId, limit: number): Promise<TenureRow[]> {
  return db.$queryRaw<TenureRow[]>`
    SELECT id, kind::text AS kind, name, created_at AS "createdAt", accepted_at AS "acceptedAt"
    FROM liaison_designations
    WHERE department_id = ${departmentId}::uuid
    ORDER BY created_at DESC, id DESC
    LIMIT ${limit}`;
}

/** Today by the database's clock, where the City is. */
export async function findToday(client: Reader): Promise<string> {
  const [row] = await client.$queryRaw<{ today: string }[]>`
    SELECT (clock_timestamp() AT TIME ZONE 'America/Los_Angeles')::date::text AS today`;
  if (!row) throw new Error("the database did not tell the day");
  return row.today;
}

export const directoryPageSize = 50;

const isInBeing = Prisma.sql`(department.effective_to IS NULL OR department.effective_to > current_date)`;

const current = (kind: DesignationKind) => Prisma.sql`(SELECT FROM liaison_designations AS held
  WHERE held.department_id = department.id AND held.kind = ${kind}::designation_kind AND held.ended_at IS NULL)`;

function conditions(view: DirectoryView): Prisma.Sql {
  const all = [isInBeing];
  if (view.show === "no_liaison") all.push(Prisma.sql`NOT EXISTS ${current("liaison")}`);
  if (view.show === "no_alternate") all.push(Prisma.sql`NOT EXISTS ${current("alternate")}`);
  if (view.show === "incomplete") {
    all.push(Prisma.sql`(NOT EXISTS ${current("liaison")} OR NOT EXISTS ${current("alternate")})`);
  }
  if (view.show === "not_accepted") {
    all.push(Prisma.sql`EXISTS (SELECT FROM liaison_designations AS held
      WHERE held.department_id = department.id AND held.ended_at IS NULL AND held.accepted_at IS NULL)`);
  }
  if (view.q) {
    const like = `%${view.q.replace(/[\\%_]/g, "\\$&")}%`;
    all.push(Prisma.sql`(department.name ILIKE ${like} OR department.short_name ILIKE ${like}
      OR department.code ILIKE ${like} OR EXISTS (SELECT FROM liaison_designations AS held
        WHERE held.department_id = department.id AND held.ended_at IS NULL AND held.name ILIKE ${like}))`);
  }
  return Prisma.join(all, " AND ");
}

const contactOf = (table: "liaison" | "alternate") => {
  const column = (name: string) => Prisma.raw(`${table}.${name}`);
  return Prisma.sql`CASE WHEN ${column("id")} IS NOT NULL THEN jsonb_build_object('name', ${column("name")},
    'title', ${column("title")}, 'phone', ${column("phone")}, 'email', ${column("email")},
    'hours', ${column("hours")}, 'languages', ${column("languages")},
    'isAccepted', ${column("accepted_at")} IS NOT NULL, 'changedAt', ${column("changed_at")},
    'changedByName', ${column("changed_by_name")}) END`;
};

type RawLine = Omit<DirectoryLine, "liaison" | "alternate"> & {
  readonly liaison: DirectoryContact | null;
  readonly alternate: DirectoryContact | null;
};

/** One page of the directory that a view asks for, by department name. The page is cut before anything is joined to it. */
export async function listDirectory(view: DirectoryView): Promise<DirectoryLine[]> {
  return db.$queryRaw<RawLine[]>`
    SELECT page.id AS "departmentId", page.code, page.name, ${contactOf("liaison")} AS liaison,
      ${contactOf("alternate")} AS alternate,
      coalesce((SELECT bool_and(obligation.standing = 'invited') FROM obligations AS obligation
        WHERE obligation.department_id = page.id), false) AS "isInvited"
    FROM (
      SELECT department.id, department.code, department.name FROM departments AS department
      WHERE ${conditions(view)}
      ORDER BY department.name, department.id
      LIMIT ${directoryPageSize} OFFSET ${(view.page - 1) * directoryPageSize}
    ) AS page
    LEFT JOIN liaison_designations AS liaison
      ON liaison.department_id = page.id AND liaison.kind = 'liaison' AND liaison.ended_at IS NULL
    LEFT JOIN liaison_designations AS alternate
      ON alternate.department_id = page.id AND alternate.kind = 'alternate' AND alternate.ended_at IS NULL
    ORDER BY page.name, page.id`;
}

/** How many departments a view holds in all. */
export async function countDirectory(view: DirectoryView): Promise<number> {
  const [row] = await db.$queryRaw<{ departments: number }[]>`
    SELECT count(*)::int AS departments FROM departments AS department WHERE ${conditions(view)}`;
  return row?.departments ?? 0;
}

async function countGaps(): Promise<DirectoryCounts> {
  const [row] = await db.$queryRaw<DirectoryCounts[]>`
    SELECT count(*)::int AS departments,
      count(*) FILTER (WHERE held.liaisons IS NULL)::int AS "withoutLiaison",
      count(*) FILTER (WHERE held.alternates IS NULL)::int AS "withoutAlternate",
      count(*) FILTER (WHERE held.liaisons IS NULL OR held.alternates IS NULL)::int AS incomplete,
      count(*) FILTER (WHERE held.unaccepted > 0)::int AS "notAccepted",
      count(*) FILTER (WHERE held.liaisons IS NULL AND asked.is_invited)::int AS "invitedWithoutLiaison"
    FROM departments AS department
    LEFT JOIN (
      SELECT department_id, nullif(count(*) FILTER (WHERE kind = 'liaison'), 0) AS liaisons,
        nullif(count(*) FILTER (WHERE kind = 'alternate'), 0) AS alternates,
        count(*) FILTER (WHERE accepted_at IS NULL) AS unaccepted
      FROM liaison_designations WHERE ended_at IS NULL GROUP BY department_id
    ) AS held ON held.department_id = department.id
    LEFT JOIN (
      SELECT department_id, bool_and(standing = 'invited') AS is_invited FROM obligations GROUP BY department_id
    ) AS asked ON asked.department_id = department.id
    WHERE ${isInBeing}`;
  if (!row) throw new Error("the directory was not counted");
  return row;
}

/** The instants of the newest events that move the counts, found at the end of an index. */
async function findToken(): Promise<string> {
  const [row] = await db.$queryRaw<{ token: string }[]>`
    SELECT concat_ws(' ',
      (SELECT max(at) FROM audit_events WHERE name = 'liaison.designated'),
      (SELECT max(at) FROM audit_events WHERE name = 'liaison.duties_accepted')) AS token`;
  return row?.token ?? "";
}

// Two events can commit in another order than their instants say, and departments come and go without one; nothing
// is therefore kept longer than this.
const keptAtMostMs = 2_000;

let kept: { token: string; readAt: number; counts: Promise<DirectoryCounts> } | undefined;

/**
 * What the directory lacks, over all departments. Counted when somebody was designated or has accepted, or when two
 * seconds have gone by since the last count in this process; otherwise taken from memory.
 */
export async function countDirectoryGaps(): Promise<DirectoryCounts> {
  const token = await findToken();
  if (kept && kept.token === token && performance.now() - kept.readAt < keptAtMostMs) return kept.counts;
  // Kept for whoever asks next, whatever the scope of whoever asked first.
  const counts = withScope("everything", countGaps);
  const fresh = { token, readAt: performance.now(), counts };
  kept = fresh;
  counts.catch(() => {
    if (kept === fresh) kept = undefined;
  });
  return counts;
}
