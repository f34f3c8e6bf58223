import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { DirectiveView } from "@/lib/features/directives/types";
import type { DirectiveId } from "@/lib/kernel/ids";
import { recordOf } from "@/lib/kernel/record-of";
import { db } from "@/lib/platform/db";
import {
  type Brief,
  type BriefFacts,
  briefSince,
  type Listed,
  type StuckReason,
  shapeBrief,
  stuckAfterDays,
  stuckReasons,
} from "./brief";
import { findOverview, listBodies } from "./queries";
import { bodyViewSchema } from "./schema";

/** As many lines as leave the whole on one sheet; the rest is counted, and one link away. */
const shownOf = { filed: 5, overdue: 5, stuck: 3, requests: 3, extensions: 2 } as const;

/** Where a directive stands this minute, on one sheet. Assumes that the reader may watch compliance. */
export async function findBrief(directive: DirectiveView): Promise<Brief> {
  const [clock] = await db.$queryRaw<{ now: Date }[]>`SELECT now() AS now`;
  if (!clock) throw new Error("the database did not tell its time");
  const { now } = clock;
  const since = briefSince(now, directive.timeZone);
  const { id } = directive;
  const [overview, filed, late, stuck, requests, extensions] = await Promise.all([
    findOverview(id),
    listFiledSince(id, since),
    listBodies(id, bodyViewSchema.parse({ state: "overdue", sort: "due" })),
    listStuck(id, now),
    listRequests(id),
    listExtensionsSince(id, since),
  ]);
  const overdue = late.slice(0, shownOf.overdue).map((line) => ({ ...line, dueAt: new Date(line.dueAt) }));
  return shapeBrief({
    directive,
    now,
    counts: overview.counts,
    filings: overview.filings,
    filed,
    overdue: { total: overview.counts.overdue, shown: overdue },
    stuck,
    requests,
    extensions,
  });
}

type Counted<Line> = Line & { readonly total: number };

function listed<Line>(rows: readonly Counted<Line>[]): Listed<Line> {
  return { total: rows[0]?.total ?? 0, shown: rows };
}

type Lines<Key extends "filed" | "requests" | "extensions"> = Counted<BriefFacts[Key]["shown"][number]>[];

/** Versions that were filed after an instant and stand, the newest first. */
async function listFiledSince(directiveId: DirectiveId, since: Date): Promise<BriefFacts["filed"]> {
  const rows = await db.$queryRaw<Lines<"filed">>`
    SELECT department.code, department.name, version.number, version.submitted_at AS at, version.is_late AS "isLate",
      (count(*) OVER ())::int AS total
    FROM plan_versions AS version
    JOIN plans AS plan ON plan.department_id = version.department_id AND plan.id = version.plan_id
    JOIN departments AS department ON department.id = version.department_id
    WHERE plan.directive_id = ${directiveId}::uuid AND version.submitted_at >= ${since}
      AND NOT EXISTS (SELECT FROM plan_version_withdrawals AS withdrawal
        WHERE withdrawal.department_id = version.department_id AND withdrawal.version_id = version.id)
    ORDER BY version.submitted_at DESC, department.code
    LIMIT ${shownOf.filed}`;
  return listed(rows);
}

/** As the page of the extensions has them: a body that has filed waits for no answer. */
async function listRequests(directiveId: DirectiveId): Promise<BriefFacts["requests"]> {
  const rows = await db.$queryRaw<Lines<"requests">>`
    SELECT department.code, department.name, request.requested_by_name AS by, request.requested_at AS at,
      request.requested_due_at AS "untilAt", (count(*) OVER ())::int AS total
    FROM extension_requests AS request
    JOIN departments AS department ON department.id = request.department_id
    JOIN body_summaries AS summary
      ON summary.department_id = request.department_id AND summary.directive_id = request.directive_id
    WHERE request.directive_id = ${directiveId}::uuid AND request.state = 'open' AND summary.first_filed_at IS NULL
    ORDER BY request.requested_at
    LIMIT ${shownOf.requests}`;
  return listed(rows);
}

async function listExtensionsSince(directiveId: DirectiveId, since: Date): Promise<BriefFacts["extensions"]> {
  const rows = await db.$queryRaw<Lines<"extensions">>`
    SELECT department.code, department.name, extension.granted_by_name AS by, extension.reason,
      extension.due_at AS "untilAt", (count(*) OVER ())::int AS total
    FROM extensions AS extension JOIN departments AS department ON department.id = extension.department_id
    WHERE extension.directive_id = ${directiveId}::uuid AND extension.granted_at >= ${since}
    ORDER BY extension.granted_at DESC, department.code
    LIMIT ${shownOf.extensions}`;
  return listed(rows);
}

type StuckRow = Counted<BriefFacts["stuck"][StuckReason]["shown"][number]> & { readonly reason: StuckReason };

const longerThan = (since: Prisma.Sql, days: number, now: Date) =>
  Prisma.sql`${since} < ${now}::timestamptz - make_interval(days => ${days})`;

/**
 * Who waits too long, by why, those that wait longest first. A body without a liaison stands there beside any other
 * reason; an invited body is asked for nothing and is stuck only where the Mayor's Office owes it an answer.
 */
async function listStuck(directiveId: DirectiveId, now: Date): Promise<BriefFacts["stuck"]> {
  const moved = Prisma.sql`plan.status_changed_at`;
  const touched = Prisma.sql`coalesce(summary.last_activity_at, plan.status_changed_at)`;
  const required = Prisma.sql`summary.standing = 'required'`;
  const rows = await db.$queryRaw<StuckRow[]>`
    WITH standing AS (
      SELECT summary.department_id, summary.code, summary.name, plan.id AS plan_id, summary.has_liaison, ${required} AS is_required,
        CASE
          WHEN summary.status = 'with_certifier' AND ${required}
            AND ${longerThan(moved, stuckAfterDays.with_head, now)} THEN 'with_head'
          WHEN summary.status = 'submitted' AND ${longerThan(moved, stuckAfterDays.submitted, now)} THEN 'submitted'
          WHEN summary.status = 'in_review' AND ${longerThan(moved, stuckAfterDays.in_review, now)} THEN 'in_review'
          WHEN summary.status = 'changes_requested'
            AND ${longerThan(moved, stuckAfterDays.changes_requested, now)} THEN 'changes_requested'
          WHEN summary.status IN ('draft', 'amending') AND ${required}
            AND ${longerThan(touched, stuckAfterDays.idle, now)} THEN 'idle'
          WHEN summary.status = 'not_started' AND ${required} THEN 'not_begun'
        END AS reason,
        CASE WHEN summary.status IN ('draft', 'amending') THEN ${touched}
          WHEN summary.status <> 'not_started' THEN ${moved} END AS since
      FROM body_summaries AS summary
      JOIN plans AS plan ON plan.department_id = summary.department_id AND plan.directive_id = summary.directive_id
      WHERE summary.directive_id = ${directiveId}::uuid),
    stuck AS (
      SELECT department_id, plan_id, code, name, reason, since FROM standing WHERE reason IS NOT NULL
      UNION ALL
      SELECT department_id, plan_id, code, name, 'no_liaison', NULL FROM standing
      WHERE is_required AND NOT has_liaison),
    placed AS (
      SELECT stuck.*, (count(*) OVER (PARTITION BY reason))::int AS total,
        row_number() OVER (PARTITION BY reason ORDER BY since NULLS LAST, name, code) AS place
      FROM stuck)
    SELECT placed.reason, placed.code, placed.name, placed.since, placed.total,
      CASE WHEN placed.reason = 'idle' THEN editor.name
        WHEN placed.reason NOT IN ('submitted', 'in_review') THEN head.names END AS who
    FROM placed
    LEFT JOIN LATERAL (
      SELECT part.edited_by_name AS name FROM plan_sections AS part
      WHERE part.department_id = placed.department_id AND part.plan_id = placed.plan_id AND part.edited_at IS NOT NULL
      ORDER BY part.edited_at DESC LIMIT 1) AS editor ON placed.reason = 'idle'
    LEFT JOIN LATERAL (
      SELECT string_agg(DISTINCT person.name, ', ') AS names
      FROM role_assignments AS held JOIN people AS person ON person.id = held.person_id
      WHERE held.department_id = placed.department_id AND held.role = 'certifier' AND person.deactivated_at IS NULL
        AND held.starts_at <= clock_timestamp() AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp())
      ) AS head ON true
    WHERE placed.place <= ${shownOf.stuck}
    ORDER BY placed.reason, placed.place`;
  return recordOf(stuckReasons, (reason) => listed(rows.filter((row) => row.reason === reason)));
}
