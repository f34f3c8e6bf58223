"use client";

import { ButtonLink } from "@/components/ui/button";
import {
  amendAction,
  reviseAction,
  sendBackAction,
  sendToCertifierAction,
  takeBackAction,
  withdrawAction,
} from "@/lib/features/plans/actions";
import type { PlanReference } from "@/lib/features/plans/schema";
import type { PlanTransition } from "@/lib/features/plans/status";
import { StepForm } from "./step-form";

/** The steps that the department can take now, the likely one first. */
export function DepartmentSteps({
  plan,
  may,
  headTitle,
  isOnReview = false,
}: {
  plan: PlanReference;
  may: Readonly<Record<PlanTransition, boolean>>;
  headTitle: string;
  /** On the page where the signature is given, the way to it is left out. */
  isOnReview?: boolean;
}) {
  const base = `/department/${plan.departmentCode}/plans/${plan.directiveCode}`;
  const bare = ({ departmentCode, directiveCode }: PlanReference) => ({ departmentCode, directiveCode });
  return (
    <div className="print-hidden flex flex-wrap items-start gap-3">
      {may.submit && !isOnReview && <ButtonLink href={`${base}/review`}>Read, certify and submit</ButtonLink>}
      {may.send_to_certifier && (
        <StepForm
          label={`Send to the ${headTitle}`}
          variant={may.submit ? "secondary" : "primary"}
          plan={plan}
          action={(input) => sendToCertifierAction(bare(input))}
        />
      )}
      {may.take_back && (
        <StepForm label="Take the draft back" plan={plan} action={(input) => takeBackAction(bare(input))} />
      )}
      {may.send_back && (
        <StepForm
          label="Send back to the preparer"
          reasonLabel="What should the preparer change?"
          plan={plan}
          action={sendBackAction}
        />
      )}
      {may.withdraw && (
        <StepForm
          label="Withdraw the submission"
          reasonLabel="Why is it withdrawn?"
          plan={plan}
          action={withdrawAction}
        />
      )}
      {may.revise && (
        <StepForm
          label="Begin the next version"
          variant="primary"
          plan={plan}
          action={(input) => reviseAction(bare(input))}
        />
      )}
      {may.amend && (
        <StepForm label="Begin an amendment" plan={plan} action={(input) => amendAction(bare(input))} />
      )}
      {!may.submit && !isOnReview && (
        <ButtonLink variant="secondary" href={`${base}/review`}>
          Read the whole plan
        </ButtonLink>
      )}
    </div>
  );
}
