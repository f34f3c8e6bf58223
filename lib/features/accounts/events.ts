import { z } from "zod";
import { defineEvent } from "@/lib/kernel/events";

const person = z.object({ personId: z.uuid() });

export const accountEvents = {
  signedIn: defineEvent("account.signed_in", person),
} as const;
