import pg from "pg";
import type { Env } from "@/lib/platform/env";

type Seed = Env["PORTAL_SEED"];

const words: Readonly<Record<Seed, string>> = {
  demo: "This database holds the demonstration, whose passwords everybody knows, and PORTAL_SEED is reference. Set PORTAL_SEED=demo to serve it to this machine alone, or point DATABASE_APP_URL at the database of real use.",
  reference:
    "This database is in real use, and PORTAL_SEED is demo, as it is where nothing is set. Set PORTAL_SEED=reference, or point DATABASE_APP_URL at a database of the demonstration.",
};

/** What the database says that it was filled with; null while it does not answer or holds nothing yet. */
async function findHeld(appUrl: string): Promise<Seed | null> {
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 5_000 });
  // A connection that is lost also fails the statement, which is what is waited for.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ isDemonstration: boolean }>(
      `SELECT is_demonstration AS "isDemonstration" FROM installations`,
    );
    if (!rows[0]) return null;
    return rows[0].isDemonstration ? "demo" : "reference";
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

type Fence = {
  /** Whether the database is known to hold what the setting says. Nothing may be served before. */
  readonly isOpen: () => boolean;
  /** Ends the asking. */
  readonly close: () => void;
};

/**
 * Holds the setting PORTAL_SEED to the database's own mark, since the setting decides who is served: the demonstration
 * is for this machine alone. Throws when they differ. While the database does not answer the fence stays closed and
 * asks again; should it then differ, `onMismatch` is told the mend and the fence never opens.
 */
export async function openFence(input: {
  appUrl: string;
  seed: Seed;
  onMismatch: (words: string) => void;
  retryMs?: number;
}): Promise<Fence> {
  let isOpen = false;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const askAgain = () => {
    if (isClosed) return;
    timer = setTimeout(async () => {
      const held = await findHeld(input.appUrl);
      if (held === null) askAgain();
      else if (held === input.seed) isOpen = true;
      else input.onMismatch(words[held]);
    }, input.retryMs ?? 1_000);
    timer.unref();
  };
  const held = await findHeld(input.appUrl);
  if (held !== null && held !== input.seed) throw new Error(words[held]);
  if (held === null) askAgain();
  else isOpen = true;
  return {
    isOpen: () => isOpen,
    close: () => {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
