import "server-only";
import pg from "pg";
import { type Db, PgBoss } from "pg-boss";
import { v7 as newId } from "uuid";
import type { z } from "zod";
import { onDatabaseClosing } from "./db";
import { env } from "./env";
import { log } from "./log";
import { type JobQueue, jobsSchema } from "./queues";
import { patience, type SqlClient, sqlOn, types } from "./sql";

/** pg-boss on a connection of ours: what it writes belongs to our transaction. */
export function onClient(client: SqlClient): Db {
  return { executeSql: async (text, values) => ({ rows: await client.$queryText(text, values) }) };
}

const holder = globalThis as typeof globalThis & { portalQueue?: Promise<PgBoss> | undefined };

async function startSender(): Promise<PgBoss> {
  // Connections of its own: whoever starts it does so within a transaction, and all the others may be held by
  // transactions that wait for the same start.
  const pool = new pg.Pool({ connectionString: env().DATABASE_APP_URL, max: 2, ...patience, types });
  pool.on("error", (error) => log.warn({ err: error }, "idle connection of the queue lost"));
  const boss = new PgBoss({
    db: onClient(sqlOn(pool)),
    schema: jobsSchema,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  boss.on("error", (error) => log.warn({ err: error }, "queue"));
  await boss.start().catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  onDatabaseClosing(async () => {
    holder.portalQueue = undefined;
    await boss.stop({ graceful: false });
    await pool.end();
  });
  return boss;
}

/** The queue as this process puts work into it and looks at it. It takes no job: that is the worker's part. */
export function queue(): Promise<PgBoss> {
  holder.portalQueue ??= startSender().catch((error: unknown) => {
    holder.portalQueue = undefined;
    throw error;
  });
  return holder.portalQueue;
}

/** Higher goes first: whoever waits for an answer is not to wait behind a thousand reminders. */
const priorities = { alert: 100, at_once: 50, reminder: 20, digest: 10 } as const;
export type Priority = keyof typeof priorities;

/**
 * Puts a job into a queue in the caller's transaction: it is done if that commits, and never was if it does not.
 * `data` is what the queue's job expects (its `defineJob`), and always names the request that it follows from.
 */
export async function enqueue(
  tx: SqlClient,
  name: JobQueue,
  data: { readonly requestId: string; readonly [key: string]: unknown },
  options: { readonly priority?: Priority | undefined } = {},
): Promise<void> {
  const boss = await queue();
  // Time-ordered, so that the queue's index grows at one end.
  await boss.send(name, data, {
    id: newId(),
    priority: priorities[options.priority ?? "at_once"],
    db: onClient(tx),
  });
}

export type JobContext = {
  readonly requestId: string;
  /** 0 at the first try. */
  readonly attempt: number;
  /** Aborted when the lease is lost, or the worker must stop. */
  readonly signal: AbortSignal;
};

/** What a worker does with the jobs of a queue. */
export type JobDefinition = {
  readonly queue: JobQueue;
  /** How many of its jobs are taken together, and done at once. */
  readonly atOnce: number;
  /** How many such batches one worker has in hand. Two, where nothing is said. */
  readonly batches?: number | undefined;
  readonly run: (data: unknown, context: JobContext) => Promise<void>;
};

/** Thrown for data that no further try would make fit. Names the fields, and not what stands in them. */
export class UnfitJob extends Error {
  constructor(error: z.ZodError) {
    const fields = new Set(error.issues.map(({ path }) => path.map(String).join(".") || "all of it"));
    super(`What the job was given does not fit what it needs: ${[...fields].join(", ")}.`);
  }
}

/**
 * A job as a feature's `jobs.ts` exports it. `run` is called at least once for every job that was enqueued, and may be
 * called again for one that was done already: it must bear that. What it throws is tried again as the queue's patience
 * has it, and goes to the dead letters when that is over. Data that does not fit the schema goes there at once.
 */
export function defineJob<Schema extends z.ZodType>(definition: {
  readonly queue: JobQueue;
  readonly atOnce: number;
  readonly batches?: number;
  readonly data: Schema;
  readonly run: (data: z.output<Schema>, context: JobContext) => Promise<void>;
}): JobDefinition {
  const { queue: name, atOnce, batches, data: schema, run } = definition;
  return {
    queue: name,
    atOnce,
    batches,
    run: async (data, context) => {
      const parsed = schema.safeParse(data);
      if (!parsed.success) throw new UnfitJob(parsed.error);
      return run(parsed.data, context);
    },
  };
}
