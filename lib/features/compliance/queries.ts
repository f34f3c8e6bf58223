import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { type PlanStatus, planStatuses } from "@/lib/features/plans/status";
import type { DirectiveId } from "@/lib/kernel/ids";
import { db } from "@/lib/platform/db";
import type { BodyView } from "./schema";
import type { BodyLine, ComplianceCounts, ComplianceOverview, FilingDay, RequirementTally } from "./types";

export const pageSize = 50;

const isOverdue = Prisma.sql`(summary.standing = 'required' AND summary.first_filed_at IS NULL
  AND summary.due_at <= clock_timestamp())`;

const groups: Readonly<Record<NonNullable<BodyView["group"]>, Prisma.Sql>> = {
  filed: Prisma.sql`summary.first_filed_at IS NOT NULL`,
  filed_on_time: Prisma.sql`(summary.standing = 'required' AND summary.first_filed_at IS NOT NULL AND NOT summary.is_filed_late)`,
  filed_late: Prisma.sql`(summary.standing = 'required' AND summary.first_filed_at IS NOT NULL AND summary.is_filed_late)`,
  owing: Prisma.sql`(summary.standing = 'required' AND summary.first_filed_at IS NULL)`,
  required: Prisma.sql`summary.standing = 'required'`,
  invited: Prisma.sql`summary.standing = 'invited'`,
};

/**
 * The most pressing first: bodies that owe a filing by their due instant, those that are required before those
 * invited, then the filed. The order stands in one index, so that a page costs the same at any number of bodies.
 */
const orders: Readonly<Record<BodyView["sort"], Prisma.Sql>> = {
  pressing: Prisma.sql`(summary.first_filed_at IS NOT NULL), summary.standing, summary.due_at, summary.required_met, summary.name`,
  name: Prisma.sql`summary.name`,
  due: Prisma.sql`summary.due_at, summary.name`,
  progress: Prisma.sql`summary.required_met, summary.name`,
  state: Prisma.sql`summary.status, summary.due_at, summary.name`,
};

function conditions(directiveId: DirectiveId, view: BodyView): Prisma.Sql {
  const all = [Prisma.sql`summary.directive_id = ${directiveId}::uuid`];
  if (view.q) {
    const like = `%${view.q.replace(/[\\%_]/g, "\\$&")}%`;
    all.push(Prisma.sql`(summary.name ILIKE ${like} OR summary.code ILIKE ${like})`);
  }
  if (view.state === "overdue") all.push(isOverdue);
  else if (view.state) all.push(Prisma.sql`summary.status = ${view.state}::plan_status`);
  if (view.group) all.push(groups[view.group]);
  if (view.kind) all.push(Prisma.sql`summary.kind = ${view.kind}::department_kind`);
  if (view.owes) all.push(Prisma.sql`summary.owed_sections @> ARRAY[${view.owes}]::text[]`);
  if (view.requirement) all.push(Prisma.sql`summary.owed_requirements @> ARRAY[${view.requirement}]::text[]`);
  return Prisma.join(all, " AND ");
}

type RawLine = Omit<BodyLine, "dueAt" | "firstFiledAt" | "lastActivityAt"> & {
  dueAt: Date;
  firstFiledAt: Date | null;
  lastActivityAt: Date | null;
};

/** One page of the bodies that a view asks for, with the current liaison's name and telephone. Never more than a page. */
export async function listBodies(directiveId: DirectiveId, view: BodyView): Promise<BodyLine[]> {
  const rows = await db.$queryRaw<RawLine[]>`
    SELECT page.*, liaison.name AS "liaisonName", liaison.phone AS "liaisonPhone"
    FROM (
      SELECT summary.department_id AS "departmentId", summary.code, summary.name, summary.kind::text AS kind,
        summary.standing::text AS standing, summary.status::text AS status, summary.due_at AS "dueAt",
        summary.is_extended AS "isExtended", ${isOverdue} AS "isOverdue", summary.version_number AS "versionNumber",
        summary.first_filed_at AS "firstFiledAt", summary.is_filed_late AS "isFiledLate",
        summary.required_met AS "requiredMet", summary.required_total AS "requiredTotal",
        summary.section_shares AS "sectionShares", summary.owed_sections AS "owedSections",
        summary.last_activity_at AS "lastActivityAt",
        row_number() OVER (ORDER BY ${orders[view.sort]}) AS place
      FROM body_summaries AS summary
      WHERE ${conditions(directiveId, view)}
      ORDER BY ${orders[view.sort]}
      LIMIT ${pageSize} OFFSET ${(view.page - 1) * pageSize}
    ) AS page
    LEFT JOIN liaison_designations AS liaison
      ON liaison.department_id = page."departmentId" AND liaison.kind = 'liaison' AND liaison.ended_at IS NULL
    ORDER BY page.place`;
  return rows.map((row) => ({
    ...row,
    dueAt: row.dueAt.toISOString(),
    firstFiledAt: row.firstFiledAt?.toISOString() ?? null,
    lastActivityAt: row.lastActivityAt?.toISOString() ?? null,
  }));
}

/** How many bodies a view holds in all. */
export async function countBodies(directiveId: DirectiveId, view: BodyView): Promise<number> {
  const [row] = await db.$queryRaw<{ bodies: number }[]>`
    SELECT count(*)::int AS bodies FROM body_summaries AS summary WHERE ${conditions(directiveId, view)}`;
  return row?.bodies ?? 0;
}

async function countByStanding(directiveId: DirectiveId): Promise<ComplianceCounts> {
  const rows = await db.$queryRaw<
    { status: PlanStatus; bodies: number; required: number; onTime: number; late: number; overdue: number }[]
  >`
    SELECT summary.status::text AS status, count(*)::int AS bodies,
      count(*) FILTER (WHERE summary.standing = 'required')::int AS required,
      count(*) FILTER (WHERE ${groups.filed_on_time})::int AS "onTime",
      count(*) FILTER (WHERE ${groups.filed_late})::int AS late,
      count(*) FILTER (WHERE ${isOverdue})::int AS overdue
    FROM body_summaries AS summary
    WHERE summary.directive_id = ${directiveId}::uuid
    GROUP BY summary.status`;
  const sum = (key: "bodies" | "required" | "onTime" | "late" | "overdue") =>
    rows.reduce((total, row) => total + row[key], 0);
  const byStatus = Object.fromEntries(
    planStatuses.map((status) => [status, rows.find((row) => row.status === status)?.bodies ?? 0]),
  ) as Record<PlanStatus, number>;
  return {
    bodies: sum("bodies"),
    required: sum("required"),
    invited: sum("bodies") - sum("required"),
    filedOnTime: sum("onTime"),
    filedLate: sum("late"),
    overdue: sum("overdue"),
    byStatus,
  };
}

async function listFilingDays(directiveId: DirectiveId): Promise<FilingDay[]> {
  return db.$queryRaw<FilingDay[]>`
    SELECT day::text AS day, (sum(filed) OVER (ORDER BY day))::int AS filed
    FROM (
      SELECT (summary.first_filed_at AT TIME ZONE directive.time_zone)::date AS day, count(*) AS filed
      FROM body_summaries AS summary JOIN directives AS directive ON directive.id = summary.directive_id
      WHERE summary.directive_id = ${directiveId}::uuid AND summary.standing = 'required'
        AND summary.first_filed_at IS NOT NULL
      GROUP BY 1) AS days
    ORDER BY day`;
}

async function listTallies(directiveId: DirectiveId): Promise<RequirementTally[]> {
  return db.$queryRaw<RequirementTally[]>`
    SELECT code, sum(met)::int AS met, sum(owed)::int AS owed
    FROM (
      SELECT unnest(met_requirements) AS code, 1 AS met, 0 AS owed
      FROM body_summaries WHERE directive_id = ${directiveId}::uuid
      UNION ALL
      SELECT unnest(owed_requirements), 0, 1 FROM body_summaries WHERE directive_id = ${directiveId}::uuid
    ) AS marks
    GROUP BY code`;
}

type Token = { readonly changedAt: Date | null; readonly nextDueAt: Date | null; readonly now: Date };

async function findToken(directiveId: DirectiveId): Promise<Token> {
  const [token] = await db.$queryRaw<Token[]>`
    SELECT clock_timestamp() AS now,
      (SELECT max(changed_at) FROM body_summaries WHERE directive_id = ${directiveId}::uuid) AS "changedAt",
      (SELECT min(due_at) FROM obligations WHERE directive_id = ${directiveId}::uuid
        AND due_at > clock_timestamp()) AS "nextDueAt"`;
  return token ?? { changedAt: null, nextDueAt: null, now: new Date() };
}

// Two changes can commit in another order than their instants say, and the later-committed one would then be
// missed by the token; nothing is therefore kept longer than this.
const keptAtMostMs = 2_000;

const keptOverviews = new Map<
  string,
  { token: Token; readAt: number; overview: Promise<ComplianceOverview> }
>();

/**
 * The counts, the filings by day and the tallies by requirement of a directive. They are counted when a summary row
 * has changed, a deadline has passed, or two seconds have gone by since the last count in this process, and
 * otherwise taken from memory: no request counts what the one before it counted, and nobody sees figures older
 * than two seconds.
 */
export async function findOverview(directiveId: DirectiveId): Promise<ComplianceOverview> {
  const known = keptOverviews.get(directiveId);
  if (known && performance.now() - known.readAt < keptAtMostMs) {
    const token = await findToken(directiveId);
    const isSame =
      token.changedAt?.getTime() === known.token.changedAt?.getTime() &&
      token.nextDueAt?.getTime() === known.token.nextDueAt?.getTime();
    if (isSame) return known.overview;
  }
  const readAt = performance.now();
  const token = await findToken(directiveId);
  const overview = Promise.all([
    countByStanding(directiveId),
    listFilingDays(directiveId),
    listTallies(directiveId),
  ]).then(([counts, filings, tallies]) => ({ counts, filings, tallies }));
  keptOverviews.set(directiveId, { token, readAt, overview });
  overview.catch(() => keptOverviews.delete(directiveId));
  return overview;
}
