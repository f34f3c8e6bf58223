"use server";

import { findDirectiveInForce } from "@/lib/features/directives/queries";
import { defineAction } from "@/lib/platform/actions";
import { sendBrief } from "./brief-service";
import { canSeeCompliance } from "./policy";
import { sendBriefSchema } from "./schema";

export const sendBriefAction = defineAction({
  name: "send-brief",
  input: sendBriefSchema,
  load: (input) => findDirectiveInForce(input.directiveCode),
  authorize: canSeeCompliance,
  run: async ({ actor, subject, requestId }) => sendBrief({ directive: subject, to: actor, requestId }),
});
