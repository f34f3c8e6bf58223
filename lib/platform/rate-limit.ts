import "server-only";
import { createHmac } from "node:crypto";
import { RateLimiterPostgres } from "rate-limiter-flexible";
import { db } from "./db";
import { portalSecret } from "./env";

export type RateLimit = {
  /** Whether as many as are allowed were counted within the window. Counts nothing. */
  readonly isSpent: (...key: readonly string[]) => Promise<boolean>;
  /** Counts one, and answers whether it was within what is allowed. The window begins with the first. */
  readonly count: (...key: readonly string[]) => Promise<boolean>;
  readonly forget: (...key: readonly string[]) => Promise<void>;
};

type CountRow = Record<string, unknown>;

/** The library's idea of a connection: one statement of its own, run as any other. It counts in plain numbers. */
class Client {
  async query({ text, values }: { text: string; values: unknown[] }) {
    const rows = (await db.$queryText(text, values)) as CountRow[];
    const plain = (value: unknown) => (typeof value === "bigint" ? Number(value) : value);
    return {
      rows: rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])),
      ),
      rowCount: rows.length,
    };
  }
}

/**
 * Counts in Postgres, so that all processes count together and a restart forgets nothing. Keys are hashed with the
 * portal's secret: neither an address nor a name can be read out of the table.
 */
export function rateLimit(of: { name: string; points: number; windowMinutes: number }): RateLimit {
  let limiter: RateLimiterPostgres | undefined;
  const open = () => {
    limiter ??= new RateLimiterPostgres({
      storeClient: new Client(),
      storeType: "client",
      tableName: "rate_limits",
      tableCreated: true,
      keyPrefix: of.name,
      points: of.points,
      duration: of.windowMinutes * 60,
      // The nightly pruning does that; a timer in each process would keep tests and scripts alive.
      clearExpiredByTimeout: false,
    });
    return limiter;
  };
  const keyOf = (parts: readonly string[]) =>
    createHmac("sha256", portalSecret()).update(parts.join("\n")).digest("hex");
  return {
    isSpent: async (...key) => ((await open().get(keyOf(key)))?.consumedPoints ?? 0) >= of.points,
    count: async (...key) => (await open().penalty(keyOf(key))).consumedPoints <= of.points,
    forget: async (...key) => void (await open().delete(keyOf(key))),
  };
}
