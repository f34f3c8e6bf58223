import type { Tone } from "@/components/ui/tone";
import type { PlanStatus } from "@/lib/features/plans/status";

export const planTones: Readonly<Record<PlanStatus, Tone>> = {
  not_started: "neutral",
  draft: "waiting",
  with_certifier: "waiting",
  submitted: "done",
  in_review: "done",
  changes_requested: "attention",
  accepted: "done",
  amending: "waiting",
};

export const planTone = (status: PlanStatus): Tone => planTones[status];
