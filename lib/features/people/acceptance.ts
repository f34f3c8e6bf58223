import "server-only";
import { v7 as newId } from "uuid";
import { accountEvents } from "@/lib/features/accounts/events";
import { isGuessablePassword } from "@/lib/features/accounts/guessable";
import { hashPassword } from "@/lib/features/accounts/password-service";
import type { Actor } from "@/lib/kernel/actor";
import { asId, type PersonId } from "@/lib/kernel/ids";
import { err, ok, type Result } from "@/lib/kernel/result";
import { ownDoer, type PersonDoer, recordEvent } from "@/lib/platform/audit";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { bindInvitations, hashInvitationSecret } from "./invitations";
import { findInvitationBySecret, type SecretRow } from "./list-queries";
import { lockPerson } from "./service";
import { invitationStateOf } from "./status";

type ClosedCode = "LINK_UNKNOWN" | "LINK_USED" | "LINK_EXPIRED";
const closedCodes = { accepted: "LINK_USED", expired: "LINK_EXPIRED", withdrawn: "LINK_UNKNOWN" } as const;

async function findOpen(secret: string): Promise<Result<SecretRow, ClosedCode, undefined>> {
  const row = await findInvitationBySecret(hashInvitationSecret(secret));
  if (!row || row.isDeactivated) return err("LINK_UNKNOWN");
  const state = invitationStateOf(row, row.now);
  return state === "open" ? ok(row) : err(closedCodes[state]);
}

/** Whether the link still is the invitation's newest, and it is open: asked again in the transaction. */
async function isStillOpen(tx: Transaction, secret: string): Promise<boolean> {
  const rows = await tx.$queryRaw`
    SELECT id FROM invitations WHERE secret_hash = ${hashInvitationSecret(secret)} AND accepted_at IS NULL
      AND withdrawn_at IS NULL AND expires_at > clock_timestamp()`;
  return Array.isArray(rows) && rows.length === 1;
}

/**
 * Makes the account of an invited address, or gives its first password to one that has never signed in. The secret is the
 * authority, and proves the address. The role itself binds at the sign-in that follows. Of two that come at once one
 * succeeds. Codes: LINK_UNKNOWN, LINK_USED, LINK_EXPIRED; ACCOUNT_EXISTS for an address that signs in already;
 * GUESSABLE_PASSWORD, which leaves the link open. Writes `account.password_set_up`.
 */
export async function setUpByInvitation(input: {
  readonly secret: string;
  readonly password: string;
  readonly requestId: string;
}): Promise<Result<{ email: string }, ClosedCode | "ACCOUNT_EXISTS" | "GUESSABLE_PASSWORD">> {
  const found = await findOpen(input.secret);
  if (!found.ok) return found;
  const { email, name, title } = found.data;
  if (found.data.canSignIn) return err("ACCOUNT_EXISTS");
  if (await isGuessablePassword(input.password, found.data)) return err("GUESSABLE_PASSWORD");
  const passwordHash = await hashPassword(input.password);
  return withTransaction<{ email: string }, "LINK_UNKNOWN" | "ACCOUNT_EXISTS", undefined>(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`address ${email}`}, 0))`;
    if (!(await isStillOpen(tx, input.secret))) return err("LINK_UNKNOWN");
    const [made] = await tx.$queryRaw<{ id: PersonId; name: string }[]>`
      INSERT INTO people (id, email, name, title, password_hash, password_changed_at, email_verified_at)
      VALUES (${newId()}::uuid, ${email}, ${name}, ${title}, ${passwordHash}, clock_timestamp(), clock_timestamp())
      ON CONFLICT (email) DO UPDATE SET password_hash = excluded.password_hash,
        password_changed_at = excluded.password_changed_at, email_verified_at = excluded.email_verified_at
        WHERE people.password_hash IS NULL AND people.deactivated_at IS NULL
          AND NOT EXISTS (SELECT FROM identities AS known WHERE known.person_id = people.id)
      RETURNING id, name`;
    if (!made) return err("ACCOUNT_EXISTS");
    const by: PersonDoer = {
      personId: made.id,
      name: made.name,
      role: "person",
      requestId: input.requestId,
    };
    await recordEvent(
      tx,
      accountEvents.passwordSetUp,
      by,
      { departmentId: null, directiveId: null },
      { personId: made.id },
    );
    return ok({ email });
  });
}

/**
 * Accepts with the account that is signed in. Opening the link that was mailed there proves the address, so that all that
 * is held out to it binds. Codes: LINK_UNKNOWN, LINK_USED, LINK_EXPIRED; OTHER_ADDRESS where the account has another one.
 * The session stays: it is the person's own act. Writes `person.invitation_accepted`.
 */
export async function acceptInvitation(input: {
  readonly secret: string;
  readonly actor: Actor;
  readonly requestId: string;
}): Promise<Result<{ bound: number }, ClosedCode | "OTHER_ADDRESS">> {
  const { actor, requestId } = input;
  const found = await findOpen(input.secret);
  if (!found.ok) return found;
  return withTransaction<{ bound: number }, ClosedCode | "OTHER_ADDRESS", undefined>(async (tx) => {
    const person = await lockPerson(tx, actor.personId);
    if (!person || person.isDeactivated) return err("LINK_UNKNOWN");
    if (person.email !== found.data.email) return err("OTHER_ADDRESS");
    await tx.$executeRaw`
      UPDATE people SET email_verified_at = coalesce(email_verified_at, clock_timestamp())
      WHERE id = ${person.personId}::uuid`;
    const { name, email } = person;
    const by = ownDoer(actor, requestId);
    const bound = await bindInvitations(tx, { ...by, personId: asId<"Person">(by.personId), name, email });
    return bound === 0 ? err("LINK_USED") : ok({ bound });
  });
}
