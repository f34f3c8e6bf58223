"use server";

import { definePublicAction } from "@/lib/platform/actions";
import { completeSetUpSchema } from "./schema";
import { completeSetUp } from "./service";

/** For everyone: whoever holds the secret of an open link is the person it was made for. */
export const completeSetUpAction = definePublicAction({
  name: "complete-set-up",
  input: completeSetUpSchema,
  authorize: "everyone",
  run: ({ input, requestId }) => completeSetUp({ ...input, requestId }),
});
