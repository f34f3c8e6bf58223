import type { Pool } from "pg";

/** The floor's own reads: what the product's pages and lists are made of, asked for with bare pg. */

export type Visitor = {
  readonly personId: string;
  readonly name: string;
  readonly title: string;
  readonly role: string;
  readonly departmentId: string | null;
};

/** Who holds a session at this moment. The floor's cookie holds the session's id as it is. */
export async function findVisitor(pool: Pool, sessionId: string): Promise<Visitor | null> {
  const { rows } = await pool.query<Visitor>(
    `SELECT person.id AS "personId", person.name, person.title, held.role::text AS role,
       held.department_id AS "departmentId"
     FROM sessions AS session
     JOIN people AS person ON person.id = session.person_id
     LEFT JOIN role_assignments AS held ON held.person_id = person.id
       AND held.starts_at <= clock_timestamp() AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp())
     WHERE session.id = $1 AND session.ended_at IS NULL AND session.expires_at > clock_timestamp()
       AND person.deactivated_at IS NULL
     ORDER BY held.starts_at`,
    [sessionId],
  );
  return rows[0] ?? null;
}

export type Body = {
  readonly departmentId: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly standing: "required" | "invited";
  readonly status: string;
  readonly dueAt: Date;
  readonly isExtended: boolean;
  readonly isOverdue: boolean;
  readonly versionNumber: number;
  readonly firstFiledAt: Date | null;
  readonly isFiledLate: boolean;
  readonly requiredMet: number;
  readonly requiredTotal: number;
  readonly sectionShares: Readonly<Record<string, readonly [number, number]>>;
  readonly owedSections: readonly string[];
  readonly lastActivityAt: Date | null;
  readonly headTitle: string;
  readonly contact: {
    readonly as: "liaison" | "alternate" | "head";
    readonly name: string | null;
    readonly phone: string | null;
    readonly email: string | null;
  };
};

const order = `(CASE
    WHEN summary.first_filed_at IS NULL AND summary.standing = 'required' THEN 0
    WHEN summary.first_filed_at IS NULL THEN 2
    WHEN summary.status IN ('changes_requested', 'draft', 'with_certifier') THEN 1
    WHEN summary.status = 'accepted' THEN 4
    ELSE 3 END), summary.due_at, summary.required_met, summary.name, summary.code`;

/** The first page of bodies, the most pressing first, each with whom to call. */
export async function listBodies(pool: Pool, directiveId: string): Promise<Body[]> {
  const { rows } = await pool.query<Body & { place: string }>(
    `SELECT page.*, department.head_title AS "headTitle",
       json_build_object('as', coalesce(designated.kind::text, 'head'), 'name', coalesce(designated.name, head.name),
         'phone', designated.phone, 'email', coalesce(designated.email, head.email)) AS contact
     FROM (
       SELECT summary.department_id AS "departmentId", summary.code, summary.name, summary.kind::text AS kind,
         summary.standing::text AS standing, summary.status::text AS status, summary.due_at AS "dueAt",
         summary.is_extended AS "isExtended", (summary.standing = 'required' AND summary.first_filed_at IS NULL
           AND summary.due_at <= clock_timestamp()) AS "isOverdue", summary.version_number AS "versionNumber",
         summary.first_filed_at AS "firstFiledAt", summary.is_filed_late AS "isFiledLate",
         summary.required_met AS "requiredMet", summary.required_total AS "requiredTotal",
         summary.section_shares AS "sectionShares", summary.owed_sections AS "owedSections",
         summary.last_activity_at AS "lastActivityAt", row_number() OVER (ORDER BY ${order}) AS place
       FROM body_summaries AS summary WHERE summary.directive_id = $1 ORDER BY ${order} LIMIT 50) AS page
     JOIN departments AS department ON department.id = page."departmentId"
     LEFT JOIN LATERAL (
       SELECT designation.kind, designation.name, designation.phone, designation.email
       FROM liaison_designations AS designation
       WHERE designation.department_id = page."departmentId" AND designation.ended_at IS NULL
       ORDER BY designation.kind LIMIT 1) AS designated ON true
     LEFT JOIN LATERAL (
       SELECT person.name, person.email
       FROM role_assignments AS held JOIN people AS person ON person.id = held.person_id
       WHERE held.department_id = page."departmentId" AND held.role = 'certifier' AND person.deactivated_at IS NULL
         AND held.starts_at <= clock_timestamp() AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp())
       ORDER BY held.starts_at, held.id LIMIT 1) AS head ON designated.kind IS NULL
     ORDER BY page.place`,
    [directiveId],
  );
  return rows.map(({ place: _, ...body }) => body);
}

/** What waits for the visitor beside the list: unread lines of their inbox, and departments that ask for more time. */
export async function countWaiting(
  pool: Pool,
  visitor: Visitor,
  directiveId: string,
): Promise<{ readonly unread: number; readonly requests: number }> {
  const [unread, requests] = await Promise.all([
    pool.query<{ unread: number }>(
      `SELECT count(*)::int AS unread FROM (
         SELECT FROM notifications WHERE person_id = $1 AND read_at IS NULL LIMIT 100) AS counted`,
      [visitor.personId],
    ),
    pool.query<{ requests: number }>(
      `SELECT count(*)::int AS requests FROM extension_requests AS request
       JOIN body_summaries AS summary
         ON summary.department_id = request.department_id AND summary.directive_id = request.directive_id
       WHERE request.directive_id = $1 AND request.state = 'open' AND summary.first_filed_at IS NULL`,
      [directiveId],
    ),
  ]);
  return { unread: unread.rows[0]?.unread ?? 0, requests: requests.rows[0]?.requests ?? 0 };
}
