import "server-only";
import { db } from "./db";
import { env } from "./env";
import { log } from "./log";
import { listQueueStates, listWorkers } from "./queue-state";
import { newestMigration } from "./schema-version";

export type Readiness = {
  readonly status: "ready" | "not_ready";
  readonly database: "answers" | "unreachable";
  readonly schema: "current" | "behind" | "unknown";
  /** Whether it was filled with what PORTAL_SEED says. "unknown" also while nothing has filled it. */
  readonly data: "as_set" | "of_other_kind" | "unknown";
  /** What waits to be told and sent; null while it cannot be asked. It makes nothing unready: pages are served. */
  readonly delivery: {
    readonly jobsWaiting: number;
    readonly oldestUnsentSeconds: number;
    readonly workers: number;
  } | null;
};

/**
 * Asks the database whether it answers, whether the newest migration of this code is applied, and whether it holds
 * what PORTAL_SEED says: a demonstration that is taken for real use would let everybody in.
 */
export async function readiness(): Promise<Readiness> {
  try {
    const [row] = await db.$queryRaw<{ isCurrent: boolean; isDemonstration: boolean | null }[]>`
      SELECT EXISTS (SELECT FROM _prisma_migrations
          WHERE finished_at IS NOT NULL AND migration_name = ${newestMigration}) AS "isCurrent",
        (SELECT is_demonstration FROM installations) AS "isDemonstration"`;
    const isCurrent = row?.isCurrent ?? false;
    const data = dataOf(row?.isDemonstration ?? null);
    return {
      status: isCurrent && data === "as_set" ? "ready" : "not_ready",
      database: "answers",
      schema: isCurrent ? "current" : "behind",
      data,
      delivery: isCurrent ? await findDelivery().catch(unknownDelivery) : null,
    };
  } catch (error) {
    log.warn({ err: error }, "database does not answer");
    return {
      status: "not_ready",
      database: "unreachable",
      schema: "unknown",
      data: "unknown",
      delivery: null,
    };
  }
}

function dataOf(isDemonstration: boolean | null): Readiness["data"] {
  if (isDemonstration === null) return "unknown";
  return isDemonstration === (env().PORTAL_SEED === "demo") ? "as_set" : "of_other_kind";
}

function unknownDelivery(error: unknown): null {
  log.warn({ err: error }, "what waits to be delivered could not be asked");
  return null;
}

async function findDelivery(): Promise<Readiness["delivery"]> {
  const [[mail], queues, workers] = await Promise.all([
    db.$queryRaw<{ oldestUnsentSeconds: number }[]>`
      SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::int AS "oldestUnsentSeconds"
      FROM messages WHERE status = 'queued'`,
    listQueueStates(),
    listWorkers(),
  ]);
  return {
    jobsWaiting: queues.reduce((sum, { waiting }) => sum + waiting, 0),
    oldestUnsentSeconds: mail?.oldestUnsentSeconds ?? 0,
    workers: workers.length,
  };
}
