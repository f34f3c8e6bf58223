import { z } from "zod";
import { defineEvent } from "@/lib/kernel/events";

const feed = z.object({ personId: z.uuid(), feedId: z.uuid() });

export const notificationEvents = {
  /** Announced, for the inboxes that stand open. */
  inboxChanged: defineEvent("notification.inbox_changed", z.object({ personIds: z.array(z.uuid()) })),
  /** Only what changed: the delivery chosen for a kind, null where the choice was given up for the usual. */
  preferencesChanged: defineEvent(
    "notification.preferences_changed",
    z.object({
      personId: z.uuid(),
      choices: z.record(z.string(), z.enum(["at_once", "daily", "portal"]).nullable()),
    }),
  ),
  /** A secret address of a calendar begins to open, and ends to. */
  calendarMade: defineEvent("notification.calendar_made", feed),
  calendarRevoked: defineEvent("notification.calendar_revoked", feed),
} as const;
