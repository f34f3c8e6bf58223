/** A current designation, as the checks need it. */
export type DesignationForCheck = {
  readonly kind: "liaison" | "alternate";
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly phone: string;
  readonly hours: string;
  readonly languages: readonly string[];
  /** "YYYY-MM-DD" */
  readonly effectiveOn: string;
  readonly isAccepted: boolean;
};

type Answer = "yes" | "no" | "unknown";

/** What one section's checks need to know of another section. */
export type PlanFacts = {
  readonly hasContractors: Answer;
  readonly hasTenants: Answer;
};

export const unknownFacts: PlanFacts = { hasContractors: "unknown", hasTenants: "unknown" };
