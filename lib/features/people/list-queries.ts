import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Office, Role } from "@/lib/kernel/actor";
import type { DepartmentId, PersonId } from "@/lib/kernel/ids";
import { db } from "@/lib/platform/db";
import { officeWords } from "./messages";
import { hasSecondFactor } from "./queries";
import type { PeopleView } from "./schema";
import { invitationStateOf } from "./status";
import type { InvitationLine, PeopleCounts, PersonLine } from "./types";

export const peoplePageSize = 50;

const like = (q: string) => `%${q.replace(/[\\%_]/g, "\\$&")}%`;

const inForce = Prisma.sql`held.starts_at <= clock_timestamp()
  AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp())`;

function conditions(view: PeopleView): Prisma.Sql {
  const all = [
    view.show === "deactivated"
      ? Prisma.sql`person.deactivated_at IS NOT NULL`
      : Prisma.sql`person.deactivated_at IS NULL`,
  ];
  if (view.show === "no_second_factor") all.push(Prisma.sql`NOT ${hasSecondFactor}`);
  if (view.show === "never_signed_in") {
    all.push(Prisma.sql`NOT EXISTS (SELECT FROM sessions AS session WHERE session.person_id = person.id)`);
  }
  if (view.role) {
    all.push(Prisma.sql`person.id IN (SELECT held.person_id FROM role_assignments AS held
      WHERE held.role = ${view.role}::role AND ${inForce})`);
  }
  if (view.q) {
    // Each side by an index or one short scan of its own: no row of a person is looked up by a condition on two tables.
    all.push(Prisma.sql`(person.name ILIKE ${like(view.q)} OR person.email ILIKE ${like(view.q)}
      OR person.id IN (SELECT held.person_id FROM departments AS department
        JOIN role_assignments AS held ON held.department_id = department.id
        WHERE (department.name ILIKE ${like(view.q)} OR department.short_name ILIKE ${like(view.q)}
          OR department.code ILIKE ${like(view.q)}) AND ${inForce}))`);
  }
  return Prisma.join(all, " AND ");
}

const lastSignIn = Prisma.sql`(SELECT max(session.created_at) FROM sessions AS session
  WHERE session.person_id = person.id)`;

const orders: Readonly<Record<PeopleView["sort"], Prisma.Sql>> = {
  name: Prisma.sql`person.name, person.id`,
  "-name": Prisma.sql`person.name DESC, person.id DESC`,
  signed_in: Prisma.sql`${lastSignIn} NULLS FIRST, person.name, person.id`,
  "-signed_in": Prisma.sql`${lastSignIn} DESC NULLS LAST, person.name, person.id`,
};

type Line = Omit<PersonLine, "lastSignInAt" | "roles"> & {
  readonly lastSignInAt: Date | null;
  readonly roles: readonly { role: Role; department: string | null; office: Office | null }[];
};

/** One page of the people that a view asks for. The page is cut before anything is joined to it. */
export async function listPeople(view: PeopleView): Promise<PersonLine[]> {
  const rows = await db.$queryRaw<Line[]>`
    WITH page AS MATERIALIZED (
      SELECT person.id, row_number() OVER (ORDER BY ${orders[view.sort]}) AS place
      FROM people AS person WHERE ${conditions(view)}
      ORDER BY ${orders[view.sort]}
      LIMIT ${peoplePageSize} OFFSET ${(view.page - 1) * peoplePageSize})
    SELECT person.id AS "personId", person.name, person.title, person.email,
      person.deactivated_at IS NOT NULL AS "isDeactivated", ${hasSecondFactor} AS "hasSecondFactor",
      ${lastSignIn} AS "lastSignInAt",
      coalesce((SELECT jsonb_agg(jsonb_build_object('role', held.role, 'department', department.name,
          'office', held.office) ORDER BY held.starts_at, held.id)
        FROM role_assignments AS held LEFT JOIN departments AS department ON department.id = held.department_id
        WHERE held.person_id = person.id AND ${inForce}), '[]') AS roles
    FROM page JOIN people AS person ON person.id = page.id
    ORDER BY page.place`;
  return rows.map((row) => ({
    ...row,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    roles: row.roles.map(({ role, department, office }) => ({
      role,
      place: department ?? (office ? officeWords[office] : ""),
    })),
  }));
}

/** How many people a view holds on all of its pages. */
export async function countPeople(view: PeopleView): Promise<number> {
  const [row] = await db.$queryRaw<{ people: number }[]>`
    SELECT count(*)::int AS people FROM people AS person WHERE ${conditions(view)}`;
  return row?.people ?? 0;
}

const isOpenInvitation = Prisma.sql`invitation.accepted_at IS NULL AND invitation.withdrawn_at IS NULL
  AND invitation.expires_at > clock_timestamp()
  AND (invitation.role_ends_at IS NULL OR invitation.role_ends_at > clock_timestamp())`;

/** How many there are behind each filter, over everybody. */
export async function countByFilter(): Promise<PeopleCounts> {
  const [row] = await db.$queryRaw<PeopleCounts[]>`
    SELECT
      (SELECT count(*)::int FROM people WHERE deactivated_at IS NULL) AS people,
      (SELECT count(*)::int FROM people AS person WHERE deactivated_at IS NULL AND NOT ${hasSecondFactor})
        AS "noSecondFactor",
      (SELECT count(*)::int FROM people AS person WHERE deactivated_at IS NULL
        AND NOT EXISTS (SELECT FROM sessions AS session WHERE session.person_id = person.id)) AS "neverSignedIn",
      (SELECT count(*)::int FROM people WHERE deactivated_at IS NOT NULL) AS deactivated,
      (SELECT count(*)::int FROM invitations AS invitation WHERE ${isOpenInvitation}) AS "openInvitations"`;
  if (!row) throw new Error("the people were not counted");
  return row;
}

type InvitationRow = Omit<
  InvitationLine,
  "state" | "createdAt" | "lastSentAt" | "expiresAt" | "acceptedAt" | "roleEndsAt" | "place"
> & {
  readonly departmentName: string | null;
  readonly office: Office | null;
  readonly createdAt: Date;
  readonly lastSentAt: Date;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly roleEndsAt: Date | null;
  readonly now: Date;
};

const invitationColumns = Prisma.sql`invitation.id, invitation.email, invitation.name,
  invitation.role::text AS role, department.name AS "departmentName", department.code AS "departmentCode",
  invitation.office::text AS office, invitation.invited_by_name AS "invitedByName",
  invitation.created_at AS "createdAt", invitation.last_sent_at AS "lastSentAt",
  invitation.times_sent AS "timesSent", invitation.expires_at AS "expiresAt",
  invitation.accepted_at AS "acceptedAt", invitation.withdrawn_at AS "withdrawnAt",
  invitation.role_ends_at AS "roleEndsAt", clock_timestamp() AS now,
  coalesce(address.unreachable_since > invitation.created_at, false) AS "isRefused"`;

const invitationTables = Prisma.sql`invitations AS invitation
  LEFT JOIN departments AS department ON department.id = invitation.department_id
  LEFT JOIN mail_addresses AS address ON address.address = invitation.email`;

function toLine({ departmentName, office, now, withdrawnAt, ...row }: InvitationRow): InvitationLine {
  return {
    ...row,
    place: departmentName ?? (office ? officeWords[office] : ""),
    state: invitationStateOf({ ...row, withdrawnAt }, now),
    createdAt: row.createdAt.toISOString(),
    lastSentAt: row.lastSentAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    roleEndsAt: row.roleEndsAt?.toISOString() ?? null,
  };
}

/** Invitations of every place that a search finds, those that are open first, then the newest. One page. */
export async function listInvitations(view: PeopleView): Promise<{ lines: InvitationLine[]; total: number }> {
  const found = view.q
    ? Prisma.sql`(invitation.email ILIKE ${like(view.q)} OR invitation.name ILIKE ${like(view.q)}
        OR department.name ILIKE ${like(view.q)} OR department.code ILIKE ${like(view.q)})`
    : Prisma.sql`true`;
  const ofRole = view.role ? Prisma.sql`invitation.role = ${view.role}::role` : Prisma.sql`true`;
  const [rows, counted] = await Promise.all([
    db.$queryRaw<InvitationRow[]>`
      SELECT ${invitationColumns} FROM ${invitationTables} WHERE ${found} AND ${ofRole}
      ORDER BY (${isOpenInvitation}) DESC, invitation.created_at DESC, invitation.id DESC
      LIMIT ${peoplePageSize} OFFSET ${(view.page - 1) * peoplePageSize}`,
    db.$queryRaw<{ total: number }[]>`
      SELECT count(*)::int AS total FROM ${invitationTables} WHERE ${found} AND ${ofRole}`,
  ]);
  return { lines: rows.map(toLine), total: counted[0]?.total ?? 0 };
}

/** The invitations to one department, the open ones first; of very many the newest alone. */
export async function listInvitationsTo(departmentId: DepartmentId, atMost = 100): Promise<InvitationLine[]> {
  const rows = await db.$queryRaw<InvitationRow[]>`
    SELECT ${invitationColumns} FROM ${invitationTables}
    WHERE invitation.department_id = ${departmentId}::uuid
    ORDER BY (${isOpenInvitation}) DESC, invitation.created_at DESC, invitation.id DESC LIMIT ${atMost}`;
  return rows.map(toLine);
}

/** The invitations to one address, the newest first. */
export async function listInvitationsFor(email: string, atMost = 20): Promise<InvitationLine[]> {
  const rows = await db.$queryRaw<InvitationRow[]>`
    SELECT ${invitationColumns} FROM ${invitationTables}
    WHERE invitation.email = ${email} ORDER BY invitation.created_at DESC LIMIT ${atMost}`;
  return rows.map(toLine);
}

/** One invitation by its id, for whoever may change it. */
export async function findInvitation(id: string): Promise<{
  id: string;
  email: string;
  departmentId: DepartmentId | null;
} | null> {
  const [row] = await db.$queryRaw<{ id: string; email: string; departmentId: DepartmentId | null }[]>`
    SELECT id, email, department_id AS "departmentId" FROM invitations WHERE id = ${id}::uuid`;
  return row ?? null;
}

export type SecretRow = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly title: string;
  readonly role: Role;
  readonly departmentName: string | null;
  readonly office: Office | null;
  readonly invitedByName: string;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly roleEndsAt: Date | null;
  readonly now: Date;
  /** The account of the address, and whether it signs in by itself already. */
  readonly personId: PersonId | null;
  readonly canSignIn: boolean;
  readonly isDeactivated: boolean;
};

/** The invitation whose link holds the secret of this hash, with the account of its address. Null where there is none. */
export async function findInvitationBySecret(secretHash: string): Promise<SecretRow | null> {
  const [row] = await db.$queryRaw<SecretRow[]>`
    SELECT invitation.id, invitation.email, invitation.name, invitation.title, invitation.role::text AS role,
      department.name AS "departmentName", invitation.office::text AS office,
      invitation.invited_by_name AS "invitedByName", invitation.expires_at AS "expiresAt",
      invitation.accepted_at AS "acceptedAt", invitation.withdrawn_at AS "withdrawnAt",
      invitation.role_ends_at AS "roleEndsAt", clock_timestamp() AS now, person.id AS "personId",
      coalesce(person.password_hash IS NOT NULL OR EXISTS (
        SELECT FROM identities AS known WHERE known.person_id = person.id), false) AS "canSignIn",
      person.deactivated_at IS NOT NULL AS "isDeactivated"
    FROM invitations AS invitation
    LEFT JOIN departments AS department ON department.id = invitation.department_id
    LEFT JOIN people AS person ON person.email = invitation.email
    WHERE invitation.secret_hash = ${secretHash}`;
  return row ?? null;
}
