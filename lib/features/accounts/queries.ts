import "server-only";
import type { Office, Role } from "@/lib/kernel/actor";
import { asId, type PersonId } from "@/lib/kernel/ids";
import { db } from "@/lib/platform/db";
import { hashSecret } from "@/lib/platform/secrets";
import type { ResetState, SetUpState } from "./types";

type LinkRow = {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly expiresAt: Date;
  readonly isUsed: boolean;
  readonly isExpired: boolean;
  readonly isDeactivated: boolean;
};

/** Where the link with this secret stands, by the database's clock. A deactivated person's is told as unknown. */
export async function findSetUpState(secret: string): Promise<SetUpState> {
  const [link] = await db.$queryRaw<LinkRow[]>`
    SELECT person.id AS "personId", person.name, person.email, link.expires_at AS "expiresAt",
      link.used_at IS NOT NULL OR person.password_hash IS NOT NULL AS "isUsed",
      link.expires_at <= clock_timestamp() AS "isExpired", person.deactivated_at IS NOT NULL AS "isDeactivated"
    FROM set_up_links AS link JOIN people AS person ON person.id = link.person_id
    WHERE link.secret_hash = ${hashSecret(secret)}`;
  if (!link || link.isDeactivated) return { status: "unknown" };
  if (link.isUsed) return { status: "used" };
  if (link.isExpired) return { status: "expired" };
  const { name, email } = link;
  return {
    status: "open",
    personId: asId<"Person">(link.personId),
    name,
    email,
    expiresAt: link.expiresAt.toISOString(),
  };
}

type ResetRow = {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly isUsed: boolean;
  readonly isExpired: boolean;
};

/** Where the link for a new password stands, by the database's clock. A deactivated person's is told as unknown. */
export async function findResetState(secret: string): Promise<ResetState> {
  const [link] = await db.$queryRaw<ResetRow[]>`
    SELECT person.id AS "personId", person.name, person.email, link.used_at IS NOT NULL AS "isUsed",
      link.expires_at <= clock_timestamp() AS "isExpired"
    FROM password_resets AS link JOIN people AS person ON person.id = link.person_id
    WHERE link.secret_hash = ${hashSecret(secret)} AND person.deactivated_at IS NULL`;
  if (!link) return { status: "unknown" };
  if (link.isUsed) return { status: "used" };
  if (link.isExpired) return { status: "expired" };
  return { status: "open", personId: asId<"Person">(link.personId), name: link.name, email: link.email };
}

export type OwnAccountRow = {
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly isEmailVerified: boolean;
  readonly hasPassword: boolean;
  readonly passwordChangedAt: Date | null;
  readonly factors: number;
};

/** A person's own account; null for nobody's id. */
export async function findOwnAccount(personId: PersonId): Promise<OwnAccountRow | null> {
  const [row] = await db.$queryRaw<OwnAccountRow[]>`
    SELECT person.name, person.title, person.email, person.email_verified_at IS NOT NULL AS "isEmailVerified",
      person.password_hash IS NOT NULL AS "hasPassword", person.password_changed_at AS "passwordChangedAt",
      (SELECT count(*) FROM totp_secrets WHERE person_id = person.id AND confirmed_at IS NOT NULL)::int
        + (SELECT count(*) FROM passkeys WHERE person_id = person.id)::int AS factors
    FROM people AS person WHERE person.id = ${personId}::uuid`;
  return row ?? null;
}

export type OwnRoleRow = {
  readonly id: string;
  readonly role: Role;
  readonly departmentName: string | null;
  readonly office: Office | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly hasBegun: boolean;
};

/** The roles that a person holds or is about to hold, by the database's clock. */
export async function listOwnRoles(personId: PersonId): Promise<OwnRoleRow[]> {
  return db.$queryRaw<OwnRoleRow[]>`
    SELECT held.id, held.role::text AS role, department.name AS "departmentName", held.office::text AS office,
      held.starts_at AS "startsAt", held.ends_at AS "endsAt", held.starts_at <= clock_timestamp() AS "hasBegun"
    FROM role_assignments AS held LEFT JOIN departments AS department ON department.id = held.department_id
    WHERE held.person_id = ${personId}::uuid AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp())
    ORDER BY held.starts_at, held.id`;
}

/** Whether this database was filled with the demonstration; null when it was never filled. */
export async function findIsDemonstration(): Promise<boolean | null> {
  const [installation] = await db.$queryRaw<{ isDemonstration: boolean }[]>`
    SELECT is_demonstration AS "isDemonstration" FROM installations`;
  return installation?.isDemonstration ?? null;
}

/** Everybody of the demonstration who can sign in, with the role they hold first. */
export async function listDemonstrationPeople(): Promise<
  { email: string; role: Role; department: string | null; office: Office | null }[]
> {
  return db.$queryRaw`
    SELECT DISTINCT ON (person.id) person.email, held.role::text AS role, department.name AS department,
      held.office::text AS office
    FROM people AS person
    JOIN role_assignments AS held ON held.person_id = person.id
    LEFT JOIN departments AS department ON department.id = held.department_id
    WHERE person.password_hash IS NOT NULL AND person.deactivated_at IS NULL
    ORDER BY person.id, held.starts_at
    LIMIT 20`;
}
