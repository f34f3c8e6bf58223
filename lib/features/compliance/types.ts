import type { SectionName } from "@/lib/features/plans/schema";
import type { PlanStatus } from "@/lib/features/plans/status";
import type { DepartmentKind } from "./schema";

/** One body's line in a list, read from its summary row. Instants are ISO strings. */
export type BodyLine = {
  readonly departmentId: string;
  readonly code: string;
  readonly name: string;
  readonly kind: DepartmentKind;
  readonly standing: "required" | "invited";
  readonly status: PlanStatus;
  readonly dueAt: string;
  readonly isExtended: boolean;
  readonly isOverdue: boolean;
  readonly versionNumber: number;
  readonly firstFiledAt: string | null;
  readonly isFiledLate: boolean;
  readonly requiredMet: number;
  readonly requiredTotal: number;
  readonly sectionShares: Readonly<Partial<Record<SectionName, readonly [met: number, total: number]>>>;
  readonly owedSections: readonly SectionName[];
  readonly liaisonName: string | null;
  readonly liaisonPhone: string | null;
  readonly lastActivityAt: string | null;
};

/** All bodies of a directive by where they stand. `overdue` and the filing counts speak of required bodies alone. */
export type ComplianceCounts = {
  readonly bodies: number;
  readonly required: number;
  readonly invited: number;
  readonly filedOnTime: number;
  readonly filedLate: number;
  readonly overdue: number;
  readonly byStatus: Readonly<Record<PlanStatus, number>>;
};

export type RequirementTally = { readonly code: string; readonly met: number; readonly owed: number };

/** Required bodies that had filed by the end of a day, "YYYY-MM-DD" in the directive's zone. */
export type FilingDay = { readonly day: string; readonly filed: number };

export type ComplianceOverview = {
  readonly counts: ComplianceCounts;
  readonly filings: readonly FilingDay[];
  readonly tallies: readonly RequirementTally[];
};

/** A filed version in a list. */
export type FiledVersion = {
  readonly id: string;
  readonly number: number;
  readonly submittedAt: string;
  readonly isLate: boolean;
  readonly certifierName: string;
  readonly sha256: string;
};
