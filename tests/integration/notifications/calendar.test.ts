import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { makeCalendarAction, revokeCalendarAction } from "@/lib/features/notifications/actions";
import { readCalendarHandler } from "@/lib/features/notifications/handlers";
import { loadCalendarState } from "@/lib/features/notifications/loaders";
import { createPerson } from "../../factories/people";
import { planOf } from "../../factories/plans";
import { asOwner } from "../../support/owner";
import { as, asNobody } from "../../support/visitors";

type Person = Awaited<ReturnType<typeof createPerson>>;

/** What a program that has the address is answered, which never signs in. */
async function read(address: string, headers: Record<string, string> = {}): Promise<Response> {
  const secret = new URL(address).pathname.split("/").at(-1) ?? "";
  return asNobody(() =>
    readCalendarHandler(new Request(address, { headers }), { params: Promise.resolve({ secret }) }),
  );
}

async function made(person: Person): Promise<string> {
  const answer = await as(person, () => makeCalendarAction({}));
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data.address;
}

const textOf = async (person: Person) => (await read(await made(person))).text();
/** The lines of a calendar as they were before they were folded. */
const unfolded = (text: string) => text.replaceAll("\r\n ", "");

const feedsOf = (person: Person) =>
  asOwner<{ secret_hash: string; revoked_at: Date | null; last_read_at: Date | null }>(
    "SELECT secret_hash, revoked_at, last_read_at FROM calendar_feeds WHERE person_id = $1 ORDER BY created_at",
    [person.personId],
  );
const audited = async (person: Person) =>
  (
    await asOwner<{ name: string }>(
      "SELECT name FROM audit_events WHERE actor_id = $1 AND name LIKE 'notification.calendar%' ORDER BY sequence",
      [person.personId],
    )
  ).map(({ name }) => name);

let certifier: Person;
beforeAll(async () => {
  certifier = await createPerson([{ role: "certifier", departmentCode: "LAPL" }]);
});

describe("the address of a calendar", () => {
  it("is answered once, kept as a hash alone, and opens without a sign-in", async () => {
    const address = await made(certifier);
    expect(address).toMatch(/\/calendar\/[A-Za-z0-9_-]{43}\.ics$/);
    const secret = address.slice(address.lastIndexOf("/") + 1, -4);
    const [feed] = await feedsOf(certifier);
    expect(feed?.secret_hash).toMatch(/^[0-9a-f]{64}$/);
    const everywhere = await asOwner<{ row: string }>(
      `SELECT feed::text AS row FROM calendar_feeds AS feed
       UNION ALL SELECT event::text FROM audit_events AS event UNION ALL SELECT event::text FROM outbox_events AS event`,
    );
    expect(everywhere.filter(({ row }) => row.includes(secret))).toEqual([]);

    const response = await read(address);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(response.headers.get("cache-control")).toContain("private");
    expect(await audited(certifier)).toEqual(["notification.calendar_made"]);
  });

  it("tells its owner when it was last read", async () => {
    const person = await createPerson([{ role: "preparer", departmentCode: "LAPL" }]);
    expect(await as(person, loadCalendarState)).toBeNull();
    const address = await made(person);
    expect(await as(person, loadCalendarState)).toMatchObject({ lastReadAt: null });
    await read(address);
    expect((await as(person, loadCalendarState))?.lastReadAt).toMatch(/Z$/);
  });

  it("is made anew in the place of the one before, and can be revoked", async () => {
    const person = await createPerson([{ role: "preparer", departmentCode: "LAPL" }]);
    const first = await made(person);
    const second = await made(person);
    expect((await read(first)).status).toBe(404);
    expect((await read(second)).status).toBe(200);
    expect(await as(person, () => revokeCalendarAction({}))).toEqual({ ok: true, data: { revoked: 1 } });
    expect(await as(person, () => revokeCalendarAction({}))).toEqual({ ok: true, data: { revoked: 0 } });
    expect((await read(second)).status).toBe(404);
    expect(await audited(person)).toEqual([
      "notification.calendar_made",
      "notification.calendar_revoked",
      "notification.calendar_made",
      "notification.calendar_revoked",
    ]);
  });

  it("is open once, however many are made at the same time", async () => {
    const person = await createPerson([{ role: "preparer", departmentCode: "LAPL" }]);
    await Promise.all([1, 2, 3, 4].map(() => made(person)));
    const feeds = await feedsOf(person);
    expect(feeds).toHaveLength(4);
    expect(feeds.filter(({ revoked_at }) => revoked_at === null)).toHaveLength(1);
  });

  it("is nobody's but one's own to make or to revoke", async () => {
    const address = await made(certifier);
    const other = await createPerson([{ role: "certifier", departmentCode: "LAPL" }]);
    expect(await asNobody(() => makeCalendarAction({}))).toMatchObject({
      error: { code: "UNAUTHENTICATED" },
    });
    expect(await asNobody(() => revokeCalendarAction({}))).toMatchObject({
      error: { code: "UNAUTHENTICATED" },
    });
    // What a stranger's script can send, whatever the type says.
    const foreign = { personId: certifier.personId } as unknown as Record<string, never>;
    expect(await as(other, () => revokeCalendarAction(foreign))).toMatchObject({
      error: { code: "INVALID_INPUT" },
    });
    await as(other, () => revokeCalendarAction({}));
    expect((await read(address)).status).toBe(200);
  });

  it("answers an unknown, a broken and a revoked secret, and one of a closed account, in the same words", async () => {
    const person = await createPerson([{ role: "preparer", departmentCode: "LAPL" }]);
    const closed = await made(person);
    await asOwner("UPDATE people SET deactivated_at = now() WHERE id = $1", [person.personId]);
    const revoked = await made(certifier);
    await made(certifier);
    const base = new URL(revoked).origin;
    const answers = await Promise.all(
      [
        closed,
        revoked,
        `${base}/calendar/${"a".repeat(43)}.ics`,
        `${base}/calendar/x`,
        `${base}/calendar/'--.ics`,
      ].map(async (address) => {
        const response = await read(address);
        return { status: response.status, headers: [...response.headers], body: await response.text() };
      }),
    );
    expect(answers[0]?.status).toBe(404);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it("answers that nothing changed, until something does", async () => {
    const person = await createPerson([{ role: "preparer", departmentCode: "FIN" }]);
    const address = await made(person);
    const etag = (await read(address)).headers.get("etag") ?? "";
    const again = await read(address, { "if-none-match": `"other", ${etag}` });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const plan = await planOf("FIN");
    await asOwner("UPDATE obligations SET due_at = due_at + interval '7 days' WHERE department_id = $1", [
      plan.departmentId,
    ]);
    await asOwner(
      `INSERT INTO extensions (department_id, id, directive_id, previous_due_at, due_at, reason, granted_by_id, granted_by_name)
       SELECT $1, $3, $2, original_due_at, due_at, 'The vault was flooded.', $4, 'Quinn Demonstration'
       FROM obligations WHERE department_id = $1 AND directive_id = $2`,
      [plan.departmentId, plan.directiveId, randomUUID(), person.personId],
    );
    const moved = await read(address, { "if-none-match": etag });
    expect(moved.status).toBe(200);
    const text = unfolded(await moved.text());
    expect(text).toContain("SEQUENCE:1");
    expect(text).toContain("The vault was flooded.");
  });
});

describe("what a calendar holds", () => {
  it("is the deadline of one's own department, and of no other", async () => {
    const text = unfolded(await textOf(certifier));
    expect(text).toContain("plan of Los Angeles Public Library");
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(text).toContain("/department/LAPL/plans/ed-12");
  });

  it("is, for the offices that watch, the directive's deadline, those that were moved, and what waits for review", async () => {
    const plan = await planOf("ZOO");
    await asOwner("UPDATE plans SET status = 'submitted', version_number = 1 WHERE department_id = $1", [
      plan.departmentId,
    ]);
    const moved = await planOf("LADOT");
    await asOwner("UPDATE obligations SET due_at = due_at + interval '3 days' WHERE department_id = $1", [
      moved.departmentId,
    ]);
    for (const role of ["reviewer", "duty_officer", "administrator", "auditor"] as const) {
      const text = unfolded(await textOf(await createPerson([{ role }])));
      expect(text, role).toContain("Plans due by 11:59 p.m.: Executive Directive 12");
      expect(text, role).toContain("plan of Los Angeles Department of Transportation");
      expect(text, role).toContain("1 plan waits for review");
      expect(text, role).toContain("Los Angeles Zoo Department\\, version 1");
      expect(text, role).not.toContain("plan of Los Angeles Public Library");
    }
  });

  it("is nothing for whom nothing concerns, and still a calendar", async () => {
    for (const person of [await createPerson([{ role: "working_group_member" }]), await createPerson([])]) {
      const text = await textOf(person);
      expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
      expect(text).not.toContain("BEGIN:VEVENT");
    }
  });

  it("follows the roles that are in force when it is read", async () => {
    const person = await createPerson([{ role: "preparer", departmentCode: "LAFD" }]);
    const address = await made(person);
    expect(unfolded(await (await read(address)).text())).toContain("plan of Los Angeles Fire Department");
    await asOwner("UPDATE role_assignments SET ends_at = now() WHERE person_id = $1", [person.personId]);
    expect(await (await read(address)).text()).not.toContain("BEGIN:VEVENT");
  });
});
