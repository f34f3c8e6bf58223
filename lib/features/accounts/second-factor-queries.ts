import "server-only";
import type { PersonId, SessionId } from "@/lib/kernel/ids";
import { db } from "@/lib/platform/db";
import type { SqlClient } from "@/lib/platform/sql";
import type { Factor } from "./types";

/** How long after a proof what needs a fresh one may be done. */
export const freshMinutes = 10;

export type StateRow = {
  readonly totpSince: Date | null;
  readonly recoveryCodesLeft: number;
  readonly hasPassword: boolean;
  readonly isFresh: boolean;
  readonly hasSecondFactor: boolean;
  readonly needsSecondFactor: boolean;
};

/** The second step of a person, and how one of their sessions stands; null for a session that is not theirs. */
export async function findSecondFactorState(of: {
  readonly personId: PersonId;
  readonly sessionId: SessionId;
  readonly neededBy: readonly string[];
}): Promise<StateRow | null> {
  const [row] = await db.$queryRaw<StateRow[]>`
    SELECT totp.confirmed_at AS "totpSince", person.password_hash IS NOT NULL AS "hasPassword",
      (SELECT count(*) FROM recovery_codes WHERE person_id = person.id AND used_at IS NULL)::int
        AS "recoveryCodesLeft",
      session.proved_at > clock_timestamp() - make_interval(mins => ${freshMinutes}) AS "isFresh",
      session.second_factor IS NOT NULL AS "hasSecondFactor",
      EXISTS (SELECT FROM role_assignments AS held WHERE held.person_id = person.id
        AND held.role::text = ANY(${[...of.neededBy]}::text[]) AND held.starts_at <= clock_timestamp()
        AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp())) AS "needsSecondFactor"
    FROM sessions AS session
    JOIN people AS person ON person.id = session.person_id
    LEFT JOIN totp_secrets AS totp ON totp.person_id = person.id AND totp.confirmed_at IS NOT NULL
    WHERE session.id = ${of.sessionId}::uuid AND session.person_id = ${of.personId}::uuid`;
  return row ?? null;
}

export type PasskeyRow = {
  readonly id: string;
  readonly name: string;
  readonly transports: string[];
  readonly isBackedUp: boolean;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
};

/** A person's passkeys, the oldest first. */
export async function listPasskeys(personId: PersonId): Promise<PasskeyRow[]> {
  return db.$queryRaw<PasskeyRow[]>`
    SELECT id, name, transports, is_backed_up AS "isBackedUp", created_at AS "createdAt",
      last_used_at AS "lastUsedAt"
    FROM passkeys WHERE person_id = ${personId}::uuid ORDER BY created_at, id`;
}

/** One of a person's own passkeys; null when it is another's or nobody's. */
export async function findOwnPasskey(personId: PersonId, id: string): Promise<{ personId: PersonId } | null> {
  const [row] = await db.$queryRaw<{ personId: PersonId }[]>`
    SELECT person_id AS "personId" FROM passkeys WHERE id = ${id} AND person_id = ${personId}::uuid`;
  return row ?? null;
}

/** In which ways a person can take the second step; none where none is set up. */
export async function listFactors(client: SqlClient, personId: PersonId): Promise<readonly Factor[]> {
  return client.$queryRaw<{ factor: Factor }[]>`
    SELECT 'totp' AS factor FROM totp_secrets WHERE person_id = ${personId}::uuid AND confirmed_at IS NOT NULL
    UNION ALL
    (SELECT 'passkey' FROM passkeys WHERE person_id = ${personId}::uuid LIMIT 1)`.then((rows) =>
    rows.map(({ factor }) => factor),
  );
}

/** The person behind an open sign-in ticket, without using up anything of it; null for any other text. */
export async function findTicketHolder(secretHash: string): Promise<PersonId | null> {
  const [row] = await db.$queryRaw<{ personId: PersonId }[]>`
    SELECT ticket.person_id AS "personId" FROM sign_in_tickets AS ticket
    JOIN people AS person ON person.id = ticket.person_id AND person.deactivated_at IS NULL
    WHERE ticket.secret_hash = ${secretHash} AND ticket.used_at IS NULL
      AND ticket.expires_at > clock_timestamp()`;
  return row?.personId ?? null;
}
