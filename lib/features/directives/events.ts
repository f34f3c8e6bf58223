import { z } from "zod";
import { defineEvent } from "@/lib/kernel/events";

/** What happens to a body's obligation under a directive, as the audit trail keeps it. */
export const directiveEvents = {
  deadlineExtended: defineEvent(
    "deadline.extended",
    z.object({
      directiveId: z.uuid(),
      previousDueAt: z.iso.datetime(),
      dueAt: z.iso.datetime(),
      reason: z.string().min(1),
    }),
  ),
} as const;
