import "server-only";
import pg from "pg";
import { db } from "./db";
import { env } from "./env";
import { log } from "./log";
import type { SqlClient } from "./sql";

const channel = "portal_outbox";

const asking = new WeakSet<SqlClient>();

/** That those who wait for the outbox are to be woken once this transaction is committed. */
export function wakeAfterCommit(tx: SqlClient): void {
  asking.add(tx);
}

/** For tx.ts, after a commit. */
export function wakeIfAsked(tx: SqlClient): void {
  if (asking.has(tx)) wake();
}

let timer: NodeJS.Timeout | undefined;
let wokenAtMs = Number.NEGATIVE_INFINITY;
const togetherMs = 15;
/** However many write: autosaves come by the hundred a second, and each wake is a statement more. */
const atMostEveryMs = 100;

/**
 * Wakes every process that waits for the outbox. Outside any transaction: a NOTIFY takes a lock at its commit that all
 * committing writers share, which cost the hot path a third of its throughput. Many writers wake once. A wake that is
 * lost costs a second, since those who wait also look by themselves.
 */
function wake(): void {
  if (timer) return;
  const restMs = wokenAtMs + atMostEveryMs - performance.now();
  timer = setTimeout(
    () => {
      timer = undefined;
      wokenAtMs = performance.now();
      db.$executeRaw`SELECT pg_notify(${channel}, '')`.catch((error: unknown) =>
        log.warn({ err: error }, "waiting processes were not woken"),
      );
    },
    Math.max(togetherMs, restMs),
  );
}

type Listening = {
  readonly callbacks: Set<() => void>;
  client?: pg.Client | undefined;
  retry?: NodeJS.Timeout | undefined;
};
const holder = globalThis as typeof globalThis & { portalListening?: Listening };

async function connect(listening: Listening): Promise<void> {
  const client = new pg.Client({
    connectionString: env().DATABASE_APP_URL,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  listening.client = client;
  const again = () => {
    if (listening.client !== client) return;
    listening.client = undefined;
    client.end().catch(() => undefined);
    listening.retry = setTimeout(() => {
      listening.retry = undefined;
      if (listening.callbacks.size > 0) void connect(listening);
    }, 1_000);
  };
  client.on("error", again);
  client.on("end", again);
  client.on("notification", () => {
    for (const callback of listening.callbacks) callback();
  });
  try {
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    // What was committed while nobody listened.
    for (const callback of listening.callbacks) callback();
  } catch (error) {
    // Whoever waited is gone, and the connection was closed under way.
    if (listening.client !== client) return;
    log.warn({ err: error }, "the outbox is not listened to; it is looked at by the clock alone");
    again();
  }
}

/**
 * Calls back soon after something was written to the outbox, by whatever process, until the returned function is
 * called. One connection a process, made anew when it is lost. It may call too often and, behind a pooler that does not
 * pass notifications on, never: the caller must look at the outbox by itself as well.
 */
export function onWake(callback: () => void): () => void {
  holder.portalListening ??= { callbacks: new Set() };
  const listening = holder.portalListening;
  listening.callbacks.add(callback);
  if (!listening.client && !listening.retry) void connect(listening);
  return () => {
    listening.callbacks.delete(callback);
    if (listening.callbacks.size > 0) return;
    clearTimeout(listening.retry);
    listening.retry = undefined;
    const { client } = listening;
    listening.client = undefined;
    client?.end().catch(() => undefined);
  };
}
