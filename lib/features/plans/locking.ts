import "server-only";
import type { DepartmentId, DirectiveId, PlanId } from "@/lib/kernel/ids";
import type { Transaction } from "@/lib/platform/tx";
import type { PlanReturns, PlanStatus } from "./status";

export type PlanKey = {
  readonly departmentId: DepartmentId;
  readonly planId: PlanId;
  readonly directiveId: DirectiveId;
};

export type LockedPlan = PlanKey & {
  readonly status: PlanStatus;
  readonly versionNumber: number;
  readonly returns: PlanReturns;
  readonly dueAt: Date;
  /** The database's clock at the transaction's start. */
  readonly now: Date;
  readonly today: string;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly headTitle: string;
  readonly directiveCode: string;
};

/**
 * Locks the plan's row until the transaction ends and reads it as it stands under the lock. The obligation is locked
 * after it, though nothing here writes it: of a row that is not, one who has waited would read the due instant as it
 * was before.
 */
export async function lockPlan(tx: Transaction, plan: PlanKey): Promise<LockedPlan> {
  const [row] = await tx.$queryRaw<LockedPlan[]>`
    SELECT plan.department_id AS "departmentId", plan.id AS "planId", plan.directive_id AS "directiveId",
      plan.status::text AS status, plan.version_number AS "versionNumber",
      jsonb_build_object('changeRequest', plan.change_request, 'sendBack', plan.send_back,
        'withdrawal', plan.withdrawal) AS returns, obligation.due_at AS "dueAt",
      now() AS now, (clock_timestamp() AT TIME ZONE directive.time_zone)::date::text AS today,
      department.code AS "departmentCode", department.name AS "departmentName",
      department.head_title AS "headTitle", directive.code AS "directiveCode"
    FROM plans AS plan
    JOIN obligations AS obligation
      ON obligation.department_id = plan.department_id AND obligation.directive_id = plan.directive_id
    JOIN directives AS directive ON directive.id = plan.directive_id
    JOIN departments AS department ON department.id = plan.department_id
    WHERE plan.department_id = ${plan.departmentId}::uuid AND plan.id = ${plan.planId}::uuid
    FOR UPDATE OF plan FOR SHARE OF obligation`;
  if (!row) throw new Error(`plan ${plan.planId} vanished`);
  return row;
}
