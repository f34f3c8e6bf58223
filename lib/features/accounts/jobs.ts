import "server-only";
import { z } from "zod";
import { defineJob } from "@/lib/platform/jobs";
import { sendResetLink } from "./reset-link-service";

/** A link for a new password to whoever has the address, if anybody has. */
export const sendResetLinkJob = defineJob({
  queue: "send-reset-link",
  atOnce: 5,
  data: z.object({ email: z.string(), requestId: z.string() }),
  run: ({ email, requestId }) => sendResetLink({ email, requestId }),
});
