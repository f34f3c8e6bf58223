"use server";

import { findPlan } from "@/lib/features/plans/queries";
import { defineAction } from "@/lib/platform/actions";
import { doerOf } from "@/lib/platform/audit";
import { canExtendDeadline, canRequestExtension, rolesFor } from "./policy";
import { findDirectiveInForce } from "./queries";
import {
  correctExtensionSchema,
  declineRequestSchema,
  extendDeadlinesSchema,
  requestExtensionSchema,
  withdrawRequestSchema,
} from "./schema";
import {
  correctExtension,
  declineRequest,
  extendDeadlines,
  requestExtension,
  withdrawRequest,
} from "./service";

export const extendDeadlinesAction = defineAction({
  name: "extend-deadlines",
  input: extendDeadlinesSchema,
  load: (input) => findDirectiveInForce(input.directiveCode),
  authorize: (actor) => canExtendDeadline(actor),
  run: async ({ actor, input, subject, requestId }) =>
    extendDeadlines({
      ...input,
      directiveId: subject.id,
      by: doerOf(actor, null, rolesFor.extend, requestId),
    }),
});

export const correctExtensionAction = defineAction({
  name: "correct-extension",
  input: correctExtensionSchema,
  load: findPlan,
  authorize: (actor) => canExtendDeadline(actor),
  run: async ({ actor, input, subject, requestId }) =>
    correctExtension({
      ...input,
      directiveId: subject.directiveId,
      by: doerOf(actor, subject.departmentId, rolesFor.extend, requestId),
    }),
});

export const requestExtensionAction = defineAction({
  name: "request-extension",
  input: requestExtensionSchema,
  load: findPlan,
  authorize: canRequestExtension,
  run: async ({ actor, input, subject, requestId }) =>
    requestExtension({
      ...input,
      directiveId: subject.directiveId,
      by: doerOf(actor, subject.departmentId, rolesFor.request, requestId),
    }),
});

export const withdrawRequestAction = defineAction({
  name: "withdraw-extension-request",
  input: withdrawRequestSchema,
  load: findPlan,
  authorize: canRequestExtension,
  run: async ({ actor, input, subject, requestId }) =>
    withdrawRequest({
      ...input,
      directiveId: subject.directiveId,
      by: doerOf(actor, subject.departmentId, rolesFor.request, requestId),
    }),
});

export const declineRequestAction = defineAction({
  name: "decline-extension-request",
  input: declineRequestSchema,
  load: findPlan,
  authorize: (actor) => canExtendDeadline(actor),
  run: async ({ actor, input, subject, requestId }) =>
    declineRequest({
      ...input,
      directiveId: subject.directiveId,
      by: doerOf(actor, subject.departmentId, rolesFor.extend, requestId),
    }),
});
