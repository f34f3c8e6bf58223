import { randomUUID } from "node:crypto";
import { queueMessage } from "@/lib/features/mail/service";
import type { NewMessage } from "@/lib/features/mail/types";
import type { PersonId } from "@/lib/kernel/ids";
import { ok } from "@/lib/kernel/result";
import { db } from "@/lib/platform/db";
import { withTransaction } from "@/lib/platform/tx";

type Addressee = { readonly personId: PersonId; readonly email: string };

/** A message that is due to somebody, unless told otherwise about nothing in particular. */
export function messageTo(person: Addressee, more: Partial<NewMessage> = {}): NewMessage {
  return {
    key: `test ${randomUUID()}`,
    kind: "test",
    personId: person.personId,
    address: person.email,
    departmentId: null,
    directiveId: null,
    eventSequence: null,
    requestId: randomUUID(),
    letter: {
      subject: "Something happened",
      heading: "Something happened",
      blocks: [{ kind: "paragraph", text: "And this is what it was." }],
      action: { label: "Look at it", href: "/home" },
      why: "You are part of the tests.",
    },
    priority: "at_once",
    ...more,
  };
}

/** Queues it in a transaction of its own. Answers its id, also of one that was there already. */
export async function queueOne(message: NewMessage): Promise<string> {
  await withTransaction(async (tx) => {
    await queueMessage(tx, message);
    return ok(null);
  });
  const { id } = await db.message.findUniqueOrThrow({ where: { key: message.key }, select: { id: true } });
  return id;
}
