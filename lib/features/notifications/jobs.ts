import "server-only";
import { z } from "zod";
import { defineJob } from "@/lib/platform/jobs";
import { deliverEvent } from "./service";

/** One event of the outbox to those whom it concerns. */
export const deliverEventJob = defineJob({
  queue: "deliver-event",
  atOnce: 10,
  data: z.object({ sequence: z.string().regex(/^\d{1,19}$/), requestId: z.string() }),
  run: ({ sequence, requestId }) => deliverEvent(BigInt(sequence), requestId),
});
