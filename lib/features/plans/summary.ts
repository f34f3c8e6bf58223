import type { RequirementOutcome } from "./completeness";
import { type SectionName, sectionNames } from "./schema";

/** What is kept about a plan's completeness in its body's summary row. Required items that apply are counted. */
export type CompletenessSummary = {
  readonly requiredMet: number;
  readonly requiredTotal: number;
  readonly sectionShares: Readonly<Record<SectionName, readonly [met: number, total: number]>>;
  readonly owedSections: readonly SectionName[];
  readonly metRequirements: readonly string[];
  readonly owedRequirements: readonly string[];
};

export function summaryOf(outcomes: readonly RequirementOutcome[]): CompletenessSummary {
  const counted = outcomes.filter(
    (outcome) => outcome.standing !== "advised" && outcome.state !== "not_applicable",
  );
  const shares = Object.fromEntries(
    sectionNames.map((section) => {
      const own = counted.filter((outcome) => outcome.section === section);
      return [section, [own.filter((outcome) => outcome.state === "met").length, own.length]];
    }),
  ) as Record<SectionName, [number, number]>;
  const met = counted.filter((outcome) => outcome.state === "met").map((outcome) => outcome.code);
  const owed = counted.filter((outcome) => outcome.state === "not_yet").map((outcome) => outcome.code);
  return {
    requiredMet: met.length,
    requiredTotal: counted.length,
    sectionShares: shares,
    owedSections: sectionNames.filter((section) => shares[section][0] < shares[section][1]),
    metRequirements: met,
    owedRequirements: owed,
  };
}
