import "server-only";
import { randomBytes } from "node:crypto";
import { v7 as newId } from "uuid";
import { findDepartmentById } from "@/lib/features/liaisons/queries";
import { queueMessage } from "@/lib/features/mail/service";
import type { Role } from "@/lib/kernel/actor";
import type { PersonId } from "@/lib/kernel/ids";
import { err, ok, type Result } from "@/lib/kernel/result";
import { announceEvent, type PersonDoer, recordEvent, system } from "@/lib/platform/audit";
import { portalUrl } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { composers, findPersonConcerned } from "./compose/composers";
import { notificationEvents } from "./events";
import {
  choicesWithin,
  deliveryFor,
  kindDefinition,
  kindOfEvent,
  kindsFor,
  type NotificationKind,
  reachOf,
} from "./kinds";
import { notOfferedWords, whyWords } from "./messages";
import {
  findOccurrence,
  hashCalendarSecret,
  listChoices,
  listRecipients,
  type RecipientRow,
} from "./queries";
import type { Delivery, Listener } from "./reach";
import type { SavePreferencesInput } from "./schema";
import type { Occurrence, Told } from "./types";
import { unheardEvents } from "./unheard";

type Delivered = { readonly recipient: RecipientRow; readonly told: Told; readonly delivery: Delivery };

/**
 * Tells those whom an event concerns: a line in each one's inbox and, for those who hear of it at once, a message, all
 * in one transaction. Who that is, is asked now: roles in force, accounts that are not closed. Telling it again, or by
 * two workers at the same time, tells nobody twice. An event of which nobody is told, or that is no longer kept, is
 * done.
 */
export async function deliverEvent(sequence: bigint, requestId: string): Promise<void> {
  const occurrence = await findOccurrence(sequence);
  if (!occurrence) {
    log.warn({ sequence: String(sequence), requestId }, "an event was pruned before anybody was told of it");
    return;
  }
  const kind = kindOfEvent(occurrence.name);
  if (!kind) {
    if (!(occurrence.name in unheardEvents))
      log.warn(
        { event: occurrence.name, requestId },
        "nobody is told of this event: it is not in the matrix",
      );
    return;
  }
  // Composed before the transaction, which holds one connection and must not wait for a second.
  const delivered = await composeForAll(occurrence, kind);
  if (delivered.length === 0) return;
  const department = occurrence.departmentId && (await findDepartmentById(occurrence.departmentId));
  await withTransaction(async (tx) => {
    const told = await storeNotifications(tx, occurrence, kind, delivered);
    if (told.size === 0) return ok(null);
    for (const one of delivered) {
      if (one.delivery === "at_once" && told.has(one.recipient.personId)) {
        await queueLetter(tx, occurrence, kind, one, department?.name ?? null);
      }
    }
    await announceEvent(
      tx,
      notificationEvents.inboxChanged,
      system(occurrence.requestId),
      { departmentId: null, directiveId: null },
      { personIds: [...told] },
    );
    return ok(null);
  });
}

async function composeForAll(occurrence: Occurrence, kind: NotificationKind): Promise<Delivered[]> {
  const { audience, isReceipt } = kindDefinition(kind);
  const recipients = await listRecipients({
    kind,
    roles: Object.keys(audience).filter(
      (listener) => listener !== "person_concerned",
    ) as RecipientRow["roles"],
    departmentId: occurrence.departmentId,
    concernedId: "person_concerned" in audience ? await findPersonConcerned(occurrence) : null,
  });
  const delivered = await Promise.all(
    recipients.map(async (recipient) => {
      if (recipient.personId === occurrence.actorId && !isReceipt) return null;
      const as: readonly Listener[] = recipient.isConcerned ? ["person_concerned"] : recipient.roles;
      const reach = reachOf(kind, as);
      const told = reach && (await composers[kind](occurrence, recipient));
      return told && { recipient, told, delivery: deliveryFor(reach, recipient.chosen) };
    }),
  );
  return delivered.filter((one) => one !== null);
}

/** The lines of the inboxes that were not there yet; answers whose they are. */
async function storeNotifications(
  tx: Transaction,
  occurrence: Occurrence,
  kind: NotificationKind,
  delivered: readonly Delivered[],
): Promise<ReadonlySet<PersonId>> {
  const lines = delivered.map(({ recipient, told: { title, body, href }, delivery }) => ({
    person_id: recipient.personId,
    id: newId(),
    title,
    body,
    href,
    delivery,
  }));
  const stored = await tx.$queryRaw<{ personId: PersonId }[]>`
    INSERT INTO notifications (person_id, id, kind, event_sequence, department_id, directive_id, title, body, href,
      delivery, created_at)
    SELECT line.person_id, line.id, ${kind}, ${occurrence.sequence}, ${occurrence.departmentId}::uuid,
      ${occurrence.directiveId}::uuid, line.title, line.body, line.href, line.delivery, ${occurrence.occurredAt}
    FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      AS line (person_id uuid, id uuid, title text, body text, href text, delivery delivery)
    ORDER BY line.person_id
    ON CONFLICT (person_id, event_sequence) DO NOTHING
    RETURNING person_id AS "personId"`;
  return new Set(stored.map(({ personId }) => personId));
}

async function queueLetter(
  tx: Transaction,
  occurrence: Occurrence,
  kind: NotificationKind,
  { recipient, told }: Delivered,
  departmentName: string | null,
): Promise<void> {
  const { priority, isReminder } = kindDefinition(kind);
  await queueMessage(tx, {
    key: `event ${occurrence.sequence} to ${recipient.personId}`,
    kind,
    personId: recipient.personId,
    address: recipient.email,
    departmentId: occurrence.departmentId,
    directiveId: occurrence.directiveId,
    eventSequence: occurrence.sequence,
    requestId: occurrence.requestId,
    letter: { ...told.letter, why: whyWords({ ...recipient, departmentName }) },
    isReminder: isReminder ?? false,
    priority,
  });
}

/** That an inbox looks otherwise now, for the pages of this person that stand open. */
async function announceInbox(tx: Transaction, by: PersonDoer): Promise<void> {
  const nowhere = { departmentId: null, directiveId: null };
  await announceEvent(tx, notificationEvents.inboxChanged, by, nowhere, { personIds: [by.personId] });
}

/** Marks one's own notification as read, or as unread again; what stands so already stays as it is. */
export async function markNotification(input: {
  readonly notificationId: string;
  readonly isRead: boolean;
  readonly by: PersonDoer;
}): Promise<Result<{ isRead: boolean }>> {
  const { notificationId, isRead, by } = input;
  return withTransaction(async (tx) => {
    const changed = await tx.$executeRaw`
      UPDATE notifications SET read_at = CASE WHEN ${isRead} THEN clock_timestamp() END
      WHERE person_id = ${by.personId}::uuid AND id = ${notificationId}::uuid
        AND (read_at IS NOT NULL) <> ${isRead}`;
    if (changed > 0) await announceInbox(tx, by);
    return ok({ isRead });
  });
}

/** For whoever writes many lines of an inbox: two who take them in different orders would stop each other. */
export async function lockInbox(tx: Transaction, personId: PersonId): Promise<void> {
  // Not so strong that somebody who is told something meanwhile would have to wait.
  await tx.$queryRaw`SELECT FROM people WHERE id = ${personId}::uuid FOR NO KEY UPDATE`;
}

/** Marks as read what is in one's inbox up to an event; what was told since stays unread. Answers how many it were. */
export async function markAllRead(input: {
  readonly through: string;
  readonly by: PersonDoer;
}): Promise<Result<{ marked: number }>> {
  return withTransaction(async (tx) => {
    await lockInbox(tx, input.by.personId);
    const marked = await tx.$executeRaw`
      UPDATE notifications SET read_at = clock_timestamp()
      WHERE person_id = ${input.by.personId}::uuid AND read_at IS NULL
        AND event_sequence <= ${BigInt(input.through)}`;
    if (marked > 0) await announceInbox(tx, input.by);
    return ok({ marked });
  });
}

/**
 * Keeps how a person wants to hear of things. What they choose as it is usual is not kept, so that they follow when
 * the usual changes. Code NOT_OFFERED, naming each kind, where the choice is quieter than their roles allow or the
 * kind does not concern them: nothing is kept then. Writes `notification.preferences_changed` when something changed.
 */
export async function savePreferences(input: {
  readonly choices: SavePreferencesInput["choices"];
  readonly roles: readonly Role[];
  readonly by: PersonDoer;
}): Promise<Result<{ changed: number }, "NOT_OFFERED">> {
  const { by, choices } = input;
  const offered = new Map(kindsFor(input.roles).map(({ kind, reach }) => [kind, reach]));
  const wanted = Object.entries(choices) as [NotificationKind, Delivery][];
  const refused = wanted.filter(([kind, delivery]) => {
    const reach = offered.get(kind);
    return !reach || !choicesWithin(reach).includes(delivery);
  });
  if (refused.length > 0) {
    const fieldErrors = refused.map(([kind]) => [`choices.${kind}`, notOfferedWords]);
    return err("NOT_OFFERED", { fieldErrors: Object.fromEntries(fieldErrors) });
  }
  return withTransaction<{ changed: number }, "NOT_OFFERED", undefined>(async (tx) => {
    await tx.$queryRaw`SELECT FROM people WHERE id = ${by.personId}::uuid FOR UPDATE`;
    const kept = new Map((await listChoices(tx, by.personId)).map(({ kind, delivery }) => [kind, delivery]));
    const changes: Record<string, Delivery | null> = {};
    for (const [kind, delivery] of wanted) {
      const choice = offered.get(kind)?.default === delivery ? null : delivery;
      if (choice !== (kept.get(kind) ?? null)) changes[kind] = choice;
    }
    for (const [kind, choice] of Object.entries(changes)) await storeChoice(tx, by.personId, kind, choice);
    const changed = Object.keys(changes).length;
    if (changed > 0) {
      await recordEvent(
        tx,
        notificationEvents.preferencesChanged,
        by,
        { departmentId: null, directiveId: null },
        { personId: by.personId, choices: changes },
      );
    }
    return ok({ changed });
  });
}

async function storeChoice(
  tx: Transaction,
  personId: PersonId,
  kind: string,
  choice: Delivery | null,
): Promise<void> {
  if (choice === null) {
    await tx.$executeRaw`
      DELETE FROM notification_preferences WHERE person_id = ${personId}::uuid AND kind = ${kind}`;
    return;
  }
  await tx.$executeRaw`
    INSERT INTO notification_preferences (person_id, kind, delivery)
    VALUES (${personId}::uuid, ${kind}, ${choice}::delivery)
    ON CONFLICT (person_id, kind) DO UPDATE SET delivery = excluded.delivery, changed_at = clock_timestamp()`;
}

async function revokeFeeds(tx: Transaction, by: PersonDoer): Promise<number> {
  // The row of the person holds up a second making, so that one address is open at a time.
  await tx.$queryRaw`SELECT FROM people WHERE id = ${by.personId}::uuid FOR UPDATE`;
  const revoked = await tx.$queryRaw<{ id: string }[]>`
    UPDATE calendar_feeds SET revoked_at = clock_timestamp()
    WHERE person_id = ${by.personId}::uuid AND revoked_at IS NULL RETURNING id`;
  for (const { id } of revoked) await recordFeed(tx, notificationEvents.calendarRevoked, by, id);
  return revoked.length;
}

async function recordFeed(
  tx: Transaction,
  event: typeof notificationEvents.calendarMade | typeof notificationEvents.calendarRevoked,
  by: PersonDoer,
  feedId: string,
): Promise<void> {
  const nowhere = { departmentId: null, directiveId: null };
  await recordEvent(tx, event, by, nowhere, { personId: by.personId, feedId });
}

/**
 * Makes a calendar's secret address and revokes the one before it. The address is answered here and never again: only
 * the hash of its secret is kept. Writes `notification.calendar_made`, and `notification.calendar_revoked` of the old.
 */
export async function makeCalendar(input: { readonly by: PersonDoer }): Promise<Result<{ address: string }>> {
  const { by } = input;
  // 256 random bits: a plain hash of them can be neither guessed nor turned back.
  const secret = randomBytes(32).toString("base64url");
  const id = newId();
  return withTransaction(async (tx) => {
    await revokeFeeds(tx, by);
    await tx.$executeRaw`
      INSERT INTO calendar_feeds (person_id, id, secret_hash)
      VALUES (${by.personId}::uuid, ${id}::uuid, ${hashCalendarSecret(secret)})`;
    await recordFeed(tx, notificationEvents.calendarMade, by, id);
    return ok({ address: `${portalUrl()}/calendar/${secret}.ics` });
  });
}

/** Ends the calendar's address at once; without one, nothing happens. Writes `notification.calendar_revoked`. */
export async function revokeCalendar(input: {
  readonly by: PersonDoer;
}): Promise<Result<{ revoked: number }>> {
  return withTransaction(async (tx) => ok({ revoked: await revokeFeeds(tx, input.by) }));
}

/** That a calendar was read, once a minute at the most: programs ask often, and some of them several times. */
export async function noteCalendarRead(feed: {
  readonly personId: PersonId;
  readonly id: string;
}): Promise<void> {
  await withTransaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE calendar_feeds SET last_read_at = clock_timestamp()
      WHERE person_id = ${feed.personId}::uuid AND id = ${feed.id}::uuid
        AND (last_read_at IS NULL OR last_read_at < clock_timestamp() - interval '1 minute')`;
    return ok(null);
  });
}
