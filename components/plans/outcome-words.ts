import type { Tone } from "@/components/ui/tone";
import type { RequirementOutcome } from "@/lib/features/plans/completeness";

export function outcomeTag(outcome: RequirementOutcome): { tone: Tone; label: string } {
  if (outcome.state === "met") return { tone: "done", label: "Met" };
  if (outcome.state === "not_applicable") return { tone: "neutral", label: "Not applicable" };
  return outcome.standing === "advised"
    ? { tone: "neutral", label: "Advised" }
    : { tone: "attention", label: "Not yet" };
}
