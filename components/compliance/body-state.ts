import { planTones } from "@/components/plans/plan-tone";
import type { Tone } from "@/components/ui/tone";
import type { BodyState } from "@/lib/features/compliance/schema";
import type { BodyLine } from "@/lib/features/compliance/types";
import { type PlanStatus, planStatusLabels } from "@/lib/features/plans/status";
import { formatShortDate } from "@/lib/kernel/format-date";

export const bodyStateLabels: Readonly<Record<BodyState, string>> = {
  ...planStatusLabels,
  overdue: "Overdue",
};

export const bodyStateTones: Readonly<Record<BodyState, Tone>> = {
  ...planTones,
  overdue: "late",
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

/** The day that the due instant ends: "Jul 28, 2025". */
const lastDay = (dueAt: string) => formatShortDate(new Date(Date.parse(dueAt) - 1));

/** Where a body stands, in tags: its plan's state, and what the clock says of it. */
export function bodyTags(body: BodyLine): readonly (readonly [tone: Tone, words: string])[] {
  const tags: [Tone, string][] = [];
  if (body.isOverdue) tags.push(["late", "Overdue"]);
  tags.push([bodyStateTones[body.status], bodyStateLabels[body.status]]);
  if (body.isFiledLate) tags.push(["late", "Filed late"]);
  if (body.isExtended) tags.push(["neutral", `Extended to ${lastDay(body.dueAt)}`]);
  if (body.standing === "invited") tags.push(["neutral", "Invited"]);
  return tags;
}
