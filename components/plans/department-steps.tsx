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
import type { PlanStatus, PlanTransition } from "@/lib/features/plans/status";
import { StepRow, type StepSpec } from "./step-row";

const bare = ({ departmentCode, directiveCode }: PlanReference) => ({ departmentCode, directiveCode });

const stepsFor = (headTitle: string): readonly StepSpec[] => [
  {
    step: "send_to_certifier",
    label: `Send to the ${headTitle}`,
    variant: "primary",
    action: (input) => sendToCertifierAction(bare(input)),
    done: {
      title: `The draft is with the ${headTitle}`,
      text: "It can still be written in, and you can take it back until it is filed.",
    },
  },
  {
    step: "take_back",
    label: "Take the draft back",
    action: (input) => takeBackAction(bare(input)),
    done: { title: "The draft is back", text: `Send it to the ${headTitle} when it is ready.` },
  },
  {
    step: "send_back",
    label: "Send back to the preparer",
    reasonLabel: "What should the preparer change?",
    action: sendBackAction,
    done: {
      title: "The draft went back",
      text: "What you wrote stands on the plan's page and in its sections for everybody who drafts it.",
    },
  },
  {
    step: "withdraw",
    label: "Withdraw the submission",
    reasonLabel: "Why is it withdrawn?",
    action: withdrawAction,
    done: {
      title: "The submission is withdrawn",
      text: "The version stays on record but no longer counts as filed; the draft can be changed and filed again.",
    },
  },
  {
    step: "revise",
    label: "Begin the next version",
    variant: "primary",
    action: (input) => reviseAction(bare(input)),
    done: {
      title: "The next version has begun",
      text: "It starts from the text of the version before.",
    },
  },
  {
    step: "amend",
    label: "Begin an amendment",
    action: (input) => amendAction(bare(input)),
    done: {
      title: "The amendment has begun",
      text: "The accepted version stays in force until the amended one is accepted.",
    },
  },
];

/** The steps that the department can take now, the likely one first. */
export function DepartmentSteps({
  plan,
  status,
  may,
  mayCertify,
  headTitle,
  isOnReview = false,
}: {
  plan: PlanReference;
  status: PlanStatus;
  may: Readonly<Record<PlanTransition, boolean>>;
  mayCertify: boolean;
  headTitle: string;
  /** On the page where the signature is given, the way to it is left out. */
  isOnReview?: boolean;
}) {
  const review = `/department/${plan.departmentCode}/plans/${plan.directiveCode}/review`;
  // Who certifies has no need to send the draft to themself, nor to take it back from themself.
  const offered = mayCertify ? { ...may, send_to_certifier: false, take_back: false } : may;
  return (
    <StepRow
      plan={plan}
      status={status}
      steps={stepsFor(headTitle)}
      may={offered}
      before={may.submit && !isOnReview && <ButtonLink href={review}>Read, certify and submit</ButtonLink>}
      after={
        !may.submit &&
        !isOnReview && (
          <ButtonLink variant="secondary" href={review}>
            Read the whole plan
          </ButtonLink>
        )
      }
    />
  );
}
