import { randomUUID } from "node:crypto";
import pg from "pg";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sendRemindersJob } from "@/lib/features/directives/jobs";
import { sendMessageJob } from "@/lib/features/mail/jobs";
import { composeReminder } from "@/lib/features/notifications/compose/reminder";
import { deliverEventJob } from "@/lib/features/notifications/jobs";
import type { Occurrence, Recipient } from "@/lib/features/notifications/types";
import type { PlanRow } from "@/lib/features/plans/queries";
import { emptySections } from "@/lib/features/plans/schema";
import { planKey, saveSection, takeStep } from "@/lib/features/plans/service";
import type { Actor } from "@/lib/kernel/actor";
import { asId } from "@/lib/kernel/ids";
import { createPerson } from "../../factories/people";
import { draftWholePlan, filePlan, planOf, revisionOf } from "../../factories/plans";
import { setDatabaseClock, takeDatabaseClock } from "../../support/database-clock";
import { asOwner } from "../../support/owner";

// Fridays of summer: seven hours behind Greenwich. Late from the midnight that ends July 25.
const dueAt = "2025-07-26T07:00:00.000Z";
const morningOf = (day: string) => `${day}T15:00:00.000Z`;

beforeAll(takeDatabaseClock);
beforeEach(async () => {
  await setDatabaseClock(null);
  await asOwner("DELETE FROM reminders");
  await asOwner("UPDATE obligations SET due_at = '2035-01-01'");
});

async function runJob(): Promise<void> {
  await sendRemindersJob.run(
    {},
    { requestId: randomUUID(), attempt: 0, signal: new AbortController().signal },
  );
}

async function runAt(instant: string): Promise<void> {
  await setDatabaseClock(instant);
  await runJob();
}

async function dueIn(plan: PlanRow, instant = dueAt): Promise<void> {
  await asOwner("UPDATE obligations SET due_at = $2 WHERE department_id = $1", [plan.departmentId, instant]);
}

type Kept = { day: string; days_left: number };
const keptFor = (plan: PlanRow) =>
  asOwner<Kept>("SELECT day::text, days_left FROM reminders WHERE department_id = $1 ORDER BY day", [
    plan.departmentId,
  ]);

async function file(plan: PlanRow): Promise<Actor & { doer: Parameters<typeof takeStep>[0]["by"] }> {
  const code = plan.departmentCode;
  const certifier = await createPerson([{ role: "certifier", departmentCode: code }]);
  await draftWholePlan(plan, certifier.doer);
  await filePlan(plan, certifier);

  return certifier;
}

/** The reminder that was recorded last for a body, as those who tell of it get it. */
async function occurrenceOf(plan: PlanRow): Promise<Occurrence> {
  const [row] = await asOwner<{ sequence: string; payload: unknown; request_id: string; occurred_at: Date }>(
    `SELECT sequence, payload, request_id, occurred_at FROM outbox_events
     WHERE department_id = $1 AND name = 'deadline.reminded' ORDER BY sequence DESC LIMIT 1`,
    [plan.departmentId],
  );
  if (!row) throw new Error("nobody was reminded");
  return {
    sequence: BigInt(row.sequence),
    name: "deadline.reminded",
    payload: row.payload,
    departmentId: plan.departmentId,
    directiveId: plan.directiveId,
    actorId: null,
    actorName: "System",
    occurredAt: row.occurred_at,
    requestId: row.request_id,
  };
}

const recipientOf = (person: Actor): Recipient => ({
  personId: person.personId,
  name: person.name,
  email: person.email,
  roles: person.roles.map(({ role }) => role),
  isConcerned: false,
});

describe("a body that owes its plan", () => {
  it("is reminded seven, three and one day before, on the day, and on working mornings once overdue", async () => {
    const plan = await planOf("ITA");
    await dueIn(plan);
    for (let day = 15; day <= 31; day += 1) await runAt(morningOf(`2025-07-${day}`));
    expect(await keptFor(plan)).toEqual([
      { day: "2025-07-18", days_left: 7 },
      { day: "2025-07-22", days_left: 3 },
      { day: "2025-07-24", days_left: 1 },
      { day: "2025-07-25", days_left: 0 },
      { day: "2025-07-28", days_left: -3 },
      { day: "2025-07-29", days_left: -4 },
      { day: "2025-07-30", days_left: -5 },
      { day: "2025-07-31", days_left: -6 },
    ]);
  });

  it("hears nothing on Labor Day, and hears again the morning after", async () => {
    const plan = await planOf("ITA");
    await dueIn(plan);
    for (const day of ["2025-08-29", "2025-08-30", "2025-08-31", "2025-09-01", "2025-09-02"])
      await runAt(morningOf(day));
    expect((await keptFor(plan)).map(({ day }) => day)).toEqual(["2025-08-29", "2025-09-02"]);
  });

  it("is reminded at eight by the clocks on the wall, on both sides of daylight saving", async () => {
    const plan = await planOf("ITA");
    // Due on Monday, March 9, 2026; the clocks go forward on Sunday, March 8.
    await dueIn(plan, "2026-03-10T07:00:00.000Z");
    for (const [before, at, daysLeft] of [
      ["2026-03-06T15:59:59.000Z", "2026-03-06T16:00:00.000Z", 3],
      ["2026-03-08T14:59:59.000Z", "2026-03-08T15:00:00.000Z", 1],
      ["2026-03-09T14:59:59.000Z", "2026-03-09T15:00:00.000Z", 0],
    ] as const) {
      const known = (await keptFor(plan)).length;
      await runAt(before);
      expect(await keptFor(plan)).toHaveLength(known);
      await runAt(at);
      expect((await keptFor(plan)).at(-1)).toEqual({ day: at.slice(0, 10), days_left: daysLeft });
    }
  });

  it("is told after whatever somebody waits for, however many bodies a morning has", async () => {
    const plan = await planOf("ITA");
    await dueIn(plan);
    await runAt(morningOf("2025-07-22"));
    const { sequence } = await occurrenceOf(plan);
    const jobs = await asOwner<{ priority: number }>(
      "SELECT priority FROM jobs.job WHERE name = 'deliver-event' AND data->>'sequence' = $1",
      [String(sequence)],
    );
    expect(jobs).toEqual([{ priority: 20 }]);
  });

  it("hears a missed morning until eight in the evening, not later", async () => {
    const plan = await planOf("ITA");
    await dueIn(plan);
    await runAt("2025-07-23T03:00:00.000Z");
    expect(await keptFor(plan)).toEqual([]);
    await runAt("2025-07-23T02:59:59.000Z");
    expect(await keptFor(plan)).toEqual([{ day: "2025-07-22", days_left: 3 }]);
  });

  it("is followed by the job at once when its deadline moves, and reminded once a day at the most", async () => {
    const plan = await planOf("ITA");
    await dueIn(plan);
    await runAt(morningOf("2025-07-22"));
    await dueIn(plan, "2025-07-30T07:00:00.000Z");
    await runAt("2025-07-22T15:01:00.000Z");
    await runAt(morningOf("2025-07-25"));
    await runAt(morningOf("2025-07-26"));
    expect(await keptFor(plan)).toEqual([
      { day: "2025-07-22", days_left: 3 },
      { day: "2025-07-26", days_left: 3 },
    ]);
  });

  it("is reminded once by three workers, in the trail and in the outbox as well, like every other body", async () => {
    await asOwner("UPDATE obligations SET due_at = $1", [dueAt]);
    await setDatabaseClock(morningOf("2025-07-25"));
    const before = await countEvents();
    await Promise.all([runJob(), runJob(), runJob()]);
    const [required] = await asOwner<{ bodies: number }>(
      `SELECT count(*)::int AS bodies FROM obligations JOIN directives ON directives.id = directive_id
       WHERE standing = 'required' AND directives.code = 'ed-12'`,
    );
    const [reminded] = await asOwner<{ bodies: number }>("SELECT count(*)::int AS bodies FROM reminders");
    expect(required?.bodies).toBeGreaterThan(30);
    expect(reminded).toEqual(required);
    const after = await countEvents();
    expect(after.audited - before.audited).toBe(required?.bodies);
    expect(after.told - before.told).toBe(required?.bodies);
    expect(after.queued - before.queued).toBe(required?.bodies);
  });
});

async function countEvents(): Promise<{ audited: number; told: number; queued: number }> {
  const [row] = await asOwner<{ audited: number; told: number; queued: number }>(
    `SELECT (SELECT count(*)::int FROM audit_events WHERE name = 'deadline.reminded') AS audited,
      (SELECT count(*)::int FROM outbox_events WHERE name = 'deadline.reminded') AS told,
      (SELECT count(*)::int FROM jobs.job WHERE name = 'deliver-event') AS queued`,
  );
  if (!row) throw new Error("nothing was counted");
  return row;
}

describe("nobody else is reminded", () => {
  it("a body that was only invited, neither ahead nor as overdue", async () => {
    const [invited] = await asOwner<{ department_id: string }>(
      "SELECT department_id FROM obligations WHERE standing = 'invited' LIMIT 1",
    );
    await asOwner("UPDATE obligations SET due_at = $2 WHERE department_id = $1", [
      invited?.department_id,
      dueAt,
    ]);
    for (const day of ["2025-07-18", "2025-07-25", "2025-07-28"]) await runAt(morningOf(day));
    expect(await asOwner("SELECT 1 FROM reminders")).toEqual([]);
  });

  it("a body that has filed; and it owes again, and hears, when it withdraws the filing", async () => {
    const plan = await planOf("GSD");
    const certifier = await file(plan);
    await dueIn(plan);
    await runAt(morningOf("2025-07-24"));
    expect(await keptFor(plan)).toEqual([]);
    await setDatabaseClock(null);
    const step = {
      plan: planKey(plan),
      step: "withdraw",
      reason: "An annex is missing.",
      by: certifier.doer,
    } as const;
    expect(await takeStep(step)).toMatchObject({ ok: true });
    await runAt(morningOf("2025-07-25"));
    expect(await keptFor(plan)).toEqual([{ day: "2025-07-25", days_left: 0 }]);
  });

  it("a body that files while its reminder waits for the plan's lock", async () => {
    const plan = await planOf("ERB");
    await dueIn(plan);
    await setDatabaseClock(morningOf("2025-07-25"));
    const filing = new pg.Client({ connectionString: process.env.TEST_OWNER_URL });
    await filing.connect();
    await filing.query("BEGIN");
    await filing.query("SELECT 1 FROM plans WHERE department_id = $1 FOR UPDATE", [plan.departmentId]);
    const running = runJob();
    await expect.poll(() => asOwner("SELECT 1 FROM pg_locks WHERE NOT granted")).not.toEqual([]);
    await filing.query(
      "UPDATE body_summaries SET first_filed_at = clock_timestamp() WHERE department_id = $1",
      [plan.departmentId],
    );
    await filing.query("COMMIT");
    await filing.end();
    await running;
    expect(await keptFor(plan)).toEqual([]);
  });
});

it("a reminder that waits to be sent is not sent any more once its body has filed", async () => {
  const code = "LADBS";
  const plan = await planOf(code);
  const preparer = await createPerson([{ role: "preparer", departmentCode: code }]);
  await dueIn(plan);
  await runAt(morningOf("2025-07-24"));
  const { sequence } = await occurrenceOf(plan);
  const context = { requestId: "r", attempt: 0, signal: new AbortController().signal };
  await deliverEventJob.run({ sequence: String(sequence), requestId: "r" }, context);
  const statusOf = async () => {
    const rows = await asOwner<{ id: string; status: string; is_reminder: boolean }>(
      "SELECT id, status::text, is_reminder FROM messages WHERE person_id = $1 AND event_sequence = $2",
      [preparer.personId, String(sequence)],
    );
    expect(rows).toHaveLength(1);
    return rows[0];
  };
  expect(await statusOf()).toMatchObject({ status: "queued", is_reminder: true });
  await setDatabaseClock(null);
  await file(plan);
  await sendMessageJob.run({ messageId: (await statusOf())?.id, requestId: "r" }, context);
  expect(await statusOf()).toMatchObject({ status: "cancelled" });
});

describe("what a reminder says", () => {
  it("names what is owed when it is told, whose part is open, and the deadline with its arithmetic", async () => {
    const plan = await planOf("CAO");
    const preparer = await createPerson([{ role: "preparer", departmentCode: "CAO" }], "Dana Invented");
    await draftWholePlan(plan, preparer.doer);
    await saveSection({
      plan: planKey(plan),
      section: "resources",
      revision: await revisionOf(plan, "resources"),
      content: emptySections().resources,
      by: preparer.doer,
    });
    await dueIn(plan);
    await runAt(morningOf("2025-07-24"));
    const told = await composeReminder(await occurrenceOf(plan), recipientOf(preparer));
    const words = JSON.stringify(told);
    expect(told?.title).toContain("due tomorrow, Friday, July 25, 2025, 11:59 p.m. Pacific");
    expect(words).toContain("RES-1");
    expect(words).toContain("Dana Invented edited it last");
    expect(words).toContain("14 days from Friday, July 11, 2025");
    expect(words).not.toContain("FAC-1");
  });

  it("is nothing any more once the body has filed, or its deadline has moved", async () => {
    const moved = await planOf("DCP");
    await dueIn(moved);
    await runAt(morningOf("2025-07-24"));
    const preparer = await createPerson([{ role: "preparer", departmentCode: "DCP" }]);
    const recipient = recipientOf(preparer);
    const occurrence = await occurrenceOf(moved);
    expect(await composeReminder(occurrence, recipient)).not.toBeNull();
    await dueIn(moved, "2025-08-26T07:00:00.000Z");
    expect(await composeReminder(occurrence, recipient)).toBeNull();
    await dueIn(moved);
    await file(moved);
    expect(await composeReminder(occurrence, recipient)).toBeNull();
  });

  it("tells a liaison of their own duties alone, and nothing once these are accepted", async () => {
    const plan = await planOf("EMD");
    const liaison = await createPerson([{ role: "liaison", departmentCode: "EMD" }]);
    await asOwner(
      `INSERT INTO liaison_designations (department_id, id, kind, person_id, name, title, email, phone, hours, languages, effective_on, changed_by_name)
       VALUES ($1, gen_random_uuid(), 'liaison', $2, 'Robin Invented', 'Officer', $3, '+12135550142', 'always', '{en}', '2025-07-01', 'The tests')`,
      [plan.departmentId, liaison.personId, liaison.email],
    );
    await dueIn(plan);
    await runAt(morningOf("2025-07-24"));
    const occurrence = await occurrenceOf(plan);
    const told = await composeReminder(occurrence, recipientOf(liaison));
    expect(told?.href).toBe("/department/EMD/liaison");
    expect(told?.body).toContain("have not accepted the duties");
    await asOwner("UPDATE liaison_designations SET accepted_at = clock_timestamp() WHERE person_id = $1", [
      liaison.personId,
    ]);
    expect(await composeReminder(occurrence, recipientOf(liaison))).toBeNull();
  });

  it("says with whom a plan waits that has been sent to the department head", async () => {
    const plan = await planOf("ZOO");
    const preparer = await createPerson([{ role: "preparer", departmentCode: "ZOO" }]);
    const head = await createPerson([{ role: "certifier", departmentCode: "ZOO" }], "Harriet Invented");
    await draftWholePlan(plan, preparer.doer);
    await takeStep({ plan: planKey(plan), step: "send_to_certifier", by: preparer.doer });
    await dueIn(plan);
    await runAt(morningOf("2025-07-24"));
    const occurrence = await occurrenceOf(plan);
    const toPreparer = await composeReminder(occurrence, recipientOf(preparer));
    expect(toPreparer?.body).toMatch(
      /^With the department head since .*: Harriet Invented\. Only the signature/,
    );
    const toHead = await composeReminder(occurrence, recipientOf(head));
    expect(toHead?.letter.action).toEqual({
      label: "Read, certify and submit",
      href: "/department/ZOO/plans/ed-12/review",
    });
    const stranger = {
      ...recipientOf(head),
      personId: asId<"Person">(randomUUID()),
      email: "x@x.test",
      roles: [],
    };
    expect(await composeReminder(occurrence, stranger)).toBeNull();
  });
});
