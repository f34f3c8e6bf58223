import "server-only";
import { v7 as newId } from "uuid";
import { findDepartmentById } from "@/lib/features/liaisons/queries";
import { queueMessage } from "@/lib/features/mail/service";
import type { PersonId } from "@/lib/kernel/ids";
import { ok } from "@/lib/kernel/result";
import { announceEvent, system } from "@/lib/platform/audit";
import { log } from "@/lib/platform/log";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { composers, findPersonConcerned } from "./compose/composers";
import { notificationEvents } from "./events";
import {
  type Delivery,
  deliveryFor,
  kindDefinition,
  kindOfEvent,
  type Listener,
  type NotificationKind,
  reachOf,
  unheardEvents,
} from "./kinds";
import { whyWords } from "./messages";
import { findOccurrence, listRecipients, type RecipientRow } from "./queries";
import type { Occurrence, Told } from "./types";

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
      delivery)
    SELECT line.person_id, line.id, ${kind}, ${occurrence.sequence}, ${occurrence.departmentId}::uuid,
      ${occurrence.directiveId}::uuid, line.title, line.body, line.href, line.delivery
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
