import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { newestMigration } from "@/lib/platform/schema-version";
import { seed } from "@/prisma/seed/index";
import { startEmbeddedPostgres } from "@/scripts/db/embedded";
import { ensureOwnedDatabase, migrate } from "@/scripts/db/prepare";
import { run } from "@/scripts/run";
import { asOwner } from "../../support/owner";

const root = join(import.meta.dirname, "../../..");
const secret = "a secret of at least thirty-two characters";
const folders: string[] = [];

/** Runs the command as an operator does, with these settings and no others. */
function command(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const none = { PORT: "", PORTAL_DATA_DIR: "", PORTAL_URL: "", DATABASE_URL: "", DATABASE_APP_URL: "" };
  const script = join(root, "scripts/first-administrator.ts");
  return run("tsx", ["--conditions=react-server", script, ...args], {
    ...none,
    PORTAL_SECRET: secret,
    ...environment,
  });
}
const onOwnDatabase = () => ({ DATABASE_APP_URL: process.env.DATABASE_APP_URL ?? "" });
const named = (email: string) => ["--email", email, "--name", "Robin Invented"];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe("npm run first-administrator", () => {
  it("prints a link at the portal's address, and refuses once it has been used", async () => {
    const environment = { ...onOwnDatabase(), PORTAL_URL: "https://portal.city.test" };
    const { code, output } = await command(named("First@city.test"), environment);
    expect(output).toMatch(/https:\/\/portal\.city\.test\/set-up\/[\w-]{43}\n/);
    expect(output).toContain("Robin Invented <first@city.test>");
    expect(code).toBe(0);

    await asOwner("UPDATE people SET password_hash = 'set' WHERE email = 'first@city.test'");
    const second = await command(named("second@city.test"), environment);
    expect(second).toEqual({
      code: 1,
      output: expect.stringMatching(/^An administrator can sign in already/),
    });
  });

  it("says what is missing, in the demonstration, in a database that is behind, and without arguments", async () => {
    expect((await command(["--email", "no address"], onOwnDatabase())).output).toMatch(
      /--email: That is not an e-mail address\.\n\s+--name: Give the person's name\.\nUsage: npm run/,
    );
    await asOwner("UPDATE installations SET is_demonstration = true");
    expect((await command(named("x@city.test"), onOwnDatabase())).output).toMatch(
      /This is the demonstration/,
    );
    await asOwner("DELETE FROM installations");
    expect((await command(named("x@city.test"), onOwnDatabase())).output).toMatch(/database is empty/);
    await asOwner("UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = $1", [
      newestMigration,
    ]);
    expect((await command(named("x@city.test"), onOwnDatabase())).output).toMatch(/older than this code/);
  });

  it("names the setting when there is no installation, or no database that answers", async () => {
    const nowhere = mkdtempSync(join(tmpdir(), "portal-nowhere-"));
    folders.push(nowhere);
    const none = await command(named("x@city.test"), { PORTAL_DATA_DIR: nowhere });
    expect(none).toMatchObject({
      code: 1,
      output: expect.stringMatching(/no installation in .*PORTAL_DATA_DIR/),
    });
    const silent = { DATABASE_URL: "postgresql://owner:hush-hush@127.0.0.1:1/portal" };
    const unreachable = await command(named("x@city.test"), silent);
    expect(unreachable.output).toMatch(/database does not answer.*DATABASE_URL/);
    expect(unreachable.output).not.toContain("hush-hush");
  });

  it("finds the embedded database running and leaves it so, or stopped and stops it again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "portal-first-"));
    folders.push(folder);
    const environment = { PORTAL_DATA_DIR: folder, PORT: "4321" };
    const postgres = await startEmbeddedPostgres(folder);
    const ownerUrl = await ensureOwnedDatabase(postgres.adminUrl, "portal", secret);
    await migrate(ownerUrl);
    await seed({ databaseUrl: ownerUrl, mode: "reference", log: () => undefined });

    const whileRunning = await command(named("first@city.test"), environment);
    expect(whileRunning.output).toMatch(/http:\/\/localhost:4321\/set-up\/[\w-]{43}\n/);
    const seen = await startEmbeddedPostgres(folder);
    expect(seen.wasRunning).toBe(true);
    await postgres.stop();

    const whileStopped = await command(named("first@city.test"), environment);
    expect(whileStopped.output).toMatch(/\/set-up\/[\w-]{43}\n/);
    const after = await startEmbeddedPostgres(folder);
    expect(after.wasRunning).toBe(false);
    await after.stop();
  });
});
