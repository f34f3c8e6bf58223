import { z } from "zod";
import { defineEvent } from "@/lib/kernel/events";

export const notificationEvents = {
  /** Announced, for the inboxes that stand open. */
  inboxChanged: defineEvent("notification.inbox_changed", z.object({ personIds: z.array(z.uuid()) })),
} as const;
