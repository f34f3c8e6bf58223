import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { v7 as newId } from "uuid";
import { queueMessage } from "@/lib/features/mail/service";
import type { Letter } from "@/lib/features/mail/types";
import { asId, type PersonId } from "@/lib/kernel/ids";
import { err, ok, type Result } from "@/lib/kernel/result";
import { type PersonDoer, recordEvent } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";
import { rateLimit } from "@/lib/platform/rate-limit";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { peopleEvents } from "./events";
import { emailChangeLetters, peopleMessages } from "./messages";
import { lockPerson } from "./service";
import type { EmailChangeSight } from "./types";

const linkHours = 24;
const askings = rateLimit({ name: "email-changes", points: 5, windowMinutes: 60 });
const nowhere = { departmentId: null, directiveId: null } as const;

const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");

async function findHolder(tx: Transaction, email: string): Promise<PersonId | null> {
  const [row] = await tx.$queryRaw<{ id: PersonId }[]>`SELECT id FROM people WHERE email = ${email}`;
  return row?.id ?? null;
}

async function mail(
  tx: Transaction,
  to: { readonly personId: PersonId; readonly address: string },
  letter: Letter,
  requestId: string,
): Promise<void> {
  await queueMessage(tx, {
    key: `e-mail change ${newId()}`,
    kind: "email_change",
    ...to,
    ...nowhere,
    eventSequence: null,
    requestId,
    letter,
    priority: "at_once",
  });
}

async function closeOpenOnes(tx: Transaction, personId: PersonId): Promise<void> {
  await tx.$executeRaw`
    UPDATE email_changes SET expires_at = clock_timestamp()
    WHERE person_id = ${personId}::uuid AND used_at IS NULL AND expires_at > clock_timestamp()`;
}

type AskCode = "SAME_ADDRESS" | "EMAIL_IN_USE" | "DEACTIVATED" | "TOO_MANY_CHANGES";

/**
 * Begins the change of somebody's address: a link to the new one proves it within a day, a notice to the old one says
 * what to do if it was not them; earlier links open nothing from then on. Assumes that the actor may, and has shown
 * their password where it is their own. Codes: SAME_ADDRESS; EMAIL_IN_USE, for the administrator alone: a plain person is
 * answered as ever, and whoever has the address is told of it there; DEACTIVATED; TOO_MANY_CHANGES, five an hour. Writes
 * `person.email_change_requested`.
 */
export async function requestEmailChange(input: {
  readonly personId: PersonId;
  readonly newEmail: string;
  readonly by: PersonDoer;
}): Promise<Result<null, AskCode>> {
  const { personId, newEmail, by } = input;
  if (!(await askings.count(personId))) return err("TOO_MANY_CHANGES");
  const isOwn = by.personId === personId;
  return withTransaction<null, AskCode, undefined>(async (tx) => {
    const person = await lockPerson(tx, personId);
    if (!person || person.isDeactivated) return err("DEACTIVATED");
    const refuse = (code: "SAME_ADDRESS" | "EMAIL_IN_USE") =>
      err(code, { fieldErrors: { newEmail: peopleMessages[code] } });
    if (person.email === newEmail) return refuse("SAME_ADDRESS");
    const holder = await findHolder(tx, newEmail);
    if (holder && !isOwn) return refuse("EMAIL_IN_USE");
    await closeOpenOnes(tx, personId);
    const secret = randomBytes(32).toString("base64url");
    if (holder) {
      await mail(tx, { personId: holder, address: newEmail }, emailChangeLetters.inUse(), by.requestId);
    } else {
      const [made] = await tx.$queryRaw<{ expiresAt: Date }[]>`
        INSERT INTO email_changes (id, person_id, new_email, secret_hash, requested_by_name, expires_at)
        VALUES (${newId()}::uuid, ${personId}::uuid, ${newEmail}, ${hashOf(secret)}, ${by.name},
          clock_timestamp() + make_interval(hours => ${linkHours}))
        RETURNING expires_at AS "expiresAt"`;
      if (!made) throw new Error("the change was not kept");
      const letter = emailChangeLetters.prove({
        name: person.name,
        byName: isOwn ? null : by.name,
        secret,
        expiresAt: made.expiresAt,
      });
      await mail(tx, { personId, address: newEmail }, letter, by.requestId);
    }
    const notice = emailChangeLetters.asked({ newEmail, byName: isOwn ? null : by.name });
    await mail(tx, { personId, address: person.email }, notice, by.requestId);
    await recordEvent(tx, peopleEvents.emailChangeRequested, by, nowhere, {
      personId,
      name: person.name,
      newEmail,
    });
    return ok(null);
  });
}

type ChangeRow = {
  readonly id: string;
  readonly personId: PersonId;
  readonly name: string;
  readonly newEmail: string;
  readonly expiresAt: Date;
  readonly isUsed: boolean;
  readonly isExpired: boolean;
};

async function findChange(client: Pick<Transaction, "$queryRaw">, secret: string): Promise<ChangeRow | null> {
  const [row] = await client.$queryRaw<ChangeRow[]>`
    SELECT change.id, person.id AS "personId", person.name, change.new_email AS "newEmail",
      change.expires_at AS "expiresAt", change.used_at IS NOT NULL AS "isUsed",
      change.expires_at <= clock_timestamp() AS "isExpired"
    FROM email_changes AS change JOIN people AS person ON person.id = change.person_id
    WHERE change.secret_hash = ${hashOf(secret)} AND person.deactivated_at IS NULL`;
  return row ?? null;
}

/** Where the link with this secret stands. Looking uses nothing up. */
export async function findEmailChange(secret: string): Promise<EmailChangeSight> {
  const row = await findChange(db, secret);
  if (!row) return { status: "unknown" };
  if (row.isUsed) return { status: "used" };
  if (row.isExpired) return { status: "expired" };
  return {
    status: "open",
    name: row.name,
    newEmail: row.newEmail,
    expiresAt: row.expiresAt.toISOString(),
  };
}

type ConfirmCode = "LINK_UNKNOWN" | "LINK_USED" | "LINK_EXPIRED" | "EMAIL_TAKEN";

/**
 * Gives an account the address that its link was sent to, proved by that. The secret is the authority. Sessions stay;
 * password resets that were mailed to the old address open nothing from then on; the old address is told. Codes:
 * LINK_UNKNOWN, LINK_USED, LINK_EXPIRED; EMAIL_TAKEN where another account has got the address meanwhile. Writes
 * `person.email_changed`.
 */
export async function confirmEmailChange(input: {
  readonly secret: string;
  readonly requestId: string;
}): Promise<Result<{ newEmail: string }, ConfirmCode>> {
  const found = await findChange(db, input.secret);
  if (!found) return err("LINK_UNKNOWN");
  return withTransaction<{ newEmail: string }, ConfirmCode, undefined>(async (tx) => {
    const { personId, newEmail } = found;
    const person = await lockPerson(tx, personId);
    const change = await findChange(tx, input.secret);
    if (!person || !change) return err("LINK_UNKNOWN");
    if (change.isUsed) return err("LINK_USED");
    if (change.isExpired) return err("LINK_EXPIRED");
    // Of two accounts that are given one address at once, the second finds it taken.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`address ${newEmail}`}, 0))`;
    if (await findHolder(tx, newEmail)) return err("EMAIL_TAKEN");
    await tx.$executeRaw`UPDATE email_changes SET used_at = clock_timestamp() WHERE id = ${change.id}::uuid`;
    await tx.$executeRaw`
      UPDATE people SET email = ${newEmail}, email_verified_at = clock_timestamp() WHERE id = ${personId}::uuid`;
    await tx.$executeRaw`
      UPDATE password_resets SET expires_at = clock_timestamp()
      WHERE person_id = ${personId}::uuid AND used_at IS NULL AND expires_at > clock_timestamp()`;
    await closeOpenOnes(tx, personId);
    const { requestId } = input;
    const by: PersonDoer = { personId, name: person.name, role: "person", requestId };
    const letter = emailChangeLetters.changed({ newEmail });
    await mail(tx, { personId, address: person.email }, letter, requestId);
    await recordEvent(tx, peopleEvents.emailChanged, by, nowhere, {
      personId: asId<"Person">(personId),
      name: person.name,
      before: person.email,
      after: newEmail,
    });
    return ok({ newEmail });
  });
}
