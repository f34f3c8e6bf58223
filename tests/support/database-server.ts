import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { seed } from "@/prisma/seed/index";
import { startEmbeddedPostgres } from "@/scripts/db/embedded";
import { ensureOwnedDatabase, migrate } from "@/scripts/db/prepare";

declare module "vitest" {
  export interface ProvidedContext {
    adminUrl: string;
    template: string;
    templateUrl: string;
    secret: string;
  }
}

const secret = "a secret of the tests, and of nothing else";
const template = "portal_template";

/** One server for the run, with one migrated and reference-seeded database that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "portal-test-"));
  const postgres = await startEmbeddedPostgres(folder);
  const ownerUrl = await ensureOwnedDatabase(postgres.adminUrl, template, secret);
  await migrate(ownerUrl);
  await seed({ databaseUrl: ownerUrl, mode: "reference", log: () => undefined });
  project.provide("adminUrl", postgres.adminUrl);
  project.provide("template", template);
  project.provide("templateUrl", ownerUrl);
  project.provide("secret", secret);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
