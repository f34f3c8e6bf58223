import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { directiveEvents } from "@/lib/features/directives/events";
import { liaisonEvents } from "@/lib/features/liaisons/events";
import { mailEvents } from "@/lib/features/mail/events";
import { deliverEventJob } from "@/lib/features/notifications/jobs";
import { deliverEvent } from "@/lib/features/notifications/service";
import { planEvents } from "@/lib/features/plans/events";
import type { PlanRow } from "@/lib/features/plans/queries";
import { planKey, takeStep } from "@/lib/features/plans/service";
import { startWorker, type Worker } from "@/lib/platform/worker";
import { happen, newestSequence } from "../../factories/occurrences";
import { createPerson } from "../../factories/people";
import { draftWholePlan, filePlan, planOf, setDueIn } from "../../factories/plans";
import { asOwner } from "../../support/owner";

type Person = Awaited<ReturnType<typeof createPerson>>;
type Line = { person_id: string; kind: string; title: string; body: string; href: string; delivery: string };
type Message = {
  person_id: string;
  key: string;
  address: string;
  subject: string;
  text: string;
  is_reminder: boolean;
  request_id: string;
};

const roles = [
  ["preparer", "Pat Preparer"],
  ["other", "Ona Preparer"],
  ["certifier", "Cam Certifier"],
  ["liaison", "Lee Liaison"],
  ["alternate", "Alma Alternate"],
  ["elsewhere", "Eve Elsewhere"],
  ["reviewer", "Rae Reviewer"],
  ["duty", "Dee Duty"],
  ["administrator", "Ada Administrator"],
  ["auditor", "Aud Auditor"],
  ["member", "Mem Member"],
] as const;
type Who = (typeof roles)[number][0];

let cast: Readonly<Record<Who, Person>>;
let plan: PlanRow;

beforeAll(async () => {
  const people = await Promise.all(
    roles.map(async ([who, name]) => {
      const held = {
        preparer: { role: "preparer", departmentCode: "LAPL" },
        other: { role: "preparer", departmentCode: "LAPL" },
        certifier: { role: "certifier", departmentCode: "LAPL" },
        liaison: { role: "liaison", departmentCode: "LAPL" },
        alternate: { role: "alternate", departmentCode: "LAPL" },
        elsewhere: { role: "certifier", departmentCode: "RAP" },
        reviewer: { role: "reviewer" },
        duty: { role: "duty_officer" },
        administrator: { role: "administrator" },
        auditor: { role: "auditor" },
        member: { role: "working_group_member" },
      } as const;
      return [who, await createPerson([held[who]], name)] as const;
    }),
  );
  cast = Object.fromEntries(people) as Record<Who, Person>;
  plan = await planOf("LAPL");
});

const linesOf = (sequence: bigint) =>
  asOwner<Line>("SELECT * FROM notifications WHERE event_sequence = $1 ORDER BY person_id", [
    String(sequence),
  ]);
const messagesOf = (sequence: bigint) =>
  asOwner<Message>("SELECT * FROM messages WHERE event_sequence = $1", [String(sequence)]);

async function deliver(sequence: bigint) {
  await deliverEvent(sequence, randomUUID());
  const [lines, messages] = await Promise.all([linesOf(sequence), messagesOf(sequence)]);
  const lineOf = (who: Who) => lines.find(({ person_id }) => person_id === cast[who].personId);
  const messageOf = (who: Who) => messages.find(({ person_id }) => person_id === cast[who].personId);
  /** How each of the cast heard of it; nobody stands in it who did not. */
  const heard = Object.fromEntries(
    roles.flatMap(([who]) => {
      const line = lineOf(who);
      return line ? [[who, line.delivery]] : [];
    }),
  );
  return { lines, messages, heard, lineOf, messageOf };
}

/** A step of the plan by somebody, told. */
async function step(name: Parameters<typeof takeStep>[0]["step"], by: Who, event: string, reason?: string) {
  const taken = await takeStep({
    plan: planKey(plan),
    step: name,
    by: cast[by].doer,
    ...(reason && { reason }),
  });
  if (!taken.ok) throw new Error(`${name}: ${taken.error.code}`);
  return deliver(await newestSequence(event));
}

describe("a plan on its way, told at each step to whom it concerns", () => {
  it("sent to the certifier: asked at once, by mail and with the way to the whole plan", async () => {
    await draftWholePlan(plan, cast.preparer.doer);
    const { heard, messages, messageOf, lineOf } = await step(
      "send_to_certifier",
      "preparer",
      "plan.sent_to_certifier",
    );
    expect(heard).toEqual({ certifier: "at_once", other: "portal" });
    expect(messages).toHaveLength(1);
    expect(messageOf("certifier")).toMatchObject({
      address: cast.certifier.email,
      subject: "Waiting for your signature: plan of Los Angeles Public Library",
      is_reminder: false,
      request_id: cast.preparer.doer.requestId,
    });
    const text = messageOf("certifier")?.text ?? "";
    expect(text).toContain("/department/LAPL/plans/ed-12/review");
    expect(text).toMatch(/Pat Preparer sent the draft [^.]*\son \w+day,/);
    expect(text.replace(/\s+/g, " ")).toContain(
      "You get this because you certify for Los Angeles Public Library.",
    );
    expect(lineOf("certifier")).toMatchObject({
      kind: "signature_wanted",
      href: "/department/LAPL/plans/ed-12/review",
    });
    expect(lineOf("other")?.href).toBe("/department/LAPL/plans/ed-12");
  });

  it("sent back: the authors, with the head's words", async () => {
    const { heard, messageOf } = await step(
      "send_back",
      "certifier",
      "plan.sent_back",
      "Say who opens the gate.",
    );
    expect(heard).toEqual({ preparer: "at_once", other: "at_once" });
    expect(messageOf("preparer")?.text).toContain("Say who opens the gate.");
  });

  it("sent again and taken back before it is told: the certifier is not asked for what no longer waits", async () => {
    await takeStep({ plan: planKey(plan), step: "send_to_certifier", by: cast.preparer.doer });
    const sent = await newestSequence("plan.sent_to_certifier");
    const { heard } = await step("take_back", "preparer", "plan.taken_back");
    expect(heard).toEqual({ certifier: "at_once", other: "portal" });
    expect((await deliver(sent)).heard).toEqual({ other: "portal" });
  });

  it("filed: a receipt to whoever signed, at once to authors and reviewers, and nothing to another department", async () => {
    await setDueIn(plan, 3_600);
    await filePlan(plan, cast.certifier);
    const { heard, messageOf, lineOf } = await deliver(await newestSequence("plan.submitted"));
    expect(heard).toEqual({
      certifier: "at_once",
      preparer: "at_once",
      other: "at_once",
      liaison: "daily",
      alternate: "daily",
      reviewer: "at_once",
      duty: "portal",
      administrator: "portal",
      auditor: "portal",
    });
    const [version] = await asOwner<{ id: string; sha256: string }>(
      "SELECT id, sha256 FROM plan_versions WHERE plan_id = $1",
      [plan.planId],
    );
    const receipt = messageOf("certifier");
    expect(receipt?.subject).toMatch(/^Receipt: version 1 of the plan .*, filed on time$/);
    expect(receipt?.text).toContain(version?.sha256);
    expect(receipt?.text).toContain(`/department/LAPL/receipts/${version?.id}`);
    expect(lineOf("preparer")?.title).toBe("Filed on time: plan of Los Angeles Public Library, version 1");
    expect(lineOf("reviewer")?.href).toBe("/mayor/ed-12/bodies/LAPL");
  });

  it("withdrawn, and filed late: told as what it is", async () => {
    const withdrawn = await step("withdraw", "certifier", "plan.withdrawn", "A page was missing.");
    expect(withdrawn.heard).toEqual({
      preparer: "at_once",
      other: "at_once",
      reviewer: "at_once",
      duty: "portal",
    });
    expect(withdrawn.messageOf("reviewer")?.text).toContain("A page was missing.");
    await setDueIn(plan, -7_200);
    await filePlan(plan, cast.certifier);
    const { lineOf } = await deliver(await newestSequence("plan.submitted"));
    expect(lineOf("reviewer")?.title).toBe("Filed late: plan of Los Angeles Public Library, version 2");
    expect(lineOf("certifier")?.body).toContain("late by 2 hours");
  });

  it("in review, returned with the reason, undone, accepted, undone", async () => {
    expect((await step("begin_review", "reviewer", "plan.review_begun")).heard).toEqual({
      preparer: "portal",
      other: "portal",
      certifier: "portal",
    });
    const returned = await step(
      "request_changes",
      "reviewer",
      "plan.changes_requested",
      "Name the gates.\n\nAnd the hours.",
    );
    expect(returned.heard).toEqual({
      preparer: "at_once",
      other: "at_once",
      certifier: "at_once",
      liaison: "daily",
      alternate: "daily",
    });
    expect(returned.messageOf("certifier")?.text).toMatch(/Name the gates\.\n\nAnd the hours\./);
    expect(returned.lineOf("certifier")?.body).toContain("“Name the gates. And the hours.”");
    const undone = await step("undo_return", "reviewer", "plan.return_undone", "It was the other plan.");
    expect(undone.heard).toEqual({
      preparer: "at_once",
      other: "at_once",
      certifier: "at_once",
      liaison: "portal",
    });
    const accepted = await step("accept", "reviewer", "plan.accepted");
    expect(accepted.heard).toEqual({
      preparer: "at_once",
      other: "at_once",
      certifier: "at_once",
      liaison: "daily",
      alternate: "daily",
      duty: "portal",
    });
    expect(accepted.messageOf("certifier")?.text).toContain("accepted version 2");
    const again = await step("undo_acceptance", "reviewer", "plan.acceptance_undone", "Too early.");
    expect(again.heard).toEqual({
      preparer: "at_once",
      other: "at_once",
      certifier: "at_once",
      liaison: "portal",
    });
    expect(again.lineOf("certifier")?.body).toContain("No version is in force.");
    await step("request_changes", "reviewer", "plan.changes_requested", "Name the gates.");
    const next = await step("revise", "preparer", "plan.revision_begun");
    expect(next.heard).toEqual({ other: "portal", certifier: "portal", reviewer: "portal" });
  });
});

describe("what else happens, told to whom it concerns", () => {
  const about = () => ({ departmentId: plan.departmentId, directiveId: plan.directiveId });
  const atDepartment = () => ({ departmentId: plan.departmentId, directiveId: null });
  const contact = { phone: "(213) 555-0142", email: "x@lacity.test", hours: "Always", languages: ["en"] };

  it("a section that is done, to the others who write, with the way to it", async () => {
    const payload = { planId: plan.planId, section: "training" };
    const { heard, lineOf } = await deliver(
      await happen(planEvents.partMarkedDone, about(), payload, cast.preparer.doer),
    );
    expect(heard).toEqual({ other: "portal", certifier: "portal" });
    expect(lineOf("other")?.href).toBe("/department/LAPL/plans/ed-12/training");
  });

  it("a deadline that moves, with the sum", async () => {
    const moved = {
      directiveId: plan.directiveId,
      previousDueAt: "2025-07-26T07:00:00.000Z",
      dueAt: "2025-08-02T07:00:00.000Z",
      reason: "The annex waits.",
    };
    const { heard, messageOf, lineOf } = await deliver(
      await happen(directiveEvents.deadlineExtended, about(), moved, cast.reviewer.doer),
    );
    expect(heard).toEqual({
      certifier: "at_once",
      preparer: "at_once",
      other: "at_once",
      liaison: "daily",
      alternate: "daily",
    });
    const text = (messageOf("certifier")?.text ?? "").replace(/\s+/g, " ");
    expect(text).toContain("Original deadline: Friday, July 25, 2025, 11:59 p.m. Pacific");
    expect(text).toContain("New deadline: Friday, August 1, 2025, 11:59 p.m. Pacific (7 days later)");
    expect(text).toContain("The annex waits.");
    const corrected = await deliver(
      await happen(
        directiveEvents.extensionCorrected,
        about(),
        { ...moved, previousDueAt: moved.dueAt, dueAt: "2025-07-31T07:00:00.000Z", correctsId: randomUUID() },
        cast.reviewer.doer,
      ),
    );
    expect(corrected.lineOf("certifier")?.title).toMatch(/^Deadline corrected: .*July 30, 2025/);
    expect(corrected.messageOf("certifier")?.text).toContain("2 days earlier");
    expect(lineOf("certifier")?.title).toMatch(/^Deadline extended: .*August 1, 2025/);
  });

  it("more time that is asked for, declined, or no longer wanted", async () => {
    const request = {
      directiveId: plan.directiveId,
      requestId: randomUUID(),
      requestedDueAt: "2025-08-02T07:00:00.000Z",
    };
    const asked = await deliver(
      await happen(
        directiveEvents.extensionRequested,
        about(),
        { ...request, reason: "The annex is not signed." },
        cast.preparer.doer,
      ),
    );
    expect(asked.heard).toEqual({ reviewer: "at_once", certifier: "portal", other: "portal" });
    expect(asked.messageOf("reviewer")?.text).toContain("The annex is not signed.");
    const declined = await deliver(
      await happen(
        directiveEvents.extensionDeclined,
        about(),
        { ...request, answer: "Two weeks were given." },
        cast.reviewer.doer,
      ),
    );
    expect(declined.heard).toEqual({ certifier: "at_once", preparer: "at_once", other: "at_once" });
    expect(declined.lineOf("preparer")?.body).toContain("“Two weeks were given.”");
    const withdrawn = await deliver(
      await happen(directiveEvents.extensionRequestWithdrawn, about(), request, cast.preparer.doer),
    );
    expect(withdrawn.heard).toEqual({ reviewer: "portal", certifier: "portal", other: "portal" });
  });

  it("a designation: the designated person at once, as that and not by a role", async () => {
    const id = randomUUID();
    await asOwner(
      "UPDATE liaison_designations SET ended_at = now() WHERE department_id = $1 AND kind = 'liaison'",
      [plan.departmentId],
    );
    await asOwner(
      `INSERT INTO liaison_designations (department_id, id, kind, name, title, email, phone, hours, languages, effective_on, changed_by_name)
       VALUES ($1, $2, 'liaison', 'Lee Liaison', 'Officer', $3, '(213) 555-0142', 'Always', '{en}', '2025-07-11', 'The tests')`,
      [plan.departmentId, id, cast.liaison.email],
    );
    const designated = await deliver(
      await happen(
        liaisonEvents.designated,
        atDepartment(),
        {
          designationId: id,
          kind: "liaison",
          name: "Lee Liaison",
          title: "Officer",
          effectiveOn: "2025-07-11",
          contact,
          replaced: null,
        },
        cast.preparer.doer,
      ),
    );
    expect(designated.heard).toEqual({
      liaison: "at_once",
      certifier: "portal",
      other: "portal",
      alternate: "portal",
      duty: "portal",
      reviewer: "portal",
    });
    expect(designated.lineOf("liaison")?.title).toBe(
      "You are designated as liaison of Los Angeles Public Library",
    );
    const changed = await deliver(
      await happen(
        liaisonEvents.contactUpdated,
        atDepartment(),
        {
          designationId: id,
          kind: "liaison",
          name: "Lee Liaison",
          revision: 2,
          before: { phone: "(213) 555-0142" },
          after: { phone: "(213) 555-0199" },
        },
        cast.preparer.doer,
      ),
    );
    expect(changed.heard).toEqual({ liaison: "at_once", alternate: "portal", duty: "portal" });
    expect(changed.messageOf("liaison")?.text).toContain("(213) 555-0199 (before: (213) 555-0142)");
    const accepted = await deliver(
      await happen(
        liaisonEvents.dutiesAccepted,
        atDepartment(),
        { designationId: id, kind: "liaison", name: "Lee Liaison" },
        cast.liaison.doer,
      ),
    );
    expect(accepted.heard).toEqual({
      certifier: "portal",
      preparer: "portal",
      other: "portal",
      alternate: "portal",
      duty: "portal",
    });
  });

  it("an address that refuses: those who can mend it, and its owner in the portal alone", async () => {
    const refused = (who: Who, departmentId: PlanRow["departmentId"] | null) =>
      happen(
        mailEvents.addressRefused,
        { departmentId, directiveId: null },
        { personId: cast[who].personId, messageId: randomUUID() },
      );
    const ofPreparer = await deliver(await refused("preparer", plan.departmentId));
    expect(ofPreparer.heard).toEqual({ preparer: "portal", administrator: "at_once", certifier: "at_once" });
    expect(ofPreparer.lineOf("administrator")?.href).toBe("/mayor/operations/mail/addresses");
    const ofCertifier = await deliver(await refused("certifier", plan.departmentId));
    expect(ofCertifier.heard).toEqual({ certifier: "portal", administrator: "at_once" });
    expect((await deliver(await refused("reviewer", plan.departmentId))).heard, "no member of it").toEqual({
      reviewer: "portal",
      administrator: "at_once",
    });
    expect((await deliver(await refused("administrator", null))).heard).toEqual({ administrator: "portal" });
  });

  it("nothing of an event of which nobody is told, nor of one that was pruned", async () => {
    const { lines } = await deliver(
      await happen(planEvents.sectionEdited, about(), {
        planId: plan.planId,
        section: "training",
        revision: 2,
      }),
    );
    expect(lines).toEqual([]);
    await expect(deliverEvent(9_999_999n, randomUUID())).resolves.toBeUndefined();
  });
});

describe("who is told", () => {
  const begun = () =>
    happen(
      planEvents.accepted,
      { departmentId: plan.departmentId, directiveId: plan.directiveId },
      { planId: plan.planId, from: "in_review", to: "accepted" },
      cast.reviewer.doer,
    );
  const prefer = (who: Who, kind: string, delivery: string) =>
    asOwner(
      `INSERT INTO notification_preferences (person_id, kind, delivery) VALUES ($1, $2, $3::delivery)
       ON CONFLICT (person_id, kind) DO UPDATE SET delivery = excluded.delivery`,
      [cast[who].personId, kind, delivery],
    );
  afterEach(async () => {
    await asOwner("DELETE FROM notification_preferences");
  });

  it("hears as they chose", async () => {
    await prefer("certifier", "plan_accepted", "daily");
    await prefer("preparer", "plan_accepted", "portal");
    await prefer("liaison", "plan_accepted", "at_once");
    const { heard, messages } = await deliver(await begun());
    expect(heard).toMatchObject({
      certifier: "daily",
      preparer: "portal",
      liaison: "at_once",
      other: "at_once",
    });
    expect(messages.map(({ person_id }) => person_id).sort()).toEqual(
      [cast.liaison.personId, cast.other.personId].sort(),
    );
  });

  it("hears no quieter than their role allows, even of a choice that was kept before the floor rose", async () => {
    await prefer("certifier", "changes_requested", "portal");
    await prefer("reviewer", "extension_requested", "portal");
    const about = { departmentId: plan.departmentId, directiveId: plan.directiveId };
    const returned = await deliver(
      await happen(planEvents.changesRequested, about, {
        planId: plan.planId,
        from: "in_review",
        to: "changes_requested",
        reason: "Again.",
      }),
    );
    expect(returned.heard.certifier).toBe("at_once");
    const asked = await deliver(
      await happen(directiveEvents.extensionRequested, about, {
        directiveId: plan.directiveId,
        requestId: randomUUID(),
        requestedDueAt: "2025-08-02T07:00:00.000Z",
        reason: "More.",
      }),
    );
    expect(asked.heard.reviewer).toBe("daily");
  });

  it("is told once who holds several roles, the loudest way", async () => {
    const both = await createPerson([
      { role: "liaison", departmentCode: "LAPL" },
      { role: "certifier", departmentCode: "LAPL" },
      { role: "duty_officer" },
    ]);
    const { lines, messages } = await deliver(await begun());
    expect(lines.filter(({ person_id }) => person_id === both.personId)).toMatchObject([
      { delivery: "at_once" },
    ]);
    const own = messages.filter(({ person_id }) => person_id === both.personId);
    expect(own).toHaveLength(1);
    expect(own[0]?.text.replace(/\s+/g, " ")).toContain("you certify for Los Angeles Public Library and");
    await asOwner("UPDATE people SET deactivated_at = now() WHERE id = $1", [both.personId]);
  });

  it("is nobody whose account is closed, whose role has ended, or whose role has not begun", async () => {
    const [gone, former, future] = await Promise.all(
      [1, 2, 3].map(() => createPerson([{ role: "certifier", departmentCode: "LAPL" }])),
    );
    await asOwner("UPDATE people SET deactivated_at = now() WHERE id = $1", [gone?.personId]);
    await asOwner("UPDATE role_assignments SET ends_at = now() WHERE person_id = $1", [former?.personId]);
    await asOwner("UPDATE role_assignments SET starts_at = now() + interval '1 day' WHERE person_id = $1", [
      future?.personId,
    ]);
    const { lines } = await deliver(await begun());
    const ids = lines.map(({ person_id }) => person_id);
    for (const person of [gone, former, future]) expect(ids).not.toContain(person?.personId);
    expect(ids).toContain(cast.certifier.personId);
  });

  it("is told once, by one line and one message, however often it is delivered at the same time", async () => {
    const sequence = await begun();
    await Promise.all([1, 2, 3, 4, 5].map(() => deliverEvent(sequence, randomUUID())));
    const { lines, messages } = await deliver(sequence);
    expect(new Set(lines.map(({ person_id }) => person_id)).size).toBe(lines.length);
    expect(messages.map(({ key }) => key).sort()).toEqual(
      [cast.certifier, cast.preparer, cast.other]
        .map(({ personId }) => `event ${sequence} to ${personId}`)
        .sort(),
    );
    const [told] = await asOwner<{ amount: number; names: string[] }>(
      `SELECT count(*)::int AS amount, array_agg(DISTINCT name) AS names FROM outbox_events
       WHERE sequence > $1`,
      [String(sequence)],
    );
    expect(told).toEqual({ amount: 1, names: ["notification.inbox_changed"] });
  });

  it("is told of it all or of nothing: a line without its message is never kept", async () => {
    const sequence = await begun();
    await asOwner(
      `ALTER TABLE messages ADD CONSTRAINT broken CHECK (event_sequence <> ${sequence}) NOT VALID`,
    );
    await expect(deliverEvent(sequence, randomUUID())).rejects.toThrow(/broken/);
    expect(await linesOf(sequence)).toEqual([]);
    await asOwner("ALTER TABLE messages DROP CONSTRAINT broken");
    const { heard } = await deliver(sequence);
    expect(heard.certifier).toBe("at_once");
  });
});

describe("the workers", () => {
  const workers: Worker[] = [];
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  });

  it("tell it once, two side by side, from the event that the service wrote", async () => {
    const sequence = await happen(
      planEvents.reviewBegun,
      { departmentId: plan.departmentId, directiveId: plan.directiveId },
      { planId: plan.planId, from: "submitted", to: "in_review" },
      cast.reviewer.doer,
    );
    workers.push(...(await Promise.all([startWorker([deliverEventJob]), startWorker([deliverEventJob])])));
    await expect.poll(async () => (await linesOf(sequence)).length, { timeout: 15_000 }).toBe(3);
    const [jobs] = await asOwner<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM jobs.job
       WHERE name = 'deliver-event' AND data->>'sequence' = $1 AND state NOT IN ('completed', 'active')`,
      [String(sequence)],
    );
    expect(jobs?.waiting).toBe(0);
  });
});
