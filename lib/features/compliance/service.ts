import "server-only";
import { isReachable } from "@/lib/features/liaisons/reachability-sql";
import type { CompletenessSummary } from "@/lib/features/plans/summary";
import type { DepartmentId, DirectiveId } from "@/lib/kernel/ids";
import type { Transaction } from "@/lib/platform/tx";

/**
 * Brings a body's summary row in step with its plan, its obligation and its designations, in the transaction
 * that changed one of them. State, filing and due instant are copied from the rows they belong to: the filing that
 * counts is the first version that was not withdrawn. The completeness is the caller's, and kept as it stands when
 * none is given. What nobody did, since a day passed, is no activity of the body. Assumes that the plan's row is locked.
 */
export async function refreshBodySummary(
  tx: Transaction,
  body: { departmentId: DepartmentId; directiveId: DirectiveId },
  completeness: CompletenessSummary | null,
  { isActivity = true }: { readonly isActivity?: boolean } = {},
): Promise<void> {
  const shares = completeness ? JSON.stringify(completeness.sectionShares) : null;
  await tx.$executeRaw`
    UPDATE body_summaries AS summary SET
      status = plan.status,
      version_number = plan.version_number,
      due_at = obligation.due_at,
      is_extended = obligation.due_at <> obligation.original_due_at,
      first_filed_at = first_standing.submitted_at,
      is_filed_late = coalesce(first_standing.is_late, false),
      required_met = coalesce(${completeness?.requiredMet ?? null}::int, summary.required_met),
      required_total = coalesce(${completeness?.requiredTotal ?? null}::int, summary.required_total),
      section_shares = coalesce(${shares}::jsonb, summary.section_shares),
      owed_sections = coalesce(${completeness ? [...completeness.owedSections] : null}::text[], summary.owed_sections),
      met_requirements =
        coalesce(${completeness ? [...completeness.metRequirements] : null}::text[], summary.met_requirements),
      owed_requirements =
        coalesce(${completeness ? [...completeness.owedRequirements] : null}::text[], summary.owed_requirements),
      has_liaison = EXISTS (SELECT FROM liaison_designations d
        WHERE d.department_id = plan.department_id AND d.kind = 'liaison' AND d.ended_at IS NULL),
      has_alternate = EXISTS (SELECT FROM liaison_designations d
        WHERE d.department_id = plan.department_id AND d.kind = 'alternate' AND d.ended_at IS NULL),
      last_activity_at = CASE WHEN ${isActivity} THEN clock_timestamp() ELSE summary.last_activity_at END,
      changed_at = clock_timestamp()
    FROM plans AS plan
    JOIN obligations AS obligation
      ON obligation.department_id = plan.department_id AND obligation.directive_id = plan.directive_id
    LEFT JOIN LATERAL (
      SELECT version.submitted_at, version.is_late FROM plan_versions AS version
      WHERE version.department_id = plan.department_id AND version.plan_id = plan.id
        AND NOT EXISTS (SELECT FROM plan_version_withdrawals AS withdrawal
          WHERE withdrawal.department_id = version.department_id AND withdrawal.version_id = version.id)
      ORDER BY version.number LIMIT 1) AS first_standing ON true
    WHERE plan.department_id = ${body.departmentId}::uuid AND plan.directive_id = ${body.directiveId}::uuid
      AND summary.department_id = plan.department_id AND summary.directive_id = plan.directive_id`;
}

/**
 * Brings "the liaison can be reached" in step with the designations, of one department or, where none is named, of all:
 * time alone undoes it, and so does a mail server. Apart from the rest of the row, which every autosave writes. Touches
 * only rows that say otherwise, and answers how many they were.
 */
export async function refreshReachable(tx: Transaction, departmentId: DepartmentId | null): Promise<number> {
  return tx.$executeRaw`
    UPDATE body_summaries AS summary SET is_reachable = judged.is_reachable, changed_at = clock_timestamp()
    FROM (
      SELECT department.id, EXISTS (SELECT FROM liaison_designations AS designation
        WHERE designation.department_id = department.id AND designation.kind = 'liaison'
          AND designation.ended_at IS NULL AND ${isReachable("designation")}) AS is_reachable
      FROM departments AS department
      WHERE department.id = ${departmentId}::uuid OR ${departmentId}::uuid IS NULL
    ) AS judged
    WHERE summary.department_id = judged.id AND summary.is_reachable <> judged.is_reachable`;
}
