import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { DepartmentId, MessageId, PersonId } from "@/lib/kernel/ids";
import { db } from "@/lib/platform/db";
import type { MailView, UnreachableView } from "./schema";
import type { AttemptLine, MessageLine, MessageStatus, SentMessage, UnreachableLine } from "./types";

export const mailPageSize = 50;

/** The ids of messages that nobody tries any more: their job lies among the dead letters. */
export const givenUpMessages = Prisma.sql`(SELECT (dead.data->>'messageId')::uuid FROM jobs.job AS dead
  WHERE dead.name = 'dead-letter' AND dead.state = 'created' AND dead.data ? 'messageId')`;

export type MessageRow = {
  readonly id: MessageId;
  readonly status: MessageStatus;
  /** Null where whom it is for has no account yet. */
  readonly personId: PersonId | null;
  readonly address: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly createdAt: Date;
  readonly requestId: string;
  /** Whether it still has something to say to this person. */
  readonly isDue: boolean;
};

/**
 * A message with whether it is still due: the person has not left, and a reminder's body is required to file and has
 * not. Null where there is none.
 */
export async function findMessage(messageId: string): Promise<MessageRow | null> {
  const [row] = await db.$queryRaw<MessageRow[]>`
    SELECT message.id, message.status::text AS status, message.person_id AS "personId", message.address,
      message.subject, message.text, message.html, message.created_at AS "createdAt", message.request_id AS "requestId",
      person.deactivated_at IS NULL AND (NOT message.is_reminder OR EXISTS (
        SELECT FROM body_summaries AS body
        WHERE body.department_id = message.department_id AND body.directive_id = message.directive_id
          AND body.standing = 'required' AND body.first_filed_at IS NULL)) AS "isDue"
    FROM messages AS message LEFT JOIN people AS person ON person.id = message.person_id
    WHERE message.id = ${messageId}::uuid`;
  return row ?? null;
}

const matching = (q: string) => `%${q.replace(/[\\%_]/g, "\\$&")}%`;

function conditions(view: MailView): Prisma.Sql {
  const all = [Prisma.sql`true`];
  if (view.status === "given_up") {
    all.push(Prisma.sql`message.status = 'queued' AND message.id IN ${givenUpMessages}`);
  } else if (view.status === "queued") {
    all.push(Prisma.sql`message.status = 'queued' AND message.id NOT IN ${givenUpMessages}`);
  } else if (view.status) all.push(Prisma.sql`message.status = ${view.status}::message_status`);
  if (view.q) {
    const like = matching(view.q);
    all.push(Prisma.sql`(message.address ILIKE ${like} OR person.name ILIKE ${like}
      OR department.name ILIKE ${like} OR department.code ILIKE ${like})`);
  }
  return Prisma.join(all, " AND ");
}

const joined = Prisma.sql`messages AS message
  LEFT JOIN people AS person ON person.id = message.person_id
  LEFT JOIN departments AS department ON department.id = message.department_id`;

const shownStatus = Prisma.sql`CASE WHEN message.status = 'queued' AND message.id IN ${givenUpMessages}
  THEN 'given_up' ELSE message.status::text END`;

/** One page of the delivery log, the newest message first. */
export async function listMessages(view: MailView): Promise<MessageLine[]> {
  return db.$queryRaw`
    SELECT message.id, ${shownStatus} AS status, message.subject, message.address, message.kind,
      message.created_at AS "createdAt", message.settled_at AS "settledAt", message.event_sequence AS "eventSequence",
      coalesce(person.name, 'Somebody without an account') AS "personName", department.name AS "departmentName",
      (SELECT name FROM outbox_events WHERE sequence = message.event_sequence) AS "eventName",
      (SELECT count(*)::int FROM message_attempts WHERE message_id = message.id) AS attempts
    FROM ${joined}
    WHERE ${conditions(view)}
    ORDER BY message.created_at DESC, message.id DESC
    LIMIT ${mailPageSize} OFFSET ${(view.page - 1) * mailPageSize}`;
}

export async function countMessages(view: MailView): Promise<number> {
  const [row] = await db.$queryRaw<{ messages: number }[]>`
    SELECT count(*)::int AS messages FROM ${view.q ? joined : Prisma.sql`messages AS message`} WHERE ${conditions(view)}`;
  return row?.messages ?? 0;
}

/** How many messages stand in each state, of those that somebody should look at. */
export async function countWaiting(): Promise<{
  queued: number;
  givenUp: number;
  refused: number;
  kept: number;
}> {
  const [row] = await db.$queryRaw<{ queued: number; givenUp: number; refused: number; kept: number }[]>`
    SELECT
      (SELECT count(*)::int FROM messages WHERE status = 'queued' AND id NOT IN ${givenUpMessages}) AS queued,
      (SELECT count(*)::int FROM messages WHERE status = 'queued' AND id IN ${givenUpMessages}) AS "givenUp",
      (SELECT count(*)::int FROM messages WHERE status = 'refused') AS refused,
      (SELECT count(*)::int FROM messages WHERE status = 'kept') AS kept`;
  return row ?? { queued: 0, givenUp: 0, refused: 0, kept: 0 };
}

/** A message whole, as it was or will be handed over; null where there is none. */
export async function findSentMessage(messageId: string): Promise<SentMessage | null> {
  const [row] = await db.$queryRaw<SentMessage[]>`
    SELECT message.id, ${shownStatus} AS status, message.subject, message.address, message.kind,
      message.created_at AS "createdAt", message.settled_at AS "settledAt", message.event_sequence AS "eventSequence",
      coalesce(person.name, 'Somebody without an account') AS "personName", department.name AS "departmentName",
      (SELECT name FROM outbox_events WHERE sequence = message.event_sequence) AS "eventName",
      (SELECT count(*)::int FROM message_attempts WHERE message_id = message.id) AS attempts,
      message.text, message.html, message.request_id AS "requestId", message.is_reminder AS "isReminder"
    FROM ${joined}
    WHERE message.id = ${messageId}::uuid`;
  return row ?? null;
}

/** The tries of a message, the newest first; of very many the newest alone. */
export async function listAttempts(messageId: string, atMost: number): Promise<AttemptLine[]> {
  return db.$queryRaw`
    SELECT id, at, is_taken AS "isTaken", reply_code AS "replyCode", words FROM message_attempts
    WHERE message_id = ${messageId}::uuid ORDER BY at DESC, id DESC LIMIT ${atMost}`;
}

const unreachablePeople = Prisma.sql`mail_addresses AS refused
  JOIN people AS person ON person.email = refused.address AND person.deactivated_at IS NULL`;

const department = (of: Prisma.Sql) => Prisma.sql`(SELECT ${of} FROM role_assignments AS held
  JOIN departments AS department ON department.id = held.department_id
  WHERE held.person_id = person.id AND held.starts_at <= clock_timestamp()
    AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp())
  ORDER BY held.starts_at, held.id LIMIT 1)`;

const unreachableColumns = Prisma.sql`person.id AS "personId", person.name, refused.address,
  refused.unreachable_since AS "unreachableSince", refused.last_taken_at AS "lastTakenAt",
  refused.last_refused_at AS "lastRefusedAt", refused.last_refusal AS "lastRefusal",
  ${department(Prisma.sql`department.name`)} AS "departmentName",
  ${department(Prisma.sql`department.code`)} AS "departmentCode",
  (SELECT id FROM messages AS message WHERE message.address = refused.address AND message.status = 'refused'
    ORDER BY message.created_at DESC LIMIT 1) AS "messageId"`;

/** People whose address refuses, those who have been so the longest first. */
export async function listUnreachable(view: UnreachableView): Promise<UnreachableLine[]> {
  return db.$queryRaw`
    SELECT ${unreachableColumns} FROM ${unreachablePeople}
    WHERE refused.unreachable_since IS NOT NULL
    ORDER BY refused.unreachable_since, refused.address
    LIMIT ${mailPageSize} OFFSET ${(view.page - 1) * mailPageSize}`;
}

export async function countUnreachable(): Promise<number> {
  const [row] = await db.$queryRaw<{ people: number }[]>`
    SELECT count(*)::int AS people FROM ${unreachablePeople} WHERE refused.unreachable_since IS NOT NULL`;
  return row?.people ?? 0;
}

/** Those of a department, in whatever role of it, whose address refuses. */
export async function listUnreachableOf(departmentId: DepartmentId): Promise<UnreachableLine[]> {
  return db.$queryRaw`
    SELECT ${unreachableColumns} FROM ${unreachablePeople}
    WHERE refused.unreachable_since IS NOT NULL AND EXISTS (
      SELECT FROM role_assignments AS held
      WHERE held.person_id = person.id AND held.department_id = ${departmentId}::uuid
        AND held.starts_at <= clock_timestamp() AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp()))
    ORDER BY refused.unreachable_since, refused.address
    LIMIT 20`;
}

/** The person as one whose address refuses; null where it does not. */
export async function findUnreachablePerson(personId: PersonId): Promise<UnreachableLine | null> {
  const [line] = await db.$queryRaw<UnreachableLine[]>`
    SELECT ${unreachableColumns} FROM ${unreachablePeople}
    WHERE refused.unreachable_since IS NOT NULL AND person.id = ${personId}::uuid`;
  return line ?? null;
}
