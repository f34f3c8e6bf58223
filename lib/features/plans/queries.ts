import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { isInForce } from "@/lib/features/directives/queries";
import { asId, type DepartmentId, type DirectiveId, type PlanId } from "@/lib/kernel/ids";
import { keepFor } from "@/lib/kernel/kept";
import { db } from "@/lib/platform/db";
import type { Transaction } from "@/lib/platform/tx";
import type { DesignationForCheck, PlanFacts, RequirementOutcome } from "./completeness";
import { type Reading, type SectionContents, type SectionName, sectionNames, sectionSchemas } from "./schema";
import type { PlanReturns, PlanStatus } from "./status";
import type { RequirementText } from "./types";

export type PlanRow = {
  readonly departmentId: DepartmentId;
  readonly planId: PlanId;
  readonly directiveId: DirectiveId;
  readonly status: PlanStatus;
  readonly versionNumber: number;
  readonly inForceNumber: number | null;
  readonly returns: PlanReturns;
  readonly statusChangedAt: Date;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly departmentShortName: string;
  readonly headTitle: string;
  readonly directiveCode: string;
  readonly directiveNumber: number;
  readonly directiveTitle: string;
  /** "YYYY-MM-DD" */
  readonly issuedOn: string | null;
  readonly deadlineRule: unknown;
  readonly timeZone: string;
  readonly standing: "required" | "invited";
  readonly dueAt: Date;
  readonly originalDueAt: Date;
  readonly now: Date;
  /** "YYYY-MM-DD" in the directive's zone. */
  readonly today: string;
};

/**
 * A body's plan under a directive, by the codes that stand in addresses, with the database's clock. Null when
 * either code is unknown or the directive asks nothing of the body. Scope is the caller's to judge.
 */
export async function findPlan(reference: {
  departmentCode: string;
  directiveCode: string;
}): Promise<PlanRow | null> {
  return findPlanWhere(
    Prisma.sql`department.code = ${reference.departmentCode} AND directive.code = ${reference.directiveCode}`,
  );
}

/** The same by the ids of body and directive, for what follows from an event. */
export async function findPlanOfBody(body: {
  departmentId: DepartmentId;
  directiveId: DirectiveId;
}): Promise<PlanRow | null> {
  return findPlanWhere(
    Prisma.sql`plan.department_id = ${body.departmentId}::uuid AND plan.directive_id = ${body.directiveId}::uuid`,
  );
}

async function findPlanWhere(condition: Prisma.Sql): Promise<PlanRow | null> {
  const [row] = await db.$queryRaw<PlanRow[]>`
    SELECT plan.department_id AS "departmentId", plan.id AS "planId", plan.directive_id AS "directiveId",
      plan.status::text AS status, plan.version_number AS "versionNumber", plan.in_force_number AS "inForceNumber",
      jsonb_build_object('changeRequest', plan.change_request, 'sendBack', plan.send_back,
        'withdrawal', plan.withdrawal) AS returns, plan.status_changed_at AS "statusChangedAt",
      department.code AS "departmentCode", department.name AS "departmentName",
      department.short_name AS "departmentShortName", department.head_title AS "headTitle",
      directive.code AS "directiveCode", directive.number AS "directiveNumber", directive.title AS "directiveTitle",
      directive.issued_on::text AS "issuedOn", directive.deadline_rule AS "deadlineRule",
      directive.time_zone AS "timeZone", obligation.standing::text AS standing,
      obligation.due_at AS "dueAt", obligation.original_due_at AS "originalDueAt",
      clock_timestamp() AS now, (clock_timestamp() AT TIME ZONE directive.time_zone)::date::text AS today
    FROM departments AS department
    JOIN plans AS plan ON plan.department_id = department.id
    JOIN directives AS directive ON directive.id = plan.directive_id
    JOIN obligations AS obligation
      ON obligation.department_id = plan.department_id AND obligation.directive_id = plan.directive_id
    WHERE ${condition}`;
  return row ?? null;
}

export type SectionRow = {
  readonly section: SectionName;
  readonly revision: number;
  readonly facts: Partial<PlanFacts>;
  readonly outcomes: readonly RequirementOutcome[];
  readonly editedAt: Date | null;
  readonly editedById: string | null;
  readonly editedByName: string;
  readonly partDoneAt: Date | null;
  readonly partDoneByName: string;
};

/** The nine sections in the plan's order, without their text. */
export async function listSections(
  client: Pick<Transaction, "$queryRaw">,
  plan: { departmentId: DepartmentId; planId: PlanId },
): Promise<SectionRow[]> {
  const rows = await client.$queryRaw<SectionRow[]>`
    SELECT section, revision, facts, outcomes, edited_at AS "editedAt", edited_by_id AS "editedById",
      edited_by_name AS "editedByName", part_done_at AS "partDoneAt", part_done_by_name AS "partDoneByName"
    FROM plan_sections
    WHERE department_id = ${plan.departmentId}::uuid AND plan_id = ${plan.planId}::uuid`;
  return rows.toSorted((a, b) => sectionNames.indexOf(a.section) - sectionNames.indexOf(b.section));
}

/** One section's text, brought to the shape of today's schema. */
export async function findSectionContent<Section extends SectionName>(
  client: Pick<Transaction, "$queryRaw">,
  plan: { departmentId: DepartmentId; planId: PlanId },
  section: Section,
): Promise<SectionContents[Section]> {
  const [row] = await client.$queryRaw<{ content: unknown }[]>`
    SELECT content FROM plan_sections
    WHERE department_id = ${plan.departmentId}::uuid AND plan_id = ${plan.planId}::uuid AND section = ${section}`;
  return sectionSchemas[section].parse(row?.content ?? {});
}

/** The text of all nine sections. */
export async function findAllContents(
  client: Pick<Transaction, "$queryRaw">,
  plan: { departmentId: DepartmentId; planId: PlanId },
): Promise<SectionContents> {
  const rows = await client.$queryRaw<{ section: SectionName; content: unknown }[]>`
    SELECT section, content FROM plan_sections
    WHERE department_id = ${plan.departmentId}::uuid AND plan_id = ${plan.planId}::uuid`;
  return parseContents(Object.fromEntries(rows.map((row) => [row.section, row.content])));
}

/** Which text the plan consists of at this moment: the revisions of its sections and of the designations in effect. */
export async function findReading(
  client: Pick<Transaction, "$queryRaw">,
  plan: { departmentId: DepartmentId; planId: PlanId },
): Promise<Reading> {
  const [row] = await client.$queryRaw<Reading[]>`
    SELECT
      (SELECT coalesce(jsonb_object_agg(section, revision), '{}') FROM plan_sections
        WHERE department_id = ${plan.departmentId}::uuid AND plan_id = ${plan.planId}::uuid) AS sections,
      (SELECT coalesce(jsonb_object_agg(id, revision), '{}') FROM liaison_designations
        WHERE department_id = ${plan.departmentId}::uuid AND ended_at IS NULL) AS designations`;
  if (!row) throw new Error(`plan ${plan.planId} was not read`);
  return row;
}

/** Any stored nine texts as typed contents; what a text lacks takes its empty form. */
export function parseContents(stored: Readonly<Record<string, unknown>>): SectionContents {
  const parsed = sectionNames.map((section) => [
    section,
    sectionSchemas[section].parse(stored[section] ?? {}),
  ]);
  return Object.fromEntries(parsed) as SectionContents;
}

/** The current liaison and alternate, as the checks need them. */
export async function listDesignationsForCheck(
  client: Pick<Transaction, "$queryRaw">,
  departmentId: DepartmentId,
): Promise<DesignationForCheck[]> {
  return client.$queryRaw<DesignationForCheck[]>`
    SELECT kind::text AS kind, name, title, email, phone, hours, languages, effective_on::text AS "effectiveOn",
      accepted_at IS NOT NULL AS "isAccepted"
    FROM liaison_designations
    WHERE department_id = ${departmentId}::uuid AND ended_at IS NULL
    ORDER BY kind`;
}

/**
 * What a plan under the directive must show: the newest base set, and the newest addition of every directive that
 * supplements it, in force or not. With it the codes of those directives that are in force today.
 */
export async function findRequirementSet(directiveId: DirectiveId): Promise<RequirementSet> {
  const rows = await db.$queryRaw<(RequirementText & { setId: string })[]>`
    WITH newest AS (
      SELECT DISTINCT ON (requirement_set.directive_id) requirement_set.id, requirement_set.kind, directive.number
      FROM requirement_sets AS requirement_set
      JOIN directives AS directive ON directive.id = requirement_set.directive_id
      WHERE directive.id = ${directiveId}::uuid OR directive.supplements_id = ${directiveId}::uuid
      ORDER BY requirement_set.directive_id, requirement_set.version DESC)
    SELECT requirement.set_id AS "setId", requirement.code, requirement.section, requirement.text,
      requirement.sources, requirement.standing::text AS standing, requirement.directive_code AS "directiveCode",
      requirement.condition, requirement.evidence, requirement."check"
    FROM requirements AS requirement JOIN newest ON newest.id = requirement.set_id
    ORDER BY newest.number, requirement.position`;
  const inForce = await db.$queryRaw<{ code: string }[]>`
    SELECT code FROM directives WHERE ${isInForce}`;
  return {
    setIds: [...new Set(rows.map((row) => row.setId))],
    requirements: rows.map(({ setId: _, ...requirement }) => requirement),
    directivesInForce: inForce.map((directive) => directive.code),
  };
}

export type RequirementSet = {
  readonly setIds: readonly string[];
  readonly requirements: readonly RequirementText[];
  readonly directivesInForce: readonly string[];
};

// A published set never changes and a new one is rare: half a minute of the last one spares two queries a save.
export const findRequirementSetKept = keepFor(30_000, (directiveId: DirectiveId) =>
  findRequirementSet(directiveId),
);

export type VersionRow = {
  readonly id: string;
  readonly departmentId: DepartmentId;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly directiveId: DirectiveId;
  readonly directiveCode: string;
  readonly directiveTitle: string;
  readonly issuedOn: string | null;
  readonly deadlineRule: unknown;
  readonly timeZone: string;
  readonly number: number;
  readonly content: string;
  readonly sha256: string;
  readonly certifierName: string;
  readonly certifierTitle: string;
  readonly submittedAt: Date;
  readonly dueAt: Date;
  readonly isLate: boolean;
  readonly withdrawnAt: Date | null;
  readonly withdrawnByName: string | null;
};

/** A filed version of the named department; null when the id is another department's or nobody's. */
export async function findVersion(reference: {
  departmentCode: string;
  versionId: string;
}): Promise<VersionRow | null> {
  const [row] = await db.$queryRaw<VersionRow[]>`
    SELECT version.id, version.department_id AS "departmentId", department.code AS "departmentCode",
      department.name AS "departmentName", plan.directive_id AS "directiveId", directive.code AS "directiveCode",
      directive.title AS "directiveTitle", directive.issued_on::text AS "issuedOn",
      directive.deadline_rule AS "deadlineRule", directive.time_zone AS "timeZone", version.number,
      version.content, version.sha256, version.certifier_name AS "certifierName",
      version.certifier_title AS "certifierTitle", version.submitted_at AS "submittedAt",
      version.due_at AS "dueAt", version.is_late AS "isLate", withdrawal.withdrawn_at AS "withdrawnAt",
      withdrawal.withdrawn_by_name AS "withdrawnByName"
    FROM plan_versions AS version
    JOIN departments AS department ON department.id = version.department_id
    JOIN plans AS plan ON plan.department_id = version.department_id AND plan.id = version.plan_id
    JOIN directives AS directive ON directive.id = plan.directive_id
    LEFT JOIN plan_version_withdrawals AS withdrawal
      ON withdrawal.department_id = version.department_id AND withdrawal.version_id = version.id
    WHERE version.id = ${reference.versionId}::uuid AND department.code = ${reference.departmentCode}`;
  return row ?? null;
}

/** The newest version of a plan that was filed and not withdrawn, without its text. */
export async function findNewestStandingVersion(plan: { departmentId: DepartmentId; planId: PlanId }) {
  const version = await db.planVersion.findFirst({
    where: { departmentId: plan.departmentId, planId: plan.planId, withdrawal: null },
    orderBy: { number: "desc" },
    select: { id: true, number: true, submittedAt: true, isLate: true },
  });
  return version && { ...version, id: asId<"PlanVersion">(version.id) };
}

/** The newest version of a plan where that one was withdrawn, without its text. */
export async function findNewestWithdrawn(plan: { departmentId: DepartmentId; planId: PlanId }) {
  const newest = await db.planVersion.findFirst({
    where: { departmentId: plan.departmentId, planId: plan.planId },
    orderBy: { number: "desc" },
    select: {
      number: true,
      submittedAt: true,
      isLate: true,
      withdrawal: { select: { withdrawnAt: true } },
    },
  });
  if (!newest?.withdrawal) return null;
  const { withdrawal, ...version } = newest;
  return { ...version, withdrawnAt: withdrawal.withdrawnAt };
}

/** Every filed version of a plan, withdrawn ones too, the newest first, without its text. */
export async function listVersions(plan: { departmentId: DepartmentId; planId: PlanId }) {
  const versions = await db.planVersion.findMany({
    where: { departmentId: plan.departmentId, planId: plan.planId },
    orderBy: { number: "desc" },
    take: 100,
    select: {
      id: true,
      number: true,
      submittedAt: true,
      isLate: true,
      certifierName: true,
      sha256: true,
      withdrawal: { select: { withdrawnAt: true } },
    },
  });
  return versions.map(({ withdrawal, ...version }) => ({
    ...version,
    withdrawnAt: withdrawal?.withdrawnAt ?? null,
  }));
}

/** The names of those who can certify for a department today. */
export async function listCertifiers(departmentId: DepartmentId): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT person.name FROM role_assignments AS grant_ JOIN people AS person ON person.id = grant_.person_id
    WHERE grant_.department_id = ${departmentId}::uuid AND grant_.role = 'certifier'
      AND grant_.starts_at <= clock_timestamp() AND (grant_.ends_at IS NULL OR grant_.ends_at > clock_timestamp())
      AND person.deactivated_at IS NULL
    ORDER BY person.name`;
  return rows.map((row) => row.name);
}

/** The newest events of a department's chain, at most `limit`. */
export async function listDepartmentEvents(departmentId: DepartmentId, limit: number) {
  return db.auditEvent.findMany({
    where: { chain: departmentId },
    orderBy: { sequence: "desc" },
    take: limit,
    select: { sequence: true, at: true, actorName: true, actorRole: true, name: true, payload: true },
  });
}
