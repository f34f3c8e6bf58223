import pg from "pg";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/platform/db";
import { messageTo, queueOne } from "../factories/mail";
import { createPerson } from "../factories/people";
import { endAll, startOwn } from "../support/own-process";

const { inbox, taken } = await vi.hoisted(async () => {
  const { openInbox } = await import("../support/inbox");
  const taken: { tell: () => void } = { tell: () => undefined };
  const inbox = await openInbox({ onTaken: () => taken.tell() });
  Object.assign(process.env, {
    SMTP_URL: inbox.url,
    MAIL_FROM: "portal@city.test",
    PORTAL_URL: "https://portal.test",
  });
  return { inbox, taken };
});

const startWorker = () =>
  startOwn("worker", {
    DATABASE_APP_URL: process.env.DATABASE_APP_URL ?? "",
    PORTAL_SECRET: process.env.PORTAL_SECRET ?? "",
    PORTAL_SEED: "reference",
    PORTAL_URL: "https://portal.test",
    SMTP_URL: inbox.url,
    MAIL_FROM: "portal@city.test",
    LOG_LEVEL: "warn",
  });

afterEach(async () => {
  taken.tell = () => undefined;
  await endAll();
});
afterAll(() => inbox.close());

async function queueMany(amount: number): Promise<string[]> {
  const person = await createPerson([]);
  const ids: string[] = [];
  for (let place = 0; place < amount; place += 1) ids.push(await queueOne(messageTo(person)));
  return ids;
}

/** How often each of these messages came, by the Message-ID that it came under. */
function copiesOf(ids: readonly string[]): number[] {
  const came = inbox.received.map(({ messageId }) => messageId);
  return ids.map((id) => came.filter((messageId) => messageId === `<${id}@portal.test>`).length);
}
const unsent = (ids: readonly string[]) =>
  db.message.count({ where: { id: { in: [...ids] }, NOT: { status: "sent" } } });
const inTime = { timeout: 60_000, interval: 100 };

describe("a worker that is killed with -9", () => {
  it("between the mail server's 250 and the mark sends again under the same Message-ID, and loses nothing", async () => {
    const lock = new pg.Client({ connectionString: process.env.TEST_OWNER_URL });
    await lock.connect();
    // Nobody can mark a message while this stands: the worker hears the 250, and comes no further.
    await lock.query("BEGIN; LOCK TABLE message_attempts IN ACCESS EXCLUSIVE MODE");
    const killed = await startWorker();
    const ids = await queueMany(5);
    await expect.poll(() => copiesOf(ids), inTime).toEqual([1, 1, 1, 1, 1]);
    await killed.kill();
    await lock.query("ROLLBACK");
    await lock.end();
    expect(await unsent(ids)).toBe(5);
    await startWorker();
    await expect.poll(() => unsent(ids), inTime).toBe(0);
    expect(copiesOf(ids)).toEqual([2, 2, 2, 2, 2]);
  });

  it("in the midst of many messages is followed by another that sends the rest", async () => {
    const ids = await queueMany(150);
    const killed = await startWorker();
    await new Promise<void>((done) => {
      const before = inbox.received.length;
      taken.tell = () => {
        if (inbox.received.length - before >= 30) done();
      };
    });
    await killed.kill();
    expect(await unsent(ids)).toBeGreaterThan(0);
    await startWorker();
    await expect.poll(() => unsent(ids), inTime).toBe(0);
    const copies = copiesOf(ids);
    expect(Math.min(...copies)).toBe(1);
    expect(Math.max(...copies)).toBeLessThanOrEqual(2);
  });
});

describe("workers side by side", () => {
  it.each([2, 3])("%i of them send each message exactly once", async (amount) => {
    const early = await queueMany(100);
    await Promise.all(Array.from({ length: amount }, startWorker));
    const late = await queueMany(100);
    const ids = [...early, ...late];
    await expect.poll(() => unsent(ids), inTime).toBe(0);
    expect(copiesOf(ids)).toEqual(ids.map(() => 1));
  });
});

it("a worker that is asked to stop finishes what it has begun, and leaves the rest to others", async () => {
  const ids = await queueMany(100);
  const first = await startWorker();
  await expect.poll(() => copiesOf(ids).some((copies) => copies > 0), inTime).toBe(true);
  await first.stop();
  const second = await startWorker();
  await expect.poll(() => unsent(ids), inTime).toBe(0);
  await second.stop();
  expect(copiesOf(ids)).toEqual(ids.map(() => 1));
});
