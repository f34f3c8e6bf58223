import "server-only";
import { db } from "./db";
import { log } from "./log";
import { newestMigration } from "./schema-version";

export type Readiness = {
  readonly status: "ready" | "not_ready";
  readonly database: "answers" | "unreachable";
  readonly schema: "current" | "behind" | "unknown";
};

/** Asks the database whether it answers and whether the newest migration of this code is applied. */
export async function readiness(): Promise<Readiness> {
  try {
    const rows = await db.$queryRaw<{ name: string }[]>`
      SELECT migration_name AS name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND migration_name = ${newestMigration}`;
    const isCurrent = rows.length > 0;
    return {
      status: isCurrent ? "ready" : "not_ready",
      database: "answers",
      schema: isCurrent ? "current" : "behind",
    };
  } catch (error) {
    log.warn({ err: error }, "database does not answer");
    return { status: "not_ready", database: "unreachable", schema: "unknown" };
  }
}
