import "server-only";
import { v7 as newId } from "uuid";
import type { Actor } from "@/lib/kernel/actor";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import { asId, type PlanVersionId } from "@/lib/kernel/ids";
import type { Doer } from "@/lib/platform/audit";
import type { Transaction } from "@/lib/platform/tx";
import type { CheckContext } from "./completeness";
import type { LockedPlan, PlanKey } from "./locking";
import { findReading, listSections, type RequirementSet } from "./queries";
import type { Reading, SectionContents } from "./schema";
import type { ChangedSection } from "./types";

/** Which version a filing made. */
export type VersionReference = { readonly versionId: PlanVersionId; readonly number: number };

/** Says of the newest version that it was withdrawn. The version itself is written once and stays as it is. */
export async function withdrawNewestVersion(tx: Transaction, plan: LockedPlan, by: Doer): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO plan_version_withdrawals (department_id, version_id, withdrawn_by_name)
    SELECT department_id, id, ${by.name} FROM plan_versions
    WHERE department_id = ${plan.departmentId}::uuid AND plan_id = ${plan.planId}::uuid
      AND number = ${plan.versionNumber}`;
}

/**
 * The sections that are no longer those somebody has read, with who changed them. Under the plan's lock the answer
 * holds until the transaction ends, for the text; designations are kept elsewhere and are compared as they are now.
 */
export async function listChangedSince(
  tx: Transaction,
  plan: PlanKey,
  read: Reading,
): Promise<ChangedSection[]> {
  const stored = await findReading(tx, plan);
  const isSame = (kind: keyof Reading) => canonicalJson(stored[kind]) === canonicalJson(read[kind]);
  if (isSame("sections") && isSame("designations")) return [];
  const rows = await listSections(tx, plan);
  return rows
    .filter(
      ({ section }) =>
        stored.sections[section] !== read.sections[section] ||
        (section === "liaison" && !isSame("designations")),
    )
    .map(({ section, editedByName }) => ({
      section,
      changedByName: stored.sections[section] === read.sections[section] ? "" : editedByName,
    }));
}

/** The whole plan as one canonical text: what is hashed, kept and shown ever after. */
export function snapshotOf(
  plan: LockedPlan,
  contents: SectionContents,
  context: Omit<CheckContext, "facts">,
  set: RequirementSet,
): string {
  return canonicalJson({
    format: 1,
    department: { code: plan.departmentCode, name: plan.departmentName },
    directive: plan.directiveCode,
    directivesInForce: set.directivesInForce,
    requirementSets: set.setIds,
    requirements: set.requirements,
    designations: context.designations,
    sections: contents,
  });
}

/** The version that was filed under an idempotency key; null where none was. */
export async function findVersionByKey(
  tx: Transaction,
  plan: PlanKey,
  idempotencyKey: string,
): Promise<VersionReference | null> {
  const [version] = await tx.$queryRaw<VersionReference[]>`
    SELECT id AS "versionId", number FROM plan_versions
    WHERE department_id = ${plan.departmentId}::uuid AND plan_id = ${plan.planId}::uuid
      AND idempotency_key = ${idempotencyKey}::uuid`;
  return version ?? null;
}

/** Writes the next version, late or not by when the transaction began. Assumes that `lockPlan` holds the row. */
export async function insertVersion(
  tx: Transaction,
  plan: LockedPlan,
  set: RequirementSet,
  version: {
    actor: Pick<Actor, "personId" | "name" | "title">;
    idempotencyKey: string;
    content: string;
    sha256: string;
    number: number;
  },
): Promise<{ id: PlanVersionId; isLate: boolean }> {
  const isLate = plan.now.getTime() >= plan.dueAt.getTime();
  const id = asId<"PlanVersion">(newId());
  await tx.$executeRaw`
    INSERT INTO plan_versions (department_id, id, plan_id, number, content, sha256, requirement_set_ids, certifier_id,
      certifier_name, certifier_title, submitted_at, due_at, is_late, idempotency_key)
    VALUES (${plan.departmentId}::uuid, ${id}::uuid, ${plan.planId}::uuid, ${version.number}, ${version.content},
      ${version.sha256}, ${set.setIds}::uuid[], ${version.actor.personId}::uuid, ${version.actor.name},
      ${version.actor.title || plan.headTitle}, ${plan.now}, ${plan.dueAt}, ${isLate},
      ${version.idempotencyKey}::uuid)`;
  return { id, isLate };
}
