"use client";

import { StepRow, type StepSpec } from "@/components/plans/step-row";
import {
  acceptAction,
  beginReviewAction,
  requestChangesAction,
  undoAcceptanceAction,
  undoReturnAction,
} from "@/lib/features/plans/actions";
import type { PlanReference } from "@/lib/features/plans/schema";
import type { PlanStatus, PlanTransition } from "@/lib/features/plans/status";

const bare = ({ departmentCode, directiveCode }: PlanReference) => ({ departmentCode, directiveCode });

const steps: readonly StepSpec[] = [
  {
    step: "begin_review",
    label: "Begin the review",
    variant: "primary",
    action: (input) => beginReviewAction(bare(input)),
    done: {
      title: "The review has begun",
      text: "The department can no longer withdraw this version. Accept it, or ask for changes.",
    },
  },
  {
    step: "accept",
    label: "Accept the plan",
    variant: "primary",
    action: (input) => acceptAction(bare(input)),
    done: {
      title: "The plan is accepted",
      text: "This version is in force. Until an amendment begins, the acceptance can be undone.",
    },
  },
  {
    step: "request_changes",
    label: "Request changes",
    reasonLabel: "What should the department change?",
    action: requestChangesAction,
    done: {
      title: "Changes are requested",
      text: "The department reads what you wrote beside its draft until it files the next version.",
    },
  },
  {
    step: "undo_return",
    label: "Undo the request for changes",
    reasonLabel: "Why is the request undone?",
    action: undoReturnAction,
    done: { title: "The request for changes is undone", text: "The version is in review again." },
  },
  {
    step: "undo_acceptance",
    label: "Undo the acceptance",
    reasonLabel: "Why is the acceptance undone?",
    action: undoAcceptanceAction,
    done: {
      title: "The acceptance is undone",
      text: "The version is in review again; what was in force before it is in force again.",
    },
  },
];

/** The steps that a reviewer can take with a plan now. */
export function ReviewerSteps(props: {
  plan: PlanReference;
  status: PlanStatus;
  may: Readonly<Record<PlanTransition, boolean>>;
}) {
  return <StepRow {...props} steps={steps} />;
}
