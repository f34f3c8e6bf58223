import { z } from "zod";
import { defineEvent } from "@/lib/kernel/events";

export const mailEvents = {
  /** An address began to refuse what is sent to it. Whose it is, and not the address itself, is kept. */
  addressRefused: defineEvent("mail.address_refused", z.object({ personId: z.uuid(), messageId: z.uuid() })),
} as const;
