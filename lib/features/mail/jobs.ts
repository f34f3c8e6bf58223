import "server-only";
import { z } from "zod";
import { handOver, isMailSent } from "@/lib/platform/email";
import { portalUrl } from "@/lib/platform/env";
import { defineJob } from "@/lib/platform/jobs";
import { messageIdOf } from "./messages";
import { findMessage } from "./queries";
import { recordAttempt, settleUnsent } from "./service";

/**
 * Hands one message to the mail server and writes down what became of it. A message that was settled is left alone; one
 * that has nothing more to say is cancelled; without a mail server it is kept. What was not taken but may be is thrown,
 * for the queue to come again. No transaction is open while the mail server is talked to: a worker that dies between its
 * "250" and the mark sends the message twice, under one Message-ID, and loses none.
 */
export const sendMessageJob = defineJob({
  queue: "send-message",
  atOnce: 8,
  // A recipient whose server never answers holds its own batch for twenty seconds, and leaves four others to the rest.
  batches: 5,
  data: z.object({ messageId: z.uuid(), requestId: z.string() }),
  run: async ({ messageId, requestId }, { signal }) => {
    const message = await findMessage(messageId);
    if (message?.status !== "queued") return;
    if (!message.isDue) return settleUnsent(message.id, "cancelled");
    if (!isMailSent()) return settleUnsent(message.id, "kept");
    const handed = await handOver(
      {
        messageId: messageIdOf(message.id, portalUrl()),
        date: message.createdAt,
        to: message.address,
        subject: message.subject,
        text: message.text,
        html: message.html,
        headers: { "X-Request-Id": message.requestId },
      },
      signal,
    );
    await recordAttempt(message, handed, requestId);
    // Logged, and shown among the dead letters: neither the address nor what was said of it.
    if (handed.outcome === "try_again") {
      throw new Error(`the mail server did not take the message (${handed.replyCode ?? "no reply"})`);
    }
  },
});
