import type { Pool } from "pg";
import { planStatuses } from "@/lib/features/plans/status";

/** What the floor, like the product, keeps in memory: the directive, and the counts until a summary row changes. */

export type Directive = {
  readonly id: string;
  readonly code: string;
  readonly number: number;
  readonly title: string;
  readonly issuedOn: string;
  readonly dueAt: Date;
};

const directives = new Map<string, Directive>();

/** A directive with the instant from which its filings are late: midnight after two weeks, as the database reckons it. */
export async function findDirective(pool: Pool, code: string): Promise<Directive | null> {
  const known = directives.get(code);
  if (known) return known;
  const { rows } = await pool.query<Directive>(
    `SELECT id, code, number, title, issued_on::text AS "issuedOn",
       ((issued_on + (deadline_rule->>'days')::int + 1)::timestamp AT TIME ZONE time_zone) AS "dueAt"
     FROM directives WHERE code = $1`,
    [code],
  );
  if (rows[0]) directives.set(code, rows[0]);
  return rows[0] ?? null;
}

type Counts = {
  readonly bodies: number;
  readonly required: number;
  readonly invited: number;
  readonly filedOnTime: number;
  readonly filedLate: number;
  readonly overdue: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly requiredByStatus: Readonly<Record<string, number>>;
};
export type Filing = { readonly day: string; readonly filed: number };
export type Overview = { readonly counts: Counts; readonly filings: readonly Filing[]; readonly now: Date };

type Kept = { readonly changedAt: number; readonly counts: Counts; readonly filings: readonly Filing[] };
const overviews = new Map<string, Kept>();

/** The counts and filings of a directive with the database's clock; counted anew when a summary row has changed. */
export async function findOverview(pool: Pool, directiveId: string): Promise<Overview> {
  const { rows } = await pool.query<{ now: Date; changedAt: Date | null }>(
    `SELECT clock_timestamp() AS now,
       (SELECT max(changed_at) FROM body_summaries WHERE directive_id = $1) AS "changedAt"`,
    [directiveId],
  );
  const mark = rows[0];
  if (!mark) throw new Error("the database did not tell its time");
  const changedAt = mark.changedAt?.getTime() ?? 0;
  const known = overviews.get(directiveId);
  if (known?.changedAt === changedAt) return { ...known, now: mark.now };
  const counted = {
    changedAt,
    counts: await count(pool, directiveId),
    filings: await days(pool, directiveId),
  };
  overviews.set(directiveId, counted);
  return { ...counted, now: mark.now };
}

async function count(pool: Pool, directiveId: string): Promise<Counts> {
  const { rows } = await pool.query<
    Record<"bodies" | "required" | "onTime" | "late" | "overdue", number> & { status: string }
  >(
    `SELECT status::text AS status, count(*)::int AS bodies,
       count(*) FILTER (WHERE standing = 'required')::int AS required,
       count(*) FILTER (WHERE standing = 'required' AND first_filed_at IS NOT NULL AND NOT is_filed_late)::int AS "onTime",
       count(*) FILTER (WHERE standing = 'required' AND first_filed_at IS NOT NULL AND is_filed_late)::int AS late,
       count(*) FILTER (WHERE standing = 'required' AND first_filed_at IS NULL AND due_at <= clock_timestamp())::int AS overdue
     FROM body_summaries WHERE directive_id = $1 GROUP BY status`,
    [directiveId],
  );
  const sum = (key: "bodies" | "required" | "onTime" | "late" | "overdue") =>
    rows.reduce((total, row) => total + row[key], 0);
  const byStatus = (key: "bodies" | "required") =>
    Object.fromEntries(
      planStatuses.map((status) => [status, rows.find((row) => row.status === status)?.[key] ?? 0]),
    );
  return {
    bodies: sum("bodies"),
    required: sum("required"),
    invited: sum("bodies") - sum("required"),
    filedOnTime: sum("onTime"),
    filedLate: sum("late"),
    overdue: sum("overdue"),
    byStatus: byStatus("bodies"),
    requiredByStatus: byStatus("required"),
  };
}

async function days(pool: Pool, directiveId: string): Promise<Filing[]> {
  const { rows } = await pool.query<Filing>(
    `SELECT day::text AS day, (sum(filed) OVER (ORDER BY day))::int AS filed
     FROM (
       SELECT (summary.first_filed_at AT TIME ZONE directive.time_zone)::date AS day, count(*) AS filed
       FROM body_summaries AS summary JOIN directives AS directive ON directive.id = summary.directive_id
       WHERE summary.directive_id = $1 AND summary.standing = 'required' AND summary.first_filed_at IS NOT NULL
       GROUP BY 1) AS days
     ORDER BY day`,
    [directiveId],
  );
  return rows;
}

type Requirements = { readonly setIds: readonly string[]; readonly requirements: readonly unknown[] };
const requirements = new Map<string, Requirements>();

/** What a plan under the directive must show: it is part of every snapshot. */
export async function findRequirements(pool: Pool, directiveId: string): Promise<Requirements> {
  const known = requirements.get(directiveId);
  if (known) return known;
  const { rows } = await pool.query<{ setId: string }>(
    `SELECT requirement.set_id AS "setId", requirement.code, requirement.section, requirement.text,
       requirement.sources, requirement.standing::text AS standing, requirement.directive_code AS "directiveCode",
       requirement.condition, requirement.evidence, requirement."check"
     FROM requirements AS requirement JOIN requirement_sets AS own ON own.id = requirement.set_id
     WHERE own.directive_id = $1 ORDER BY requirement.position`,
    [directiveId],
  );
  const found = {
    setIds: [...new Set(rows.map((row) => row.setId))],
    requirements: rows.map(({ setId: _, ...requirement }) => requirement),
  };
  requirements.set(directiveId, found);
  return found;
}
