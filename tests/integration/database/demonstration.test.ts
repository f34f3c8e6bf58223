import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { planStatuses } from "@/lib/features/plans/status";
import { languageName } from "@/lib/kernel/languages";
import { seed } from "@/prisma/seed/index";
import { ensureOwnedDatabase, migrate } from "@/scripts/db/prepare";

let client: pg.Client;
const name = "demonstration_of_the_tests";

async function rowsOf<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  return (await client.query<Row>(sql)).rows;
}

beforeAll(async () => {
  const url = await ensureOwnedDatabase(inject("adminUrl"), name, inject("secret"));
  await migrate(url);
  await seed({ databaseUrl: url, mode: "demo", log: () => undefined });
  client = new pg.Client({ connectionString: url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  const admin = new pg.Client({ connectionString: inject("adminUrl") });
  await admin.connect();
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.end();
});

describe("the demonstration", () => {
  it("leaves four days at its first start", async () => {
    const [row] = await rowsOf<{ days: number }>(
      `SELECT ((due_at - interval '1 second') AT TIME ZONE 'America/Los_Angeles')::date
         - (clock_timestamp() AT TIME ZONE 'America/Los_Angeles')::date AS days
       FROM obligations WHERE due_at = original_due_at LIMIT 1`,
    );
    expect(row?.days).toBe(4);
  });

  it("has a body in every state, one extension, and none overdue", async () => {
    const states = await rowsOf<{ status: string }>(
      "SELECT DISTINCT status::text AS status FROM body_summaries",
    );
    expect(states.map((row) => row.status).sort()).toEqual([...planStatuses].sort());
    const [extension] = await rowsOf<{ granted_by_name: string; reason: string; hours: number }>(
      `SELECT granted_by_name, reason, (extract(epoch FROM due_at - previous_due_at) / 3600)::int AS hours FROM extensions`,
    );
    expect(extension?.reason).not.toBe("");
    expect(extension?.granted_by_name).not.toBe("");
    expect([71, 72, 73]).toContain(extension?.hours);
    expect(await rowsOf("SELECT FROM body_summaries WHERE due_at <= clock_timestamp()")).toEqual([]);
  });

  it("has one request for more time that waits for an answer, of a body that owes its plan", async () => {
    const requests = await rowsOf<{ code: string; is_later: boolean; is_told: boolean }>(
      `SELECT summary.code, request.requested_due_at > summary.due_at AS is_later,
         EXISTS (SELECT FROM audit_events AS event WHERE event.name = 'deadline.extension_requested'
           AND event.payload->>'requestId' = request.id::text) AS is_told
       FROM extension_requests AS request
       JOIN body_summaries AS summary ON summary.department_id = request.department_id
       WHERE request.state = 'open' AND summary.first_filed_at IS NULL AND summary.standing = 'required'`,
    );
    expect(requests).toEqual([{ code: "ZOO", is_later: true, is_told: true }]);
  });

  it("has complete plans of six very different bodies, the Library's open in three places", async () => {
    const rows = await rowsOf<{ code: string; owed: string[]; facilities: number }>(
      `SELECT summary.code, summary.owed_requirements AS owed,
         jsonb_array_length(section.content->'facilities') AS facilities
       FROM body_summaries AS summary
       JOIN plan_sections AS section ON section.department_id = summary.department_id AND section.section = 'facilities'
       WHERE summary.code IN ('LAPL', 'RAP', 'LADWP', 'LAWA', 'GSD', 'ERB')`,
    );
    const owedOf = (code: string) => rows.find((row) => row.code === code)?.owed;
    expect(rows).toHaveLength(6);
    expect(owedOf("LAPL")).toEqual(["FAC-1", "TRN-5", "CER-1", "CER-2", "CER-3"]);
    expect(owedOf("RAP")).toEqual(["CER-1"]);
    for (const code of ["LADWP", "LAWA", "GSD", "ERB"]) expect(owedOf(code), code).toEqual([]);
    expect(rows.find((row) => row.code === "RAP")?.facilities).toBeGreaterThanOrEqual(60);
  });

  it("leaves nothing owed in a filed plan", async () => {
    const rows = await rowsOf<{ code: string }>(
      `SELECT code FROM body_summaries WHERE status IN ('submitted', 'in_review', 'changes_requested', 'accepted')
         AND cardinality(owed_requirements) > 0`,
    );
    expect(rows).toEqual([]);
  });

  it("tells what happened until yesterday in chains that verify", async () => {
    expect(await rowsOf("SELECT * FROM find_audit_faults()")).toEqual([]);
    const outOfOrder = await rowsOf(
      `SELECT FROM (SELECT at, lag(at) OVER (PARTITION BY chain ORDER BY sequence) AS at_before FROM audit_events) AS event
       WHERE at < at_before OR at > clock_timestamp()`,
    );
    expect(outOfOrder).toEqual([]);
    const [heads] = await rowsOf<{ chains: number }>("SELECT count(*)::int AS chains FROM audit_chains");
    expect(heads?.chains).toBeGreaterThan(30);
    const submitted = await rowsOf(
      `SELECT version.id FROM plan_versions AS version
       JOIN audit_events AS event ON event.name = 'plan.submitted' AND event.payload->>'versionId' = version.id::text
         AND event.payload->>'sha256' = version.sha256 AND event.at = version.submitted_at`,
    );
    expect(submitted).toHaveLength((await rowsOf("SELECT FROM plan_versions")).length);
  });

  it("leaves to the first worker to tell what waits for somebody, and nothing else", async () => {
    const told = await rowsOf<{ name: string; status: string; code: string; is_queued: boolean }>(
      `SELECT event.name, summary.status::text AS status, summary.code,
         EXISTS (SELECT FROM jobs.job WHERE name = 'deliver-event' AND state = 'created'
           AND data->>'sequence' = event.sequence::text) AS is_queued
       FROM outbox_events AS event JOIN body_summaries AS summary USING (department_id, directive_id)`,
    );
    expect(told.every(({ is_queued }) => is_queued)).toBe(true);
    const codesOf = (event: string) => told.flatMap(({ name, code }) => (name === event ? code : [])).sort();
    const codesIn = async (status: string) =>
      (
        await rowsOf<{ code: string }>(
          `SELECT code FROM body_summaries WHERE status = '${status}' ORDER BY code`,
        )
      ).map(({ code }) => code);
    expect(codesOf("plan.sent_to_certifier")).toEqual(await codesIn("with_certifier"));
    expect(codesOf("plan.submitted")).toEqual(await codesIn("submitted"));
    expect(codesOf("plan.changes_requested")).toEqual(await codesIn("changes_requested"));
    expect(codesOf("deadline.extension_requested")).toHaveLength(1);
    expect(new Set(told.map(({ name }) => name)).size).toBe(4);
  });

  it("goes on from a chain of the past", async () => {
    const [row] = await rowsOf<{ sequence: string }>(
      `SELECT append_audit_event(chain, department_id, NULL, 'The tests', 'system', 'test', 'test.appended', '{}') AS sequence
       FROM (SELECT chain, department_id, max(sequence) FROM audit_events GROUP BY chain, department_id LIMIT 1) AS one`,
    );
    expect(Number(row?.sequence)).toBeGreaterThan(1);
  });

  it("calls nobody by a name or number that could be somebody's", async () => {
    const people = await rowsOf<{ name: string; email: string; phone: string | null }>(
      `SELECT name, email, NULL AS phone FROM people
       UNION ALL SELECT name, email, phone FROM liaison_designations`,
    );
    const designated = people.filter((person) => person.phone !== null);
    for (const { email, phone } of people) {
      expect(email).toMatch(/\.test$/);
      if (phone !== null) expect(phone).toMatch(/^\((213|323|818|310)\) 555-01\d\d$/);
    }
    const spoken = await rowsOf<{ code: string }>(
      "SELECT DISTINCT unnest(languages) AS code FROM liaison_designations",
    );
    for (const { code } of spoken) expect(languageName(code)).not.toBe(code);
    expect(new Set(designated.map((person) => person.phone)).size).toBe(designated.length);
    expect(new Set(designated.map((person) => person.name)).size).toBe(designated.length);
  });
});
