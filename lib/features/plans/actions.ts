"use server";

import { canEditPlan, canTakeStep } from "@/lib/features/plans/policy";
import { findPlan, type PlanRow } from "@/lib/features/plans/queries";
import type { Role } from "@/lib/kernel/actor";
import { defineAction } from "@/lib/platform/actions";
import {
  markPartDoneSchema,
  planReferenceSchema,
  sendBackToPreparerSchema,
  submitPlanSchema,
} from "./schema";
import { doerOf, markPartDone, type PlanStep, planKey, submitPlan, takeStep } from "./service";

const drafters: readonly Role[] = ["preparer", "certifier"];
const certifiers: readonly Role[] = ["certifier"];
const reviewers: readonly Role[] = ["reviewer"];

export const markPartDoneAction = defineAction({
  name: "mark-part-done",
  input: markPartDoneSchema,
  load: findPlan,
  authorize: (actor, plan) => canEditPlan(actor, plan),
  run: async ({ actor, input, subject, requestId }) =>
    markPartDone({
      plan: planKey(subject),
      section: input.section,
      isDone: input.isDone,
      by: doerOf(actor, subject.departmentId, drafters, requestId),
    }),
});

const step = (
  name: PlanStep,
  among: readonly Role[],
  schema: typeof planReferenceSchema | typeof sendBackToPreparerSchema,
) =>
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
        by: doerOf(actor, subject.departmentId, among, requestId),
      }),
  });

export const sendToCertifierAction = step("send_to_certifier", drafters, planReferenceSchema);
export const takeBackAction = step("take_back", drafters, planReferenceSchema);
export const sendBackAction = step("send_back", certifiers, sendBackToPreparerSchema);
export const withdrawAction = step("withdraw", certifiers, sendBackToPreparerSchema);
export const reviseAction = step("revise", drafters, planReferenceSchema);
export const amendAction = step("amend", drafters, planReferenceSchema);
export const beginReviewAction = step("begin_review", reviewers, planReferenceSchema);
export const requestChangesAction = step("request_changes", reviewers, sendBackToPreparerSchema);
export const undoReturnAction = step("undo_return", reviewers, sendBackToPreparerSchema);
export const acceptAction = step("accept", reviewers, planReferenceSchema);

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
      by: doerOf(actor, subject.departmentId, certifiers, requestId),
    }),
});
