import "server-only";
import type { JobWithMetadata } from "pg-boss";
import { db } from "./db";
import { onClient, queue } from "./jobs";
import { type JobQueue, queues } from "./queues";
import type { SqlClient } from "./sql";

export type QueueState = {
  readonly queue: JobQueue;
  /** Ready, or resting before the next try. */
  readonly waiting: number;
  readonly running: number;
  /** Since when the oldest of them waits. */
  readonly oldestAt: Date | null;
};

/** Where each queue stands, by the table itself. */
export async function listQueueStates(): Promise<QueueState[]> {
  const rows = await db.$queryRaw<QueueState[]>`
    SELECT name AS queue, count(*) FILTER (WHERE state < 'active')::int AS waiting,
      count(*) FILTER (WHERE state = 'active')::int AS running, min(created_on) AS "oldestAt"
    FROM jobs.job WHERE state IN ('created', 'retry', 'active') AND name <> 'dead-letter'
    GROUP BY name`;
  const known = new Map(rows.map((row) => [row.queue, row]));
  const names = Object.keys(queues).filter((name): name is JobQueue => name !== "dead-letter");
  return names.map((name) => known.get(name) ?? { queue: name, waiting: 0, running: 0, oldestAt: null });
}

export type DeadLetter = {
  readonly id: string;
  /** The queue that gave it up. */
  readonly from: string;
  readonly requestId: string;
  readonly createdAt: Date;
  readonly givenUpAt: Date;
  readonly tries: number;
  /** What went wrong the last time. */
  readonly words: string;
};

/** Jobs that were given up and not replayed, the oldest first; after the given one. */
export async function listDeadLetters(page: { limit: number; after?: string }): Promise<DeadLetter[]> {
  const boss = await queue();
  const found = await boss.findJobs<{ requestId?: string }>("dead-letter", {
    queued: true,
    limit: page.limit,
    ...(page.after && { after: page.after }),
  });
  return found.map(toDeadLetter);
}

export async function countDeadLetters(): Promise<number> {
  const [row] = await db.$queryRaw<{ letters: number }[]>`
    SELECT count(*)::int AS letters FROM jobs.job WHERE name = 'dead-letter' AND state < 'active'`;
  return row?.letters ?? 0;
}

function toDeadLetter(job: JobWithMetadata<{ requestId?: string }>): DeadLetter {
  const output = job.sourceOutput as { message?: unknown; value?: { message?: unknown } } | null;
  const words = output?.message ?? output?.value?.message;
  return {
    id: job.id,
    from: job.sourceName ?? "unknown",
    requestId: job.data?.requestId ?? "",
    createdAt: job.sourceCreatedOn ?? job.createdOn,
    givenUpAt: job.createdOn,
    tries: (job.sourceRetryCount ?? 0) + 1,
    words: typeof words === "string" && words ? words : "It said nothing.",
  };
}

/** Puts dead letters back into the queues that they came from, in the caller's transaction. Answers how many it were. */
export async function replayDeadLetters(tx: SqlClient, ids: readonly string[]): Promise<number> {
  const boss = await queue();
  return boss.redrive("dead-letter", { ids: [...ids], limit: ids.length, db: onClient(tx) });
}

export type WorkerState = { readonly id: string; readonly startedAt: Date; readonly heardAt: Date };

/** The workers that are heard of: each tells of itself every ten seconds, and is missed after thirty. */
export async function listWorkers(): Promise<WorkerState[]> {
  const boss = await queue();
  const instances = await boss.getInstances();
  return instances
    .filter(({ name, live }) => name === "worker" && live)
    .map(({ id, startedOn, heartbeatOn }) => ({ id, startedAt: startedOn, heardAt: heartbeatOn }));
}
