import pg from "pg";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/api/live/route";
import { requestExtension, withdrawRequest } from "@/lib/features/directives/service";
import { planKey, saveSection, takeStep } from "@/lib/features/plans/service";
import { dayAt } from "@/lib/kernel/local-time";
import { db } from "@/lib/platform/db";
import { createPerson } from "../../factories/people";
import { planOf, revisionOf } from "../../factories/plans";
import { askForStream, openLive } from "../../support/live-stream";
import { asOwner } from "../../support/owner";
import { asVisitor } from "../../support/request-headers";

type Person = Awaited<ReturnType<typeof createPerson>>;
type Live = Awaited<ReturnType<typeof openLive>>;

let reviewer: Person;
let preparer: Person;
let stranger: Person;
const open: Live[] = [];

async function watch(...input: Parameters<typeof openLive>): Promise<Live> {
  const live = await openLive(...input);
  open.push(live);
  await live.settled();
  return live;
}

async function save(code: string, by: Person): Promise<void> {
  const plan = await planOf(code);
  const revision = await revisionOf(plan, "liaison");
  const content = { note: `${Math.random()}` };
  const saved = await saveSection({
    plan: planKey(plan),
    section: "liaison",
    revision,
    content,
    by: by.doer,
  });
  if (!saved.ok) throw new Error(saved.error.code);
}

const codesIn = (live: Live) =>
  live.of("dashboard").flatMap(({ bodies }) => (bodies as { code: string }[]).map(({ code }) => code));

beforeAll(async () => {
  reviewer = await createPerson([{ role: "reviewer" }]);
  preparer = await createPerson([{ role: "preparer", departmentCode: "LAPL" }]);
  stranger = await createPerson([{ role: "preparer", departmentCode: "RAP" }]);
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((live) => live.close()));
});

describe("a dashboard's stream", () => {
  it("answers at once, unbuffered, and says how to come back", async () => {
    const live = await watch(reviewer, { directive: "ed-12" });
    expect(live.response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(live.response.headers.get("cache-control")).toBe("no-cache, no-transform");
    expect(live.response.headers.get("x-accel-buffering")).toBe("no");
    expect(live.lastId()).toMatch(/^\d+-\d+:\d+:/);
    expect(live.of("inbox")).toEqual([{ unread: 0 }]);
  });

  it("tells what changed, the figures with it, to all who watch, within a second", async () => {
    const [one, two] = await Promise.all([
      watch(reviewer, { directive: "ed-12" }),
      watch(reviewer, { directive: "ed-12" }),
    ]);
    await save("LAPL", preparer);
    await expect.poll(() => codesIn(one), { timeout: 1_000 }).toContain("LAPL");
    await expect.poll(() => codesIn(two), { timeout: 1_000 }).toContain("LAPL");
    expect(one.of("dashboard")[0]).toMatchObject({ counts: { byStatus: { draft: 1 } } });
    expect(one.of("dashboard")).toEqual(two.of("dashboard"));
  });

  it("tells how many departments ask for more time", async () => {
    const live = await watch(reviewer, { directive: "ed-12" });
    const requests = () => live.of("dashboard").at(-1)?.requests;
    const { directiveId } = await planOf("LAPL");
    const asked = await requestExtension({
      directiveId,
      departmentCode: "LAPL",
      day: dayAt(new Date(Date.now() + 60 * 86_400_000), "America/Los_Angeles"),
      reason: "The annex is not signed.",
      by: { ...preparer.doer, personId: preparer.personId },
    });
    if (!asked.ok) throw new Error(asked.error.code);
    await expect.poll(requests, { timeout: 1_000 }).toBe(1);
    await withdrawRequest({
      directiveId,
      departmentCode: "LAPL",
      requestId: asked.data.requestId,
      by: { ...preparer.doer, personId: preparer.personId },
    });
    await expect.poll(requests, { timeout: 1_000 }).toBe(0);
  });

  it("delivers what an older transaction commits after a newer one, though its sequence is smaller", async () => {
    const live = await watch(reviewer, { directive: "ed-12" });
    const { departmentId, directiveId } = await planOf("POLA");
    const late = new pg.Client({ connectionString: process.env.DATABASE_APP_URL });
    await late.connect();
    await late.query("BEGIN; SELECT set_config('portal.scope', '*', true)");
    const written = await late.query<{ sequence: string }>(
      `INSERT INTO outbox_events (department_id, directive_id, name, payload, request_id)
       VALUES ($1, $2, 'plan.section_saved', '{}', 'late') RETURNING sequence`,
      [departmentId, directiveId],
    );
    await save("LAPL", preparer);
    await expect.poll(() => codesIn(live), { timeout: 3_000 }).toContain("LAPL");
    await save("RAP", stranger);
    await expect.poll(() => codesIn(live), { timeout: 3_000 }).toContain("RAP");
    const [newest] = await asOwner<{ sequence: string }>(
      "SELECT max(sequence) AS sequence FROM outbox_events",
    );
    expect(BigInt(newest?.sequence ?? 0)).toBeGreaterThan(BigInt(written.rows[0]?.sequence ?? 0));
    expect(codesIn(live)).not.toContain("POLA");
    await late.query("COMMIT");
    await late.end();
    await expect.poll(() => codesIn(live), { timeout: 3_000 }).toContain("POLA");
    expect(codesIn(live).filter((code) => code === "POLA")).toHaveLength(1);
  });

  it("does not tell again and again what was restored from a server whose transactions had come further", async () => {
    const { departmentId, directiveId } = await planOf("POLA");
    await db.$executeRaw`
      INSERT INTO outbox_events (department_id, directive_id, name, payload, request_id, occurred_at, transaction_id)
      VALUES (${departmentId}::uuid, ${directiveId}::uuid, 'plan.section_saved', '{}', 'restored',
        clock_timestamp() - interval '1 day', pg_current_xact_id()::text::bigint + 1000000)`;
    const live = await watch(reviewer, { directive: "ed-12" });
    await save("LAPL", preparer);
    await expect.poll(() => codesIn(live), { timeout: 3_000 }).toContain("LAPL");
    await save("RAP", stranger);
    await expect.poll(() => codesIn(live), { timeout: 3_000 }).toContain("RAP");
    expect(codesIn(live)).not.toContain("POLA");
  });

  it("says a burst in few messages", async () => {
    const live = await watch(reviewer, { directive: "ed-12" });
    const { departmentId, directiveId } = await planOf("POLA");
    for (let count = 0; count < 40; count++) {
      await db.$executeRaw`
        INSERT INTO outbox_events (department_id, directive_id, name, payload, request_id)
        VALUES (${departmentId}::uuid, ${directiveId}::uuid, 'plan.section_saved', '{}', 'burst')`;
    }
    await expect.poll(() => codesIn(live).length, { timeout: 3_000 }).toBeGreaterThan(0);
    await new Promise((done) => setTimeout(done, 1_200));
    expect(codesIn(live).length).toBeLessThan(8);
  });

  it("does not tell of another directive", async () => {
    const live = await watch(reviewer, { directive: "ed-12" });
    const { departmentId } = await planOf("POLA");
    const elsewhere = "01890000-0000-7000-8000-00000000ffff";
    await db.$executeRaw`
      INSERT INTO outbox_events (department_id, directive_id, name, payload, request_id)
      VALUES (${departmentId}::uuid, ${elsewhere}::uuid, 'plan.section_saved', '{}', 'elsewhere')`;
    await save("LAPL", preparer);
    await expect.poll(() => codesIn(live), { timeout: 3_000 }).toContain("LAPL");
    expect(codesIn(live)).not.toContain("POLA");
  });
});

describe("one session", () => {
  it("holds twenty streams at the most: the oldest makes room for one more, and nobody else's does", async () => {
    const other = await watch(reviewer, {});
    const { id } = await db.session.create({
      data: {
        personId: reviewer.personId,
        expiresAt: new Date(Date.now() + 3_600_000),
        secondFactor: "totp",
      },
    });
    const ask = () => asVisitor(id, () => GET(new Request("http://localhost/api/live")));
    const oldest = await ask();
    const others = await Promise.all(Array.from({ length: 20 }, ask));
    expect(await oldest.text()).toContain("event: again");
    await db.$executeRaw`
      INSERT INTO notifications (person_id, id, kind, event_sequence, title, body, href, delivery)
      SELECT ${reviewer.personId}::uuid, gen_random_uuid(), 'plan_submitted', line, '', '', '/home', 'portal'
      FROM generate_series(1, 120) AS line`;
    const { personId } = reviewer;
    await db.$executeRaw`
      INSERT INTO outbox_events (name, payload, request_id)
      VALUES ('notification.inbox_changed', jsonb_build_object('personIds', jsonb_build_array(${personId}::text)), 'r')`;
    // Counted no further than the navigation says.
    await expect.poll(() => other.of("inbox").at(-1), { timeout: 3_000 }).toEqual({ unread: 100 });
    expect(other.isOver()).toBe(false);
    await Promise.all(others.map(({ body }) => body?.cancel()));
    await asOwner("DELETE FROM notifications");
  });
});

describe("a stream that was broken off", () => {
  it("is told what it missed when it comes back with its last id, in the header or in the address", async () => {
    const first = await watch(reviewer, { directive: "ed-12" });
    const since = first.lastId();
    await first.close();
    await save("LAPL", preparer);
    const byHeader = await watch(reviewer, { directive: "ed-12" }, { "last-event-id": since });
    const byAddress = await watch(reviewer, { directive: "ed-12", since });
    expect(codesIn(byHeader)).toEqual(["LAPL"]);
    expect(codesIn(byAddress)).toEqual(["LAPL"]);
    // And from where that ends, nothing is told twice.
    const again = await watch(reviewer, { directive: "ed-12", since: byHeader.lastId() });
    expect(codesIn(again)).toEqual([]);
  });

  it("is told what happened between the reading of its page and its opening", async () => {
    const [clock] = await asOwner<{ now: Date }>("SELECT clock_timestamp() AS now");
    await save("RAP", stranger);
    const live = await watch(reviewer, { directive: "ed-12", read: clock?.now.toISOString() ?? "" });
    expect(codesIn(live)).toContain("RAP");
  });

  it("is told to read everything again when its place is too old, or none", async () => {
    const hourAgo = Math.floor(Date.now() / 1_000) - 3_700;
    for (const since of [`${hourAgo}-1:1:`, "nonsense", `${Math.floor(Date.now() / 1_000)}-9:5:`]) {
      const live = await watch(reviewer, { directive: "ed-12", since });
      expect(live.of("reset"), since).toHaveLength(1);
    }
  });

  it("is told to read everything again when too much happened", async () => {
    const first = await watch(reviewer, { directive: "ed-12" });
    const since = first.lastId();
    await first.close();
    const { departmentId, directiveId } = await planOf("POLA");
    await db.$executeRaw`
      INSERT INTO outbox_events (department_id, directive_id, name, payload, request_id)
      SELECT ${departmentId}::uuid, ${directiveId}::uuid, 'plan.section_saved', '{}', 'many'
      FROM generate_series(1, 1001)`;
    const live = await watch(reviewer, { directive: "ed-12", since });
    expect(live.of("reset")).toHaveLength(1);
    expect(live.of("dashboard")).toEqual([]);

    const minutesAgo = since.replace(/^\d+/, String(Math.floor(Date.now() / 1_000) - 300));
    const [away, back] = await Promise.all(
      [minutesAgo, live.lastId()].map((place) => watch(reviewer, { directive: "ed-12", since: place })),
    );
    expect(away?.of("reset")).toHaveLength(1);
    expect(back?.of("reset")).toEqual([]);
  });
});

describe("who may watch", () => {
  it.each([
    ["nobody", null, { directive: "ed-12" }, 401],
    ["a preparer, the dashboard", () => preparer, { directive: "ed-12" }, 404],
    ["a preparer of another department, the plan", () => stranger, { directive: "ed-12", plan: "LAPL" }, 404],
    ["a reviewer, a draft", () => reviewer, { directive: "ed-12", plan: "LAPL" }, 404],
    ["anybody, a directive that is none", () => reviewer, { directive: "ed-99" }, 404],
    [
      "anybody, a section that is none",
      () => preparer,
      { directive: "ed-12", plan: "LAPL", section: "x" },
      422,
    ],
    [
      "anybody, a section without their page",
      () => preparer,
      { directive: "ed-12", plan: "LAPL", section: "training" },
      422,
    ],
  ] as const)("%s", async (_, who, query, status) => {
    const response = await askForStream(who ? who() : null, query as Record<string, string>);
    expect(response.status).toBe(status);
  });

  it("gives whoever is not about a directive their inbox alone", async () => {
    const live = await watch(preparer, {});
    await save("LAPL", preparer);
    await new Promise((done) => setTimeout(done, 500));
    expect(live.told.map(({ name }) => name)).toEqual(["inbox"]);
  });

  it("ends with the session, and says so", async () => {
    const leaver = await createPerson([{ role: "reviewer" }]);
    const live = await watch(leaver, { directive: "ed-12" });
    const stays = await watch(reviewer, { directive: "ed-12" });
    await asOwner("UPDATE sessions SET ended_at = now(), end_reason = 'signed_out' WHERE person_id = $1", [
      leaver.personId,
    ]);
    await expect.poll(() => live.isOver(), { timeout: 8_000 }).toBe(true);
    expect(live.told.at(-1)).toMatchObject({ name: "ended", data: { why: "signed_out" } });
    expect(stays.isOver()).toBe(false);
  });

  it("ends with the role, while other streams of the person go on", async () => {
    const both = await createPerson([{ role: "reviewer" }, { role: "preparer", departmentCode: "LAPL" }]);
    const dashboard = await watch(both, { directive: "ed-12" });
    const plan = await watch(both, { directive: "ed-12", plan: "LAPL" });
    await asOwner("UPDATE role_assignments SET ends_at = now() WHERE person_id = $1 AND role = 'reviewer'", [
      both.personId,
    ]);
    await expect.poll(() => dashboard.isOver(), { timeout: 8_000 }).toBe(true);
    expect(dashboard.told.at(-1)).toMatchObject({ name: "ended", data: { why: "no_access" } });
    expect(plan.isOver()).toBe(false);
  });
});

describe("a plan's stream", () => {
  it("tells its department that the page has changed, and nobody of another plan", async () => {
    const library = await watch(preparer, { directive: "ed-12", plan: "LAPL" });
    const parks = await watch(stranger, { directive: "ed-12", plan: "RAP" });
    const plan = await planOf("LAPL");
    const moved = await takeStep({
      plan: planKey(plan),
      step: "send_to_certifier",
      reason: "",
      by: preparer.doer,
    });
    expect(moved.ok).toBe(true);
    await expect.poll(() => library.of("plan").length, { timeout: 2_000 }).toBe(1);
    expect(parks.of("plan")).toEqual([]);
  });
});

describe("an inbox", () => {
  it("hears its unread count when it changes, and nobody else's", async () => {
    const mine = await watch(preparer, {});
    const theirs = await watch(stranger, {});
    await db.notification.create({
      data: {
        personId: preparer.personId,
        kind: "test",
        eventSequence: 1n,
        title: "t",
        body: "b",
        href: "/home",
        delivery: "portal",
      },
    });
    await db.$executeRaw`
      INSERT INTO outbox_events (name, payload, request_id)
      VALUES ('notification.inbox_changed', ${JSON.stringify({ personIds: [preparer.personId] })}::jsonb, 'r')`;
    await expect.poll(() => mine.of("inbox"), { timeout: 3_000 }).toEqual([{ unread: 0 }, { unread: 1 }]);
    expect(theirs.of("inbox")).toEqual([{ unread: 0 }]);
  });
});
