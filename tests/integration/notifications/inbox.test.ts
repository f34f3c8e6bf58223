import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import {
  markAllReadAction,
  markNotificationAction,
  savePreferencesAction,
} from "@/lib/features/notifications/actions";
import { loadInbox, loadPreferences } from "@/lib/features/notifications/loaders";
import { countUnread } from "@/lib/features/notifications/queries";
import { createPerson } from "../../factories/people";
import { asOwner } from "../../support/owner";
import { as, asNobody } from "../../support/visitors";

type Person = Awaited<ReturnType<typeof createPerson>>;

/** Lines in somebody's inbox, the oldest first; answers their ids. */
async function fill(person: Person, ...sequences: readonly number[]): Promise<string[]> {
  const ids: string[] = [];
  for (const sequence of sequences) {
    const [row] = await asOwner<{ id: string }>(
      `INSERT INTO notifications (person_id, id, kind, event_sequence, title, body, href, delivery)
       VALUES ($1, gen_random_uuid(), 'plan_submitted', $2, $3, 'What happened.', '/home', 'portal') RETURNING id`,
      [person.personId, sequence, `Line ${sequence}`],
    );
    if (row) ids.push(row.id);
  }
  return ids;
}

const announced = (person: Person) =>
  asOwner(
    "SELECT actor_id FROM outbox_events WHERE name = 'notification.inbox_changed' AND payload->'personIds' ? $1",
    [person.personId],
  );

const inboxOf = (person: Person, search: Record<string, string> = {}) =>
  as(person, () => loadInbox(Promise.resolve(search)));

let person: Person;
let other: Person;
beforeEach(async () => {
  person = await createPerson([{ role: "certifier", departmentCode: "LAPL" }]);
  other = await createPerson([{ role: "certifier", departmentCode: "LAPL" }]);
});

describe("an inbox", () => {
  it("shows its own lines alone, the newest event first, and marks nothing by being looked at", async () => {
    await fill(person, 3, 1, 2);
    await fill(other, 9);
    for (let look = 0; look < 2; look += 1) {
      const { lines, unread, newest } = await inboxOf(person);
      expect(lines.map(({ title }) => title)).toEqual(["Line 3", "Line 2", "Line 1"]);
      expect(lines.every(({ isRead }) => !isRead)).toBe(true);
      expect({ unread, newest }).toEqual({ unread: 3, newest: "3" });
    }
  });

  it("goes on over pages, and answers a page past the end with the last", async () => {
    await fill(person, ...Array.from({ length: 27 }, (_, index) => index + 1));
    const { lines, pages, view } = await inboxOf(person, { page: "9" });
    expect(lines.map(({ title }) => title)).toEqual(["Line 2", "Line 1"]);
    expect({ pages, page: view.page }).toEqual({ pages: 2, page: 2 });
  });

  it("is empty for somebody new", async () => {
    expect(await inboxOf(person)).toMatchObject({ lines: [], unread: 0, newest: null, pages: 1 });
  });

  it("stops counting at a hundred", async () => {
    await fill(person, ...Array.from({ length: 104 }, (_, index) => index + 1));
    expect(await countUnread(person.personId)).toBe(100);
  });
});

describe("marking", () => {
  it("reads a line, makes it unread again, and tells the pages that stand open, once each", async () => {
    const [id = ""] = await fill(person, 1);
    const mark = (isRead: boolean) =>
      as(person, () => markNotificationAction({ notificationId: id, isRead }));
    expect(await mark(true)).toEqual({ ok: true, data: { isRead: true } });
    expect(await mark(true)).toMatchObject({ ok: true });
    expect(await countUnread(person.personId)).toBe(0);
    expect(await announced(person)).toEqual([{ actor_id: person.personId }]);
    expect((await inboxOf(person, { show: "unread" })).lines).toEqual([]);
    await mark(false);
    expect(await countUnread(person.personId)).toBe(1);
    expect(await announced(person)).toHaveLength(2);
  });

  it("changes a line once, however many times it is asked for at once", async () => {
    const [id = ""] = await fill(person, 1);
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => as(person, () => markNotificationAction({ notificationId: id, isRead: true }))),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(await announced(person)).toHaveLength(1);
  });

  it("is refused to nobody's and to another's line in the same way, and to those who are not signed in", async () => {
    const [id = ""] = await fill(person, 1);
    const mark = (notificationId: string) => () => markNotificationAction({ notificationId, isRead: true });
    expect(await asNobody(mark(id))).toMatchObject({ error: { code: "UNAUTHENTICATED" } });
    expect(await as(other, mark(id))).toMatchObject({ error: { code: "NOT_FOUND" } });
    expect(await as(other, mark(randomUUID()))).toMatchObject({ error: { code: "NOT_FOUND" } });
    expect(await as(person, mark("what"))).toMatchObject({ error: { code: "INVALID_INPUT" } });
    expect(await countUnread(person.personId)).toBe(1);
  });

  it("of everything stops at what the page knew of, and touches nobody else's", async () => {
    await fill(person, 1, 2);
    await fill(other, 1);
    await fill(person, 5);
    expect(await asNobody(() => markAllReadAction({ through: "2" }))).toMatchObject({
      error: { code: "UNAUTHENTICATED" },
    });
    expect(await as(person, () => markAllReadAction({ through: "all" }))).toMatchObject({
      error: { code: "INVALID_INPUT" },
    });
    expect(await as(person, () => markAllReadAction({ through: "2" }))).toEqual({
      ok: true,
      data: { marked: 2 },
    });
    const { lines } = await inboxOf(person, { show: "unread" });
    expect(lines.map(({ title }) => title)).toEqual(["Line 5"]);
    expect(await countUnread(other.personId)).toBe(1);
    expect(await as(person, () => markAllReadAction({ through: "2" }))).toEqual({
      ok: true,
      data: { marked: 0 },
    });
    expect(await announced(person)).toHaveLength(1);
  });
});

describe("choosing what reaches one", () => {
  const save = (who: Person, choices: Parameters<typeof savePreferencesAction>[0]["choices"]) =>
    as(who, () => savePreferencesAction({ choices }));
  const kept = (who: Person) =>
    asOwner("SELECT kind, delivery::text AS delivery FROM notification_preferences WHERE person_id = $1", [
      who.personId,
    ]);
  const audited = (who: Person) =>
    asOwner<{ payload: { choices: object } }>(
      "SELECT payload FROM audit_events WHERE name = 'notification.preferences_changed' AND actor_id = $1 ORDER BY sequence",
      [who.personId],
    );

  it("offers the kinds of one's roles, and nothing quieter than the floor", async () => {
    const kinds = (await as(person, loadPreferences)).flatMap((group) => group.kinds);
    const of = (kind: string) => kinds.find((line) => line.kind === kind);
    expect(of("signature_wanted")).toMatchObject({ choices: ["at_once"], chosen: "at_once" });
    expect(of("signature_wanted")?.floorReason).not.toBe("");
    expect(of("plan_accepted")).toMatchObject({ choices: ["at_once", "daily", "portal"], floorReason: "" });
    expect(of("contact_updated")).toBeUndefined();
    const member = await createPerson([{ role: "working_group_member" }]);
    expect(await as(member, loadPreferences)).toEqual([]);
  });

  it("keeps what differs from the usual, audits it, and forgets it when it is as usual again", async () => {
    expect(await save(person, { plan_accepted: "daily", review_begun: "portal" })).toEqual({
      ok: true,
      data: { changed: 1 },
    });
    expect(await kept(person)).toEqual([{ kind: "plan_accepted", delivery: "daily" }]);
    const kinds = (await as(person, loadPreferences)).flatMap((group) => group.kinds);
    expect(kinds.find((line) => line.kind === "plan_accepted")).toMatchObject({
      usual: "at_once",
      chosen: "daily",
    });
    expect(await save(person, { plan_accepted: "daily" })).toMatchObject({ data: { changed: 0 } });
    expect(await save(person, { plan_accepted: "at_once" })).toMatchObject({ data: { changed: 1 } });
    expect(await kept(person)).toEqual([]);
    expect((await audited(person)).map(({ payload }) => payload.choices)).toEqual([
      { plan_accepted: "daily" },
      { plan_accepted: null },
    ]);
    expect(await kept(other)).toEqual([]);
  });

  it("refuses what is quieter than the floor, and what does not concern one's roles, and keeps nothing of it", async () => {
    const answer = await save(person, {
      plan_accepted: "portal",
      signature_wanted: "portal",
      contact_updated: "daily",
    });
    expect(answer).toMatchObject({
      ok: false,
      error: {
        code: "NOT_OFFERED",
        fieldErrors: {
          "choices.signature_wanted": expect.any(String),
          "choices.contact_updated": expect.any(String),
        },
      },
    });
    expect(await kept(person)).toEqual([]);
    expect(await audited(person)).toEqual([]);
  });

  it("refuses what is no way at all, no kind at all, and those who are not signed in", async () => {
    // What a stranger's script can send, whatever the type says.
    const wrong = { plan_accepted: "loudly" } as unknown as Parameters<typeof save>[1];
    expect(await save(person, wrong)).toMatchObject({
      error: { code: "INVALID_INPUT", fieldErrors: { "choices.plan_accepted": expect.any(String) } },
    });
    const unknown = { everything: "portal" } as unknown as Parameters<typeof save>[1];
    expect(await save(person, unknown)).toMatchObject({ error: { code: "INVALID_INPUT" } });
    expect(await asNobody(() => savePreferencesAction({ choices: {} }))).toMatchObject({
      error: { code: "UNAUTHENTICATED" },
    });
  });

  it("keeps one of two that are saved at once, whole", async () => {
    const answers = await Promise.all([
      save(person, { plan_accepted: "daily", return_undone: "daily" }),
      save(person, { plan_accepted: "portal", return_undone: "portal" }),
    ]);
    expect(answers.every(({ ok }) => ok)).toBe(true);
    const deliveries = (await kept(person)).map(({ delivery }) => delivery);
    expect(deliveries).toHaveLength(2);
    expect(new Set(deliveries).size).toBe(1);
  });
});
