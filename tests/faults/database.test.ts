import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, expect, it, vi } from "vitest";
import { queueMessage } from "@/lib/features/mail/service";
import { ok } from "@/lib/kernel/result";
import { db } from "@/lib/platform/db";
import { withTransaction } from "@/lib/platform/tx";
import { startEmbeddedPostgres } from "@/scripts/db/embedded";
import { messageTo } from "../factories/mail";
import { createPerson } from "../factories/people";
import { endAll, startOwn } from "../support/own-process";

// A Postgres of this file's own, to be killed. Before any module of the product reads where it is.
const { folder, inbox, environment } = await vi.hoisted(async () => {
  const { mkdtempSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  const path = await import("node:path");
  const { seed } = await import("@/prisma/seed/index");
  const { startEmbeddedPostgres } = await import("@/scripts/db/embedded");
  const { applicationUrl, ensureOwnedDatabase, migrate } = await import("@/scripts/db/prepare");
  const { openInbox } = await import("../support/inbox");
  const secret = "a secret of the tests, and of nothing else";
  const folder = mkdtempSync(path.join(tmpdir(), "portal-faults-"));
  const postgres = await startEmbeddedPostgres(folder);
  const ownerUrl = await ensureOwnedDatabase(postgres.adminUrl, "portal", secret);
  await migrate(ownerUrl);
  await seed({ databaseUrl: ownerUrl, mode: "reference", log: () => undefined });
  const inbox = await openInbox();
  const environment = {
    DATABASE_APP_URL: applicationUrl(ownerUrl, secret),
    PORTAL_SECRET: secret,
    PORTAL_SEED: "reference",
    PORTAL_URL: "https://portal.test",
    SMTP_URL: inbox.url,
    MAIL_FROM: "portal@city.test",
    LOG_LEVEL: "fatal",
  };
  Object.assign(process.env, environment);
  return { folder, inbox, environment };
});

let postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>> | undefined;
afterAll(async () => {
  await endAll();
  await inbox.close();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function killPostgres(): Promise<void> {
  const [pid] = readFileSync(join(folder, "postgres/postmaster.pid"), "utf8").split("\n");
  process.kill(Number(pid), "SIGKILL");
  // What is committed now fails, and what is tried again meanwhile too.
  await expect.poll(() => db.$queryRaw`SELECT 1`.then(Boolean, () => false), { timeout: 20_000 }).toBe(false);
  postgres = await startEmbeddedPostgres(folder);
  await expect.poll(() => db.$queryRaw`SELECT 1`.then(Boolean, () => false), { timeout: 30_000 }).toBe(true);
}

it("Postgres that is killed with -9, twice, while messages flow loses none that was committed", async () => {
  await startOwn("worker", environment);
  const person = await createPerson([]);
  const committed: string[] = [];
  let isOver = false;
  const writer = async () => {
    while (!isOver) {
      const message = messageTo(person);
      const isCommitted = await withTransaction(async (tx) => {
        await queueMessage(tx, message);
        return ok(null);
      }).then(
        () => true,
        () => false,
      );
      if (isCommitted) committed.push(message.key);
      else await wait(50);
    }
  };
  const writers = Promise.all([writer(), writer(), writer()]);
  for (const amount of [100, 200]) {
    await expect.poll(() => committed.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(amount);
    await killPostgres();
  }
  const enough = committed.length + 50;
  await expect.poll(() => committed.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(enough);
  isOver = true;
  await writers;

  const unsent = () => db.message.count({ where: { NOT: { status: "sent" } } });
  await expect.poll(() => unsent().catch(() => -1), { timeout: 90_000, interval: 200 }).toBe(0);
  const messages = await db.message.findMany({ select: { id: true, key: true } });
  const kept = new Set(messages.map(({ key }) => key));
  expect(committed.filter((key) => !kept.has(key))).toEqual([]);
  const came = new Set(inbox.received.map(({ messageId }) => messageId));
  expect(messages.filter(({ id }) => !came.has(`<${id}@portal.test>`))).toEqual([]);
});
