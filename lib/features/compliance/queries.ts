import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { type PlanStatus, planStatuses } from "@/lib/features/plans/status";
import type { DepartmentId, DirectiveId } from "@/lib/kernel/ids";
import { recordOf } from "@/lib/kernel/record-of";
import { db } from "@/lib/platform/db";
import type { BodyView } from "./schema";
import type {
  BodyContact,
  BodyLine,
  ComplianceCounts,
  ComplianceOverview,
  FilingDay,
  RequirementTally,
} from "./types";

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
 * The most pressing first: who owes a filing, by due instant and then the least done; who was asked for changes and
 * owes the next version; who is invited and has not filed; who waits for an answer; the accepted: what pressureOf
 * puts in words. The code, which is unique, comes last, so that no body stands on two pages. Each way to order has
 * an index that begins with the same words.
 */
const orders: Readonly<Record<BodyView["sort"], Prisma.Sql>> = {
  pressing: Prisma.sql`(CASE
      WHEN summary.first_filed_at IS NULL AND summary.standing = 'required' THEN 0
      WHEN summary.first_filed_at IS NULL THEN 2
      WHEN summary.status IN ('changes_requested', 'draft', 'with_certifier') THEN 1
      WHEN summary.status = 'accepted' THEN 4
      ELSE 3 END), summary.due_at, summary.required_met, summary.name, summary.code`,
  name: Prisma.sql`summary.name, summary.code`,
  "-name": Prisma.sql`summary.name DESC, summary.code`,
  due: Prisma.sql`summary.due_at, summary.name, summary.code`,
  "-due": Prisma.sql`summary.due_at DESC, summary.name, summary.code`,
  progress: Prisma.sql`summary.required_met, summary.name, summary.code`,
  "-progress": Prisma.sql`summary.required_met DESC, summary.name, summary.code`,
  state: Prisma.sql`summary.status, summary.due_at, summary.name, summary.code`,
  "-state": Prisma.sql`summary.status DESC, summary.due_at, summary.name, summary.code`,
  activity: Prisma.sql`summary.last_activity_at NULLS FIRST, summary.name, summary.code`,
  "-activity": Prisma.sql`summary.last_activity_at DESC NULLS LAST, summary.name, summary.code`,
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

type RawLine = Omit<BodyLine, "dueAt" | "firstFiledAt" | "lastActivityAt" | "contact"> & {
  dueAt: Date;
  firstFiledAt: Date | null;
  lastActivityAt: Date | null;
  place: bigint;
  contactAs: BodyContact["as"];
  contactName: string | null;
  contactPhone: string | null;
  contactEmail: string | null;
};

const lineColumns = Prisma.sql`summary.department_id AS "departmentId", summary.code, summary.name, summary.kind::text AS kind,
        summary.standing::text AS standing, summary.status::text AS status, summary.due_at AS "dueAt",
        summary.is_extended AS "isExtended", ${isOverdue} AS "isOverdue", summary.version_number AS "versionNumber",
        summary.first_filed_at AS "firstFiledAt", summary.is_filed_late AS "isFiledLate",
        summary.required_met AS "requiredMet", summary.required_total AS "requiredTotal",
        summary.section_shares AS "sectionShares", summary.owed_sections AS "owedSections",
        summary.last_activity_at AS "lastActivityAt"`;

/** The lines of some summary rows, chosen and put in their place by the given statement, with whom to call about each. */
async function findLines(page: Prisma.Sql): Promise<BodyLine[]> {
  const rows = await db.$queryRaw<RawLine[]>`
    SELECT page.*, department.head_title AS "headTitle",
      coalesce(designated.kind::text, 'head') AS "contactAs", coalesce(designated.name, head.name) AS "contactName",
      designated.phone AS "contactPhone", coalesce(designated.email, head.email) AS "contactEmail"
    FROM (${page}) AS page
    JOIN departments AS department ON department.id = page."departmentId"
    LEFT JOIN LATERAL (
      SELECT designation.kind, designation.name, designation.phone, designation.email
      FROM liaison_designations AS designation
      WHERE designation.department_id = page."departmentId" AND designation.ended_at IS NULL
      ORDER BY designation.kind LIMIT 1) AS designated ON true
    LEFT JOIN LATERAL (${headOf(Prisma.sql`page."departmentId"`)}) AS head ON designated.kind IS NULL
    ORDER BY page.place`;
  return rows.map(toLine);
}

/** One page of the bodies that a view asks for, with whom to call about each. Never more than a page. */
export function listBodies(directiveId: DirectiveId, view: BodyView): Promise<BodyLine[]> {
  return findLines(Prisma.sql`
      SELECT ${lineColumns},
        row_number() OVER (ORDER BY ${orders[view.sort]}) AS place
      FROM body_summaries AS summary
      WHERE ${conditions(directiveId, view)}
      ORDER BY ${orders[view.sort]}
      LIMIT ${pageSize} OFFSET ${(view.page - 1) * pageSize}`);
}

/** The lines of these departments, as lists show them. */
export function listBodiesOf(
  directiveId: DirectiveId,
  departmentIds: readonly DepartmentId[],
): Promise<BodyLine[]> {
  return findLines(Prisma.sql`
      SELECT ${lineColumns}, row_number() OVER (ORDER BY summary.code) AS place
      FROM body_summaries AS summary
      WHERE summary.directive_id = ${directiveId}::uuid
        AND summary.department_id = ANY(${[...departmentIds]}::uuid[])`);
}

/** The account of a department's head: who holds the role of certifier there, the longest-serving first. */
function headOf(departmentId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT person.name, person.email
    FROM role_assignments AS held JOIN people AS person ON person.id = held.person_id
    WHERE held.department_id = ${departmentId} AND held.role = 'certifier' AND person.deactivated_at IS NULL
      AND held.starts_at <= clock_timestamp() AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp())
    ORDER BY held.starts_at, held.id LIMIT 1`;
}

function toLine(row: RawLine): BodyLine {
  const { place: _, contactAs, contactName, contactPhone, contactEmail, ...line } = row;
  return {
    ...line,
    dueAt: row.dueAt.toISOString(),
    firstFiledAt: row.firstFiledAt?.toISOString() ?? null,
    lastActivityAt: row.lastActivityAt?.toISOString() ?? null,
    contact: { as: contactAs, name: contactName, phone: contactPhone, email: contactEmail },
  };
}

/** How many bodies a view holds in all. */
export async function countBodies(directiveId: DirectiveId, view: BodyView): Promise<number> {
  const [row] = await db.$queryRaw<{ bodies: number }[]>`
    SELECT count(*)::int AS bodies FROM body_summaries AS summary WHERE ${conditions(directiveId, view)}`;
  return row?.bodies ?? 0;
}

/** The total of a view as the kept counts give it; null when they do not, and it must be counted. */
export function knownTotal(view: BodyView, counts: ComplianceCounts): number | null {
  if (view.q || view.kind || view.owes || view.requirement || (view.state && view.group)) return null;
  if (view.state === "overdue") return counts.overdue;
  if (view.state) return counts.byStatus[view.state];
  if (!view.group) return counts.bodies;
  const totals: Readonly<Record<NonNullable<BodyView["group"]>, number | null>> = {
    // The invited may file as well, and how many did is not counted.
    filed: null,
    filed_on_time: counts.filedOnTime,
    filed_late: counts.filedLate,
    owing: counts.required - counts.filedOnTime - counts.filedLate,
    required: counts.required,
    invited: counts.invited,
  };
  return totals[view.group];
}

type Standing = { readonly counts: ComplianceCounts; readonly filings: readonly FilingDay[] };
type Counted<T> = { readonly figures: T; readonly nextDueAt: Date | null };

async function countStandings(directiveId: DirectiveId): Promise<Counted<Standing>> {
  const rows = await db.$queryRaw<
    {
      status: PlanStatus;
      bodies: number;
      required: number;
      onTime: number;
      late: number;
      overdue: number;
      nextDueAt: Date | null;
    }[]
  >`
    SELECT summary.status::text AS status, count(*)::int AS bodies,
      count(*) FILTER (WHERE summary.standing = 'required')::int AS required,
      count(*) FILTER (WHERE ${groups.filed_on_time})::int AS "onTime",
      count(*) FILTER (WHERE ${groups.filed_late})::int AS late,
      count(*) FILTER (WHERE ${isOverdue})::int AS overdue,
      min(summary.due_at) FILTER (WHERE summary.due_at > clock_timestamp()) AS "nextDueAt"
    FROM body_summaries AS summary
    WHERE summary.directive_id = ${directiveId}::uuid
    GROUP BY summary.status`;
  const sum = (key: "bodies" | "required" | "onTime" | "late" | "overdue") =>
    rows.reduce((total, row) => total + row[key], 0);
  const byStatus = (key: "bodies" | "required") =>
    recordOf(planStatuses, (status) => rows.find((row) => row.status === status)?.[key] ?? 0);
  const counts = {
    bodies: sum("bodies"),
    required: sum("required"),
    invited: sum("bodies") - sum("required"),
    filedOnTime: sum("onTime"),
    filedLate: sum("late"),
    overdue: sum("overdue"),
    byStatus: byStatus("bodies"),
    requiredByStatus: byStatus("required"),
  };
  const ahead = rows.flatMap((row) => (row.nextDueAt ? [row.nextDueAt.getTime()] : []));
  const nextDueAt = ahead.length > 0 ? new Date(Math.min(...ahead)) : null;
  return { figures: { counts, filings: await listFilingDays(directiveId) }, nextDueAt };
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

async function countTallies(directiveId: DirectiveId): Promise<Counted<RequirementTally[]>> {
  const figures = await db.$queryRaw<RequirementTally[]>`
    SELECT code, sum(met)::int AS met, sum(owed)::int AS owed
    FROM (
      SELECT unnest(met_requirements) AS code, 1 AS met, 0 AS owed
      FROM body_summaries WHERE directive_id = ${directiveId}::uuid AND standing = 'required'
      UNION ALL
      SELECT unnest(owed_requirements), 0, 1
      FROM body_summaries WHERE directive_id = ${directiveId}::uuid AND standing = 'required'
    ) AS marks
    GROUP BY code`;
  return { figures, nextDueAt: null };
}

type Mark = { readonly now: Date; readonly changedAt: Date | null };

/** The database's clock, and when a summary row of the directive last changed: one look into one index. */
async function findMark(directiveId: DirectiveId): Promise<Mark> {
  const [mark] = await db.$queryRaw<Mark[]>`
    SELECT clock_timestamp() AS now,
      (SELECT max(changed_at) FROM body_summaries WHERE directive_id = ${directiveId}::uuid) AS "changedAt"`;
  if (!mark) throw new Error("the database did not tell its time");
  return mark;
}

// Two changes can commit in another order than their instants say, and the later-committed one is then missed by
// the mark. No transaction lives longer than `settledAfterMs` (lib/platform/tx.ts), so that figures counted that
// long after the last change are right for good; younger ones are counted anew every `keptAtMostMs`.
const settledAfterMs = 20_000;
const keptAtMostMs = 2_000;

type Kept<T> = Counted<T> & { readonly mark: Mark; readonly countedAtMs: number };

function isStillRight<T>(known: Kept<T>, mark: Mark): boolean {
  if (known.mark.changedAt?.getTime() !== mark.changedAt?.getTime()) return false;
  if (known.nextDueAt && known.nextDueAt <= mark.now) return false;
  const quietMs = known.mark.now.getTime() - (known.mark.changedAt?.getTime() ?? 0);
  return quietMs > settledAfterMs || performance.now() - known.countedAtMs < keptAtMostMs;
}

/**
 * Figures of a directive, counted when a summary row has changed or a deadline has passed since, and otherwise
 * taken from this process's memory. However many requests come while the rows change, one count runs at a time,
 * and each request gets one that began after it asked.
 */
function keepCounted<T>(count: (directiveId: DirectiveId) => Promise<Counted<T>>) {
  const kept = new Map<DirectiveId, Kept<T>>();
  const running = new Map<DirectiveId, Promise<T>>();
  const waiting = new Map<DirectiveId, Promise<T>>();

  const run = async (directiveId: DirectiveId): Promise<T> => {
    const mark = await findMark(directiveId);
    const counted = await count(directiveId);
    kept.set(directiveId, { ...counted, mark, countedAtMs: performance.now() });
    return counted.figures;
  };
  const start = (directiveId: DirectiveId): Promise<T> => {
    const counting = run(directiveId).finally(() => running.delete(directiveId));
    running.set(directiveId, counting);
    return counting;
  };
  const queue = (directiveId: DirectiveId, before: Promise<T>): Promise<T> => {
    const next = before
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        waiting.delete(directiveId);
        return start(directiveId);
      });
    waiting.set(directiveId, next);
    return next;
  };
  return async (directiveId: DirectiveId, mark: Mark | "anew"): Promise<T> => {
    const known = kept.get(directiveId);
    if (known && mark !== "anew" && isStillRight(known, mark)) return known.figures;
    const current = running.get(directiveId);
    return current ? (waiting.get(directiveId) ?? queue(directiveId, current)) : start(directiveId);
  };
}

const standingsOf = keepCounted(countStandings);
const talliesOf = keepCounted(countTallies);

/** The counts and the filings by day of a directive, by the database's clock. */
export async function findOverview(directiveId: DirectiveId): Promise<ComplianceOverview> {
  const mark = await findMark(directiveId);
  const { counts, filings } = await standingsOf(directiveId, mark);
  return { counts, filings, now: mark.now.toISOString() };
}

/** The same, counted after a change that the mark may not show: those who are told of it are told nothing older. */
export async function countOverview(directiveId: DirectiveId): Promise<ComplianceOverview> {
  const { now } = await findMark(directiveId);
  const { counts, filings } = await standingsOf(directiveId, "anew");
  return { counts, filings, now: now.toISOString() };
}

/** By requirement: how many required bodies have met it, and how many owe it. */
export async function findTallies(directiveId: DirectiveId): Promise<readonly RequirementTally[]> {
  return talliesOf(directiveId, await findMark(directiveId));
}

/** A department's kind, its head's account, and what it came from or goes into. */
export async function findDepartmentFacts(departmentId: DepartmentId) {
  const [department, heads] = await Promise.all([
    db.department.findUniqueOrThrow({
      where: { id: departmentId },
      select: {
        kind: true,
        predecessors: { select: { note: true, predecessor: { select: { name: true } } } },
        successors: { select: { note: true, successor: { select: { name: true } } } },
      },
    }),
    db.$queryRaw<{ name: string; email: string }[]>`${headOf(Prisma.sql`${departmentId}::uuid`)}`,
  ]);
  return {
    kind: department.kind,
    head: heads[0] ?? null,
    predecessors: department.predecessors.map(({ predecessor, note }) => `${predecessor.name}. ${note}`),
    successors: department.successors.map(({ successor, note }) => `${successor.name}. ${note}`),
  };
}
