import "server-only";
import { z } from "zod";
import { queueMessage } from "@/lib/features/mail/service";
import { cityTimeZone, formatDate } from "@/lib/kernel/format-date";
import type { PersonId } from "@/lib/kernel/ids";
import { dayAt, instantOf, isWakingHour } from "@/lib/kernel/local-time";
import { err, ok } from "@/lib/kernel/result";
import { db } from "@/lib/platform/db";
import { defineJob } from "@/lib/platform/jobs";
import { log } from "@/lib/platform/log";
import { withTransaction } from "@/lib/platform/tx";
import { digestLetter } from "./digest";
import { deliverEvent, lockInbox } from "./service";

/** One event of the outbox to those whom it concerns. */
export const deliverEventJob = defineJob({
  queue: "deliver-event",
  atOnce: 10,
  data: z.object({ sequence: z.string().regex(/^\d{1,19}$/), requestId: z.string() }),
  run: ({ sequence, requestId }) => deliverEvent(BigInt(sequence), requestId),
});

type Reader = { readonly personId: PersonId; readonly email: string };

/**
 * At eight in the morning one mail a person of what they hear of once a day, from the day before. What they have read
 * in the portal meanwhile is not sent again. Any number of workers make one mail. One that fails holds up no other, and
 * is tried again.
 */
export const sendDigestsJob = defineJob({
  queue: "send-digests",
  atOnce: 1,
  data: z.object({}),
  run: async (_, { requestId, signal }) => {
    const [clock] = await db.$queryRaw<{ now: Date }[]>`SELECT now() AS now`;
    if (!clock || !isWakingHour(clock.now, cityTimeZone)) return;
    const day = dayAt(clock.now, cityTimeZone);
    const morning = instantOf(day, 8, cityTimeZone);
    const readers = await db.$queryRaw<Reader[]>`
      SELECT person.id AS "personId", person.email FROM people AS person
      WHERE person.deactivated_at IS NULL
        AND EXISTS (SELECT FROM notifications AS line
          WHERE line.person_id = person.id AND line.delivery = 'daily' AND line.digested_at IS NULL
            AND line.created_at < ${morning})
      ORDER BY person.id`;
    const failures: unknown[] = [];
    for (const reader of readers) {
      signal.throwIfAborted();
      await sendDigest(reader, { day, morning, requestId }).catch((error: unknown) => {
        log.warn({ err: error, personId: reader.personId, requestId }, "daily mail failed");
        failures.push(error);
      });
    }
    if (failures.length > 0) throw new Error(`${failures.length} people were not sent their daily mail`);
  },
});

type Waiting = {
  readonly title: string;
  readonly href: string;
  readonly createdAt: Date;
  readonly isRead: boolean;
  readonly bodyName: string | null;
};

async function sendDigest(
  { personId, email }: Reader,
  { day, morning, requestId }: { day: string; morning: Date; requestId: string },
): Promise<void> {
  await withTransaction<null, "SENT_TODAY", undefined>(async (tx) => {
    await lockInbox(tx, personId);
    // Takes the lines from whoever else looks at them: a second worker finds none left.
    const lines = await tx.$queryRaw<Waiting[]>`
      UPDATE notifications AS line SET digested_at = clock_timestamp()
      WHERE line.person_id = ${personId}::uuid AND line.delivery = 'daily' AND line.digested_at IS NULL
        AND line.created_at < ${morning}
      RETURNING line.title, line.href, line.created_at AS "createdAt", line.read_at IS NOT NULL AS "isRead",
        (SELECT name FROM departments WHERE id = line.department_id) AS "bodyName"`;
    const unread = lines.filter(({ isRead }) => !isRead);
    if (unread.length === 0) return ok(null);
    const isMade = await queueMessage(tx, {
      key: `digest ${day} to ${personId}`,
      kind: "digest",
      personId,
      address: email,
      departmentId: null,
      directiveId: null,
      eventSequence: null,
      requestId,
      letter: digestLetter(unread, formatDate(morning)),
      priority: "digest",
    });
    return isMade ? ok(null) : err("SENT_TODAY");
  });
}
