import { afterEach, describe, expect, it } from "vitest";
import { newestMigration } from "@/lib/platform/schema-version";
import { awaitKnownSchema } from "@/scripts/known-schema";
import { run } from "@/scripts/run";
import { asOwner } from "@/tests/support/owner";

const appUrl = process.env.DATABASE_APP_URL ?? "";
const newer = "29990101000000_of_another_day";

const startAlone = () =>
  run("node", ["--conditions=react-server", "--import", "tsx", "scripts/worker.ts"], {
    DATABASE_APP_URL: appUrl,
    PORTAL_SEED: "reference",
  });

afterEach(async () => {
  await asOwner("DELETE FROM _prisma_migrations WHERE migration_name = $1", [newer]);
});

describe("a worker that is started", () => {
  it("goes to work on the schema of its own code", async () => {
    await expect(awaitKnownSchema(appUrl)).resolves.toBeUndefined();
  });

  it("refuses a schema that is newer than its code, and says what to do", async () => {
    await asOwner(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ('newer', '', now(), $1, now(), 1)`,
      [newer],
    );
    const { code, output } = await startAlone();
    expect(code).toBe(1);
    expect(output).toContain("newer than this code");
    expect(output).toContain("Update the code of this worker.");
    expect(output).not.toMatch(/^\s+at .*:\d+:\d+/m);
  });

  it("refuses a schema that is older than its code, and says what to do", async () => {
    await asOwner("UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = $1", [
      newestMigration,
    ]);
    try {
      const { code, output } = await startAlone();
      expect(code).toBe(1);
      expect(output).toContain(`it lacks ${newestMigration}`);
    } finally {
      await asOwner("UPDATE _prisma_migrations SET finished_at = now() WHERE migration_name = $1", [
        newestMigration,
      ]);
    }
  });
});
