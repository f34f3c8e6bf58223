import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { pruneJob } from "@/lib/features/operations/jobs";
import { ok } from "@/lib/kernel/result";
import { enqueue } from "@/lib/platform/jobs";
import { withTransaction } from "@/lib/platform/tx";
import { createPerson } from "../../factories/people";
import { asOwner } from "../../support/owner";

const run = () =>
  pruneJob.run({}, { requestId: randomUUID(), attempt: 0, signal: new AbortController().signal });

async function happenedDaysAgo(days: number): Promise<string> {
  const [row] = await asOwner<{ sequence: string }>(
    `INSERT INTO outbox_events (name, payload, request_id, occurred_at)
     VALUES ('plan.section_saved', '{}', 'r', clock_timestamp() - make_interval(days => $1)) RETURNING sequence`,
    [days],
  );
  return String(row?.sequence);
}

const isKept = async (sequence: string) =>
  (await asOwner("SELECT 1 FROM outbox_events WHERE sequence = $1", [sequence])).length === 1;

describe("events of the outbox", () => {
  it("go after thirty days, in as many batches as it takes, and not before", async () => {
    await asOwner(
      `INSERT INTO outbox_events (name, payload, request_id, occurred_at)
       SELECT 'plan.section_saved', '{}', 'r', clock_timestamp() - interval '60 days' FROM generate_series(1, 4500)`,
    );
    const [old, young] = [await happenedDaysAgo(31), await happenedDaysAgo(29)];
    await run();
    expect(await isKept(old)).toBe(false);
    expect(await isKept(young)).toBe(true);
    const left = await asOwner(
      "SELECT 1 FROM outbox_events WHERE occurred_at < clock_timestamp() - interval '30 days'",
    );
    expect(left).toEqual([]);
  });

  it("stay while somebody is still to be told of them, or the telling was given up and can be set going again", async () => {
    const [waiting, givenUp, told] = [
      await happenedDaysAgo(90),
      await happenedDaysAgo(90),
      await happenedDaysAgo(90),
    ];
    await withTransaction(async (tx) => {
      for (const sequence of [waiting, givenUp, told])
        await enqueue(tx, "deliver-event", { sequence, requestId: "r" });
      return ok(null);
    });
    await asOwner("UPDATE jobs.job SET state = 'completed' WHERE data->>'sequence' = $1", [told]);
    await asOwner(
      `INSERT INTO jobs.job (name, data, state, policy) SELECT 'dead-letter', data, 'created', policy FROM jobs.job WHERE data->>'sequence' = $1`,
      [givenUp],
    );
    await asOwner(
      "UPDATE jobs.job SET state = 'failed' WHERE name = 'deliver-event' AND data->>'sequence' = $1",
      [givenUp],
    );
    await run();
    expect([await isKept(waiting), await isKept(givenUp), await isKept(told)]).toEqual([true, true, false]);
  });
});

describe("what a message said", () => {
  beforeAll(async () => {
    const person = await createPerson([{ role: "reviewer" }]);
    for (const [key, days, status] of [
      ["old", 366, "sent"],
      ["young", 364, "sent"],
      ["waiting", 400, "queued"],
    ]) {
      await asOwner(
        `INSERT INTO messages (id, key, kind, person_id, address, request_id, subject, text, html, status, created_at)
         VALUES (gen_random_uuid(), $1, 'plan_accepted', $2, 'a@a.test', 'r', 'A subject', 'Words', '<p>Words</p>', $4::message_status, clock_timestamp() - make_interval(days => $3))`,
        [key, person.personId, days, status],
      );
    }
  });

  it("goes after a year; that it was sent stays, and what was never sent stays whole", async () => {
    await run();
    const rows = await asOwner("SELECT key, subject, text, html, status::text FROM messages ORDER BY key");
    expect(rows).toEqual([
      {
        key: "old",
        subject: "A subject",
        text: "What this message said was kept for a year.",
        html: "",
        status: "sent",
      },
      { key: "waiting", subject: "A subject", text: "Words", html: "<p>Words</p>", status: "queued" },
      { key: "young", subject: "A subject", text: "Words", html: "<p>Words</p>", status: "sent" },
    ]);
  });
});

it("what limits count goes once its window is over", async () => {
  await asOwner(
    `INSERT INTO rate_limits (key, points, expire) VALUES
      ('old', 3, extract(epoch FROM clock_timestamp() - interval '1 minute') * 1000),
      ('young', 3, extract(epoch FROM clock_timestamp() + interval '1 minute') * 1000)`,
  );
  await run();
  expect(await asOwner("SELECT key FROM rate_limits")).toEqual([{ key: "young" }]);
});

it("who had a section open yesterday is forgotten", async () => {
  const { personId } = await createPerson([{ role: "preparer", departmentCode: "LAPL" }]);
  await asOwner(
    `INSERT INTO section_presences (department_id, plan_id, section, stream_id, person_id, name, seen_at)
     SELECT department_id, id, 'training', gen_random_uuid(), $1, days::text, clock_timestamp() - make_interval(days => days)
     FROM plans, generate_series(0, 2, 2) AS days WHERE directive_id = (SELECT id FROM directives WHERE code = 'ed-12')
       AND department_id = (SELECT id FROM departments WHERE code = 'LAPL')`,
    [personId],
  );
  await run();
  expect(await asOwner("SELECT name FROM section_presences")).toEqual([{ name: "0" }]);
});
