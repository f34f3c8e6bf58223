"use server";

import { actingRole } from "@/lib/kernel/actor";
import { defineAction } from "@/lib/platform/actions";
import { canReplay } from "./policy";
import { replaySchema } from "./schema";
import { replay } from "./service";

export const replayAction = defineAction({
  name: "replay-dead-letters",
  input: replaySchema,
  load: async () => ({}),
  authorize: canReplay,
  run: async ({ actor, input, requestId }) =>
    replay({
      ids: input.ids,
      by: {
        personId: actor.personId,
        name: actor.name,
        role: actingRole(actor, null, ["administrator"]) ?? "none",
        requestId,
      },
    }),
});
