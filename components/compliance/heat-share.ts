import type { BodyLine } from "@/lib/features/compliance/types";
import type { SectionName } from "@/lib/features/plans/schema";

export type Share = readonly [met: number, total: number];

/** The shares of a body in the given sections. */
export function sharesOf(
  { sectionShares }: Pick<BodyLine, "sectionShares">,
  sections: readonly SectionName[],
): readonly Share[] {
  return sections.map((section) => sectionShares[section] ?? [0, 0]);
}

/** A share as a shape and a shade. */
export function appearance(met: number, total: number): { mark: string; look: string } {
  if (total === 0) return { mark: "–", look: "text-muted" };
  if (met === total) return { mark: "■", look: "bg-done-bg text-done" };
  if (met === 0) return { mark: "□", look: "bg-surface text-muted" };
  return met / total >= 0.5
    ? { mark: "◧", look: "bg-waiting-bg text-waiting" }
    : { mark: "◔", look: "bg-attention-bg text-attention" };
}
