import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { endStreams } from "@/lib/platform/streams";
import { createPerson } from "../../factories/people";
import { askForStream, openLive } from "../../support/live-stream";
import { asOwner } from "../../support/owner";

let reviewer: Awaited<ReturnType<typeof createPerson>>;

/** What only the superuser sees and may do to the other connections of this file's database. */
async function asSuperuser(text: string): Promise<{ amount: number }[]> {
  const client = new pg.Client({ connectionString: inject("adminUrl") });
  await client.connect();
  const database = new URL(process.env.TEST_OWNER_URL ?? "").pathname.slice(1);
  try {
    return (await client.query<{ amount: number }>(text, [database])).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  reviewer = await createPerson([{ role: "reviewer" }]);
});

describe("a stream", () => {
  it("lets itself be heard while nothing happens, and names its place", async () => {
    const live = await openLive(reviewer, { directive: "ed-12" });
    await live.settled();
    const first = live.lastId();
    await expect.poll(() => live.lastId(), { timeout: 20_000 }).not.toBe(first);
    expect(live.told.map(({ name }) => name)).toEqual(["inbox"]);
    await live.close();
  });

  it("outlives the loss of all connections to the database", async () => {
    const live = await openLive(reviewer, { directive: "ed-12" });
    await live.settled();
    const lost = await asSuperuser(
      `SELECT pg_terminate_backend(pid)::int AS amount FROM pg_stat_activity
       WHERE usename = 'portal_app' AND datname = $1`,
    );
    expect(lost.length).toBeGreaterThan(1);
    await new Promise((done) => setTimeout(done, 1_500));
    await asOwner(
      `INSERT INTO outbox_events (department_id, directive_id, name, payload, request_id)
       SELECT department_id, directive_id, 'plan.section_saved', '{}', 'after' FROM body_summaries WHERE code = 'LAPL'`,
    );
    await expect.poll(() => live.of("dashboard").length, { timeout: 5_000 }).toBe(1);
    await live.close();
  });

  it("keeps nothing awake when nobody watches", async () => {
    const countListening = async () => {
      const [row] = await asSuperuser(
        `SELECT count(*)::int AS amount FROM pg_stat_activity WHERE datname = $1 AND query LIKE 'LISTEN%'`,
      );
      return row?.amount;
    };
    const live = await openLive(reviewer, { directive: "ed-12" });
    await expect.poll(countListening, { timeout: 5_000 }).toBe(1);
    await live.close();
    await expect.poll(countListening, { timeout: 5_000 }).toBe(0);
  });
});

describe("a process that stops", () => {
  it("ends its streams at once, and gives nobody a new one that stays", async () => {
    const live = await openLive(reviewer, { directive: "ed-12" });
    await live.settled();
    endStreams();
    await expect.poll(() => live.isOver(), { timeout: 1_000 }).toBe(true);
    // Nobody has lost anything but the line: the browser tries again.
    expect(live.of("ended")).toEqual([]);
    const late = await askForStream(reviewer, { directive: "ed-12" });
    expect(await late.text()).toBe("retry: 2000\n\n");
  });

  afterAll(() => {
    const { portalStreams } = globalThis as typeof globalThis & { portalStreams?: { isStopping: boolean } };
    if (portalStreams) portalStreams.isStopping = false;
  });
});
