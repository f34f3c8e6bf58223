import { describe, expect, inject, it } from "vitest";
import { departmentRoles, officeRoles } from "@/lib/kernel/actor";
import { db } from "@/lib/platform/db";
import { queues } from "@/lib/platform/queues";
import { readiness } from "@/lib/platform/readiness";
import { newestMigration } from "@/lib/platform/schema-version";
import { migrate } from "@/scripts/db/prepare";
import { diffMigrations, schemaFiles } from "@/scripts/db/schema-engine";
import { createPerson } from "../../factories/people";
import { asOwner } from "../../support/owner";

describe("the schema and the migrations", () => {
  it("agree", async () => {
    expect(await diffMigrations(inject("adminUrl"))).toBe("");
  });

  it("are found to disagree when the schema changes without a migration", async () => {
    const changed = schemaFiles().map((file) => ({
      ...file,
      content: file.content.replace(/model Department \{/, "model Department {\n  planted String?\n"),
    }));
    expect(await diffMigrations(inject("adminUrl"), changed)).toContain("planted");
  });

  it("bring a database that is up to date nothing but the queues' patience as this code has it", async () => {
    await asOwner("UPDATE jobs.queue SET retry_limit = 1 WHERE name = 'send-message'");
    expect(await migrate(process.env.TEST_OWNER_URL ?? "")).toEqual([]);
    const [queue] = await asOwner(
      "SELECT retry_limit, dead_letter FROM jobs.queue WHERE name = 'send-message'",
    );
    expect(queue).toEqual({ retry_limit: queues["send-message"].retryLimit, dead_letter: "dead-letter" });
  });

  it("are refused when the database holds a migration that this code does not know", async () => {
    await asOwner(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ('future', '', '29990101000000_future', now(), 1)`,
    );
    await expect(migrate(process.env.TEST_OWNER_URL ?? "")).rejects.toThrow(
      /newer than this code.*29990101000000_future/,
    );
    await asOwner("DELETE FROM _prisma_migrations WHERE id = 'future'");
  });
});

describe("readiness", () => {
  it("says that schema and data are as they should be", async () => {
    expect(await readiness()).toEqual({
      status: "ready",
      database: "answers",
      schema: "current",
      data: "as_set",
      delivery: { jobsWaiting: 0, oldestUnsentSeconds: 0, workers: 0 },
    });
  });

  it("is refused where the database holds the demonstration and the setting says otherwise, or it is empty", async () => {
    await asOwner("UPDATE installations SET is_demonstration = true");
    expect(await readiness()).toMatchObject({ status: "not_ready", data: "of_other_kind" });
    await asOwner("DELETE FROM installations");
    expect(await readiness()).toMatchObject({ status: "not_ready", data: "unknown" });
    await asOwner("INSERT INTO installations (is_demonstration) VALUES (false)");
    expect(await readiness()).toMatchObject({ status: "ready" });
  });

  it("says that the schema is behind when the newest migration is missing", async () => {
    await asOwner("UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = $1", [
      newestMigration,
    ]);
    expect(await readiness()).toMatchObject({ status: "not_ready", schema: "behind" });
  });
});

describe("a role of a person", () => {
  const places = [
    ["a department", true, false],
    ["an office", false, true],
    ["both", true, true],
    ["neither", false, false],
  ] as const;

  it.each([...departmentRoles, ...officeRoles])(
    "%s is taken in its own kind of place alone",
    async (role) => {
      const { personId } = await createPerson([]);
      const { id } = await db.department.findFirstOrThrow({ select: { id: true } });
      const own = departmentRoles.some((one) => one === role) ? "a department" : "an office";
      for (const [place, isInDepartment, isInOffice] of places) {
        const granting = db.$executeRaw`
        INSERT INTO role_assignments (id, person_id, role, department_id, office)
        VALUES (gen_random_uuid(), ${personId}::uuid, ${role}::role, ${isInDepartment ? id : null}::uuid,
          ${isInOffice ? "mayor" : null}::office)`;
        if (place === own) await expect(granting, place).resolves.toBe(1);
        else await expect(granting, place).rejects.toThrow(/role_stands_in_its_place/);
      }
    },
  );
});

describe("the role of the application", () => {
  it("owns nothing", async () => {
    const owned = await asOwner("SELECT relname FROM pg_class WHERE relowner = 'portal_app'::regrole");
    expect(owned).toEqual([]);
  });

  it("cannot change the schema", async () => {
    await expect(db.$executeRaw`ALTER TABLE plans ADD COLUMN planted text`).rejects.toThrow(/owner/);
    await expect(db.$executeRaw`CREATE TABLE planted (id int)`).rejects.toThrow(/permission denied/);
  });

  it("cannot change or remove an audit event, nor write one around the chain", async () => {
    await expect(db.$executeRaw`UPDATE audit_events SET name = 'x'`).rejects.toThrow(/permission denied/);
    await expect(db.$executeRaw`DELETE FROM audit_events`).rejects.toThrow(/permission denied/);
    await expect(db.$executeRaw`INSERT INTO audit_events (name) VALUES ('x')`).rejects.toThrow(
      /permission denied/,
    );
  });

  it("cannot take a withdrawal back", async () => {
    await expect(db.$executeRaw`UPDATE plan_version_withdrawals SET withdrawn_by_name = ''`).rejects.toThrow(
      /permission denied/,
    );
    await expect(db.$executeRaw`DELETE FROM plan_version_withdrawals`).rejects.toThrow(/permission denied/);
  });

  it("cannot change or remove a filed version", async () => {
    await expect(db.$executeRaw`UPDATE plan_versions SET sha256 = repeat('0', 64)`).rejects.toThrow(
      /permission denied/,
    );
    await expect(db.$executeRaw`DELETE FROM plan_versions`).rejects.toThrow(/permission denied/);
  });
});
