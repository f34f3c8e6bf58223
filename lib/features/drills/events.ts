import { z } from "zod";
import { defineEvent } from "@/lib/kernel/events";

const about = z.object({ drillId: z.uuid() });

/** What happens in a readiness drill. None of it is about a plan, a deadline or a report. */
export const drillEvents = {
  started: defineEvent(
    "drill.started",
    about.extend({
      title: z.string(),
      closesAt: z.iso.datetime(),
      isForAll: z.boolean(),
      departments: z.number().int(),
    }),
  ),
  /** Some departments were called: announced for the pages that stand open. */
  called: defineEvent("drill.called", about.extend({ departments: z.number().int() })),
  acknowledged: defineEvent(
    "drill.acknowledged",
    about.extend({
      callId: z.uuid(),
      kind: z.enum(["liaison", "alternate"]),
      seconds: z.number().int(),
      isLate: z.boolean(),
      by: z.enum(["link", "portal"]),
    }),
  ),
  ended: defineEvent(
    "drill.ended",
    about.extend({
      title: z.string(),
      isEarly: z.boolean(),
      inTime: z.number().int(),
      departments: z.number().int(),
    }),
  ),
} as const;
