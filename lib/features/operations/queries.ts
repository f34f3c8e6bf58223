import "server-only";
import { db } from "@/lib/platform/db";

export type MailState = {
  readonly now: Date;
  readonly queued: number;
  readonly oldestQueuedAt: Date | null;
  readonly settledToday: number;
  readonly kept: number;
  readonly unreachable: number;
};

/**
 * How many messages wait, and how many left in the last day: of those of a week, since none is tried for longer by
 * itself. The kept are those that no server was there to take.
 */
export async function findMailState(): Promise<MailState> {
  const [row] = await db.$queryRaw<MailState[]>`
    SELECT clock_timestamp() AS now,
      (SELECT count(*)::int FROM messages WHERE status = 'queued') AS queued,
      (SELECT min(created_at) FROM messages WHERE status = 'queued') AS "oldestQueuedAt",
      (SELECT count(*)::int FROM messages WHERE status = 'sent' AND created_at > clock_timestamp() - interval '7 days'
        AND settled_at > clock_timestamp() - interval '1 day') AS "settledToday",
      (SELECT count(*)::int FROM messages WHERE status = 'kept') AS kept,
      (SELECT count(*)::int FROM mail_addresses WHERE unreachable_since IS NOT NULL) AS unreachable`;
  if (!row) throw new Error("the database did not count its messages");
  return row;
}
