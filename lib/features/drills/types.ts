import type { DesignationKind } from "@/lib/features/liaisons/types";
import type { DepartmentId } from "@/lib/kernel/ids";

/** A readiness drill. It is never counted among what really happened. */
export type Drill = {
  readonly id: string;
  readonly title: string;
  readonly startedAt: Date;
  readonly startedByName: string;
  /** Until when an answer counts as in time, unless the drill is ended before. */
  readonly closesAt: Date;
  readonly endedAt: Date | null;
  readonly isForAll: boolean;
};

/** A call of a drill. Whose name is null has nobody to answer. */
export type DrillCall = {
  readonly id: string;
  readonly departmentId: DepartmentId;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly kind: DesignationKind;
  readonly name: string | null;
  readonly phone: string | null;
  readonly calledAt: Date;
  readonly acknowledgedAt: Date | null;
};

/** How a call, or the best of a department's two, came out. `waiting`: the drill is still open. */
export type Outcome = "in_time" | "late" | "waiting" | "never" | "nobody";

export type ScoredCall = {
  readonly kind: DesignationKind;
  readonly name: string | null;
  readonly phone: string | null;
  readonly outcome: Outcome;
  /** From the call to the tap. */
  readonly seconds: number | null;
};

export type ScoredDepartment = {
  readonly code: string;
  readonly name: string;
  readonly outcome: Outcome;
  readonly seconds: number | null;
  readonly calls: readonly ScoredCall[];
};

export type DrillScore = {
  readonly departments: readonly ScoredDepartment[];
  /** Departments by the best of their two. */
  readonly counts: Readonly<Record<Outcome, number>>;
  /** People who were called, and who answered, in time or late. */
  readonly called: number;
  readonly answered: number;
  /** Of those who answered. */
  readonly medianSeconds: number | null;
  readonly p90Seconds: number | null;
};
