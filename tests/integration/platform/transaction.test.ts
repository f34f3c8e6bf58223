import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineEvent } from "@/lib/kernel/events";
import { err, ok } from "@/lib/kernel/result";
import { recordEvent, system } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { asOwner } from "../../support/owner";

const happened = defineEvent("test.happened", z.object({ thing: z.string() }));
const nowhere = { departmentId: null, directiveId: null };
const addPerson = (tx: Transaction, email: string) => tx.$executeRaw`
  INSERT INTO people (id, email, name) VALUES (${randomUUID()}::uuid, ${email}, 'Robin Invented')`;

describe("a transaction", () => {
  it("keeps what was written when the work answers ok", async () => {
    const email = `${randomUUID()}@people.test`;
    await withTransaction(async (tx) => ok(await addPerson(tx, email)));
    expect(await db.person.count({ where: { email } })).toBe(1);
  });

  it("takes back what was written when the work answers an error, and hands the error on as it was", async () => {
    const email = `${randomUUID()}@people.test`;
    const result = await withTransaction(async (tx) => {
      await addPerson(tx, email);
      return err("TOO_BAD", { details: { why: "because" } });
    });
    expect(result).toEqual({ ok: false, error: { code: "TOO_BAD", details: { why: "because" } } });
    expect(await db.person.count({ where: { email } })).toBe(0);
  });

  it("takes back what was written when the work throws, and throws on", async () => {
    const email = `${randomUUID()}@people.test`;
    const work = withTransaction(async (tx) => {
      await addPerson(tx, email);
      throw new Error("broken");
    });
    await expect(work).rejects.toThrow("broken");
    expect(await db.person.count({ where: { email } })).toBe(0);
  });
});

describe("a transaction in which a statement failed", () => {
  it("is never taken for committed, even when the work goes on and answers ok", async () => {
    const email = `${randomUUID()}@people.test`;
    const work = withTransaction(async (tx) => {
      await addPerson(tx, email);
      await addPerson(tx, email).catch(() => undefined);
      return ok(null);
    });
    await expect(work).rejects.toThrow("failed before its end");
    expect(await db.person.count({ where: { email } })).toBe(0);
  });

  it("gives its connection back in order", async () => {
    const attempts = Array.from({ length: 30 }, () =>
      withTransaction(async (tx) => ok(await tx.$executeRaw`SELECT nonsense`)).catch(() => "refused"),
    );
    expect(new Set(await Promise.all(attempts))).toEqual(new Set(["refused"]));
    expect(await withTransaction(async (tx) => ok(await tx.$queryRaw`SELECT 1 AS one`))).toEqual(
      ok([{ one: 1 }]),
    );
  });

  it("ends with its connection when the server closes it", async () => {
    const work = withTransaction(async (tx) => {
      const [own] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      await db.$queryRaw`SELECT pg_terminate_backend(${own?.pid})`;
      return ok(await tx.$queryRaw`SELECT 1`);
    });
    // Whether the server's farewell is read before the next statement is sent decides which of the two is said.
    await expect(work).rejects.toThrow(/terminat|not queryable/);
    expect(await db.$queryRaw`SELECT 2 AS two`).toEqual([{ two: 2 }]);
  });
});

describe("a statement that is refused", () => {
  it("fails without telling the row, wherever its error is written down", async () => {
    const row = db.$executeRaw`
      INSERT INTO people (id, email, name) VALUES (gen_random_uuid(), 'Capital@people.test', 'Dana Invented')`;
    const error: unknown = await row.catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "23514", constraint: "people_email_is_lower_case" });
    expect(inspect(error)).not.toMatch(/Dana|Capital/);
  });
});

describe("what a statement answers", () => {
  it("is a bigint for an int8, a day for a date, an instant, a list, a structure", async () => {
    const [row] = await db.$queryRaw<unknown[]>`
      SELECT 9007199254740993::int8 AS large, '2025-07-25'::date AS day, '2025-07-25T07:00:00Z'::timestamptz AS at,
        ${["a", 'b "c"']}::text[] AS list, ${JSON.stringify({ a: [1] })}::jsonb AS structure, ${null}::text AS nothing`;
    expect(row).toEqual({
      large: 9007199254740993n,
      day: "2025-07-25",
      at: new Date("2025-07-25T07:00:00Z"),
      list: ["a", 'b "c"'],
      structure: { a: [1] },
      nothing: null,
    });
  });
});

describe("an event", () => {
  it("is in the audit chain and in the outbox, or in neither", async () => {
    await withTransaction(async (tx) => {
      await recordEvent(tx, happened, system("request-1"), nowhere, { thing: "one" });
      return ok(null);
    });
    await withTransaction(async (tx) => {
      await recordEvent(tx, happened, system("request-2"), nowhere, { thing: "two" });
      return err("CHANGED_MY_MIND");
    });
    const audited = await asOwner("SELECT payload FROM audit_events WHERE name = 'test.happened'");
    const sent = await asOwner("SELECT payload FROM outbox_events WHERE name = 'test.happened'");
    expect(audited).toEqual([{ payload: { thing: "one" } }]);
    expect(sent).toEqual(audited);
  });

  it("with a payload that does not fit its name is a defect, and undoes the work", async () => {
    const work = withTransaction(async (tx) => {
      await recordEvent(tx, happened, system("request-3"), nowhere, { thing: 3 } as never);
      return ok(null);
    });
    await expect(work).rejects.toThrow();
  });

  it("written by many at once keeps one unbroken chain", async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        withTransaction(async (tx) => {
          await recordEvent(tx, happened, system(`parallel-${index}`), nowhere, { thing: `${index}` });
          return ok(null);
        }),
      ),
    );
    const [broken] = await asOwner<{ count: string }>(
      `SELECT count(*) FROM (
         SELECT previous_hash, lag(hash) OVER (PARTITION BY chain ORDER BY sequence) AS expected, sequence FROM audit_events) AS links
       WHERE sequence > 1 AND previous_hash IS DISTINCT FROM expected`,
    );
    expect(broken?.count).toBe("0");
  });
});
