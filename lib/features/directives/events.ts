import { z } from "zod";
import { defineEvent } from "@/lib/kernel/events";

const moved = z.object({
  directiveId: z.uuid(),
  extensionId: z.uuid().optional(),
  /** The request that it answers. */
  requestId: z.uuid().optional(),
  previousDueAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  reason: z.string().min(1),
});
const request = z.object({ directiveId: z.uuid(), requestId: z.uuid(), requestedDueAt: z.iso.datetime() });

/** What happens to a body's obligation under a directive, as the audit trail keeps it. */
export const directiveEvents = {
  deadlineExtended: defineEvent("deadline.extended", moved),
  /** An extension put right, with the date that holds from now on; the wrong one stays on record. */
  extensionCorrected: defineEvent("deadline.extension_corrected", moved.extend({ correctsId: z.uuid() })),
  extensionRequested: defineEvent(
    "deadline.extension_requested",
    request.extend({ reason: z.string().min(1) }),
  ),
  extensionDeclined: defineEvent(
    "deadline.extension_declined",
    request.extend({ answer: z.string().min(1) }),
  ),
  extensionRequestWithdrawn: defineEvent("deadline.extension_request_withdrawn", request),
  /** `daysLeft` on that morning: 7, 3, 1, 0 on the day itself, negative once overdue. */
  reminded: defineEvent(
    "deadline.reminded",
    z.object({ directiveId: z.uuid(), daysLeft: z.number().int(), dueAt: z.iso.datetime() }),
  ),
} as const;
