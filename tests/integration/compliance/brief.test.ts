import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { sendBriefAction } from "@/lib/features/compliance/actions";
import { findBrief } from "@/lib/features/compliance/brief-queries";
import { sendBriefsJob } from "@/lib/features/compliance/jobs";
import { loadBrief } from "@/lib/features/compliance/loaders";
import { findDirectiveInForce } from "@/lib/features/directives/queries";
import { deliverEventJob } from "@/lib/features/notifications/jobs";
import type { PlanRow } from "@/lib/features/plans/queries";
import { planKey, takeStep } from "@/lib/features/plans/service";
import { createPerson } from "../../factories/people";
import { draftWholePlan, filePlan, planOf } from "../../factories/plans";
import { setDatabaseClock, takeDatabaseClock } from "../../support/database-clock";
import { asOwner } from "../../support/owner";
import { as, asNobody } from "../../support/visitors";

beforeAll(async () => {
  await takeDatabaseClock();
  await setDatabaseClock(null);
  await asOwner("UPDATE obligations SET due_at = '2035-01-01'");
  await asOwner("UPDATE body_summaries SET due_at = '2035-01-01'");
});

const context = () => ({ requestId: randomUUID(), attempt: 0, signal: new AbortController().signal });
const run = () => sendBriefsJob.run({}, context());

async function briefNow() {
  const directive = await findDirectiveInForce("ed-12");
  if (!directive) throw new Error("the directive is not in force");
  return findBrief(directive);
}

const namesIn = async (key: string) => {
  const brief = await briefNow();
  return (
    brief.stuck.find((group) => group.key === key)?.lines.map(({ name, detail }) => `${name}: ${detail}`) ??
    []
  );
};

async function file(plan: PlanRow) {
  const certifier = await createPerson(
    [{ role: "certifier", departmentCode: plan.departmentCode }],
    "Harriet Invented",
  );
  await draftWholePlan(plan, certifier.doer);
  await filePlan(plan, certifier);

  return certifier;
}

/** Days back in time for a plan, which nothing but time itself can do to it. */
const letStand = (plan: PlanRow, days: number) =>
  Promise.all([
    asOwner(
      "UPDATE plans SET status_changed_at = status_changed_at - make_interval(days => $2) WHERE id = $1",
      [plan.planId, days],
    ),
    asOwner(
      "UPDATE body_summaries SET last_activity_at = last_activity_at - make_interval(days => $2) WHERE department_id = $1",
      [plan.departmentId, days],
    ),
  ]);

describe("what the brief tells", () => {
  it("of a directive where nothing has happened is that nothing has", async () => {
    const brief = await briefNow();
    expect(brief.sentence).toBe("0 of 41 required bodies have filed; 41 are still to file.");
    expect(brief.filed.lines).toEqual([]);
    expect(brief.filed.empty).toMatch(/^Nobody has filed since .*, 6:00 a\.m\. Pacific\.$/);
    expect(brief.overdue).toMatchObject({ total: 0, empty: "No required body is overdue." });
    expect(brief.stuck.map(({ key, total }) => [key, total])).toEqual([
      ["not_begun", 41],
      ["no_liaison", 41],
    ]);
    expect(brief.stuck[0]?.lines).toHaveLength(3);
    expect(brief.stuck[0]?.more).toEqual({
      text: "38 more",
      href: "/mayor/ed-12?state=not_started&group=required",
    });
  });

  it("is who filed since yesterday, and not what was withdrawn or filed before", async () => {
    const zoo = await planOf("ZOO");
    await file(zoo);
    const personnel = await planOf("PER");
    const head = await file(personnel);
    const names = async () => (await briefNow()).filed.lines.map(({ name }) => name);
    expect(await names()).toEqual([personnel.departmentName, zoo.departmentName]);
    await takeStep({ plan: planKey(personnel), step: "withdraw", reason: "An annex.", by: head.doer });
    expect(await names()).toEqual([zoo.departmentName]);
    await setDatabaseClock(new Date(Date.now() + 3 * 86_400_000).toISOString());
    expect(await names()).toEqual([]);
    await setDatabaseClock(null);
  });

  it("is who is overdue, since when, with whom to call", async () => {
    const plan = await planOf("ITA");
    await asOwner(
      `INSERT INTO liaison_designations (department_id, id, kind, name, title, email, phone, hours, languages, effective_on, changed_by_name)
       VALUES ($1, gen_random_uuid(), 'liaison', 'Casey Invented', 'Officer', 'c@c.test', '(213) 555-0142', 'always', '{en}', '2025-07-01', 'The tests')`,
      [plan.departmentId],
    );
    await asOwner(
      "UPDATE body_summaries SET due_at = '2025-07-26T07:00:00Z', changed_at = clock_timestamp() WHERE department_id = $1",
      [plan.departmentId],
    );
    const { overdue } = await briefNow();
    expect(overdue).toMatchObject({
      total: 1,
      lines: [
        {
          name: plan.departmentName,
          detail: "was due Jul 25, 2025",
          contact: { words: "Casey Invented, liaison", phone: "(213) 555-0142" },
        },
      ],
    });
  });

  it("is what is stuck and with whom, and nothing that has only just moved", async () => {
    const emd = await planOf("EMD");
    const preparer = await createPerson([{ role: "preparer", departmentCode: "EMD" }], "Dana Invented");
    await createPerson([{ role: "certifier", departmentCode: "EMD" }], "Harriet Invented");
    await draftWholePlan(emd, preparer.doer);
    expect(await namesIn("idle")).toEqual([]);
    await letStand(emd, 4);
    expect(await namesIn("idle")).toEqual([
      expect.stringMatching(/^Emergency Management Department: last edited by Dana Invented, since /),
    ]);
    await takeStep({ plan: planKey(emd), step: "send_to_certifier", by: preparer.doer });
    expect(await namesIn("with_head")).toEqual([]);
    await letStand(emd, 3);
    expect(await namesIn("with_head")).toEqual([expect.stringContaining("with Harriet Invented, since ")]);
    expect(await namesIn("idle")).toEqual([]);

    const zoo = await planOf("ZOO");
    expect(await namesIn("submitted")).toEqual([]);
    await letStand(zoo, 4);
    expect(await namesIn("submitted")).toEqual([
      expect.stringMatching(/^Los Angeles Zoo Department: since /),
    ]);
    const reviewer = await createPerson([{ role: "reviewer" }]);
    await takeStep({ plan: planKey(zoo), step: "begin_review", by: reviewer.doer });
    await takeStep({ plan: planKey(zoo), step: "request_changes", reason: "Say more.", by: reviewer.doer });
    await letStand(zoo, 4);
    expect(await namesIn("submitted")).toEqual([]);
    expect(await namesIn("changes_requested")).toEqual([expect.stringContaining("with Harriet Invented")]);
  });

  it("names requests that wait for an answer, and extensions given since yesterday", async () => {
    const plan = await planOf("DCP");
    const by = randomUUID();
    await asOwner(
      `INSERT INTO extension_requests (department_id, id, directive_id, requested_due_at, reason, requested_by_id, requested_by_name)
       VALUES ($1, gen_random_uuid(), $2, '2035-02-01T08:00:00Z', 'Floods', $3, 'Ann Invented')`,
      [plan.departmentId, plan.directiveId, by],
    );
    await asOwner(
      `INSERT INTO extensions (department_id, id, directive_id, previous_due_at, due_at, reason, granted_by_id, granted_by_name, granted_at)
       VALUES ($1, gen_random_uuid(), $2, '2035-01-01', '2035-02-01T08:00:00Z', 'A fire', $3, 'Rae Invented', now()),
         ($1, gen_random_uuid(), $2, '2034-01-01', '2035-01-01', 'Long ago', $3, 'Rae Invented', now() - interval '4 days')`,
      [plan.departmentId, plan.directiveId, by],
    );
    expect(await namesIn("requests")).toEqual([expect.stringContaining("asked by Ann Invented on ")]);
    const filed = await planOf("LAPL");
    await file(filed);
    await asOwner(
      `INSERT INTO extension_requests (department_id, id, directive_id, requested_due_at, reason, requested_by_id, requested_by_name)
       VALUES ($1, gen_random_uuid(), $2, '2035-02-01T08:00:00Z', 'No more', $3, 'Fay Invented')`,
      [filed.departmentId, filed.directiveId, by],
    );
    expect(await namesIn("requests")).toHaveLength(1);
    expect((await briefNow()).extensions.lines.map(({ detail }) => detail)).toEqual([
      "until Jan 31, 2035, by Rae Invented: A fire",
    ]);
  });
});

describe("the brief is for those who watch compliance", () => {
  it.each(["reviewer", "duty_officer", "administrator", "auditor"] as const)("%s", async (role) => {
    const person = await createPerson([{ role }]);
    const brief = await as(person, () => loadBrief({ directiveCode: "ed-12" }));
    expect(brief.directive.code).toBe("ed-12");
    expect(await as(person, () => sendBriefAction({ directiveCode: "ed-12" }))).toMatchObject({ ok: true });
  });

  it("nobody of a department, no working-group member, and nobody who has not signed in", async () => {
    const member = await createPerson([{ role: "certifier", departmentCode: "LAPL" }]);
    const group = await createPerson([{ role: "working_group_member" }]);
    for (const person of [member, group]) {
      await expect(as(person, () => loadBrief({ directiveCode: "ed-12" }))).rejects.toThrow();
      expect(await as(person, () => sendBriefAction({ directiveCode: "ed-12" }))).toMatchObject({
        ok: false,
        error: { code: "NOT_FOUND" },
      });
    }
    expect(await asNobody(() => sendBriefAction({ directiveCode: "ed-12" }))).toMatchObject({
      ok: false,
      error: { code: "UNAUTHENTICATED" },
    });
  });

  it("of a directive that there is", async () => {
    const person = await createPerson([{ role: "reviewer" }]);
    await expect(as(person, () => loadBrief({ directiveCode: "ed-99" }))).rejects.toThrow();
    expect(await as(person, () => sendBriefAction({ directiveCode: "ed-99" }))).toMatchObject({ ok: false });
  });
});

const mailTo = (person: { personId: string }) =>
  asOwner<{ kind: string; subject: string; text: string }>(
    "SELECT kind, subject, text FROM messages WHERE person_id = $1",
    [person.personId],
  );

it("is mailed on demand once a minute, however often the button is pressed", async () => {
  const person = await createPerson([{ role: "auditor" }]);
  await setDatabaseClock("2026-11-25T20:00:30.000Z");
  const press = () => as(person, () => sendBriefAction({ directiveCode: "ed-12" }));
  const answers = await Promise.all([press(), press(), press()]);
  for (const answer of answers) expect(answer).toEqual({ ok: true, data: { address: person.email } });
  expect(await mailTo(person)).toHaveLength(1);
  await setDatabaseClock("2026-11-25T20:01:00.000Z");
  await press();
  await setDatabaseClock(null);
  const [mail, second] = await mailTo(person);
  expect(second).toBeDefined();
  expect(mail?.subject).toContain("required bodies have filed");
  expect(mail?.text).toContain("Overdue: whom to call");
});

describe("each morning", () => {
  const briefs = () =>
    asOwner<{ sequence: string; day: string }>(
      "SELECT sequence, payload->>'day' AS day FROM outbox_events WHERE name = 'compliance.brief_due' ORDER BY sequence",
    );

  it("from six on, weekends too, three workers say once that it is due", async () => {
    await setDatabaseClock("2025-07-25T12:59:59.000Z");
    await run();
    expect(await briefs()).toEqual([]);
    await setDatabaseClock("2025-07-25T13:00:00.000Z");
    await Promise.all([run(), run(), run()]);
    await run();
    expect((await briefs()).map(({ day }) => day)).toEqual(["2025-07-25"]);
    await setDatabaseClock("2025-07-26T13:05:00.000Z");
    await run();
    expect((await briefs()).map(({ day }) => day)).toEqual(["2025-07-25", "2025-07-26"]);
    await setDatabaseClock("2025-07-28T03:00:00.000Z");
    await run();
    expect(await briefs()).toHaveLength(2);
    await setDatabaseClock(null);
  });

  it("reviewers are mailed it, and whoever turned it off is not", async () => {
    const reviewer = await createPerson([{ role: "reviewer" }]);
    const quiet = await createPerson([{ role: "reviewer" }]);
    const duty = await createPerson([{ role: "duty_officer" }]);
    await asOwner(
      "INSERT INTO notification_preferences (person_id, kind, delivery) VALUES ($1, 'mayors_brief', 'portal')",
      [quiet.personId],
    );
    const [event] = await briefs();
    await deliverEventJob.run({ sequence: String(event?.sequence), requestId: "r" }, context());
    expect(await mailTo(reviewer)).toMatchObject([{ kind: "mayors_brief" }]);
    expect(await mailTo(quiet)).toEqual([]);
    expect(await mailTo(duty)).toEqual([]);
    const inbox = await asOwner("SELECT href FROM notifications WHERE person_id = $1", [quiet.personId]);
    expect(inbox).toEqual([{ href: "/mayor/ed-12/brief" }]);
  });

  it("no more once every required body has filed and been accepted", async () => {
    await asOwner("UPDATE body_summaries SET first_filed_at = clock_timestamp()");
    await asOwner(
      "UPDATE plans SET version_number = 1, in_force_number = 1 WHERE directive_id = (SELECT id FROM directives WHERE code = 'ed-12')",
    );
    const before = await briefs();
    await setDatabaseClock("2025-07-29T13:00:00.000Z");
    await run();
    expect(await briefs()).toEqual(before);
    await asOwner(
      "UPDATE plans SET in_force_number = NULL WHERE department_id = (SELECT id FROM departments WHERE code = 'ITA')",
    );
    await run();
    expect(await briefs()).toHaveLength(before.length + 1);
    await setDatabaseClock(null);
  });
});
