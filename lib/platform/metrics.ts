import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { db } from "./db";
import { env } from "./env";
import { log } from "./log";
import { countDeadLetters, listQueueStates, listWorkers } from "./queue-state";

type Metrics = {
  readonly registry: Registry;
  readonly requests: Histogram<"method" | "status">;
  readonly errors: Counter;
  readonly streams: Gauge;
};

// The front door and the pages are two bundles of one process, and must count in one place.
const holder = globalThis as typeof globalThis & { portalMetrics?: Metrics };

function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "portal_" });
  const registers = [registry];
  const requests = new Histogram({
    name: "portal_http_request_seconds",
    help: "How long a request took from the front door to the last byte, streams left out.",
    labelNames: ["method", "status"] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const errors = new Counter({
    name: "portal_unexpected_errors_total",
    help: "Unexpected errors that were logged with a reference.",
    registers,
  });
  const streams = new Gauge({
    name: "portal_live_streams",
    help: "Live streams that stand open.",
    registers,
  });
  collectFromDatabase(registry);
  return { registry, requests, errors, streams };
}

/** What is counted as it happens, in this process. */
export function metrics(): Metrics {
  holder.portalMetrics ??= openMetrics();
  return holder.portalMetrics;
}

type Counted = {
  readonly queued: number;
  readonly oldestSeconds: number;
  readonly unreachable: number;
};

/** What all processes share is asked of the database when somebody reads the figures. */
function collectFromDatabase(registry: Registry): void {
  const registers = [registry];
  new Gauge({
    name: "portal_jobs_waiting",
    help: "Jobs that wait, those that rest before the next try included.",
    labelNames: ["queue"] as const,
    registers,
    async collect() {
      this.reset();
      const states = await ask(listQueueStates);
      for (const { queue, waiting: amount } of states ?? []) this.set({ queue }, amount);
    },
  });
  new Gauge({
    name: "portal_jobs_dead_letters",
    help: "Jobs that were given up and not set going again.",
    registers,
    async collect() {
      tell(this, await ask(countDeadLetters));
    },
  });
  new Gauge({
    name: "portal_workers",
    help: "Workers heard of in the last thirty seconds.",
    registers,
    async collect() {
      tell(this, (await ask(listWorkers))?.length);
    },
  });
  const oldest = new Gauge({
    name: "portal_mail_oldest_unsent_seconds",
    help: "Age of the oldest mail that waits to be sent; 0 where none does.",
    registers,
  });
  const unreachable = new Gauge({
    name: "portal_mail_unreachable_addresses",
    help: "Addresses that refuse what is sent to them.",
    registers,
  });
  new Gauge({
    name: "portal_mail_queued",
    help: "Mails that wait to be sent.",
    registers,
    async collect() {
      const counted = await ask(countMail);
      tell(this, counted?.queued);
      tell(oldest, counted?.oldestSeconds);
      tell(unreachable, counted?.unreachable);
    },
  });
}

async function countMail(): Promise<Counted | undefined> {
  const [row] = await db.$queryRaw<Counted[]>`
    SELECT count(*)::int AS queued,
      coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::float8 AS "oldestSeconds",
      (SELECT count(*) FROM mail_addresses WHERE unreachable_since IS NOT NULL)::int AS unreachable
    FROM messages WHERE status = 'queued'`;
  return row;
}

/** Without its database the process still gives its own figures. */
async function ask<T>(question: () => Promise<T>): Promise<T | undefined> {
  return question().catch((error: unknown) => {
    log.warn({ err: error }, "a figure could not be asked of the database");
    return undefined;
  });
}

/** An old figure would be taken for a new one: what is not known is left out. */
function tell(gauge: Gauge, figure: number | undefined): void {
  if (figure === undefined) gauge.remove();
  else gauge.set(figure);
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/**
 * The figures in the text that Prometheus reads; null for whoever does not show METRICS_TOKEN as a bearer, and for
 * everybody where none is set.
 */
export async function readMetrics(
  authorization: string | null,
): Promise<{ type: string; text: string } | null> {
  const token = env().METRICS_TOKEN;
  if (!token || !authorization) return null;
  if (!timingSafeEqual(digest(authorization), digest(`Bearer ${token}`))) return null;
  const { registry } = metrics();
  return { type: registry.contentType, text: await registry.metrics() };
}
