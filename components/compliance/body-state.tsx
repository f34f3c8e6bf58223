import { StatusTag } from "@/components/ui/status-tag";
import type { Tone } from "@/components/ui/tone";
import type { BodyState } from "@/lib/features/compliance/schema";
import type { BodyLine } from "@/lib/features/compliance/types";
import { type PlanStatus, planStatusLabels } from "@/lib/features/plans/status";

export const bodyStateLabels: Readonly<Record<BodyState, string>> = {
  ...planStatusLabels,
  overdue: "Overdue",
};

export const bodyStateTones: Readonly<Record<BodyState, Tone>> = {
  overdue: "late",
  not_started: "neutral",
  draft: "waiting",
  with_certifier: "waiting",
  submitted: "done",
  in_review: "done",
  changes_requested: "attention",
  accepted: "done",
  amending: "waiting",
};

/** Plan states from the furthest to those that have not begun. */
export const statusOrder: readonly PlanStatus[] = [
  "accepted",
  "in_review",
  "submitted",
  "changes_requested",
  "amending",
  "with_certifier",
  "draft",
  "not_started",
];

/** Where a body stands, in tags: its plan's state, and what the clock says of it. */
export function BodyStateTags({ body }: { body: BodyLine }) {
  return (
    <span className="flex flex-wrap gap-1">
      {body.isOverdue && <StatusTag tone="late">Overdue</StatusTag>}
      <StatusTag tone={bodyStateTones[body.status]}>{bodyStateLabels[body.status]}</StatusTag>
      {body.isFiledLate && <StatusTag tone="late">Filed late</StatusTag>}
      {body.isExtended && <StatusTag tone="neutral">Extended</StatusTag>}
      {body.standing === "invited" && <StatusTag tone="neutral">Invited</StatusTag>}
    </span>
  );
}
