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

/** How many messages wait, and how many left in the last day. The kept are those that no server was there to take. */
export async function findMailState(): Promise<MailState> {
  const [row] = await db.$queryRaw<MailState[]>`
    SELECT clock_timestamp() AS now,
      count(*) FILTER (WHERE status = 'queued')::int AS queued,
      min(created_at) FILTER (WHERE status = 'queued') AS "oldestQueuedAt",
      count(*) FILTER (WHERE status = 'sent' AND settled_at > clock_timestamp() - interval '1 day')::int
        AS "settledToday",
      count(*) FILTER (WHERE status = 'kept')::int AS kept,
      (SELECT count(*) FROM mail_addresses WHERE unreachable_since IS NOT NULL)::int AS unreachable
    FROM messages
    WHERE status IN ('queued', 'kept') OR created_at > clock_timestamp() - interval '30 days'`;
  if (!row) throw new Error("the database did not count its messages");
  return row;
}
