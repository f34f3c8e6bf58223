import "server-only";
import { v7 as newId } from "uuid";
import { portalUrl } from "@/lib/platform/env";
import { enqueue } from "@/lib/platform/jobs";
import type { Transaction } from "@/lib/platform/tx";
import { renderHtml, renderText } from "./letter";
import type { NewMessage } from "./types";

/**
 * Writes a message and queues its sending, in the caller's transaction. A second message with the same key is not made,
 * so that a job which runs twice sends once. Answers whether it was made.
 */
export async function queueMessage(tx: Transaction, message: NewMessage): Promise<boolean> {
  const id = newId();
  const url = portalUrl();
  const made = await tx.$executeRaw`
    INSERT INTO messages (id, key, kind, person_id, address, department_id, directive_id, event_sequence, request_id,
      subject, text, html, is_reminder)
    VALUES (${id}::uuid, ${message.key}, ${message.kind}, ${message.personId}::uuid, ${message.address},
      ${message.departmentId}::uuid, ${message.directiveId}::uuid, ${message.eventSequence}, ${message.requestId},
      ${message.letter.subject}, ${renderText(message.letter, url)}, ${renderHtml(message.letter, url)},
      ${message.isReminder ?? false})
    ON CONFLICT (key) DO NOTHING`;
  if (made === 0) return false;
  await enqueue(
    tx,
    "send-message",
    { messageId: id, requestId: message.requestId },
    { priority: message.priority },
  );
  return true;
}
