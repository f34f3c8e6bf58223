import "server-only";
import { v7 as newId } from "uuid";
import { asId, type DepartmentId, type MessageId, type PersonId } from "@/lib/kernel/ids";
import { err, ok, type Result } from "@/lib/kernel/result";
import { type Doer, recordEvent, system } from "@/lib/platform/audit";
import type { HandedOver } from "@/lib/platform/email";
import { portalUrl } from "@/lib/platform/env";
import { enqueue } from "@/lib/platform/jobs";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { wakeAfterCommit } from "@/lib/platform/wake";
import { mailEvents } from "./events";
import { renderHtml, renderSubject, renderText } from "./letter";
import { givenUpMessages, type MessageRow } from "./queries";
import { kindsOfOneAddress, type NewMessage } from "./types";

/**
 * Writes a message and queues its sending, in the caller's transaction. A second message with the same key is not made,
 * so that a job which runs twice sends once. Answers whether it was made.
 */
export async function queueMessage(tx: Transaction, message: NewMessage): Promise<boolean> {
  const id = newId();
  const url = portalUrl();
  const made = await tx.$executeRaw`
    INSERT INTO messages (id, key, kind, person_id, address, department_id, directive_id, event_sequence, request_id,
      subject, text, html, is_reminder)
    VALUES (${id}::uuid, ${message.key}, ${message.kind}, ${message.personId}::uuid, ${message.address},
      ${message.departmentId}::uuid, ${message.directiveId}::uuid, ${message.eventSequence}, ${message.requestId},
      ${renderSubject(message.letter)}, ${renderText(message.letter, url)}, ${renderHtml(message.letter, url)},
      ${message.isReminder ?? false})
    ON CONFLICT (key) DO NOTHING`;
  if (made === 0) return false;
  await enqueue(
    tx,
    "send-message",
    { messageId: id, requestId: message.requestId },
    { priority: message.priority },
  );
  wakeAfterCommit(tx);
  return true;
}

/** Takes a message out of the queue that is not handed over: it has no more to say, or there is no mail server. */
export async function settleUnsent(messageId: MessageId, status: "cancelled" | "kept"): Promise<void> {
  await withTransaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE messages SET status = ${status}::message_status, settled_at = clock_timestamp()
      WHERE id = ${messageId}::uuid AND status = 'queued'`;
    return ok(null);
  });
}

/**
 * Writes down what became of one try: the attempt, the message's status, and what is now known of the address. Writes
 * `mail.address_refused` when the address begins to refuse, and not while it goes on to.
 */
export async function recordAttempt(
  message: Pick<MessageRow, "id" | "personId" | "address">,
  handed: HandedOver,
  requestId: string,
): Promise<void> {
  await withTransaction(async (tx) => {
    if (handed.outcome === "taken") await markTaken(tx, message, handed);
    else await writeAttempt(tx, message.id, handed);
    if (handed.outcome !== "refused") return ok(null);
    // What was taken once stays sent, whatever a second try of the same message is told.
    await tx.$executeRaw`
      UPDATE messages SET status = 'refused', settled_at = clock_timestamp()
      WHERE id = ${message.id}::uuid AND status <> 'sent'`;
    // Whoever invited somebody sees in their list that the address refuses.
    if ((await noteRefused(tx, message.address, handed.words)) && message.personId) {
      const departmentId = await findDepartmentOf(tx, message.personId);
      await recordEvent(
        tx,
        mailEvents.addressRefused,
        system(requestId),
        { departmentId, directiveId: null },
        { personId: message.personId, messageId: message.id },
      );
    }
    return ok(null);
  });
}

async function writeAttempt(tx: Transaction, messageId: MessageId, handed: HandedOver): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO message_attempts (message_id, id, is_taken, reply_code, words)
    VALUES (${messageId}::uuid, ${newId()}::uuid, false, ${handed.replyCode}::int, ${handed.words})`;
}

/** In one statement, since it is what nearly every message comes to: a thousand must not wait for each other's marks. */
async function markTaken(
  tx: Transaction,
  message: { readonly id: MessageId; readonly address: string },
  handed: HandedOver,
): Promise<void> {
  await tx.$executeRaw`
    WITH attempt AS (
      INSERT INTO message_attempts (message_id, id, is_taken, reply_code, words)
      VALUES (${message.id}::uuid, ${newId()}::uuid, true, ${handed.replyCode}::int, ${handed.words})),
    marked AS (
      UPDATE messages SET status = 'sent', settled_at = clock_timestamp()
      WHERE id = ${message.id}::uuid AND status <> 'sent')
    INSERT INTO mail_addresses (address, last_taken_at) VALUES (${message.address}, clock_timestamp())
    ON CONFLICT (address) DO UPDATE SET last_taken_at = excluded.last_taken_at, unreachable_since = NULL`;
}

/** Answers whether the address was not known to refuse. Its row is held, so that of two refusals at once one begins. */
async function noteRefused(tx: Transaction, address: string, words: string): Promise<boolean> {
  await tx.$executeRaw`INSERT INTO mail_addresses (address) VALUES (${address}) ON CONFLICT (address) DO NOTHING`;
  const [held] = await tx.$queryRaw<{ isRefusing: boolean }[]>`
    SELECT unreachable_since IS NOT NULL AS "isRefusing" FROM mail_addresses WHERE address = ${address} FOR UPDATE`;
  await tx.$executeRaw`
    UPDATE mail_addresses SET unreachable_since = coalesce(unreachable_since, clock_timestamp()),
      last_refusal = ${words}, last_refused_at = clock_timestamp()
    WHERE address = ${address}`;
  return !held?.isRefusing;
}

/** The department that somebody belongs to first; null for the offices. */
async function findDepartmentOf(tx: Transaction, personId: PersonId): Promise<DepartmentId | null> {
  const [row] = await tx.$queryRaw<{ departmentId: string }[]>`
    SELECT department_id AS "departmentId" FROM role_assignments
    WHERE person_id = ${personId}::uuid AND department_id IS NOT NULL AND starts_at <= clock_timestamp()
      AND (ends_at IS NULL OR ends_at > clock_timestamp())
    ORDER BY starts_at, id LIMIT 1`;
  return row ? asId<"Department">(row.departmentId) : null;
}

/**
 * Queues a message again that was refused, given up or kept, under the Message-ID it had and to the address that the
 * person has by now: it may have been put right since. Assumes that the actor may.
 * NOT_SENDABLE for any other: it is still being tried, was sent, or had no more to say. Writes `mail.sent_anew`.
 */
export async function sendAnew(input: {
  readonly messageId: MessageId;
  readonly by: Doer;
}): Promise<Result<{ messageId: MessageId }, "NOT_SENDABLE">> {
  const { messageId, by } = input;
  return withTransaction<{ messageId: MessageId }, "NOT_SENDABLE", undefined>(async (tx) => {
    const [message] = await tx.$queryRaw<
      { personId: PersonId | null; departmentId: DepartmentId | null; isSendable: boolean }[]
    >`
      SELECT person_id AS "personId", department_id AS "departmentId",
        status IN ('refused', 'kept') OR (status = 'queued' AND id IN ${givenUpMessages}) AS "isSendable"
      FROM messages WHERE id = ${messageId}::uuid FOR UPDATE`;
    if (!message?.isSendable) return err("NOT_SENDABLE");
    // Its dead letter is answered by this, and is not to be replayed a second time.
    await tx.$executeRaw`
      DELETE FROM jobs.job WHERE name = 'dead-letter' AND state = 'created' AND data->>'messageId' = ${messageId}`;
    await tx.$executeRaw`
      UPDATE messages AS message SET status = 'queued', settled_at = NULL, address = CASE
        WHEN kind = ANY(${[...kindsOfOneAddress]}::text[]) THEN address
        ELSE coalesce((SELECT person.email FROM people AS person WHERE person.id = message.person_id), address) END
      WHERE message.id = ${messageId}::uuid`;
    await enqueue(tx, "send-message", { messageId, requestId: by.requestId });
    await recordEvent(
      tx,
      mailEvents.sentAnew,
      by,
      { departmentId: message.departmentId, directiveId: null },
      { personId: message.personId, messageId },
    );
    return ok({ messageId });
  });
}
