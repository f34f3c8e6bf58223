import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineEvent } from "@/lib/kernel/events";
import { err, ok } from "@/lib/kernel/result";
import { recordEvent, system } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";
import { withTransaction } from "@/lib/platform/tx";
import { asOwner } from "../../support/owner";

const happened = defineEvent("test.happened", z.object({ thing: z.string() }));
const nowhere = { departmentId: null, directiveId: null };
const addPerson = (email: string) => ({ data: { email, name: "Robin Invented" } });

describe("a transaction", () => {
  it("keeps what was written when the work answers ok", async () => {
    const email = `${randomUUID()}@people.test`;
    await withTransaction(async (tx) => ok(await tx.person.create(addPerson(email))));
    expect(await db.person.count({ where: { email } })).toBe(1);
  });

  it("takes back what was written when the work answers an error, and hands the error on as it was", async () => {
    const email = `${randomUUID()}@people.test`;
    const result = await withTransaction(async (tx) => {
      await tx.person.create(addPerson(email));
      return err("TOO_BAD", { details: { why: "because" } });
    });
    expect(result).toEqual({ ok: false, error: { code: "TOO_BAD", details: { why: "because" } } });
    expect(await db.person.count({ where: { email } })).toBe(0);
  });

  it("takes back what was written when the work throws, and throws on", async () => {
    const email = `${randomUUID()}@people.test`;
    const work = withTransaction(async (tx) => {
      await tx.person.create(addPerson(email));
      throw new Error("broken");
    });
    await expect(work).rejects.toThrow("broken");
    expect(await db.person.count({ where: { email } })).toBe(0);
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
