import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sendDigestsJob } from "@/lib/features/notifications/jobs";
import type { Actor } from "@/lib/kernel/actor";
import { createPerson } from "../../factories/people";
import { setDatabaseClock, takeDatabaseClock } from "../../support/database-clock";
import { asOwner } from "../../support/owner";

beforeAll(takeDatabaseClock);
beforeEach(async () => {
  await asOwner("DELETE FROM messages");
  await asOwner("DELETE FROM notifications");
});

const run = () =>
  sendDigestsJob.run({}, { requestId: randomUUID(), attempt: 0, signal: new AbortController().signal });

async function runAt(instant: string): Promise<void> {
  await setDatabaseClock(instant);
  await run();
}

// Eight in the morning in Los Angeles, in summer.
const morning = "2025-07-22T15:00:00.000Z";
const eveningBefore = "2025-07-22T02:00:00.000Z";

let sequence = 0;
async function tell(
  person: Actor,
  line: { title: string; at?: string; delivery?: string; isRead?: boolean },
) {
  sequence += 1;
  await asOwner(
    `INSERT INTO notifications (person_id, id, kind, event_sequence, department_id, title, body, href, delivery, created_at, read_at)
     VALUES ($1, gen_random_uuid(), 'plan_accepted', $2, (SELECT id FROM departments WHERE code = 'LAPL'), $3, '', '/inbox', $4::delivery, $5, $6)`,
    [
      person.personId,
      sequence,
      line.title,
      line.delivery ?? "daily",
      line.at ?? eveningBefore,
      line.isRead ? eveningBefore : null,
    ],
  );
}

const mailTo = (person: Actor) =>
  asOwner<{ key: string; subject: string; text: string; status: string }>(
    "SELECT key, subject, text, status::text FROM messages WHERE person_id = $1 ORDER BY created_at",
    [person.personId],
  );

const waitingFor = async (person: Actor) => {
  const rows = await asOwner<{ title: string }>(
    "SELECT title FROM notifications WHERE person_id = $1 AND delivery = 'daily' AND digested_at IS NULL ORDER BY created_at",
    [person.personId],
  );
  return rows.map(({ title }) => title);
};

describe("what is heard of once a day", () => {
  it("comes in one mail at eight in the morning, by three workers, and is then done with", async () => {
    const person = await createPerson([{ role: "liaison", departmentCode: "LAPL" }]);
    await tell(person, { title: "The plan was accepted" });
    await tell(person, { title: "A liaison was designated" });
    await runAt("2025-07-22T14:59:59.000Z");
    expect(await mailTo(person)).toEqual([]);
    await setDatabaseClock(morning);
    await Promise.all([run(), run(), run()]);
    const [mail, ...more] = await mailTo(person);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      key: `digest 2025-07-22 to ${person.personId}`,
      subject: "2 updates: Tuesday, July 22, 2025",
      status: "queued",
    });
    expect(mail?.text).toContain("Los Angeles Public Library");
    expect(mail?.text).toContain("The plan was accepted");
    expect(await waitingFor(person)).toEqual([]);
    const jobs = await asOwner(
      `SELECT 1 FROM jobs.job JOIN messages ON messages.id::text = data->>'messageId'
       WHERE name = 'send-message' AND person_id = $1`,
      [person.personId],
    );
    expect(jobs).toHaveLength(1);
  });

  it("waits for the next morning when it comes later in the day", async () => {
    const person = await createPerson([{ role: "liaison", departmentCode: "LAPL" }]);
    await tell(person, { title: "Told at nine", at: "2025-07-22T16:00:00.000Z" });
    await runAt("2025-07-22T18:00:00.000Z");
    expect(await mailTo(person)).toEqual([]);
    expect(await waitingFor(person)).toEqual(["Told at nine"]);
    await runAt("2025-07-23T15:00:00.000Z");
    expect((await mailTo(person)).map(({ key }) => key)).toEqual([`digest 2025-07-23 to ${person.personId}`]);
  });

  it("is made up for until eight in the evening, and not sent at night", async () => {
    const person = await createPerson([{ role: "liaison", departmentCode: "LAPL" }]);
    await tell(person, { title: "Missed" });
    await runAt("2025-07-23T03:00:00.000Z");
    expect(await mailTo(person)).toEqual([]);
    await runAt("2025-07-23T02:59:59.000Z");
    expect(await mailTo(person)).toHaveLength(1);
  });

  it("reaches the others when one person's cannot be made, and that one when it can", async () => {
    const [one, other] = await Promise.all([
      createPerson([{ role: "liaison", departmentCode: "LAPL" }]),
      createPerson([{ role: "liaison", departmentCode: "LAPL" }]),
    ]);
    await tell(one, { title: "Told to one" });
    await tell(other, { title: "Told to another" });
    for (const hindered of [one, other]) {
      await asOwner("DELETE FROM messages");
      await asOwner("UPDATE notifications SET digested_at = NULL");
      await asOwner(
        `ALTER TABLE messages ADD CONSTRAINT hindered CHECK (person_id <> '${hindered.personId}') NOT VALID`,
      );
      await expect(runAt(morning)).rejects.toThrow("1 people were not sent their daily mail");
      await asOwner("ALTER TABLE messages DROP CONSTRAINT hindered");
      expect(await mailTo(hindered)).toEqual([]);
      expect(await mailTo(hindered === one ? other : one)).toHaveLength(1);
      await run();
      expect(await mailTo(hindered)).toHaveLength(1);
    }
  });

  it("is not sent again when it was read meanwhile, and makes no mail of nothing", async () => {
    const person = await createPerson([{ role: "liaison", departmentCode: "LAPL" }]);
    await tell(person, { title: "Read", isRead: true });
    await runAt(morning);
    expect(await mailTo(person)).toEqual([]);
    expect(await waitingFor(person)).toEqual([]);
  });

  it("leaves out what was mailed at once or is for the portal alone, and people whose account is closed", async () => {
    const person = await createPerson([{ role: "liaison", departmentCode: "LAPL" }]);
    await tell(person, { title: "At once", delivery: "at_once" });
    await tell(person, { title: "In the portal", delivery: "portal" });
    const gone = await createPerson([{ role: "liaison", departmentCode: "LAPL" }]);
    await tell(gone, { title: "Too late" });
    await asOwner("UPDATE people SET deactivated_at = clock_timestamp() WHERE id = $1", [gone.personId]);
    await runAt(morning);
    expect(await asOwner("SELECT 1 FROM messages")).toEqual([]);
  });
});
