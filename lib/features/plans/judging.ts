import "server-only";
import { refreshBodySummary, refreshReachable } from "@/lib/features/compliance/service";
import type { DepartmentId, DirectiveId, PlanId } from "@/lib/kernel/ids";
import { ok } from "@/lib/kernel/result";
import { announceEvent, type Doer } from "@/lib/platform/audit";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import {
  type CheckContext,
  combineFacts,
  evaluateRequirements,
  evaluateSection,
  type RequirementOutcome,
} from "./completeness";
import { planEvents } from "./events";
import { type LockedPlan, lockPlan, type PlanKey } from "./locking";
import {
  findAllContents,
  findRequirementSetKept,
  findSectionContent,
  listDesignationsForCheck,
  listSections,
  type RequirementSet,
  type SectionRow,
} from "./queries";
import type { SectionContents, SectionName } from "./schema";
import type { PlanStatus } from "./status";
import { summaryOf } from "./summary";

const certifiedStatuses: readonly PlanStatus[] = ["submitted", "in_review", "changes_requested", "accepted"];

/** What a plan is judged by beside its text, as it is under the lock. `status` is the one that the plan is to have. */
export async function checkContext(
  tx: Transaction,
  plan: LockedPlan,
  set: RequirementSet,
  status: PlanStatus,
): Promise<Omit<CheckContext, "facts">> {
  return {
    designations: await listDesignationsForCheck(tx, plan.departmentId),
    directivesInForce: set.directivesInForce,
    today: plan.today,
    isCertified: certifiedStatuses.includes(status),
  };
}

async function storeOutcomes(
  tx: Transaction,
  plan: PlanKey,
  section: SectionName,
  outcomes: readonly RequirementOutcome[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE plan_sections SET outcomes = ${JSON.stringify(outcomes)}::jsonb
    WHERE department_id = ${plan.departmentId}::uuid AND plan_id = ${plan.planId}::uuid AND section = ${section}`;
}

/**
 * Keeps every section's outcomes where they are no longer what is kept: days pass and directives come into force.
 * Answers in how many sections they are not. Assumes that `lockPlan` holds the row.
 */
export async function storeAllOutcomes(
  tx: Transaction,
  plan: PlanKey,
  outcomes: readonly RequirementOutcome[],
): Promise<number> {
  const bySection = Object.groupBy(outcomes, ({ section }) => section);
  return tx.$executeRaw`
    UPDATE plan_sections AS part SET outcomes = judged.outcomes
    FROM jsonb_each(${JSON.stringify(bySection)}::jsonb) AS judged (section, outcomes)
    WHERE part.department_id = ${plan.departmentId}::uuid AND part.plan_id = ${plan.planId}::uuid
      AND part.section = judged.section AND part.outcomes IS DISTINCT FROM judged.outcomes`;
}

/**
 * Judges the named sections anew from what is stored, and brings the body's summary in step. Assumes that `lockPlan`
 * holds the row.
 */
export async function reevaluate(
  tx: Transaction,
  plan: LockedPlan,
  sections: readonly SectionName[],
  status: PlanStatus,
): Promise<void> {
  const set = await findRequirementSetKept(plan.directiveId);
  const rows = await listSections(tx, plan);
  const context = await checkContext(tx, plan, set, status);
  const facts = combineFacts(rows.map((row) => row.facts));
  const outcomes: RequirementOutcome[] = [];
  for (const row of rows) {
    if (!sections.includes(row.section)) {
      outcomes.push(...row.outcomes);
      continue;
    }
    const content = await findSectionContent(tx, plan, row.section);
    const judged = evaluateSection({
      section: row.section,
      content,
      requirements: set.requirements,
      facts,
      ...context,
    });
    await storeOutcomes(tx, plan, row.section, judged);
    outcomes.push(...judged);
  }
  await refreshBodySummary(tx, plan, summaryOf(outcomes));
}

/**
 * Judges the liaison section of every plan of the department anew, and whether its liaison can be reached. For the caller that has just changed a
 * designation, in the same transaction; locks the plans it touches.
 */
export async function refreshLiaisonRequirements(tx: Transaction, departmentId: DepartmentId): Promise<void> {
  const plans = await tx.$queryRaw<{ planId: PlanId; directiveId: DirectiveId }[]>`
    SELECT id AS "planId", directive_id AS "directiveId" FROM plans
    WHERE department_id = ${departmentId}::uuid ORDER BY id`;
  for (const { planId, directiveId } of plans) {
    const plan = await lockPlan(tx, { departmentId, planId, directiveId });
    await reevaluate(tx, plan, ["liaison"], plan.status);
  }
  await refreshReachable(tx, departmentId);
}

/**
 * Judges a plan anew although nobody has written in it, by today's day and the given requirements. Where nothing about
 * it has changed, nothing is written; otherwise the summary follows, as no activity of anybody, and those who watch are
 * told by `plan.judged_anew` in the outbox. Answers whether something has.
 */
export async function judgePlanAnew(input: {
  plan: PlanKey;
  set: RequirementSet;
  by: Doer;
}): Promise<boolean> {
  const { set, by } = input;
  const judged = await withTransaction(async (tx) => {
    const plan = await lockPlan(tx, input.plan);
    const sections = await findAllContents(tx, plan);
    const context = await checkContext(tx, plan, set, plan.status);
    const outcomes = evaluateRequirements({ requirements: set.requirements, sections, ...context });
    if ((await storeAllOutcomes(tx, plan, outcomes)) === 0) return ok(false);
    await refreshBodySummary(tx, plan, summaryOf(outcomes), { isActivity: false });
    await announceEvent(tx, planEvents.judgedAnew, by, plan, { planId: plan.planId });
    return ok(true);
  });
  return judged.ok && judged.data;
}

/**
 * The outcomes of all sections but the saved one: judged anew and kept where a fact that they depend on has changed, and
 * otherwise as they are kept. Assumes that `lockPlan` holds the row.
 */
export async function judgeOthers(
  tx: Transaction,
  plan: LockedPlan,
  rows: readonly SectionRow[],
  saved: SectionName,
  affected: readonly SectionName[],
  judge: (section: SectionName, content: SectionContents[SectionName]) => RequirementOutcome[],
): Promise<RequirementOutcome[]> {
  const outcomes: RequirementOutcome[] = [];
  for (const row of rows) {
    if (row.section === saved) continue;
    if (!affected.includes(row.section)) {
      outcomes.push(...row.outcomes);
      continue;
    }
    const judged = judge(row.section, await findSectionContent(tx, plan, row.section));
    await storeOutcomes(tx, plan, row.section, judged);
    outcomes.push(...judged);
  }
  return outcomes;
}
