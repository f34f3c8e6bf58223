import "server-only";
import { createHash } from "node:crypto";
import type { Office, Role } from "@/lib/kernel/actor";
import { asId } from "@/lib/kernel/ids";
import { db } from "@/lib/platform/db";
import type { SetUpState } from "./types";

type LinkRow = {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly expiresAt: Date;
  readonly isUsed: boolean;
  readonly isExpired: boolean;
  readonly isDeactivated: boolean;
};

/** The secret has 256 random bits: a plain hash of it can be neither guessed nor turned back. */
export function hashSetUpSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Where the link with this secret stands, by the database's clock. A deactivated person's is told as unknown. */
export async function findSetUpState(secret: string): Promise<SetUpState> {
  const [link] = await db.$queryRaw<LinkRow[]>`
    SELECT person.id AS "personId", person.name, person.email, link.expires_at AS "expiresAt",
      link.used_at IS NOT NULL OR person.password_hash IS NOT NULL AS "isUsed",
      link.expires_at <= clock_timestamp() AS "isExpired", person.deactivated_at IS NOT NULL AS "isDeactivated"
    FROM set_up_links AS link JOIN people AS person ON person.id = link.person_id
    WHERE link.secret_hash = ${hashSetUpSecret(secret)}`;
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
