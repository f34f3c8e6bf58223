import { readFileSync } from "node:fs";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { sessionCookie } from "@/lib/platform/auth";
import { db } from "@/lib/platform/db";
import { freePort } from "@/scripts/db/embedded";
import { run } from "@/scripts/run";
import { isBuilt } from "@/scripts/sources";
import { createPerson } from "../factories/people";
import { completeContents, planOf, revisionOf } from "../factories/plans";
import { endAll, startOwn } from "../support/own-process";
import { asOwner } from "../support/owner";

const { inbox } = await vi.hoisted(async () => {
  const { openInbox } = await import("../support/inbox");
  return { inbox: await openInbox() };
});

const port = await freePort();
const url = `http://localhost:${port}`;
const settings = {
  DATABASE_APP_URL: process.env.DATABASE_APP_URL ?? "",
  PORTAL_SECRET: process.env.PORTAL_SECRET ?? "",
  PORTAL_SEED: "reference",
  PORTAL_URL: url,
  PORT: String(port),
  SMTP_URL: inbox.url,
  MAIL_FROM: "portal@city.test",
  LOG_LEVEL: "warn",
};

type Writer = {
  readonly code: string;
  readonly cookie: string;
  readonly personId: string;
  revision: number;
  sent: number;
  takenBack: number;
};

const writers: Writer[] = [];
const actionIds = new Map<string, string>();

beforeAll(async () => {
  if (!isBuilt()) {
    const { code, output } = await run("tsx", ["--conditions=react-server", "scripts/build.ts"]);
    if (code !== 0) throw new Error(output);
  }
  const path = join(import.meta.dirname, "../../.next/server/server-reference-manifest.json");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as {
    node: Record<string, { exportedName?: string }>;
  };
  for (const [id, { exportedName }] of Object.entries(manifest.node)) actionIds.set(exportedName ?? "", id);
  for (const code of ["LAPL", "RAP", "DOD", "LADWP"]) {
    await createPerson([{ role: "certifier", departmentCode: code }], `Head of ${code}`);
    const { personId } = await createPerson(
      [{ role: "preparer", departmentCode: code }],
      `Writer of ${code}`,
    );
    const expiresAt = new Date(Date.now() + 3_600_000);
    const { id } = await db.session.create({
      data: { personId, expiresAt, secondFactor: "totp" },
      select: { id: true },
    });
    const token = await encode({ token: { sid: id }, secret: settings.PORTAL_SECRET });
    const revision = await revisionOf(await planOf(code), "training");
    writers.push({ code, personId, cookie: `${sessionCookie}=${token}`, revision, sent: 0, takenBack: 0 });
  }
});
afterAll(async () => {
  await endAll();
  await inbox.close();
});

/** One step of a plan, as the browser sends it: a server action's POST. Answers whether it was answered with success. */
async function step(writer: Writer, action: "sendToCertifierAction" | "takeBackAction"): Promise<boolean> {
  const answer = await fetch(`${url}/department/${writer.code}/plans/ed-12`, {
    method: "POST",
    headers: {
      accept: "text/x-component",
      "content-type": "text/plain;charset=UTF-8",
      cookie: writer.cookie,
      "next-action": actionIds.get(action) ?? "",
      origin: url,
    },
    body: JSON.stringify([{ departmentCode: writer.code, directiveCode: "ed-12" }]),
  });
  return answer.status === 200 && /\{"ok":true,"data":\{"status":"\w+"\}\}/.test(await answer.text());
}

async function save(writer: Writer): Promise<boolean> {
  const content = { ...completeContents().training, newHireRule: `Within ${writer.revision + 1} days.` };
  const answer = await fetch(`${url}/api/departments/${writer.code}/plans/ed-12/sections/training`, {
    method: "PUT",
    headers: { cookie: writer.cookie, origin: url, "content-type": "application/json" },
    body: JSON.stringify({ revision: writer.revision, content }),
  });
  return answer.status === 200;
}

const succeeded = () => writers.reduce((sum, { sent, takenBack }) => sum + sent + takenBack, 0);

/** Writes until something is not answered with success any more. */
async function writeUntilItFails(writer: Writer): Promise<string> {
  try {
    for (;;) {
      if (!(await step(writer, "sendToCertifierAction"))) return "sending";
      writer.sent += 1;
      if (!(await save(writer))) return "saving";
      writer.revision += 1;
      if (!(await step(writer, "takeBackAction"))) return "taking back";
      writer.takenBack += 1;
    }
  } catch {
    return "killed";
  }
}

it("a web process that is killed under load: what was answered with success is stored, and its mail arrives", async () => {
  await startOwn("worker", settings);
  const web = await startOwn("web", settings);
  const ends = Promise.all(writers.map(writeUntilItFails));
  await expect.poll(succeeded, { timeout: 60_000 }).toBeGreaterThanOrEqual(80);
  await web.kill();
  expect(await ends).toEqual(writers.map(() => "killed"));

  // Of each writer one request was under way: it is either whole in the database or not at all, and nobody was told.
  for (const { personId, code, sent, takenBack, revision } of writers) {
    const amounts = await asOwner<{ name: string; amount: number }>(
      `SELECT name, count(*)::int AS amount FROM audit_events
       WHERE actor_id = $1 AND name IN ('plan.sent_to_certifier', 'plan.taken_back') GROUP BY name`,
      [personId],
    );
    const of = (name: string) => amounts.find((row) => row.name === name)?.amount ?? 0;
    expect([0, 1], code).toContain(of("plan.sent_to_certifier") - sent);
    expect([0, 1], code).toContain(of("plan.taken_back") - takenBack);
    expect([0, 1], code).toContain((await revisionOf(await planOf(code), "training")) - revision);
  }

  // The certifier is mailed at once that a draft was taken back.
  const owed = () =>
    asOwner<{ messageId: string | null }>(
      `SELECT message.id AS "messageId" FROM outbox_events AS event
       LEFT JOIN messages AS message ON message.event_sequence = event.sequence
       WHERE event.name = 'plan.taken_back'`,
    );
  const cameOf = (id: string | null) =>
    inbox.received.filter(({ messageId }) => messageId === `<${id}@localhost>`).length;
  const events = writers.reduce((sum, { takenBack }) => sum + takenBack, 0);
  expect((await owed()).length).toBeGreaterThanOrEqual(events);
  await expect
    .poll(async () => (await owed()).filter(({ messageId }) => cameOf(messageId) !== 1).length, {
      timeout: 60_000,
    })
    .toBe(0);

  await startOwn("web", settings);
  expect((await fetch(`${url}/api/health/ready`)).status).toBe(200);
});
