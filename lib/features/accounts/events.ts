import { z } from "zod";
import { defineEvent } from "@/lib/kernel/events";

const person = z.object({ personId: z.uuid() });

export const accountEvents = {
  /** From outside the portal, by whoever runs its machine. */
  firstAdministratorMade: defineEvent("account.first_administrator_made", person),
  passwordSetUp: defineEvent("account.password_set_up", person),
} as const;
