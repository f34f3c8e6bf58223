"use client";

import { StepForm } from "@/components/plans/step-form";
import {
  acceptAction,
  beginReviewAction,
  requestChangesAction,
  undoReturnAction,
} from "@/lib/features/plans/actions";
import type { PlanReference } from "@/lib/features/plans/schema";
import type { PlanTransition } from "@/lib/features/plans/status";

/** The steps that a reviewer can take with a plan now. */
export function ReviewerSteps({
  plan,
  may,
}: {
  plan: PlanReference;
  may: Readonly<Record<PlanTransition, boolean>>;
}) {
  const bare = ({ departmentCode, directiveCode }: PlanReference) => ({ departmentCode, directiveCode });
  return (
    <div className="print-hidden flex flex-wrap items-start gap-3">
      {may.begin_review && (
        <StepForm
          label="Begin the review"
          variant="primary"
          plan={plan}
          action={(input) => beginReviewAction(bare(input))}
        />
      )}
      {may.accept && (
        <StepForm
          label="Accept the plan"
          variant="primary"
          plan={plan}
          action={(input) => acceptAction(bare(input))}
        />
      )}
      {may.request_changes && (
        <StepForm
          label="Request changes"
          reasonLabel="What should the department change?"
          plan={plan}
          action={requestChangesAction}
        />
      )}
      {may.undo_return && (
        <StepForm
          label="Undo the request for changes"
          reasonLabel="Why is the request undone?"
          plan={plan}
          action={undoReturnAction}
        />
      )}
    </div>
  );
}
