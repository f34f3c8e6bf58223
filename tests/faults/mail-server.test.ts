import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/platform/db";
import { messageTo, queueOne } from "../factories/mail";
import { createPerson } from "../factories/people";
import { type Inbox, openInbox } from "../support/inbox";
import { endAll, startOwn } from "../support/own-process";
import { asOwner } from "../support/owner";

// The worker is told one address of a mail server, which each test opens in its own way, or leaves closed.
const { port } = await vi.hoisted(async () => {
  const { freePort } = await import("@/scripts/db/embedded");
  const port = await freePort();
  Object.assign(process.env, {
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: "portal@city.test",
    PORTAL_URL: "https://portal.test",
  });
  return { port };
});

const settings = () => ({
  DATABASE_APP_URL: process.env.DATABASE_APP_URL ?? "",
  PORTAL_SECRET: process.env.PORTAL_SECRET ?? "",
  PORTAL_SEED: "reference",
  PORTAL_URL: "https://portal.test",
  SMTP_URL: `smtp://127.0.0.1:${port}`,
  MAIL_FROM: "portal@city.test",
  LOG_LEVEL: "warn",
});

let inbox: Inbox | undefined;
const open = async (answers: Parameters<typeof openInbox>[0] = {}) => {
  inbox = await openInbox({ ...answers, port });
  return inbox;
};
afterEach(async () => {
  await inbox?.close();
  inbox = undefined;
});
afterAll(endAll);

const idOf = (messageId: string) => messageId.slice(1, messageId.indexOf("@"));
const idsIn = (box: Inbox) => box.received.map(({ messageId }) => idOf(messageId));

async function queueMany(amount: number, address?: (place: number) => string): Promise<string[]> {
  const person = await createPerson([]);
  const ids: string[] = [];
  for (let place = 0; place < amount; place += 1) {
    ids.push(await queueOne(messageTo(person, address ? { address: address(place) } : {})));
  }
  return ids;
}

const attemptsOf = (ids: readonly string[]) =>
  asOwner<{ isTaken: boolean; replyCode: number | null }>(
    `SELECT is_taken AS "isTaken", reply_code AS "replyCode" FROM message_attempts WHERE message_id = ANY($1) ORDER BY at`,
    [ids],
  );
async function statusesOf(ids: readonly string[]): Promise<string[]> {
  const rows = await db.message.findMany({ where: { id: { in: [...ids] } }, select: { status: true } });
  return [...new Set(rows.map(({ status }) => status))].sort();
}
const soon = { timeout: 40_000, interval: 200 };

await startOwn("worker", settings());

describe("a mail server", () => {
  it("that is down for long loses nothing: each message comes once, when it is back", async () => {
    const ids = await queueMany(20);
    // At least two tries of each have failed.
    await expect
      .poll(async () => {
        const [row] = await asOwner<{ least: number }>(
          `SELECT coalesce(min(tries), 0)::int AS least FROM (
               SELECT count(attempt.id) AS tries FROM messages AS message
               LEFT JOIN message_attempts AS attempt ON attempt.message_id = message.id
               WHERE message.id = ANY($1) GROUP BY message.id) AS tried`,
          [ids],
        );
        return row?.least;
      }, soon)
      .toBeGreaterThanOrEqual(2);
    expect(await statusesOf(ids)).toEqual(["queued"]);
    expect(await asOwner("SELECT FROM mail_addresses")).toEqual([]);
    const box = await open();
    await expect.poll(() => idsIn(box).toSorted(), soon).toEqual(ids.toSorted());
    await expect.poll(() => statusesOf(ids), soon).toEqual(["sent"]);
  });

  it("that is down over a long weekend is still tried, every ten minutes at the least", async () => {
    const [id] = await queueMany(1);
    // As after three days of failures.
    const aged = () =>
      asOwner<{ id: string }>(
        `UPDATE jobs.job SET retry_count = 430, start_after = now(), created_on = created_on - interval '3 days'
         WHERE name = 'send-message' AND data->>'messageId' = $1 AND state = 'retry' AND retry_count < 400
         RETURNING id`,
        [id],
      );
    await expect.poll(async () => (await aged()).length, soon).toBe(1);
    const next = () =>
      asOwner<{ seconds: number }>(
        `SELECT extract(epoch FROM start_after - now())::float AS seconds FROM jobs.job
         WHERE name = 'send-message' AND data->>'messageId' = $1 AND state = 'retry' AND retry_count > 430`,
        [id],
      );
    await expect.poll(async () => (await next()).length, soon).toBe(1);
    const [{ seconds } = { seconds: 0 }] = await next();
    expect(seconds).toBeGreaterThan(60);
    expect(seconds).toBeLessThanOrEqual(600);
  });

  it("that is slow gets everything once, and nothing is taken for a failure", async () => {
    const box = await open({ onMessage: () => new Promise((done) => setTimeout(() => done(null), 1_500)) });
    const ids = await queueMany(30);
    await expect.poll(() => statusesOf(ids), soon).toEqual(["sent"]);
    expect(idsIn(box).toSorted()).toEqual(ids.toSorted());
    expect((await attemptsOf(ids)).every(({ isTaken }) => isTaken)).toBe(true);
  });

  it("that says 451 is asked again until it takes the message, which comes once", async () => {
    const asked = new Set<string>();
    const box = await open({
      onRecipient: (address) => {
        if (asked.has(address)) return null;
        asked.add(address);
        return { code: 451, words: "4.7.1 greylisted, try again" };
      },
    });
    const ids = await queueMany(10, (place) => `greylisted-${place}@people.test`);
    await expect.poll(() => statusesOf(ids), soon).toEqual(["sent"]);
    expect(idsIn(box).toSorted()).toEqual(ids.toSorted());
    for (const id of ids)
      expect((await attemptsOf([id])).map(({ replyCode }) => replyCode)).toEqual([451, 250]);
  });

  it.each(["RCPT TO", "DATA"])("that says 550 at %s is not asked again, and all others come", async (at) => {
    const gone = `gone-at-${at.slice(0, 4).toLowerCase()}@people.test`;
    const no = { code: 550, words: "5.1.1 no such user here" };
    const box = await open(
      at === "DATA"
        ? { onMessage: ({ to }) => (to === gone ? no : null) }
        : { onRecipient: (address) => (address === gone ? no : null) },
    );
    const refused = await queueMany(2, () => gone);
    const others = await queueMany(10);
    await expect.poll(() => statusesOf(refused), soon).toEqual(["refused"]);
    await expect.poll(() => statusesOf(others), soon).toEqual(["sent"]);
    expect(idsIn(box).toSorted()).toEqual(others.toSorted());
    expect((await attemptsOf(refused)).map(({ replyCode }) => replyCode)).toEqual([550, 550]);
    const jobs = await asOwner<{ state: string }>(
      "SELECT DISTINCT state::text FROM jobs.job WHERE name = 'send-message' AND data->>'messageId' = ANY($1)",
      [refused],
    );
    expect(jobs).toEqual([{ state: "completed" }]);
    expect(await db.mailAddress.findUnique({ where: { address: gone } })).toMatchObject({
      unreachableSince: expect.any(Date),
      lastRefusal: expect.stringContaining("no such user"),
    });
  });

  it("that accepts a connection and never answers holds up nobody else, and the message comes in the end", async () => {
    const silent = "silent@people.test";
    let isSilent = true;
    const box = await open({
      onMessage: ({ to }) => (to === silent && isSilent ? "silence" : null),
    });
    const stuck = await queueMany(2, () => silent);
    const others = await queueMany(60);
    // Before the portal gives up on the silent connections, which it does after twenty seconds.
    await expect.poll(() => statusesOf(others), { timeout: 15_000, interval: 100 }).toEqual(["sent"]);
    expect(await statusesOf(stuck)).toEqual(["queued"]);
    expect(idsIn(box).toSorted()).toEqual(others.toSorted());
    isSilent = false;
    await expect.poll(() => statusesOf(stuck), { timeout: 60_000, interval: 200 }).toEqual(["sent"]);
    expect(new Set(idsIn(box))).toEqual(new Set([...others, ...stuck]));
  });
});
