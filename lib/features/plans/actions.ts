"use server";

import { canTakeStep, rolesForStep } from "@/lib/features/plans/policy";
import { findPlan, type PlanRow } from "@/lib/features/plans/queries";
import { defineAction } from "@/lib/platform/actions";
import { doerOf } from "@/lib/platform/audit";
import {
  markPartDoneSchema,
  planReferenceSchema,
  sendBackToPreparerSchema,
  submitPlanSchema,
} from "./schema";
import { markPartDone, type PlanStep, planKey, submitPlan, takeStep } from "./service";

export const markPartDoneAction = defineAction({
  name: "mark-part-done",
  input: markPartDoneSchema,
  load: findPlan,
  authorize: (actor, plan) => canTakeStep(actor, plan, "edit"),
  run: async ({ actor, input, subject, requestId }) =>
    markPartDone({
      plan: planKey(subject),
      section: input.section,
      isDone: input.isDone,
      by: doerOf(actor, subject.departmentId, rolesForStep.edit, requestId),
    }),
});

const step = (name: PlanStep, schema: typeof planReferenceSchema | typeof sendBackToPreparerSchema) =>
  defineAction({
    name: name.replaceAll("_", "-"),
    input: schema,
    load: (input): Promise<PlanRow | null> => findPlan(input),
    authorize: (actor, plan) => canTakeStep(actor, plan, name),
    run: async ({ actor, input, subject, requestId }) =>
      takeStep({
        plan: planKey(subject),
        step: name,
        reason: "reason" in input ? input.reason : "",
        by: doerOf(actor, subject.departmentId, rolesForStep[name], requestId),
      }),
  });

export const sendToCertifierAction = step("send_to_certifier", planReferenceSchema);
export const takeBackAction = step("take_back", planReferenceSchema);
export const sendBackAction = step("send_back", sendBackToPreparerSchema);
export const withdrawAction = step("withdraw", sendBackToPreparerSchema);
export const reviseAction = step("revise", planReferenceSchema);
export const amendAction = step("amend", planReferenceSchema);
export const beginReviewAction = step("begin_review", planReferenceSchema);
export const requestChangesAction = step("request_changes", sendBackToPreparerSchema);
export const undoReturnAction = step("undo_return", sendBackToPreparerSchema);
export const acceptAction = step("accept", planReferenceSchema);
export const undoAcceptanceAction = step("undo_acceptance", sendBackToPreparerSchema);

export const submitPlanAction = defineAction({
  name: "submit-plan",
  input: submitPlanSchema,
  load: findPlan,
  authorize: (actor, plan) => canTakeStep(actor, plan, "submit"),
  run: async ({ actor, input, subject, requestId }) =>
    submitPlan({
      plan: planKey(subject),
      actor,
      typedName: input.typedName,
      password: input.password,
      idempotencyKey: input.idempotencyKey,
      read: input.read,
      by: doerOf(actor, subject.departmentId, rolesForStep.submit, requestId),
    }),
});
