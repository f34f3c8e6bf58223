import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { findOverview } from "@/lib/features/compliance/queries";
import {
  acknowledgeDrillAction,
  acknowledgeOwnDrillAction,
  endDrillAction,
  startDrillAction,
} from "@/lib/features/drills/actions";
import { callDrillJob, closeDrillsJob } from "@/lib/features/drills/jobs";
import { loadCallByLink } from "@/lib/features/drills/loaders";
import { listCalls } from "@/lib/features/drills/queries";
import { designateLiaison } from "@/lib/features/liaisons/service";
import { db } from "@/lib/platform/db";
import { createPerson } from "../../factories/people";
import { planOf } from "../../factories/plans";
import { asOwner } from "../../support/owner";
import { as, asNobody } from "../../support/visitors";

type Person = Awaited<ReturnType<typeof createPerson>>;

let duty: Person;
let liaison: Person;

const context = { requestId: "test", attempt: 0, signal: new AbortController().signal };

beforeAll(async () => {
  duty = await createPerson([{ role: "duty_officer" }], "Sam Invented");
  liaison = await createPerson([{ role: "liaison", departmentCode: "LAPL" }], "Robin Invented");
  const { departmentId } = await planOf("LAPL");
  await designateLiaison({
    departmentId,
    kind: "liaison",
    name: "Robin Invented",
    title: "Librarian",
    phone: "(213) 555-0142",
    email: liaison.email,
    hours: "24 hours a day",
    languages: ["en"],
    effectiveOn: "2025-07-11",
    by: { ...duty.doer, personId: duty.personId },
  });
});

const input = (more: object = {}) => ({
  drillId: randomUUID(),
  title: "Autumn drill",
  minutes: 30,
  scope: "some" as const,
  departmentCodes: ["LAPL"],
  ...more,
});

/** Starts a drill and has its calls made, as a worker would. */
async function drill(more: object = {}) {
  const wanted = input(more);
  const answer = await as(duty, () => startDrillAction(wanted));
  if (!answer.ok) throw new Error(answer.error.code);
  const jobs = await asOwner<{ data: object }>(
    "SELECT data FROM jobs.job WHERE name = 'call-drill' AND data->>'drillId' = $1",
    [wanted.drillId],
  );
  // Twice, as a worker that died after its first try would have it.
  for (const { data } of [...jobs, ...jobs]) await callDrillJob.run(data, context);
  return { ...wanted, jobs: jobs.length, calls: await listCalls(db, wanted.drillId) };
}

async function secretOf(drillId: string): Promise<string> {
  const [row] = await asOwner<{ text: string }>(
    "SELECT text FROM messages WHERE kind = 'drill' AND key LIKE 'drill ' || $1 || ' %'",
    [drillId],
  );
  return /\/drill\/([\w-]{43})/.exec(row?.text ?? "")?.[1] ?? "";
}

describe("a drill", () => {
  it("mails each who is designated, marked as a drill and at the priority of an alert, once", async () => {
    const { drillId, calls } = await drill();
    expect(calls).toHaveLength(2);
    expect(calls.find(({ kind }) => kind === "alternate")?.name).toBeNull();
    const sent = await asOwner<{ subject: string; address: string; priority: number }>(
      `SELECT message.subject, message.address, job.priority FROM messages AS message
       JOIN jobs.job AS job ON job.name = 'send-message' AND job.data->>'messageId' = message.id::text
       WHERE message.kind = 'drill' AND message.key LIKE 'drill ' || $1 || ' %'`,
      [drillId],
    );
    expect(sent).toEqual([
      { subject: expect.stringMatching(/^DRILL: /), address: liaison.email, priority: 100 },
    ]);
  });

  it("started twice by the same form is one", async () => {
    const wanted = input();
    const answers = await as(duty, () => Promise.all([startDrillAction(wanted), startDrillAction(wanted)]));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(
      await asOwner("SELECT FROM jobs.job WHERE name = 'call-drill' AND data->>'drillId' = $1", [
        wanted.drillId,
      ]),
    ).toHaveLength(1);
  });

  it("calls all departments, fifty a job, and says who has nobody", async () => {
    const { calls, jobs } = await drill({ scope: "all", departmentCodes: [] });
    expect(jobs).toBe(1);
    expect(calls).toHaveLength(94);
  });

  it.each([
    ["nobody", { departmentCodes: [] }, "NOBODY_CHOSEN"],
    ["a department that is none", { departmentCodes: ["LAPL", "NONE"] }, "UNKNOWN_DEPARTMENT"],
  ])("of %s is refused", async (_, more, code) => {
    expect(await as(duty, () => startDrillAction(input(more)))).toMatchObject({ ok: false, error: { code } });
  });

  it("is started and ended by the Mayor's Office alone", async () => {
    const { drillId } = await drill();
    const auditor = await createPerson([{ role: "auditor" }]);
    for (const stranger of [liaison, auditor]) {
      expect(await as(stranger, () => startDrillAction(input()))).toMatchObject({
        error: { code: "NOT_FOUND" },
      });
      expect(await as(stranger, () => endDrillAction({ drillId }))).toMatchObject({
        error: { code: "NOT_FOUND" },
      });
    }
    expect(await asNobody(() => startDrillAction(input()))).toMatchObject({
      error: { code: "UNAUTHENTICATED" },
    });
  });

  it("moves no summary, no plan and no figure of the dashboard", async () => {
    const { directiveId } = await planOf("LAPL");
    const state = async () => ({
      overview: { ...(await findOverview(directiveId)), now: "" },
      summaries: await asOwner("SELECT * FROM body_summaries ORDER BY code"),
      plans: await asOwner("SELECT * FROM plans ORDER BY id"),
    });
    const before = await state();
    const { drillId } = await drill();
    await asNobody(async () => acknowledgeDrillAction({ secret: await secretOf(drillId) }));
    await as(duty, () => endDrillAction({ drillId }));
    expect(await state()).toEqual(before);
  });
});

describe("an answer", () => {
  it("by the link is taken once, however often and at once it is tapped; looking uses nothing up", async () => {
    const { drillId } = await drill();
    const secret = await secretOf(drillId);
    expect(await asNobody(() => loadCallByLink(secret))).toMatchObject({ acknowledged: null });
    const answers = await asNobody(() =>
      Promise.all([1, 2, 3].map(() => acknowledgeDrillAction({ secret }))),
    );
    for (const answer of answers) expect(answer).toMatchObject({ ok: true, data: { isLate: false } });
    const events = await asOwner(
      "SELECT FROM audit_events WHERE name = 'drill.acknowledged' AND payload->>'drillId' = $1",
      [drillId],
    );
    expect(events).toHaveLength(1);
  });

  it("by a link that nobody was given is refused", async () => {
    const answer = await asNobody(() => acknowledgeDrillAction({ secret: "x".repeat(43) }));
    expect(answer).toMatchObject({ ok: false, error: { code: "LINK_UNKNOWN" } });
  });

  it("after the end is recorded as late", async () => {
    const { drillId } = await drill();
    await as(duty, () => endDrillAction({ drillId }));
    const answer = await asNobody(async () => acknowledgeDrillAction({ secret: await secretOf(drillId) }));
    expect(answer).toMatchObject({ ok: true, data: { isLate: true } });
  });

  it("in the portal is the called person's alone", async () => {
    const { calls } = await drill();
    const own = calls.find(({ kind }) => kind === "liaison");
    const reference = { departmentCode: "LAPL", callId: own?.id ?? "" };
    const other = await createPerson([{ role: "alternate", departmentCode: "LAPL" }]);
    const stranger = await createPerson([{ role: "liaison", departmentCode: "RAP" }]);
    for (const person of [other, stranger]) {
      expect(await as(person, () => acknowledgeOwnDrillAction(reference))).toMatchObject({
        error: { code: "NOT_FOUND" },
      });
    }
    expect(await as(liaison, () => acknowledgeOwnDrillAction(reference))).toMatchObject({ ok: true });
  });
});

describe("the end", () => {
  it("comes by itself when the time is over, once", async () => {
    const { drillId } = await drill();
    await asOwner(
      `UPDATE drills SET started_at = now() - interval '2 hours', closes_at = now() - interval '1 hour' WHERE id = $1`,
      [drillId],
    );
    await closeDrillsJob.run({}, context);
    await closeDrillsJob.run({}, context);
    const events = await asOwner<{ payload: object }>(
      "SELECT payload FROM audit_events WHERE name = 'drill.ended' AND payload->>'drillId' = $1",
      [drillId],
    );
    expect(events).toEqual([{ payload: expect.objectContaining({ isEarly: false, departments: 1 }) }]);
  });
});
