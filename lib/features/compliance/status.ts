import type { PlanStatus } from "@/lib/features/plans/status";

type Standing = {
  readonly standing: "required" | "invited";
  readonly status: PlanStatus;
  readonly firstFiledAt: unknown;
  readonly isOverdue: boolean;
};

/**
 * What a body's place in the order "most pressing first" means: who owes a filing, who owes a next version, who is
 * invited and has not filed, who waits for the Mayor's Office or changes an accepted plan, and the accepted. The
 * order itself is made by the database, in queries.ts.
 */
export function pressureOf(body: Standing): Pressure {
  if (body.firstFiledAt === null) {
    if (body.standing === "invited") return "invited";
    return body.isOverdue ? "overdue" : "owing";
  }
  if (body.status === "accepted") return "accepted";
  return revising.has(body.status) ? "revising" : "in_hand";
}
export type Pressure = "overdue" | "owing" | "revising" | "invited" | "in_hand" | "accepted";
const revising: ReadonlySet<PlanStatus> = new Set(["changes_requested", "draft", "with_certifier"]);
