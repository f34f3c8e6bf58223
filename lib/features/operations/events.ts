import { z } from "zod";
import { defineEvent } from "@/lib/kernel/events";

export const operationEvents = {
  deadLettersReplayed: defineEvent(
    "operations.dead_letters_replayed",
    z.object({ jobs: z.array(z.uuid()).min(1) }),
  ),
} as const;
