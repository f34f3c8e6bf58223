import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Env, portalUrl } from "@/lib/platform/env";
import { type SignIn, seed } from "@/prisma/seed/index";
import { hasEmbeddedPostgres, startEmbeddedPostgres } from "./db/embedded";
import { applicationUrl, ensureApplicationRole, ensureOwnedDatabase, migrate, urlAs } from "./db/prepare";

export type Installation = {
  readonly ownerUrl: string;
  readonly signIns: readonly SignIn[];
  /** What the web process is started with. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stopDatabase: () => Promise<void>;
};

export type Step = <T>(label: string, work: () => Promise<T>) => Promise<T>;

/** Brings up everything below the web process: database, schema, reference data and, where asked for, the demonstration. */
export async function openInstallation(settings: Env, step: Step): Promise<Installation> {
  const external = settings.DATABASE_URL;
  if (external && settings.PORTAL_SEED === "demo" && !settings.PORTAL_DEMO_ON_EXTERNAL_DATABASE) {
    throw new Error(
      "DATABASE_URL is set and PORTAL_SEED is demo. Set PORTAL_SEED=reference for real use, or PORTAL_DEMO_ON_EXTERNAL_DATABASE=true to fill that database with demonstration data.",
    );
  }
  if (external && !settings.PORTAL_SECRET) {
    throw new Error(
      "PORTAL_SECRET must be set beside DATABASE_URL: at least 32 characters; `openssl rand -hex 32` makes one.",
    );
  }
  const secret = settings.PORTAL_SECRET ?? keptSecret(settings.PORTAL_DATA_DIR);
  const database = external
    ? {
        ownerUrl: external,
        appUrl: settings.DATABASE_APP_URL ?? (await ensureApplicationRole(external, secret)),
        stop: async () => undefined,
      }
    : await step("Postgres", () => openEmbedded(settings.PORTAL_DATA_DIR, secret));
  try {
    await step("Migrations", () => migrate(database.ownerUrl));
    const { signIns } = await step("Data", () =>
      seed({ databaseUrl: database.ownerUrl, mode: settings.PORTAL_SEED, log: () => undefined }),
    );
    return {
      ownerUrl: database.ownerUrl,
      signIns,
      environment: {
        PORT: String(settings.PORT),
        PORTAL_SEED: settings.PORTAL_SEED,
        PORTAL_SECRET: secret,
        PORTAL_URL: portalUrl(settings),
        DATABASE_APP_URL: database.appUrl,
        ...(settings.SECOND_FACTOR && { SECOND_FACTOR: settings.SECOND_FACTOR }),
        SESSION_IDLE_MINUTES: String(settings.SESSION_IDLE_MINUTES),
        SESSION_HOURS: String(settings.SESSION_HOURS),
        TRUSTED_PROXY_HOPS: String(settings.TRUSTED_PROXY_HOPS),
        LOG_LEVEL: settings.LOG_LEVEL,
        ...(settings.SMTP_URL && { SMTP_URL: settings.SMTP_URL }),
        ...(settings.MAIL_FROM && { MAIL_FROM: settings.MAIL_FROM }),
        ...(settings.METRICS_TOKEN && { METRICS_TOKEN: settings.METRICS_TOKEN }),
      },
      stopDatabase: database.stop,
    };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

export type Reached = { readonly appUrl: string; readonly leave: () => Promise<void> };

/**
 * The database of an installation that has been started before, under the application's role, as it stands: nothing
 * is migrated or seeded. The embedded one is used where it runs, and otherwise started until `leave`.
 */
export async function reachInstallation(settings: Env): Promise<Reached> {
  const leave = async () => undefined;
  if (settings.DATABASE_APP_URL) return { appUrl: settings.DATABASE_APP_URL, leave };
  if (settings.DATABASE_URL) {
    if (!settings.PORTAL_SECRET) {
      throw new Error("PORTAL_SECRET must be set beside DATABASE_URL, to the same value as for the portal.");
    }
    return { appUrl: applicationUrl(settings.DATABASE_URL, settings.PORTAL_SECRET), leave };
  }
  const folder = settings.PORTAL_DATA_DIR;
  if (!hasEmbeddedPostgres(folder)) {
    throw new Error(
      `There is no installation in ${resolve(folder)}. Start the portal there once with PORTAL_SEED=reference, or set PORTAL_DATA_DIR or DATABASE_URL to where it is.`,
    );
  }
  const postgres = await startEmbeddedPostgres(folder);
  const secret = settings.PORTAL_SECRET ?? keptSecret(folder);
  const ownerUrl = urlAs(postgres.adminUrl, { user: "", password: "" }, embeddedDatabase);
  return {
    appUrl: applicationUrl(ownerUrl, secret),
    leave: async () => (postgres.wasRunning ? undefined : postgres.stop()),
  };
}

const embeddedDatabase = "portal";

async function openEmbedded(dataFolder: string, secret: string) {
  const postgres = await startEmbeddedPostgres(dataFolder);
  const ownerUrl = await ensureOwnedDatabase(postgres.adminUrl, embeddedDatabase, secret);
  return { ownerUrl, appUrl: applicationUrl(ownerUrl, secret), stop: postgres.stop };
}

/** Made once and kept in the data folder, so that sessions outlive a restart. */
function keptSecret(dataFolder: string): string {
  const path = join(resolve(dataFolder), "secret");
  if (!existsSync(path)) {
    try {
      mkdirSync(resolve(dataFolder), { recursive: true });
      writeFileSync(path, randomBytes(32).toString("hex"), { mode: 0o600 });
    } catch (error) {
      throw new Error(
        `The data folder ${resolve(dataFolder)} cannot be written (${error instanceof Error ? error.message : error}). ` +
          "Give this account the right to write there, or set PORTAL_DATA_DIR to another folder.",
      );
    }
  }
  return readFileSync(path, "utf8");
}
