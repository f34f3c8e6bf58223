import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sendAnewAction } from "@/lib/features/mail/actions";
import { sendMessageJob } from "@/lib/features/mail/jobs";
import {
  findUnreachable,
  loadMailLog,
  loadMessage,
  loadOwnRefusal,
  loadUnreachable,
} from "@/lib/features/mail/loaders";
import { asId } from "@/lib/kernel/ids";
import { db } from "@/lib/platform/db";
import { closeMail } from "@/lib/platform/email";
import { messageTo, queueOne } from "../../factories/mail";
import { createPerson } from "../../factories/people";
import type { Answer, Received } from "../../support/inbox";
import { asOwner } from "../../support/owner";
import { as, asNobody } from "../../support/visitors";

// Before any module of the product reads its settings.
const { inbox, answers } = await vi.hoisted(async () => {
  const { openInbox } = await import("../../support/inbox");
  const answers: { recipient: (address: string) => Answer } = { recipient: () => null };
  const inbox = await openInbox({ onRecipient: (address) => answers.recipient(address) });
  Object.assign(process.env, {
    SMTP_URL: inbox.url,
    MAIL_FROM: "portal@city.test",
    PORTAL_URL: "https://portal.test",
  });
  return { inbox, answers };
});
afterAll(async () => {
  closeMail();
  await inbox.close();
});

type Person = Awaited<ReturnType<typeof createPerson>>;
let administrator: Person;
let auditor: Person;
let preparer: Person;
let other: Person;
beforeAll(async () => {
  administrator = await createPerson([{ role: "administrator" }], "Ada Administrator");
  auditor = await createPerson([{ role: "auditor" }]);
  preparer = await createPerson([{ role: "preparer", departmentCode: "LAPL" }], "Pat O'Preparer 100%");
  other = await createPerson([{ role: "preparer", departmentCode: "RAP" }]);
});

const send = (messageId: string) =>
  sendMessageJob.run(
    { messageId, requestId: randomUUID() },
    { requestId: randomUUID(), attempt: 0, signal: new AbortController().signal },
  );
const view = (search: Record<string, string> = {}) => Promise.resolve(search);
const departmentOf = async (code: string) =>
  asId<"Department">((await db.department.findUniqueOrThrow({ where: { code } })).id);
const ofMessage = (id: string) => (mail: Received) => mail.messageId === `<${id}@portal.test>`;

async function refusedMessage(to: Person): Promise<string> {
  answers.recipient = () => ({ code: 550, words: "5.1.1 no such user here" });
  const id = await queueOne(messageTo(to));
  await send(id);
  answers.recipient = () => null;
  return id;
}

/** As the queue leaves a message whose patience is over. */
async function giveUp(id: string): Promise<void> {
  await asOwner("DELETE FROM jobs.job WHERE name = 'send-message' AND data->>'messageId' = $1", [id]);
  await asOwner(
    `INSERT INTO jobs.job (id, name, data, policy, source_name)
     SELECT gen_random_uuid(), 'dead-letter', jsonb_build_object('messageId', $1::text, 'requestId', 'r'), policy, 'send-message'
     FROM jobs.queue WHERE name = 'dead-letter'`,
    [id],
  );
}

describe("the delivery log", () => {
  it("is not there for people of a department, nor for an office that does not run the portal, nor for nobody", async () => {
    const id = await queueOne(messageTo(preparer));
    const reviewer = await createPerson([{ role: "reviewer" }]);
    for (const person of [preparer, other, reviewer]) {
      await expect(as(person, () => loadMailLog(view()))).rejects.toThrow();
      await expect(as(person, () => loadMessage(id))).rejects.toThrow();
      await expect(as(person, () => loadUnreachable(view()))).rejects.toThrow();
    }
    await expect(asNobody(() => loadMailLog(view()))).rejects.toThrow();
    expect((await as(auditor, () => loadMessage(id))).maySendAnew).toBe(false);
  });

  it("finds messages by person, address and department, the newest first, and takes a percent sign as one", async () => {
    const earlier = await queueOne(messageTo(preparer, { departmentId: await departmentOf("LAPL") }));
    const later = await queueOne(messageTo(preparer));
    const idsOf = async (search: Record<string, string>) =>
      (await as(administrator, () => loadMailLog(view(search)))).lines.map((line) => line.id);
    expect((await idsOf({ q: preparer.email })).slice(0, 2)).toEqual([later, earlier]);
    expect((await idsOf({ q: "100%" })).slice(0, 2)).toEqual([later, earlier]);
    expect(await idsOf({ q: "00%1" })).toEqual([]);
    expect(await idsOf({ q: "library" })).toContain(earlier);
    expect(await idsOf({ q: "library" })).not.toContain(later);
    expect(await idsOf({ q: "nobody is called this" })).toEqual([]);
  });

  it("tells a message that was given up from one that waits", async () => {
    const waiting = await queueOne(messageTo(other));
    const given = await queueOne(messageTo(other));
    await giveUp(given);
    const of = (status: string) =>
      as(administrator, () => loadMailLog(view({ status, q: other.email }))).then(({ lines }) =>
        lines.map((line) => [line.id, line.status]),
      );
    expect(await of("given_up")).toEqual([[given, "given_up"]]);
    expect(await of("queued")).toContainEqual([waiting, "queued"]);
    expect(await of("queued")).not.toContainEqual([given, "queued"]);
  });

  it("shows a message as it was sent, with every try", async () => {
    const id = await queueOne(messageTo(preparer));
    answers.recipient = () => ({ code: 451, words: "4.3.2 try later" });
    await send(id).catch(() => undefined);
    answers.recipient = () => null;
    await send(id);
    const { message, headers, attempts } = await as(auditor, () => loadMessage(id));
    expect(message).toMatchObject({ status: "sent", attempts: 2, personName: "Pat O'Preparer 100%" });
    expect(attempts.map(({ replyCode }) => replyCode)).toEqual([250, 451]);
    expect(headers).toContainEqual({ term: "Message-ID", detail: `<${id}@portal.test>` });
    await expect(as(auditor, () => loadMessage(randomUUID()))).rejects.toThrow();
    await expect(as(auditor, () => loadMessage("no-id"))).rejects.toThrow();
  });
});

describe("sending anew", () => {
  it("queues a refused message again under its Message-ID, once however often it is pressed, and is audited", async () => {
    const id = await refusedMessage(preparer);
    const answered = await Promise.all(
      [1, 2].map(() => as(administrator, () => sendAnewAction({ messageId: id }))),
    );
    expect(answered.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(answered.find(({ ok }) => !ok)).toMatchObject({ error: { code: "NOT_SENDABLE" } });
    await send(id);
    expect(inbox.received.filter(ofMessage(id))).toHaveLength(1);
    const events = await asOwner(
      "SELECT actor_name FROM audit_events WHERE name = 'mail.sent_anew' AND payload->>'messageId' = $1",
      [id],
    );
    expect(events).toEqual([{ actor_name: "Ada Administrator" }]);
    const [queued] = await asOwner<{ jobs: number }>(
      "SELECT count(*)::int AS jobs FROM jobs.job WHERE name = 'send-message' AND data->>'messageId' = $1",
      [id],
    );
    expect(queued?.jobs).toBe(2);
  });

  it("goes to the address that was put right meanwhile", async () => {
    const person = await createPerson([{ role: "preparer", departmentCode: "LAPL" }]);
    const id = await refusedMessage(person);
    const mended = `mended-${randomUUID()}@city.test`;
    await asOwner("UPDATE people SET email = $2 WHERE id = $1", [person.personId, mended]);
    expect((await as(administrator, () => sendAnewAction({ messageId: id }))).ok).toBe(true);
    await send(id);
    expect(inbox.received.filter(ofMessage(id)).map(({ to }) => to)).toEqual([mended]);
  });

  it("takes a message out of the dead letters that was given up, and puts it back into its queue", async () => {
    const id = await queueOne(messageTo(preparer));
    await giveUp(id);
    expect((await as(administrator, () => sendAnewAction({ messageId: id }))).ok).toBe(true);
    const jobs = await asOwner("SELECT name FROM jobs.job WHERE data->>'messageId' = $1", [id]);
    expect(jobs).toEqual([{ name: "send-message" }]);
    expect((await as(administrator, () => loadMessage(id))).message.status).toBe("queued");
  });

  it("is for administrators alone", async () => {
    const id = await refusedMessage(preparer);
    for (const person of [auditor, preparer, other]) {
      expect(await as(person, () => sendAnewAction({ messageId: id }))).toMatchObject({
        error: { code: "NOT_FOUND" },
      });
    }
    expect(await asNobody(() => sendAnewAction({ messageId: id }))).toMatchObject({
      error: { code: "UNAUTHENTICATED" },
    });
    expect(await as(administrator, () => sendAnewAction({ messageId: randomUUID() }))).toMatchObject({
      error: { code: "NOT_FOUND" },
    });
    expect(await as(administrator, () => sendAnewAction({ messageId: "no-id" }))).toMatchObject({
      error: { code: "INVALID_INPUT" },
    });
    expect((await as(auditor, () => loadMessage(id))).message.status).toBe("refused");
  });

  it("is refused for a message that was sent, is being tried, or was cancelled", async () => {
    const id = await queueOne(messageTo(preparer));
    const press = () => as(administrator, () => sendAnewAction({ messageId: id }));
    expect(await press()).toMatchObject({ error: { code: "NOT_SENDABLE" } });
    await send(id);
    expect(await press()).toMatchObject({ error: { code: "NOT_SENDABLE" } });
    await db.message.update({ where: { id }, data: { status: "cancelled" } });
    expect(await press()).toMatchObject({ error: { code: "NOT_SENDABLE" } });
  });
});

describe("an address that refuses", () => {
  it("stands on the administrators' list and on its department's page, until something is taken there", async () => {
    const person = await createPerson([{ role: "certifier", departmentCode: "LAPL" }], "Cam Certifier");
    const id = await refusedMessage(person);
    const named = (lines: readonly { name: string }[]) => lines.some(({ name }) => name === "Cam Certifier");
    const { lines } = await as(administrator, () => loadUnreachable(view()));
    expect(lines.find(({ name }) => name === "Cam Certifier")).toMatchObject({
      address: person.email,
      departmentCode: "LAPL",
      messageId: id,
      lastRefusal: expect.stringContaining("no such user"),
      unreachableSince: expect.any(Date),
    });
    const ofLibrary = { departmentId: await departmentOf("LAPL") };
    expect(named(await as(preparer, () => findUnreachable(ofLibrary)))).toBe(true);
    expect(named(await as(administrator, () => findUnreachable(ofLibrary)))).toBe(true);
    expect(await as(other, () => findUnreachable(ofLibrary))).toEqual([]);
    expect(
      named(await as(other, async () => findUnreachable({ departmentId: await departmentOf("RAP") }))),
    ).toBe(false);
    expect(await as(person, loadOwnRefusal)).toMatchObject({ address: person.email });
    expect(await as(preparer, loadOwnRefusal)).toBeNull();
    await send(await queueOne(messageTo(person)));
    expect(await as(person, loadOwnRefusal)).toBeNull();
    expect(named(await as(preparer, () => findUnreachable(ofLibrary)))).toBe(false);
    expect(named((await as(administrator, () => loadUnreachable(view()))).lines)).toBe(false);
  });
});
