import { z } from "zod";
import { defineEvent } from "@/lib/kernel/events";

const message = z.object({ personId: z.uuid(), messageId: z.uuid() });

export const mailEvents = {
  /** An address began to refuse what is sent to it. Whose it is, and not the address itself, is kept. */
  addressRefused: defineEvent("mail.address_refused", message),
  /** An administrator had a message sent anew that was refused, given up or kept. */
  sentAnew: defineEvent("mail.sent_anew", message.extend({ personId: z.uuid().nullable() })),
} as const;
