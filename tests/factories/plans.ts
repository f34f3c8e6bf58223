import { randomUUID } from "node:crypto";
import { format } from "date-fns";
import {
  findPlan,
  findReading,
  findSectionContent,
  listSections,
  type PlanRow,
} from "@/lib/features/plans/queries";
import { type SectionContents, sectionNames } from "@/lib/features/plans/schema";
import { fileVersion, planKey, saveSection } from "@/lib/features/plans/service";
import type { VersionReference } from "@/lib/features/plans/versions";
import type { Actor } from "@/lib/kernel/actor";
import type { Doer } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";
import { withScope } from "@/lib/platform/scope";
import { departmentSpecs } from "@/prisma/seed/demo/departments";
import { buildContents } from "@/prisma/seed/demo/plan-builder";
import { asOwner } from "../support/owner";

const dayMs = 86_400_000;
const day = (offset: number) => format(new Date(Date.now() + offset * dayMs), "yyyy-MM-dd");

/** The text of a plan that meets every requirement that its department can meet by itself. */
export function completeContents(): SectionContents {
  const [spec] = departmentSpecs;
  if (!spec) throw new Error("the demonstration describes no department");
  return buildContents(spec, day);
}

/** As the system finds it, also where a test is in the middle of somebody's request. */
export async function planOf(departmentCode: string, directiveCode = "ed-12"): Promise<PlanRow> {
  const plan = await withScope("everything", () => findPlan({ departmentCode, directiveCode }));
  if (!plan) throw new Error(`no plan of ${departmentCode} under ${directiveCode}`);
  return plan;
}

export async function revisionOf(plan: PlanRow, section: string): Promise<number> {
  const rows = await listSections(db, plan);
  return rows.find((row) => row.section === section)?.revision ?? 0;
}

export const textOf = (plan: PlanRow, section: keyof SectionContents) =>
  findSectionContent(db, plan, section);

/** The text as somebody has it before them who opens the plan now. */
export const readingOf = (plan: PlanRow) => findReading(db, plan);

/** Liaison and alternate, accepted, in effect since ten days. */
export async function designateBoth(plan: PlanRow): Promise<void> {
  for (const [kind, name] of [
    ["liaison", "Casey Invented"],
    ["alternate", "Toni Invented"],
  ]) {
    await asOwner(
      `INSERT INTO liaison_designations (department_id, id, kind, name, title, email, phone, hours, languages, effective_on, accepted_at, changed_by_name)
       VALUES ($1, gen_random_uuid(), $2::designation_kind, $3, 'Officer', $4, '+12135550142', '24 hours a day', '{en,es}', $5, now(), 'The tests')`,
      [plan.departmentId, kind, name, `${kind}@liaison.test`, day(-10)],
    );
  }
}

/** Saves every section of the complete plan, as the given person would. */
export async function draftWholePlan(plan: PlanRow, by: Doer): Promise<void> {
  await designateBoth(plan);
  const contents = completeContents();
  for (const section of sectionNames) {
    const revision = await revisionOf(plan, section);
    const saved = await saveSection({
      plan: planKey(plan),
      section,
      revision,
      content: contents[section],
      by,
    });
    if (!saved.ok)
      throw new Error(
        `${section} was not saved: ${saved.error.code} ${JSON.stringify(saved.error.fieldErrors)}`,
      );
  }
}

/** Files a whole plan as it is stored, as its head does who has read it. Throws where it cannot be filed. */
export async function filePlan(
  plan: PlanRow,
  certifier: Actor & { readonly doer: Doer },
): Promise<VersionReference> {
  const filed = await fileVersion({
    plan: planKey(plan),
    actor: certifier,
    read: await readingOf(plan),
    idempotencyKey: randomUUID(),
    by: certifier.doer,
  });
  if (!filed.ok) throw new Error(`the plan was not filed: ${filed.error.code}`);
  return filed.data;
}

/** Moves the moment from which the plan is late, counted from the database's clock. */
export async function setDueIn(plan: PlanRow, seconds: number): Promise<void> {
  await asOwner(
    "UPDATE obligations SET due_at = now() + make_interval(secs => $3) WHERE department_id = $1 AND directive_id = $2",
    [plan.departmentId, plan.directiveId, seconds],
  );
}

export async function auditNames(plan: PlanRow): Promise<string[]> {
  const rows = await asOwner<{ name: string }>(
    "SELECT name FROM audit_events WHERE department_id = $1 ORDER BY sequence",
    [plan.departmentId],
  );
  return rows.map((row) => row.name);
}

export async function outboxNames(plan: PlanRow): Promise<string[]> {
  const rows = await asOwner<{ name: string }>(
    "SELECT name FROM outbox_events WHERE department_id = $1 ORDER BY sequence",
    [plan.departmentId],
  );
  return rows.map((row) => row.name);
}
