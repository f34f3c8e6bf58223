import { hash } from "@node-rs/argon2";
import { encode } from "next-auth/jwt";
import type pg from "pg";
import { demonstrationPassword } from "@/lib/features/accounts/schema";
import { connectAsOwner } from "./database";
import type { Stage } from "./stage";

/** Somebody signed in: the cookie that the product takes, and the session's id, which the floor takes as it is. */
export type Visitor = { readonly cookie: string; readonly sessionId: string; readonly name: string };

/** A visitor of one department with a plan of its own, so that no two of them wait for the same lock. */
export type Member = Visitor & {
  readonly personId: string;
  readonly departmentId: string;
  readonly departmentCode: string;
  readonly planId: string;
};

export type Scene = {
  readonly reviewer: Visitor;
  readonly small: { readonly directiveCode: string; readonly bodies: number };
  readonly large: { readonly directiveCode: string; readonly bodies: number };
  /** Preparers of plans that can still be changed. */
  readonly editors: readonly Member[];
  /** Certifiers of plans that lack nothing but the signature. */
  readonly certifiers: readonly Member[];
  readonly password: string;
};

// lib/platform/auth.ts names it; that module opens only inside of Next.
const sessionCookie = "__Host-portal.session";

const small = { directiveCode: "ed-12", bodies: 47 };
const large = { directiveCode: "ed-12-at-10000", bodies: 10_000 };
// Its plan stands complete with the certifier in the demonstration.
const completeCode = "DOD";
const editorCount = 8;
const certifierCount = 96;

/**
 * Beside the demonstration's forty-seven bodies a second directive with ten thousand, each a copy of one of the
 * forty-seven with its obligation, plan, summary and liaisons: both sizes can then be asked for in turn. The writers
 * belong to departments among the ten thousand.
 */
export async function setScene(stage: Stage): Promise<Scene> {
  const client = await connectAsOwner(stage);
  try {
    await client.query("BEGIN");
    await copyBodies(client);
    const editors = await addMembers(client, "preparer", editorCount);
    const certifiers = await addMembers(client, "certifier", certifierCount);
    await client.query("COMMIT");
    // As autovacuum leaves a database that has been in use for an hour.
    await client.query("VACUUM ANALYZE");
    const { rows } = await client.query<{ id: string; name: string }>(
      "SELECT id, name FROM people WHERE email = 'reviewer@mayor.test'",
    );
    const [reviewer] = rows;
    if (!reviewer) throw new Error("the demonstration has no reviewer");
    const signIn = (person: { id: string; name: string }) => openSession(client, stage.secret, person);
    const signInAll = async (people: readonly Person[]) => {
      const members: Member[] = [];
      for (const person of people)
        members.push({ ...person, personId: person.id, ...(await signIn(person)) });
      return members;
    };
    return {
      reviewer: await signIn(reviewer),
      small,
      large,
      editors: await signInAll(editors),
      certifiers: await signInAll(certifiers),
      password: demonstrationPassword,
    };
  } finally {
    await client.end();
  }
}

async function copyBodies(client: pg.Client): Promise<void> {
  await client.query(
    `INSERT INTO directives (id, code, number, title, summary, signed_by, issued_on, time_zone, deadline_rule)
     SELECT gen_random_uuid(), $2, number, title, summary, signed_by, issued_on - 1, time_zone, deadline_rule
     FROM directives WHERE code = $1`,
    [small.directiveCode, large.directiveCode],
  );
  await client.query(
    `WITH copied AS (
       INSERT INTO requirement_sets (id, directive_id, version, kind)
       SELECT gen_random_uuid(), target.id, source_set.version, source_set.kind
       FROM directives AS source JOIN requirement_sets AS source_set ON source_set.directive_id = source.id,
         directives AS target
       WHERE source.code = $1 AND target.code = $2
       RETURNING id)
     INSERT INTO requirements
     SELECT copied.id, requirement.code, requirement.position, requirement.section, requirement.text,
       requirement.sources, requirement.standing, requirement.directive_code, requirement.condition,
       requirement.evidence, requirement."check"
     FROM copied, requirements AS requirement
     JOIN requirement_sets AS source_set ON source_set.id = requirement.set_id
     JOIN directives AS source ON source.id = source_set.directive_id
     WHERE source.code = $1`,
    [small.directiveCode, large.directiveCode],
  );
  await client.query(
    `CREATE TEMPORARY TABLE copies AS
     SELECT series AS n, gen_random_uuid() AS department_id, gen_random_uuid() AS plan_id,
       source.department_id AS source_id, source.plan_id AS source_plan_id,
       source.directive_id AS source_directive_id, target.id AS directive_id, source.code || '-' || series AS code
     FROM generate_series(1, $3::int) AS series
     JOIN (
       SELECT row_number() OVER (ORDER BY department.code) - 1 AS place, plan.department_id, plan.id AS plan_id,
         plan.directive_id, department.code
       FROM plans AS plan JOIN departments AS department ON department.id = plan.department_id
       JOIN directives AS directive ON directive.id = plan.directive_id WHERE directive.code = $1) AS source
       ON source.place = series % $4::int
     JOIN directives AS target ON target.code = $2`,
    [small.directiveCode, large.directiveCode, large.bodies, small.bodies],
  );
  for (const statement of copyStatements) await client.query(statement);
}

const copyStatements = [
  `INSERT INTO departments (id, code, name, short_name, kind, head_title)
   SELECT copies.department_id, copies.code, source.name || ' ' || copies.n, source.short_name, source.kind,
     source.head_title
   FROM copies JOIN departments AS source ON source.id = copies.source_id`,
  `INSERT INTO obligations (department_id, directive_id, standing, original_due_at, due_at)
   SELECT copies.department_id, copies.directive_id, source.standing, source.original_due_at, source.due_at
   FROM copies JOIN obligations AS source
     ON source.department_id = copies.source_id AND source.directive_id = copies.source_directive_id`,
  `INSERT INTO plans (department_id, id, directive_id, status)
   SELECT copies.department_id, copies.plan_id, copies.directive_id, source.status
   FROM copies JOIN plans AS source ON source.department_id = copies.source_id AND source.id = copies.source_plan_id`,
  `INSERT INTO body_summaries (department_id, directive_id, code, name, kind, standing, due_at, is_extended, status,
     version_number, first_filed_at, is_filed_late, required_met, required_total, section_shares, owed_sections,
     met_requirements, owed_requirements, has_liaison, has_alternate, last_activity_at, changed_at)
   SELECT copies.department_id, copies.directive_id, copies.code, source.name || ' ' || copies.n, source.kind,
     source.standing, source.due_at, source.is_extended, source.status, source.version_number, source.first_filed_at,
     source.is_filed_late, source.required_met, source.required_total, source.section_shares, source.owed_sections,
     source.met_requirements, source.owed_requirements, source.has_liaison, source.has_alternate,
     source.last_activity_at, source.changed_at
   FROM copies JOIN body_summaries AS source
     ON source.department_id = copies.source_id AND source.directive_id = copies.source_directive_id`,
  `INSERT INTO liaison_designations (department_id, id, kind, name, title, email, phone, hours, languages,
     effective_on, accepted_at, changed_by_name)
   SELECT copies.department_id, gen_random_uuid(), source.kind, source.name, source.title, source.email, source.phone,
     source.hours, source.languages, source.effective_on, source.accepted_at, source.changed_by_name
   FROM copies JOIN liaison_designations AS source ON source.department_id = copies.source_id`,
];

type Person = { id: string; name: string; departmentId: string; departmentCode: string; planId: string };

/** Gives so many of the copied departments a person in a role, and the text of their plan. */
async function addMembers(
  client: pg.Client,
  role: "preparer" | "certifier",
  count: number,
): Promise<Person[]> {
  const passwordHash = await hash(demonstrationPassword, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const { rows } = await client.query<Person>(
    `WITH chosen AS (
       SELECT copies.* FROM copies JOIN departments AS source ON source.id = copies.source_id
       WHERE source.code = $2 AND NOT EXISTS (SELECT FROM plan_sections WHERE plan_id = copies.plan_id)
       ORDER BY copies.n LIMIT $3),
     texts AS (
       INSERT INTO plan_sections (department_id, plan_id, section, content, revision, facts, outcomes)
       SELECT chosen.department_id, chosen.plan_id, source.section, source.content, source.revision, source.facts,
         source.outcomes
       FROM chosen JOIN plan_sections AS source
         ON source.department_id = chosen.source_id AND source.plan_id = chosen.source_plan_id),
     hired AS (
       INSERT INTO people (id, email, name, title, password_hash)
       SELECT gen_random_uuid(), $1 || '@' || lower(chosen.code) || '.test', initcap($1) || ' of ' || chosen.code,
         'Analyst', $4
       FROM chosen RETURNING id, email, name),
     placed AS (
       SELECT hired.id, hired.name, chosen.department_id, chosen.code, chosen.plan_id
       FROM hired JOIN chosen ON hired.email = $1 || '@' || lower(chosen.code) || '.test'),
     granted AS (
       INSERT INTO role_assignments (id, person_id, role, department_id)
       SELECT gen_random_uuid(), placed.id, $1::role, placed.department_id FROM placed)
     SELECT id, name, department_id AS "departmentId", code AS "departmentCode", plan_id AS "planId" FROM placed`,
    [role, completeCode, count, passwordHash],
  );
  if (rows.length !== count)
    throw new Error(`${rows.length} of ${count} people in the role of ${role} were made`);
  return rows;
}

/** So many people who watch compliance, each signed in. */
export async function addWatchers(stage: Stage, count: number): Promise<Visitor[]> {
  const client = await connectAsOwner(stage);
  try {
    const { rows } = await client.query<{ sessionId: string; name: string }>(
      `WITH hired AS (
         INSERT INTO people (id, email, name, title)
         SELECT gen_random_uuid(), 'watcher-' || series || '@mayor.test', 'Watcher ' || series, 'Analyst'
         FROM generate_series(1, $1::int) AS series RETURNING id, name),
       granted AS (
         INSERT INTO role_assignments (id, person_id, role, office)
         SELECT gen_random_uuid(), hired.id, 'reviewer', 'mayor' FROM hired)
       INSERT INTO sessions (id, person_id, expires_at, second_factor)
       SELECT gen_random_uuid(), hired.id, now() + interval '1 hour', 'totp' FROM hired
       RETURNING id AS "sessionId", (SELECT name FROM hired WHERE hired.id = person_id) AS name`,
      [count],
    );
    return await Promise.all(
      rows.map(async ({ sessionId, name }) => ({
        cookie: await cookieOf(sessionId, stage.secret),
        sessionId,
        name,
      })),
    );
  } finally {
    await client.end();
  }
}

async function cookieOf(sessionId: string, secret: string): Promise<string> {
  return `${sessionCookie}=${await encode({ token: { sid: sessionId }, secret })}`;
}

async function openSession(
  client: pg.Client,
  secret: string,
  person: { id: string; name: string },
): Promise<Visitor> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO sessions (id, person_id, expires_at, second_factor)
     VALUES (gen_random_uuid(), $1, now() + interval '1 hour', 'totp') RETURNING id`,
    [person.id],
  );
  const sessionId = rows[0]?.id ?? "";
  return { cookie: await cookieOf(sessionId, secret), sessionId, name: person.name };
}
