import { z } from "zod";
import { defineEvent } from "@/lib/kernel/events";

export const complianceEvents = {
  /** The morning has come on which those who watch a directive are told where it stands. `day` is the City's. */
  briefDue: defineEvent("compliance.brief_due", z.object({ directiveCode: z.string(), day: z.iso.date() })),
} as const;
