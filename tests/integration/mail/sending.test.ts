import { randomUUID } from "node:crypto";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { sendMessageJob } from "@/lib/features/mail/jobs";
import { queueMessage } from "@/lib/features/mail/service";
import { err } from "@/lib/kernel/result";
import { db } from "@/lib/platform/db";
import { closeMail } from "@/lib/platform/email";
import { withTransaction } from "@/lib/platform/tx";
import { messageTo, queueOne } from "../../factories/mail";
import { createPerson } from "../../factories/people";
import { planOf } from "../../factories/plans";
import { type Answer, headerOf } from "../../support/inbox";
import { asOwner } from "../../support/owner";

// Before any module of the product reads its settings.
const { inbox, answers } = await vi.hoisted(async () => {
  const { openInbox } = await import("../../support/inbox");
  const answers: { recipient: (address: string) => Answer; message: () => Answer } = {
    recipient: () => null,
    message: () => null,
  };
  const inbox = await openInbox({
    onRecipient: (address) => answers.recipient(address),
    onMessage: () => answers.message(),
  });
  Object.assign(process.env, {
    SMTP_URL: inbox.url,
    MAIL_FROM: "portal@city.test",
    PORTAL_URL: "https://portal.test",
  });
  return { inbox, answers };
});

afterEach(() => {
  answers.recipient = () => null;
  answers.message = () => null;
});
afterAll(async () => {
  closeMail();
  await inbox.close();
});

const send = (messageId: string) =>
  sendMessageJob.run(
    { messageId, requestId: randomUUID() },
    { requestId: randomUUID(), attempt: 0, signal: new AbortController().signal },
  );
const statusOf = async (id: string) => (await db.message.findUniqueOrThrow({ where: { id } })).status;
const attemptsOf = (messageId: string) =>
  db.messageAttempt.findMany({ where: { messageId }, orderBy: { at: "asc" } });
const receivedOf = (id: string) => inbox.received.filter(({ messageId }) => messageId.includes(id));
const refusalsOf = (personId: string) =>
  asOwner<{ departmentId: string | null }>(
    `SELECT department_id AS "departmentId" FROM audit_events
     WHERE name = 'mail.address_refused' AND payload->>'personId' = $1`,
    [personId],
  );

describe("a message that is queued", () => {
  it("is made once for its key, however often its job runs", async () => {
    const message = messageTo(await createPerson([]), { key: "event 1 to somebody" });
    const first = await queueOne(message);
    expect(await queueOne(message)).toBe(first);
    const jobs = await asOwner(
      "SELECT FROM jobs.job WHERE name = 'send-message' AND data->>'messageId' = $1",
      [first],
    );
    expect(jobs).toHaveLength(1);
  });

  it("never was when the transaction around it does not commit", async () => {
    const message = messageTo(await createPerson([]));
    await withTransaction(async (tx) => {
      await queueMessage(tx, message);
      return err("REFUSED");
    });
    expect(await db.message.count({ where: { key: message.key } })).toBe(0);
  });

  it("is handed over as text and HTML, under its own id and the request that it follows from", async () => {
    const person = await createPerson([]);
    const message = messageTo(person);
    const id = await queueOne(message);
    await send(id);
    const [mail, ...more] = receivedOf(id);
    if (!mail) throw new Error("nothing came");
    expect(more).toEqual([]);
    expect(mail.to).toBe(person.email);
    expect(mail.messageId).toBe(`<${id}@portal.test>`);
    expect(headerOf(mail.raw, "From")).toBe("Directive 12 portal <portal@city.test>");
    expect(headerOf(mail.raw, "Auto-Submitted")).toBe("auto-generated");
    expect(headerOf(mail.raw, "X-Request-Id")).toBe(message.requestId);
    const stored = await db.message.findUniqueOrThrow({ where: { id } });
    expect(new Date(headerOf(mail.raw, "Date")).getTime()).toBe(
      Math.floor(stored.createdAt.getTime() / 1_000) * 1_000,
    );
    expect(mail.raw).toContain("https://portal.test/home");
    expect(mail.raw).toContain("Content-Type: text/html");
    expect(stored).toMatchObject({ status: "sent", settledAt: expect.any(Date) });
    expect(await attemptsOf(id)).toEqual([expect.objectContaining({ isTaken: true, replyCode: 250 })]);
    expect(await db.mailAddress.findUnique({ where: { address: person.email } })).toMatchObject({
      lastTakenAt: expect.any(Date),
      unreachableSince: null,
    });
  });

  it("is not sent again by a job that runs again", async () => {
    const id = await queueOne(messageTo(await createPerson([])));
    await send(id);
    await send(id);
    expect(receivedOf(id)).toHaveLength(1);
  });
});

describe("what the mail server answers", () => {
  it("with 451 is written down and tried again, and blames no address", async () => {
    const person = await createPerson([{ role: "preparer", departmentCode: "LAPL" }]);
    const id = await queueOne(messageTo(person));
    answers.recipient = () => ({ code: 451, words: `4.7.1 <${person.email}>: try again later` });
    const failure = await send(id).catch((error: Error) => error);
    // What is thrown is logged and shown among the dead letters.
    expect(String(failure)).toContain("451");
    expect(String(failure)).not.toContain(person.email);
    expect(await statusOf(id)).toBe("queued");
    expect(await attemptsOf(id)).toEqual([expect.objectContaining({ isTaken: false, replyCode: 451 })]);
    expect(await db.mailAddress.findUnique({ where: { address: person.email } })).toBeNull();
    answers.recipient = () => null;
    await send(id);
    expect(await statusOf(id)).toBe("sent");
    expect(receivedOf(id)).toHaveLength(1);
  });

  it.each(["RCPT TO", "DATA"])(
    "with 550 at %s is refused for good, and recorded against the address",
    async (at) => {
      const person = await createPerson([{ role: "certifier", departmentCode: "RAP" }]);
      const refuse = () => ({ code: 550, words: "5.1.1 no such user here" });
      if (at === "DATA") answers.message = refuse;
      else answers.recipient = refuse;
      const id = await queueOne(messageTo(person));
      await send(id);
      expect(await statusOf(id)).toBe("refused");
      expect(await attemptsOf(id)).toEqual([
        expect.objectContaining({
          isTaken: false,
          replyCode: 550,
          words: expect.stringContaining("no such user"),
        }),
      ]);
      expect(await db.mailAddress.findUnique({ where: { address: person.email } })).toMatchObject({
        unreachableSince: expect.any(Date),
        lastRefusedAt: expect.any(Date),
        lastRefusal: expect.stringContaining("no such user"),
      });
      const { id: departmentId } = await db.department.findUniqueOrThrow({ where: { code: "RAP" } });
      expect(await refusalsOf(person.personId)).toEqual([{ departmentId }]);
    },
  );

  it("is told once when an address begins to refuse, and is forgotten when it takes something again", async () => {
    const person = await createPerson([{ role: "reviewer" }]);
    answers.recipient = () => ({ code: 550, words: "5.2.2 mailbox full" });
    for (let time = 0; time < 3; time += 1) await send(await queueOne(messageTo(person)));
    expect(await refusalsOf(person.personId)).toEqual([{ departmentId: null }]);
    answers.recipient = () => null;
    await send(await queueOne(messageTo(person)));
    const address = { where: { address: person.email } };
    expect((await db.mailAddress.findUnique(address))?.unreachableSince).toBeNull();
    answers.recipient = () => ({ code: 550, words: "5.2.2 mailbox full" });
    await Promise.all([1, 2].map(async () => send(await queueOne(messageTo(person)))));
    expect(await refusalsOf(person.personId)).toHaveLength(2);
  });
});

describe("a message that has nothing more to say", () => {
  it("is cancelled when the person has left", async () => {
    const person = await createPerson([]);
    const id = await queueOne(messageTo(person));
    await db.person.update({ where: { id: person.personId }, data: { deactivatedAt: new Date() } });
    await send(id);
    expect(await statusOf(id)).toBe("cancelled");
    expect(receivedOf(id)).toEqual([]);
  });

  const standing = (plan: Awaited<ReturnType<typeof planOf>>, change: string) =>
    asOwner(`UPDATE body_summaries SET ${change} WHERE department_id = $1 AND directive_id = $2`, [
      plan.departmentId,
      plan.directiveId,
    ]);

  it.each([
    ["has filed", "first_filed_at = now()", "cancelled"],
    ["is not required to file", "standing = 'invited', first_filed_at = NULL", "cancelled"],
    ["still owes it", "standing = 'required', first_filed_at = NULL", "sent"],
  ])("a reminder whose body %s", async (_, change, status) => {
    const plan = await planOf("LAPL");
    await standing(plan, change);
    const person = await createPerson([{ role: "preparer", departmentCode: "LAPL" }]);
    const { departmentId, directiveId } = plan;
    const id = await queueOne(messageTo(person, { departmentId, directiveId, isReminder: true }));
    await send(id);
    expect(await statusOf(id)).toBe(status);
  });

  it("unless it is no reminder: a body that has filed hears of everything else", async () => {
    const plan = await planOf("LAPL");
    await standing(plan, "first_filed_at = now()");
    const person = await createPerson([{ role: "preparer", departmentCode: "LAPL" }]);
    const { departmentId, directiveId } = plan;
    const id = await queueOne(messageTo(person, { departmentId, directiveId }));
    await send(id);
    expect(await statusOf(id)).toBe("sent");
  });
});
