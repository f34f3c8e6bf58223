import type { SectionName } from "@/lib/features/plans/schema";
import type { PlanStatus } from "@/lib/features/plans/status";
import type { BurnUpDrawing } from "./burn-up";
import type { DepartmentKind } from "./schema";

/** Whom to call about a body: its liaison, else the alternate, else its head, whose telephone is not kept here. */
export type BodyContact = {
  readonly as: "liaison" | "alternate" | "head";
  /** Null for a head who has no account. */
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
};

/** One body's line in a list, read from its summary row. Instants are ISO strings. */
export type BodyLine = {
  readonly departmentId: string;
  readonly code: string;
  readonly name: string;
  readonly kind: DepartmentKind;
  readonly headTitle: string;
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
  readonly contact: BodyContact;
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
  readonly requiredByStatus: Readonly<Record<PlanStatus, number>>;
};

/** How many required bodies have met a requirement, and how many owe it; for the rest of them it does not apply. */
export type RequirementTally = { readonly code: string; readonly met: number; readonly owed: number };

/** Required bodies that had filed by the end of a day, "YYYY-MM-DD" in the directive's zone. */
export type FilingDay = { readonly day: string; readonly filed: number };

export type ComplianceOverview = {
  readonly counts: ComplianceCounts;
  readonly filings: readonly FilingDay[];
  /** The database's clock when it was asked. */
  readonly now: string;
};

/** What the Mayor's Office must know of a department beside its plan. */
export type DepartmentFacts = {
  readonly kind: DepartmentKind;
  /** The account of its head, where there is one. */
  readonly head: { readonly name: string; readonly email: string } | null;
  /** Departments that it came from, or is to go into, in words. */
  readonly predecessors: readonly string[];
  readonly successors: readonly string[];
};

/** A filed version in a list. */
export type FiledVersion = {
  readonly id: string;
  readonly number: number;
  readonly submittedAt: string;
  readonly isLate: boolean;
  readonly certifierName: string;
  readonly sha256: string;
  readonly withdrawnAt: string | null;
};

/** What open dashboards are told: the figures as they stand, and the lines of the bodies that changed. */
export type DashboardNews = {
  /** The database's clock, before anything was read: what a page read later is newer. */
  readonly at: string;
  readonly counts: ComplianceCounts;
  readonly burnUp: BurnUpDrawing;
  /** How many departments wait for an answer on more time. */
  readonly requests: number;
  readonly bodies: readonly BodyLine[];
  /** More bodies changed than are named. */
  readonly isPartial: boolean;
};
