"use server";

import { defineAction, definePublicAction } from "@/lib/platform/actions";
import { doerOf } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";
import { withScope } from "@/lib/platform/scope";
import { acknowledgeRoles, canAcknowledge, canRunDrills, drillRoles } from "./policy";
import { findDrill, findOwnCall } from "./queries";
import { acknowledgeOwnSchema, acknowledgeSchema, endDrillSchema, startDrillSchema } from "./schema";
import { acknowledgeByLink, acknowledgeOwn, endDrill, startDrill } from "./service";

export const startDrillAction = defineAction({
  name: "start-drill",
  input: startDrillSchema,
  load: async () => ({}),
  authorize: (actor) => canRunDrills(actor),
  run: async ({ actor, input, requestId }) =>
    startDrill({ ...input, by: doerOf(actor, null, drillRoles, requestId) }),
});

export const endDrillAction = defineAction({
  name: "end-drill",
  input: endDrillSchema,
  load: ({ drillId }) => findDrill(db, drillId),
  authorize: (actor) => canRunDrills(actor),
  run: async ({ actor, input, requestId }) =>
    endDrill({ drillId: input.drillId, by: doerOf(actor, null, drillRoles, requestId) }),
});

/** For everyone: whoever holds the link of a call is whom it was sent to. */
export const acknowledgeDrillAction = definePublicAction({
  name: "acknowledge-drill",
  input: acknowledgeSchema,
  authorize: "everyone",
  // The secret is the authority, for the one call that it opens.
  run: ({ input, requestId }) =>
    withScope("everything", async () => await acknowledgeByLink({ secret: input.secret, requestId })),
});

export const acknowledgeOwnDrillAction = defineAction({
  name: "acknowledge-own-drill",
  input: acknowledgeOwnSchema,
  load: async (input) => {
    const call = await findOwnCall(input);
    return call?.isCurrent ? call : null;
  },
  authorize: (actor, call) => canAcknowledge(actor, call),
  run: async ({ actor, subject, requestId }) =>
    acknowledgeOwn({
      call: { ...subject, callId: subject.id },
      by: doerOf(actor, subject.departmentId, acknowledgeRoles, requestId),
    }),
});
