import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { db } from "./db";
import { env } from "./env";
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
      for (const { queue, waiting: amount } of await listQueueStates()) this.set({ queue }, amount);
    },
  });
  new Gauge({
    name: "portal_jobs_dead_letters",
    help: "Jobs that were given up and not set going again.",
    registers,
    async collect() {
      this.set(await countDeadLetters());
    },
  });
  new Gauge({
    name: "portal_workers",
    help: "Workers heard of in the last thirty seconds.",
    registers,
    async collect() {
      this.set((await listWorkers()).length);
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
      const [row] = await db.$queryRaw<Counted[]>`
        SELECT count(*)::int AS queued,
          coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::float8 AS "oldestSeconds",
          (SELECT count(*) FROM mail_addresses WHERE unreachable_since IS NOT NULL)::int AS unreachable
        FROM messages WHERE status = 'queued'`;
      this.set(row?.queued ?? 0);
      oldest.set(row?.oldestSeconds ?? 0);
      unreachable.set(row?.unreachable ?? 0);
    },
  });
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
