import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { sendMessageJob } from "@/lib/features/mail/jobs";
import { loadMessage } from "@/lib/features/mail/loaders";
import { db } from "@/lib/platform/db";
import { messageTo, queueOne } from "../../factories/mail";
import { createPerson } from "../../factories/people";
import { as } from "../../support/visitors";

it("without a mail server a message is kept, can be read by an administrator, and is tried by nobody", async () => {
  const person = await createPerson([{ role: "preparer", departmentCode: "LAPL" }]);
  const id = await queueOne(messageTo(person));
  await sendMessageJob.run(
    { messageId: id, requestId: randomUUID() },
    { requestId: randomUUID(), attempt: 0, signal: new AbortController().signal },
  );
  expect(await db.message.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: "kept",
    settledAt: expect.any(Date),
  });
  expect(await db.messageAttempt.count({ where: { messageId: id } })).toBe(0);
  const administrator = await createPerson([{ role: "administrator" }]);
  const page = await as(administrator, () => loadMessage(id));
  expect(page).toMatchObject({
    isMailSent: false,
    maySendAnew: false,
    message: { status: "kept", address: person.email },
  });
  expect(page.message.text).toContain("And this is what it was.");
});
