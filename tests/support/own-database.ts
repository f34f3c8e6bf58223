import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { actForTheSystem } from "@/lib/platform/scope";
import { applicationUrl } from "@/scripts/db/prepare";

// Before any module of the product is loaded: each test file has a database of its own, reached, as in service,
// under a role that owns nothing.
const adminUrl = inject("adminUrl");
const secret = inject("secret");
const name = `test_${randomUUID().replaceAll("-", "")}`;

const admin = new pg.Client({ connectionString: adminUrl });
await admin.connect();
await admin.query(`CREATE DATABASE ${name} TEMPLATE ${inject("template")} OWNER portal_owner`);
const url = new URL(inject("templateUrl"));
url.pathname = `/${name}`;
const ownerUrl = url.href;
Object.assign(process.env, {
  DATABASE_APP_URL: applicationUrl(ownerUrl, secret),
  PORTAL_SECRET: secret,
  PORTAL_SEED: "reference",
  LOG_LEVEL: "silent",
  SECOND_FACTOR: "required",
  SESSION_IDLE_MINUTES: "30",
  TEST_OWNER_URL: ownerUrl,
});

// A test arranges and looks as the system does; `as` and `asVisitor` run what they are given as a request.
actForTheSystem();

afterAll(async () => {
  const { portalDatabase } = globalThis as typeof globalThis & {
    portalDatabase?: { pool: pg.Pool };
  };
  await portalDatabase?.pool.end();
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.end();
});
