import { createHash, randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { verify } from "@node-rs/argon2";
import type { Pool, PoolClient } from "pg";
import { PgBoss } from "pg-boss";
import { v7 as newId } from "uuid";
import { findRequirements } from "./kept";
import type { Visitor } from "./reads";

/** The floor's writes: the product's own statements in the product's order, with nothing around them but bare pg. */

type Plan = {
  readonly departmentId: string;
  readonly planId: string;
  readonly directiveId: string;
  readonly status: string;
  readonly versionNumber: number;
  readonly dueAt: Date;
  readonly now: Date;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly headTitle: string;
  readonly directiveCode: string;
};

const planColumns = `plan.department_id AS "departmentId", plan.id AS "planId", plan.directive_id AS "directiveId",
  plan.status::text AS status, plan.version_number AS "versionNumber", obligation.due_at AS "dueAt", now() AS now,
  department.code AS "departmentCode", department.name AS "departmentName", department.head_title AS "headTitle",
  directive.code AS "directiveCode"`;
const planTables = `plans AS plan
  JOIN obligations AS obligation
    ON obligation.department_id = plan.department_id AND obligation.directive_id = plan.directive_id
  JOIN directives AS directive ON directive.id = plan.directive_id
  JOIN departments AS department ON department.id = plan.department_id`;

export async function findPlan(
  pool: Pool,
  departmentCode: string,
  directiveCode: string,
): Promise<Plan | null> {
  const { rows } = await pool.query<Plan>(
    `SELECT ${planColumns} FROM ${planTables} WHERE department.code = $1 AND directive.code = $2`,
    [departmentCode, directiveCode],
  );
  return rows[0] ?? null;
}

async function lockPlan(client: PoolClient, plan: Plan): Promise<Plan> {
  const { rows } = await client.query<Plan>(
    `SELECT ${planColumns} FROM ${planTables} WHERE plan.department_id = $1 AND plan.id = $2
     FOR UPDATE OF plan FOR SHARE OF obligation`,
    [plan.departmentId, plan.planId],
  );
  if (!rows[0]) throw new Error("the plan vanished");
  return rows[0];
}

async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const answer = await work(client);
    await client.query("COMMIT");
    return answer;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

type SectionRow = {
  section: string;
  revision: number;
  facts: unknown;
  outcomes: Outcome[];
  editedById: string | null;
  editedAt: Date | null;
};
type Outcome = { code: string; section: string; state: string; standing: string };

async function listSections(client: PoolClient, plan: Plan): Promise<SectionRow[]> {
  const { rows } = await client.query<SectionRow>(
    `SELECT section, revision, facts, outcomes, edited_by_id AS "editedById", edited_at AS "editedAt"
     FROM plan_sections WHERE department_id = $1 AND plan_id = $2`,
    [plan.departmentId, plan.planId],
  );
  return rows;
}

async function listDesignations(client: PoolClient, plan: Plan): Promise<unknown[]> {
  const { rows } = await client.query(
    `SELECT kind::text AS kind, name, title, email, phone, hours, languages, effective_on::text AS "effectiveOn",
       accepted_at IS NOT NULL AS "isAccepted"
     FROM liaison_designations WHERE department_id = $1 AND ended_at IS NULL ORDER BY kind`,
    [plan.departmentId],
  );
  return rows;
}

/** Saves a section that nobody saved since the revision; the outcomes are stored again as they stand. Null when stale. */
export async function saveSection(
  pool: Pool,
  input: { plan: Plan; section: string; revision: number; content: unknown; visitor: Visitor },
): Promise<{ revision: number; savedAt: Date; outcomes: unknown; facts: unknown } | null> {
  const { visitor } = input;
  return inTransaction(pool, async (client) => {
    const plan = await lockPlan(client, input.plan);
    const sections = await listSections(client, plan);
    const stored = sections.find((one) => one.section === input.section);
    if (stored?.revision !== input.revision) return null;
    await listDesignations(client, plan);
    const { rows } = await client.query<{ savedAt: Date }>(
      `UPDATE plan_sections SET content = $4, facts = $5, outcomes = $6, revision = revision + 1,
         edited_at = clock_timestamp(), edited_by_id = $7, edited_by_name = $8
       WHERE department_id = $1 AND plan_id = $2 AND section = $3 RETURNING edited_at AS "savedAt"`,
      [
        plan.departmentId,
        plan.planId,
        input.section,
        JSON.stringify(input.content),
        JSON.stringify(stored.facts),
        JSON.stringify(stored.outcomes),
        visitor.personId,
        visitor.name,
      ],
    );
    const savedAt = rows[0]?.savedAt ?? new Date();
    await refreshSummary(
      client,
      plan,
      sections.flatMap((one) => one.outcomes),
    );
    const payload = { planId: plan.planId, section: input.section, revision: input.revision + 1 };
    await client.query(
      `INSERT INTO outbox_events (department_id, directive_id, name, payload, actor_id, request_id)
       VALUES ($1, $2, 'plan.section_saved', $3, $4, $5)`,
      [plan.departmentId, plan.directiveId, JSON.stringify(payload), visitor.personId, randomUUID()],
    );
    const isSameSession =
      stored.editedById === visitor.personId &&
      stored.editedAt !== null &&
      savedAt.getTime() - stored.editedAt.getTime() < 900_000;
    if (!isSameSession) await record({ pool, client }, plan, visitor, "plan.section_edited", payload);
    return { revision: input.revision + 1, savedAt, outcomes: stored.outcomes, facts: stored.facts };
  });
}

/** Files a plan as its next version, or finds the version that the key has already filed. Null on a wrong password. */
export async function submitPlan(
  pool: Pool,
  input: {
    plan: Plan;
    password: string;
    idempotencyKey: string;
    read: unknown;
    visitor: Visitor;
    /** Whether those whom it concerns are to hear of it. */
    isTold: boolean;
  },
): Promise<{ versionId: string; number: number } | null> {
  const { visitor } = input;
  if (!(await isSigned(pool, visitor, input.password))) return null;
  const set = await findRequirements(pool, input.plan.directiveId);
  return inTransaction(pool, async (client) => {
    const plan = await lockPlan(client, input.plan);
    const { rows: repeated } = await client.query<{ versionId: string; number: number }>(
      `SELECT id AS "versionId", number FROM plan_versions
       WHERE department_id = $1 AND plan_id = $2 AND idempotency_key = $3`,
      [plan.departmentId, plan.planId, input.idempotencyKey],
    );
    if (repeated[0]) return repeated[0];
    if (plan.status !== "with_certifier") throw new Error(`the plan is ${plan.status}`);
    const { rows: stored } = await client.query<{ sections: unknown; designations: unknown }>(
      `SELECT
         (SELECT coalesce(jsonb_object_agg(section, revision), '{}') FROM plan_sections
           WHERE department_id = $1 AND plan_id = $2) AS sections,
         (SELECT coalesce(jsonb_object_agg(id, revision), '{}') FROM liaison_designations
           WHERE department_id = $1 AND ended_at IS NULL) AS designations`,
      [plan.departmentId, plan.planId],
    );
    if (!isDeepStrictEqual(stored[0], input.read)) throw new Error("the plan has changed since it was read");
    const { rows: texts } = await client.query<{ section: string; content: unknown; outcomes: Outcome[] }>(
      "SELECT section, content, outcomes FROM plan_sections WHERE department_id = $1 AND plan_id = $2",
      [plan.departmentId, plan.planId],
    );
    const designations = await listDesignations(client, plan);
    const content = JSON.stringify({
      format: 1,
      department: { code: plan.departmentCode, name: plan.departmentName },
      directive: plan.directiveCode,
      requirementSets: set.setIds,
      requirements: set.requirements,
      designations,
      sections: Object.fromEntries(texts.map((text) => [text.section, text.content])),
    });
    const sha256 = createHash("sha256").update(content).digest("hex");
    const version = { versionId: randomUUID(), number: plan.versionNumber + 1 };
    const isLate = plan.now >= plan.dueAt;
    await client.query(
      `INSERT INTO plan_versions (department_id, id, plan_id, number, content, sha256, requirement_set_ids,
         certifier_id, certifier_name, certifier_title, submitted_at, due_at, is_late, idempotency_key)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        plan.departmentId,
        version.versionId,
        plan.planId,
        version.number,
        content,
        sha256,
        set.setIds,
        visitor.personId,
        visitor.name,
        visitor.title || plan.headTitle,
        plan.now,
        plan.dueAt,
        isLate,
        input.idempotencyKey,
      ],
    );
    await client.query(
      `UPDATE plans SET status = 'submitted', status_changed_at = clock_timestamp(), send_back = NULL, withdrawal = NULL, version_number = $3
       WHERE department_id = $1 AND id = $2`,
      [plan.departmentId, plan.planId, version.number],
    );
    const outcomes = texts.flatMap((text) => text.outcomes);
    await client.query(
      `UPDATE plan_sections AS part SET outcomes = judged.outcomes
       FROM jsonb_each($3::jsonb) AS judged (section, outcomes)
       WHERE part.department_id = $1 AND part.plan_id = $2 AND part.section = judged.section
         AND part.outcomes IS DISTINCT FROM judged.outcomes`,
      [
        plan.departmentId,
        plan.planId,
        JSON.stringify(Object.fromEntries(texts.map((text) => [text.section, text.outcomes]))),
      ],
    );
    await refreshSummary(client, plan, outcomes);
    const payload = {
      planId: plan.planId,
      from: plan.status,
      to: "submitted",
      reason: "",
      ...version,
      sha256,
      isLate,
    };
    await record({ pool, client }, plan, visitor, "plan.submitted", payload, input.isTold);
    return version;
  });
}

async function isSigned(pool: Pool, visitor: Visitor, password: string): Promise<boolean> {
  await pool.query("SELECT points FROM rate_limits WHERE key = $1", [visitor.personId]);
  const { rows } = await pool.query<{ hash: string }>(
    "SELECT password_hash AS hash FROM people WHERE id = $1",
    [visitor.personId],
  );
  return verify(rows[0]?.hash ?? "", password);
}

let boss: Promise<PgBoss> | undefined;

function queue(pool: Pool): Promise<PgBoss> {
  boss ??= new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: "jobs",
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
  }).start();
  return boss;
}

/** The audit event, and where it is to be told, the outbox's row and the job that reads it. */
async function record(
  { pool, client }: { pool: Pool; client: PoolClient },
  plan: Plan,
  visitor: Visitor,
  name: string,
  payload: object,
  isTold = true,
): Promise<void> {
  const requestId = randomUUID();
  const json = JSON.stringify(payload);
  const { personId } = visitor;
  const audit = [
    plan.departmentId,
    plan.departmentId,
    personId,
    visitor.name,
    visitor.role,
    requestId,
    name,
    json,
  ];
  if (!isTold) {
    await client.query("SELECT append_audit_event($1, $2, $3, $4, $5, $6, $7, $8)", audit);
    return;
  }
  const { rows } = await client.query<{ sequence: string }>(
    `WITH audited AS (
       SELECT append_audit_event($1, $2, $3, $4, $5, $6, $7, $8) AS sequence)
     INSERT INTO outbox_events (department_id, directive_id, name, payload, actor_id, request_id)
     SELECT $2, $9, $7, $8, $3, $6 FROM audited RETURNING sequence`,
    [...audit, plan.directiveId],
  );
  const sender = await queue(pool);
  await sender.send(
    "deliver-event",
    { sequence: rows[0]?.sequence, requestId },
    { id: newId(), priority: 50, db: { executeSql: (text, values) => client.query(text, values) } },
  );
}

async function refreshSummary(client: PoolClient, plan: Plan, outcomes: readonly Outcome[]): Promise<void> {
  const counted = outcomes.filter((one) => one.standing !== "advised" && one.state !== "not_applicable");
  const met = counted.filter((one) => one.state === "met");
  const owed = counted.filter((one) => one.state === "not_yet");
  await client.query(
    `UPDATE body_summaries AS summary SET
       status = plan.status, version_number = plan.version_number, due_at = obligation.due_at,
       is_extended = obligation.due_at <> obligation.original_due_at,
       first_filed_at = first_standing.submitted_at, is_filed_late = coalesce(first_standing.is_late, false),
       required_met = $3, required_total = $4, section_shares = summary.section_shares,
       owed_sections = $5, met_requirements = $6, owed_requirements = $7,
       has_liaison = EXISTS (SELECT FROM liaison_designations d
         WHERE d.department_id = plan.department_id AND d.kind = 'liaison' AND d.ended_at IS NULL),
       has_alternate = EXISTS (SELECT FROM liaison_designations d
         WHERE d.department_id = plan.department_id AND d.kind = 'alternate' AND d.ended_at IS NULL),
       last_activity_at = clock_timestamp(), changed_at = clock_timestamp()
     FROM plans AS plan
     JOIN obligations AS obligation
       ON obligation.department_id = plan.department_id AND obligation.directive_id = plan.directive_id
     LEFT JOIN LATERAL (
       SELECT version.submitted_at, version.is_late FROM plan_versions AS version
       WHERE version.department_id = plan.department_id AND version.plan_id = plan.id
         AND NOT EXISTS (SELECT FROM plan_version_withdrawals AS withdrawal
           WHERE withdrawal.department_id = version.department_id AND withdrawal.version_id = version.id)
       ORDER BY version.number LIMIT 1) AS first_standing ON true
     WHERE plan.department_id = $1 AND plan.directive_id = $2
       AND summary.department_id = plan.department_id AND summary.directive_id = plan.directive_id`,
    [
      plan.departmentId,
      plan.directiveId,
      met.length,
      counted.length,
      [...new Set(owed.map((one) => one.section))],
      met.map((one) => one.code),
      owed.map((one) => one.code),
    ],
  );
}
