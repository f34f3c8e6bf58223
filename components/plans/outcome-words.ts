import type { Tone } from "@/components/ui/tone";
import type { RequirementOutcome } from "@/lib/features/plans/completeness";

export function outcomeTag(outcome: RequirementOutcome): { tone: Tone; label: string } {
  if (outcome.state === "met") return { tone: "done", label: "Met" };
  if (outcome.state === "not_applicable") return { tone: "neutral", label: "Not applicable" };
  if (outcome.standing === "advised") return { tone: "neutral", label: "Advised" };
  // What the signature or the liaison brings is nothing that the writer has left out.
  return outcome.blocksFiling
    ? { tone: "attention", label: "Not yet" }
    : { tone: "waiting", label: "To come" };
}

/** Of the required items that apply: how many are met. */
export function shareOf(outcomes: readonly RequirementOutcome[]): { met: number; total: number } {
  const counted = outcomes.filter(
    (outcome) => outcome.standing !== "advised" && outcome.state !== "not_applicable",
  );
  return { met: counted.filter((outcome) => outcome.state === "met").length, total: counted.length };
}
