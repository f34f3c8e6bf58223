"use server";

import { actingRole } from "@/lib/kernel/actor";
import { asId } from "@/lib/kernel/ids";
import { defineAction } from "@/lib/platform/actions";
import { canSendAnew } from "./policy";
import { findMessage } from "./queries";
import { sendAnewSchema } from "./schema";
import { sendAnew } from "./service";

export const sendAnewAction = defineAction({
  name: "send-message-anew",
  input: sendAnewSchema,
  load: (input) => findMessage(input.messageId),
  authorize: (actor) => canSendAnew(actor),
  run: async ({ actor, input, requestId }) =>
    sendAnew({
      messageId: asId<"Message">(input.messageId),
      by: {
        personId: actor.personId,
        name: actor.name,
        role: actingRole(actor, null, ["administrator"]) ?? "none",
        requestId,
      },
    }),
});
