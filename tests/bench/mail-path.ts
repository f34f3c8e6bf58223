import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { readEnv } from "@/lib/platform/env";
import { openInstallation } from "@/scripts/installation";
import { type Inbox, openInbox } from "../support/inbox";
import { endAll, startOwn } from "../support/own-process";
import { type MailFigures, mailLines } from "./mail";
import { percentile } from "./pairs";

/**
 * From the commit of an event to its mail at the mail server: a plan's step through the product's own service, the
 * delivery to its recipients and the sending by a worker process of its own, over SMTP to a server of this process.
 * Prints what it measured; `--json` for machines, `--quick` for a look.
 */
const isQuick = process.argv.includes("--quick");
const isJson = process.argv.includes("--json");
const atRest = isQuick ? 20 : 200;
const bursts = isQuick ? 1 : 10;
const eventsInBurst = 20;
const queuedInBurst = 1_000;
const waitAtMostMs = 60_000;

const folder = mkdtempSync(join(tmpdir(), "portal-bench-mail-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const settings = readEnv({ PORTAL_DATA_DIR: folder, PORTAL_SEED: "reference", LOG_LEVEL: "error" });
const installation = await openInstallation(settings, (_, work) => work());
const inbox = await openInbox();
const environment = { ...installation.environment, SMTP_URL: inbox.url, MAIL_FROM: "portal@city.test" };
Object.assign(process.env, environment);

// Only now do the product's modules know where their database is.
const { queueMessage } = await import("@/lib/features/mail/service");
const { planKey, takeStep } = await import("@/lib/features/plans/service");
const { ok } = await import("@/lib/kernel/result");
const { closeDatabase, db } = await import("@/lib/platform/db");
const { withTransaction } = await import("@/lib/platform/tx");
const { messageTo } = await import("../factories/mail");
const { createPerson } = await import("../factories/people");
const { planOf } = await import("../factories/plans");

const plan = await planOf("LAPL");
const preparer = await createPerson([{ role: "preparer", departmentCode: "LAPL" }]);
const certifier = await createPerson([{ role: "certifier", departmentCode: "LAPL" }]);
const crowd = await createPerson([]);
let isWithCertifier = false;

/** Commits one event that the certifier is mailed of at once; answers when, and the event's place in the outbox. */
async function commitEvent(): Promise<{ sequence: bigint; atMs: number }> {
  // Sent and taken back by turns: of the first nobody is mailed any more once the second has happened.
  const step = isWithCertifier ? "take_back" : "send_to_certifier";
  const requestId = randomUUID();
  const answer = await takeStep({ plan: planKey(plan), step, by: { ...preparer.doer, requestId } });
  const atMs = Date.now();
  if (!answer.ok) throw new Error(answer.error.code);
  isWithCertifier = !isWithCertifier;
  if (step === "send_to_certifier") return commitEvent();
  const [event] = await db.$queryRaw<{ sequence: bigint }[]>`
    SELECT sequence FROM outbox_events WHERE request_id = ${requestId} AND name = 'plan.taken_back'`;
  if (!event) throw new Error("the event is not in the outbox");
  return { sequence: event.sequence, atMs };
}

/** How long after its commit each event's mail was taken. Throws for one that did not come. */
async function latenciesOf(events: readonly { sequence: bigint; atMs: number }[]): Promise<number[]> {
  const latencies: number[] = [];
  for (const { sequence, atMs } of events) {
    const taken = await untilTaken(inbox, sequence);
    latencies.push(Math.max(0, taken - atMs));
  }
  return latencies;
}

async function untilTaken(box: Inbox, sequence: bigint): Promise<number> {
  for (const startedAt = Date.now(); Date.now() - startedAt < waitAtMostMs; await wait(20)) {
    const [message] = await db.$queryRaw<{ id: string }[]>`
      SELECT id FROM messages WHERE event_sequence = ${sequence} AND person_id = ${certifier.personId}::uuid`;
    const mail = message && box.received.find(({ messageId }) => messageId.includes(message.id));
    if (mail) return mail.atMs;
  }
  throw new Error(`the mail of event ${sequence} did not come within ${waitAtMostMs} ms`);
}

async function queueCrowd(priority: "reminder" | "at_once"): Promise<void> {
  const queued = await withTransaction(async (tx) => {
    for (let one = 0; one < queuedInBurst; one += 1) {
      await queueMessage(tx, messageTo(crowd, { priority, address: `crowd-${one}@people.test` }));
    }
    return ok(null);
  });
  if (!queued.ok) throw new Error("the crowd was not queued");
}

async function untilDrained(): Promise<void> {
  for (;;) {
    const [row] = await db.$queryRaw<{ waiting: number }[]>`
      SELECT count(*)::int AS waiting FROM messages WHERE status = 'queued'`;
    if (row?.waiting === 0) return;
    await wait(50);
  }
}

async function measure(): Promise<MailFigures> {
  await startOwn("worker", environment);
  // Until compiler and connections are warm.
  for (let one = 0; one < 10; one += 1) await latenciesOf([await commitEvent()]);
  const rest: number[] = [];
  for (let one = 0; one < atRest; one += 1) {
    rest.push(...(await latenciesOf([await commitEvent()])));
    await wait(Math.random() * 200);
  }
  const behind = { reminder: [] as number[], at_once: [] as number[] };
  const rates: number[] = [];
  for (let burst = 0; burst < bursts * 2; burst += 1) {
    const priority = burst % 2 === 0 ? "reminder" : "at_once";
    await queueCrowd(priority);
    const queuedAtMs = Date.now();
    const events: Awaited<ReturnType<typeof commitEvent>>[] = [];
    for (let one = 0; one < eventsInBurst; one += 1) events.push(await commitEvent());
    behind[priority].push(...(await latenciesOf(events)));
    await untilDrained();
    rates.push(((queuedInBurst + eventsInBurst) * 1_000) / (Date.now() - queuedAtMs));
  }
  return {
    atRest: { p50Ms: percentile(rest, 0.5), p99Ms: percentile(rest, 0.99), samples: rest.length },
    behind1000: {
      p99Ms: percentile(behind.reminder, 0.99),
      samePriorityP99Ms: percentile(behind.at_once, 0.99),
      samples: behind.reminder.length,
      mailsPerSecond: Math.round(percentile(rates, 0.5)),
    },
  };
}

try {
  const figures = await measure();
  process.stdout.write(`${isJson ? JSON.stringify(figures) : mailLines(figures)}\n`);
} finally {
  await endAll();
  await inbox.close();
  await closeDatabase();
  await installation.stopDatabase();
}
process.exit(0);
