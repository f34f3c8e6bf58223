import "server-only";
import { randomUUID } from "node:crypto";
import { type JobResult, type JobWithMetadata, PgBoss } from "pg-boss";
import { env } from "./env";
import { type JobDefinition, UnfitJob } from "./jobs";
import { log } from "./log";
import { jobsSchema, queues } from "./queues";
import { onWake } from "./wake";

export type Worker = { readonly stop: () => Promise<void> };

// Twice a second whatever happens, and at once when woken: what waits for a wake that was lost waits half a second.
const pollingIntervalSeconds = 0.5;
// A worker that was killed is missed within its lease (queues.ts) and this.
const superviseIntervalSeconds = 2;
// A batch is over when its last job is: with several at a time, one that hangs does not hold up the rest of its queue.
const loopsPerQueue = 2;
const graceMs = 20_000;
// As lib/platform/sql.ts has it; the queue's own upkeep takes longer than a statement of ours.
const patience = { query_timeout: 45_000 } as const;

/**
 * Takes jobs out of their queues and runs them until it is stopped: what runs then is waited for, and what is not done
 * within twenty seconds goes to another worker. Fills the queues that the clock fills, once however many workers run.
 * Assumes that the schema is the one of this code.
 */
export async function startWorker(definitions: readonly JobDefinition[]): Promise<Worker> {
  const boss = new PgBoss({
    connectionString: env().DATABASE_APP_URL,
    schema: jobsSchema,
    max: 12,
    ...patience,
    migrate: false,
    createSchema: false,
    // The application's role owns no index, and may not build one anew.
    reindex: false,
    monitorVacuum: false,
    superviseIntervalSeconds,
    monitorIntervalSeconds: superviseIntervalSeconds,
    cronMonitorIntervalSeconds: 10,
    cronWorkerIntervalSeconds: 1,
    instanceName: "worker",
    instanceHeartbeatSeconds: 10,
  });
  boss.on("error", (error) => log.warn({ err: error }, "queue"));
  boss.on("warning", ({ message }) => log.warn({ message }, "queue"));
  await boss.start({ attempts: 30 });

  const loops: string[] = [];
  for (const definition of definitions) {
    for (let loop = 0; loop < (definition.batches ?? loopsPerQueue); loop += 1)
      loops.push(await work(boss, definition));
  }
  for (const { queue } of definitions) {
    const { schedule } = queues[queue];
    if (schedule) await boss.schedule(queue, schedule.cron, {}, { tz: schedule.tz });
    else await boss.unschedule(queue);
  }
  const endListening = onWake(() => {
    for (const loop of loops) boss.notifyWorker(loop);
  });
  return {
    stop: async () => {
      endListening();
      await boss.stop({ graceful: true, timeout: graceMs });
    },
  };
}

function work(boss: PgBoss, definition: JobDefinition): Promise<string> {
  return boss.work(
    definition.queue,
    {
      batchSize: definition.atOnce,
      burstWhenBatchFull: true,
      pollingIntervalSeconds,
      includeMetadata: true,
      perJobResults: true,
    },
    (jobs: JobWithMetadata[]) => Promise.all(jobs.map((job) => runOne(definition, job))),
  );
}

async function runOne(definition: JobDefinition, job: JobWithMetadata): Promise<JobResult> {
  const asked = (job.data as { requestId?: unknown } | null)?.requestId;
  const requestId = typeof asked === "string" ? asked : randomUUID();
  const about = { job: definition.queue, jobId: job.id, attempt: job.retryCount, requestId };
  const startedAt = performance.now();
  try {
    await definition.run(job.data ?? {}, { requestId, attempt: job.retryCount, signal: job.signal });
    log.debug({ ...about, tookMs: Math.round(performance.now() - startedAt) }, "job done");
    return { id: job.id, status: "completed" };
  } catch (error) {
    log.warn({ ...about, err: error }, "job failed");
    // What the dead letters show: the words alone, since a stack may hold what was typed.
    const message = error instanceof Error ? error.message : String(error);
    return { id: job.id, status: error instanceof UnfitJob ? "deadletter" : "failed", output: { message } };
  }
}
