import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { newestMigration } from "@/lib/platform/schema-version";

type Held =
  | { readonly kind: "unreachable" }
  | { readonly kind: "migrations"; readonly newest: string | null };

async function findHeld(appUrl: string): Promise<Held> {
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch {
    return { kind: "unreachable" };
  }
  try {
    const { rows } = await client.query<{ newest: string | null }>(
      "SELECT max(migration_name) AS newest FROM _prisma_migrations WHERE finished_at IS NOT NULL",
    );
    return { kind: "migrations", newest: rows[0]?.newest ?? null };
  } catch {
    return { kind: "migrations", newest: null };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Resolves once the database answers and holds the schema of this code, neither older nor newer; throws, with the mend,
 * when it holds another. A job that is done on tables it does not know may do harm that nobody sees.
 */
export async function awaitKnownSchema(appUrl: string, retryMs = 1_000): Promise<void> {
  for (;;) {
    const held = await findHeld(appUrl);
    if (held.kind === "migrations") {
      if (held.newest === newestMigration) return;
      throw new Error(
        held.newest !== null && held.newest > newestMigration
          ? `The database's schema is newer than this code: it holds ${held.newest}. Update the code of this worker.`
          : `The database's schema is older than this code: it lacks ${newestMigration}. Run \`npm start\` on the machine with DATABASE_URL first: it migrates.`,
      );
    }
    await wait(retryMs);
  }
}
