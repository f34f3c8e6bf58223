import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { jobsSchema, queues } from "@/lib/platform/queues";
import { applyMigrations, knownMigrations } from "./schema-engine";

const applicationRole = "portal_app";
const ownerRole = "portal_owner";

/** Every machine of an installation derives the same password from the same secret. */
function passwordFor(role: string, secret: string): string {
  return createHmac("sha256", secret).update(`database role ${role}`).digest("hex");
}

export function urlAs(
  databaseUrl: string,
  role: { user: string; password: string },
  database?: string,
): string {
  const url = new URL(databaseUrl);
  url.username = role.user;
  url.password = role.password;
  if (database) url.pathname = `/${database}`;
  return url.href;
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    const url = new URL(connectionString);
    const words =
      error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code) : String(error);
    throw new Error(
      `The database at ${url.hostname}:${url.port || 5432} cannot be reached as ${url.username} (${words}). ` +
        "Check that it runs, and that DATABASE_URL names the right host, account and password.",
    );
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [role]);
  const verb = rowCount ? "ALTER" : "CREATE";
  await client.query(
    `${verb} ROLE ${client.escapeIdentifier(role)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${client.escapeLiteral(password)}`,
  );
}

/** On the embedded server: an owner that is no superuser, and a database that belongs to it. Answers the owner's URL. */
export async function ensureOwnedDatabase(
  adminUrl: string,
  database: string,
  secret: string,
): Promise<string> {
  const password = passwordFor(ownerRole, secret);
  await withClient(adminUrl, async (client) => {
    await ensureRole(client, ownerRole, password);
    await ensureRole(client, applicationRole, passwordFor(applicationRole, secret));
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [database]);
    if (!rowCount)
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${ownerRole}`);
  });
  return urlAs(adminUrl, { user: ownerRole, password }, database);
}

/** On a server of the City's own: the application's role, made by the owner if it may. Answers the role's URL. */
export async function ensureApplicationRole(ownerUrl: string, secret: string): Promise<string> {
  const password = passwordFor(applicationRole, secret);
  try {
    await withClient(ownerUrl, (client) => ensureRole(client, applicationRole, password));
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code !== "42501") throw error;
    throw new Error(
      `The account of DATABASE_URL may not create the role ${applicationRole}. Create it, grant it nothing, and set DATABASE_APP_URL to connect as it.`,
    );
  }
  return urlAs(ownerUrl, { user: applicationRole, password });
}

export function applicationUrl(ownerUrl: string, secret: string): string {
  return urlAs(ownerUrl, { user: applicationRole, password: passwordFor(applicationRole, secret) });
}

/**
 * Brings a database to the schema of this code and grants the application's role what it may do. Refuses a database
 * that holds migrations this code does not know, and a Postgres older than 15. Answers what was applied.
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ version: string }>(
      "SELECT current_setting('server_version_num') AS version",
    );
    if (Number(rows[0]?.version) < 150_000) {
      throw new Error("This Postgres is older than 15. Set DATABASE_URL to a newer one.");
    }
    const unknown = (await appliedMigrations(client)).filter((name) => !knownMigrations().includes(name));
    if (unknown.length > 0) {
      throw new Error(
        `The database's schema is newer than this code: it holds ${unknown.join(", ")}. Update the code, or point DATABASE_URL at another database.`,
      );
    }
  });
  const applied = await applyMigrations(ownerUrl);
  await installQueues(ownerUrl);
  const grants = readFileSync(join(import.meta.dirname, "../../prisma/grants.sql"), "utf8");
  await withClient(ownerUrl, (client) => client.query(grants));
  return applied;
}

/** The queue's own tables, and each queue as lib/platform/queues.ts describes it. */
async function installQueues(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: jobsSchema,
    max: 2,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  let failure: Error | undefined;
  boss.on("error", (error) => {
    failure = error;
  });
  await boss.start();
  try {
    for (const [name, { schedule: _, ...options }] of Object.entries(queues)) {
      await boss.createQueue(name, options);
      // A queue that was there keeps its old patience; only its policy can never change.
      const { policy: __, ...patience } = { policy: undefined, ...options };
      await boss.updateQueue(name, patience);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  if (failure) throw failure;
}

async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const { rows: found } = await client.query<{ name: string | null }>(
    "SELECT to_regclass('_prisma_migrations') AS name",
  );
  if (!found[0]?.name) return [];
  const { rows } = await client.query<{ migration_name: string }>(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL",
  );
  return rows.map((row) => row.migration_name);
}
