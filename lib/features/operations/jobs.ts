import "server-only";
import { z } from "zod";
import { Prisma } from "@/generated/prisma/client";
import { ok } from "@/lib/kernel/result";
import { defineJob } from "@/lib/platform/jobs";
import { log } from "@/lib/platform/log";
import { withTransaction } from "@/lib/platform/tx";

/** How long is kept what is not kept for ever, in days. docs/operations.md says the same. */
const keptDays = { outbox: 30, messageTexts: 365, presences: 1 } as const;

const olderThan = (column: Prisma.Sql, days: number) =>
  Prisma.sql`${column} < clock_timestamp() - make_interval(days => ${days})`;

// Each batch is a transaction of its own, short enough that nobody waits for it.
const batchSize = 2_000;

/** An event that somebody is still to be told of stays, however old: also one whose telling was given up. */
const oldEvents = Prisma.sql`
  DELETE FROM outbox_events WHERE sequence IN (
    SELECT sequence FROM outbox_events
    WHERE ${olderThan(Prisma.sql`occurred_at`, keptDays.outbox)}
      AND sequence::text NOT IN (SELECT data->>'sequence' FROM jobs.job
        WHERE name IN ('deliver-event', 'dead-letter') AND state IN ('created', 'retry', 'active')
          AND data->>'sequence' IS NOT NULL)
    ORDER BY occurred_at LIMIT ${batchSize})`;

/** That it was sent, to whom, when and in answer to what stays in the log; what it said goes. */
const oldTexts = Prisma.sql`
  UPDATE messages SET html = '', text = ${"What this message said was kept for a year."}
  WHERE id IN (
    SELECT id FROM messages
    WHERE ${olderThan(Prisma.sql`created_at`, keptDays.messageTexts)} AND html <> '' AND status <> 'queued'
    ORDER BY created_at LIMIT ${batchSize})`;

const oldPresences = Prisma.sql`
  DELETE FROM section_presences WHERE ${olderThan(Prisma.sql`seen_at`, keptDays.presences)}`;

const oldAttempts = Prisma.sql`
  DELETE FROM rate_limits WHERE key IN (
    SELECT key FROM rate_limits WHERE expire < extract(epoch FROM clock_timestamp()) * 1000
    LIMIT ${batchSize} FOR UPDATE SKIP LOCKED)`;

async function prune(what: Prisma.Sql, signal: AbortSignal): Promise<number> {
  let pruned = 0;
  for (;;) {
    signal.throwIfAborted();
    const batch = await withTransaction(async (tx) => ok(await tx.$executeRaw(what)));
    const rows = batch.ok ? batch.data : 0;
    pruned += rows;
    if (rows < batchSize) return pruned;
  }
}

/** Takes away what has served its time. What was decided, filed, granted or told stays. May be run at any time. */
export const pruneJob = defineJob({
  queue: "prune",
  atOnce: 1,
  data: z.object({}),
  run: async (_, { requestId, signal }) => {
    const events = await prune(oldEvents, signal);
    const texts = await prune(oldTexts, signal);
    const presences = await prune(oldPresences, signal);
    const attempts = await prune(oldAttempts, signal);
    log.info({ events, texts, presences, attempts, requestId }, "pruned");
  },
});
