import "server-only";
import { v7 as newId } from "uuid";
import { asId, type PersonId } from "@/lib/kernel/ids";
import { err, ok, type Result } from "@/lib/kernel/result";
import { type Doer, recordEvent, system } from "@/lib/platform/audit";
import { hashSecret, newSecret } from "@/lib/platform/secrets";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { accountEvents } from "./events";
import { isGuessablePassword } from "./guessable";
import { hashPassword } from "./password-service";
import { findSetUpState } from "./queries";

const setUpLinkHours = 24;

/** Makes a link and closes the person's earlier ones. Answers its secret, which is kept nowhere. */
export async function issueSetUpLink(
  tx: Transaction,
  personId: PersonId,
): Promise<{ secret: string; expiresAt: Date }> {
  const secret = newSecret();
  const expiresAt = new Date(Date.now() + setUpLinkHours * 3_600_000);
  await closeSetUpLinks(tx, personId);
  await tx.$executeRaw`
    INSERT INTO set_up_links (id, person_id, secret_hash, expires_at)
    VALUES (${newId()}::uuid, ${personId}::uuid, ${hashSecret(secret)}, ${expiresAt})`;
  return { secret, expiresAt };
}

async function closeSetUpLinks(tx: Transaction, personId: PersonId): Promise<void> {
  await tx.$executeRaw`
    UPDATE set_up_links SET expires_at = clock_timestamp()
    WHERE person_id = ${personId}::uuid AND used_at IS NULL AND expires_at > clock_timestamp()`;
}

type PersonRow = {
  readonly id: string;
  readonly email: string;
  readonly hasPassword: boolean;
  readonly isDeactivated: boolean;
  readonly isAdministrator: boolean;
};

/** Everybody who holds the role of administrator, and whoever has the address; their rows locked, in one order. */
async function lockAdministratorsAnd(tx: Transaction, email: string): Promise<PersonRow[]> {
  return tx.$queryRaw<PersonRow[]>`
    SELECT person.id, person.email, person.password_hash IS NOT NULL AS "hasPassword",
      person.deactivated_at IS NOT NULL AS "isDeactivated",
      EXISTS (SELECT FROM role_assignments AS held WHERE held.person_id = person.id
        AND held.role = 'administrator' AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp()))
        AS "isAdministrator"
    FROM people AS person
    WHERE person.email = ${email} OR person.id IN (
      SELECT person_id FROM role_assignments
      WHERE role = 'administrator' AND (ends_at IS NULL OR ends_at > clock_timestamp()))
    ORDER BY person.id
    FOR UPDATE OF person`;
}

/** Takes the role away again from administrators who never set a password, and closes their links. */
async function withdrawAdministrator(tx: Transaction, personId: PersonId): Promise<void> {
  await closeSetUpLinks(tx, personId);
  await tx.$executeRaw`
    UPDATE role_assignments SET ends_at = clock_timestamp()
    WHERE person_id = ${personId}::uuid AND role = 'administrator' AND (ends_at IS NULL OR ends_at > clock_timestamp())`;
}

/**
 * Makes the first administrator of an installation and answers the secret of the link by which they set their
 * password. Assumes the authority of whoever runs the machine. Asked again before the link was used, it makes a
 * new link and closes the one before, whoever that was for: until a password is set there is one candidate. Codes:
 * ADMINISTRATOR_EXISTS when an administrator can sign in; EMAIL_IN_USE when the address is that of somebody else
 * who can, or could. Audited.
 */
export async function makeFirstAdministrator(input: {
  email: string;
  name: string;
  requestId: string;
}): Promise<Result<{ secret: string; expiresAt: Date }, "ADMINISTRATOR_EXISTS" | "EMAIL_IN_USE">> {
  type Made = { secret: string; expiresAt: Date };
  return withTransaction<Made, "ADMINISTRATOR_EXISTS" | "EMAIL_IN_USE", undefined>(async (tx) => {
    // Two commands at once find no row that both could lock.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('first administrator'))`;
    const people = await lockAdministratorsAnd(tx, input.email);
    const administrators = people.filter((person) => person.isAdministrator && !person.isDeactivated);
    if (administrators.some((person) => person.hasPassword)) return err("ADMINISTRATOR_EXISTS");
    const known = people.find((person) => person.email === input.email);
    if (known?.hasPassword || known?.isDeactivated) return err("EMAIL_IN_USE");
    for (const { id } of administrators) await withdrawAdministrator(tx, asId<"Person">(id));

    const personId = known ? asId<"Person">(known.id) : asId<"Person">(newId());
    await tx.$executeRaw`
      INSERT INTO people (id, email, name) VALUES (${personId}::uuid, ${input.email}, ${input.name})
      ON CONFLICT (email) DO UPDATE SET name = excluded.name`;
    await tx.$executeRaw`
      INSERT INTO role_assignments (id, person_id, role, office)
      VALUES (${newId()}::uuid, ${personId}::uuid, 'administrator', 'mayor')`;
    await recordEvent(
      tx,
      accountEvents.firstAdministratorMade,
      system(input.requestId),
      { departmentId: null, directiveId: null },
      { personId },
    );
    return ok(await issueSetUpLink(tx, personId));
  });
}

/**
 * Sets the first password of whoever holds the secret of an open link, and closes the link. Of two that come at
 * once one succeeds. Codes: LINK_UNKNOWN, LINK_USED, LINK_EXPIRED; GUESSABLE_PASSWORD, which leaves the link open.
 * Audited.
 */
export async function completeSetUp(input: {
  secret: string;
  password: string;
  requestId: string;
}): Promise<Result<{ email: string }, "LINK_UNKNOWN" | "LINK_USED" | "LINK_EXPIRED" | "GUESSABLE_PASSWORD">> {
  const link = await findSetUpState(input.secret);
  if (link.status !== "open") return err(codeOfClosedLink[link.status]);
  if (await isGuessablePassword(input.password, link)) return err("GUESSABLE_PASSWORD");
  const passwordHash = await hashPassword(input.password);
  const result = await withTransaction<{ email: string }, "LINK_CLOSED", undefined>(async (tx) => {
    await tx.$queryRaw`SELECT FROM people WHERE id = ${link.personId}::uuid FOR UPDATE`;
    const used = await tx.$executeRaw`
      UPDATE set_up_links AS link SET used_at = clock_timestamp()
      FROM people AS person
      WHERE link.secret_hash = ${hashSecret(input.secret)} AND link.used_at IS NULL
        AND link.expires_at > clock_timestamp() AND person.id = link.person_id
        AND person.password_hash IS NULL AND person.deactivated_at IS NULL`;
    if (used === 0) return err("LINK_CLOSED");
    await tx.$executeRaw`UPDATE people SET password_hash = ${passwordHash} WHERE id = ${link.personId}::uuid`;
    await closeSetUpLinks(tx, link.personId);
    const by: Doer = { personId: link.personId, name: link.name, role: "person", requestId: input.requestId };
    await recordEvent(
      tx,
      accountEvents.passwordSetUp,
      by,
      { departmentId: null, directiveId: null },
      { personId: link.personId },
    );
    return ok({ email: link.email });
  });
  if (result.ok) return result;
  const now = await findSetUpState(input.secret);
  return err(now.status === "open" ? "LINK_USED" : codeOfClosedLink[now.status]);
}

const codeOfClosedLink = { used: "LINK_USED", expired: "LINK_EXPIRED", unknown: "LINK_UNKNOWN" } as const;
