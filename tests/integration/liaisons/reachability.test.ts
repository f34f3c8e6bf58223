import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { refreshReachable } from "@/lib/features/compliance/service";
import { findDepartment } from "@/lib/features/liaisons/queries";
import { type ReachFacts, reachabilityFrom, reachabilityOf } from "@/lib/features/liaisons/reachability";
import { isReachable, reachReasons } from "@/lib/features/liaisons/reachability-sql";
import { ok } from "@/lib/kernel/result";
import { db } from "@/lib/platform/db";
import { withTransaction } from "@/lib/platform/tx";
import { everyCombination } from "../../factories/reachability";
import { asOwner } from "../../support/owner";

const dayMs = 86_400_000;

async function departmentIdOf(code: string) {
  const department = await findDepartment(code);
  if (!department) throw new Error(`no department ${code}`);
  return department.departmentId;
}

/** Writes designations that were ended at once, as many as there are: of those in force there is one a department. */
async function storeAll(departmentId: string, all: readonly ReachFacts[]): Promise<string[]> {
  const rows = all.map((facts) => ({ id: randomUUID(), facts }));
  await asOwner(
    `INSERT INTO liaison_designations (department_id, id, kind, name, title, email, phone, hours, effective_on,
       changed_by_name, ended_at, accepted_at, email_verified_at, phone_verified_at, confirmed_at)
     SELECT $1, id, 'liaison', 'Dana', 'Officer', id || '@lacity.test', '(213) 555-0142', 'Always', '2025-07-11', 'Pat',
       now(), (facts->>'acceptedAt')::timestamptz, (facts->>'emailVerifiedAt')::timestamptz,
       (facts->>'phoneVerifiedAt')::timestamptz, (facts->>'confirmedAt')::timestamptz
     FROM jsonb_to_recordset($2::jsonb) AS row (id uuid, facts jsonb)`,
    [departmentId, JSON.stringify(rows)],
  );
  await asOwner(
    `INSERT INTO liaison_confirmations (department_id, id, designation_id, reason, secret_hash, asked_at)
     SELECT $1, id, id, 'scheduled', id::text, (facts->>'askedAt')::timestamptz
     FROM jsonb_to_recordset($2::jsonb) AS row (id uuid, facts jsonb) WHERE facts->>'askedAt' IS NOT NULL`,
    [departmentId, JSON.stringify(rows)],
  );
  await asOwner(
    `INSERT INTO mail_addresses (address, unreachable_since)
     SELECT id || '@lacity.test', CASE WHEN (facts->>'isMailRefused')::boolean THEN now() END
     FROM jsonb_to_recordset($1::jsonb) AS row (id uuid, facts jsonb)`,
    [JSON.stringify(rows)],
  );
  return rows.map(({ id }) => id);
}

describe("reachability in SQL", () => {
  it("says of every combination what the pure function says", async () => {
    const departmentId = await departmentIdOf("LAPL");
    // A second aside from every edge, since the database's clock runs on while the rows are written.
    const now = new Date(Date.now() - 1_000);
    const all = everyCombination(now, 90);
    const ids = await storeAll(departmentId, all);
    const rows = await db.$queryRaw<
      { id: string; reasons: Parameters<typeof reachabilityFrom>[0]; isReachable: boolean }[]
    >`SELECT designation.id, ${reachReasons("designation")} AS reasons, ${isReachable("designation")} AS "isReachable"
      FROM liaison_designations AS designation WHERE designation.department_id = ${departmentId}::uuid`;
    const byId = new Map(rows.map((row) => [row.id, row]));
    expect(byId.size).toBe(all.length);
    for (const [index, facts] of all.entries()) {
      const row = byId.get(ids[index] ?? "");
      const expected = reachabilityOf(facts, { now: new Date(now.getTime() + 1_000), confirmationDays: 90 });
      expect(reachabilityFrom(row?.reasons ?? null), JSON.stringify(facts)).toEqual(expected);
      expect(row?.isReachable).toBe(expected.state === "reachable");
    }
  });

  it("forgets an answer that was given, and calls a row that was joined to nobody vacant", async () => {
    const departmentId = await departmentIdOf("RAP");
    const at = new Date(Date.now() - dayMs);
    const facts: ReachFacts = {
      acceptedAt: at,
      emailVerifiedAt: at,
      phoneVerifiedAt: at,
      confirmedAt: at,
      askedAt: new Date(Date.now() - 9 * dayMs),
      isMailRefused: false,
    };
    await storeAll(departmentId, [facts]);
    const read = () => db.$queryRaw<{ reasons: readonly string[] | null; isReachable: boolean }[]>`
      SELECT ${reachReasons("liaison")} AS reasons, ${isReachable("liaison")} AS "isReachable"
      FROM departments AS department
      LEFT JOIN liaison_designations AS liaison ON liaison.department_id = department.id
      WHERE department.code IN ('RAP', 'ITA') ORDER BY department.code DESC`;
    expect(await read()).toEqual([
      { reasons: ["confirmation_overdue"], isReachable: false },
      { reasons: null, isReachable: false },
    ]);
    await asOwner("UPDATE liaison_confirmations SET answered_at = now() WHERE department_id = $1", [
      departmentId,
    ]);
    expect((await read())[0]).toEqual({ reasons: [], isReachable: true });
  });
});

describe("a body's summary", () => {
  it("follows when time has undone what was proved, and is left alone where nothing changed", async () => {
    const departmentId = await departmentIdOf("ITA");
    const at = new Date(Date.now() - dayMs);
    const [id] = await storeAll(departmentId, [
      {
        acceptedAt: at,
        emailVerifiedAt: at,
        phoneVerifiedAt: at,
        confirmedAt: at,
        askedAt: null,
        isMailRefused: false,
      },
    ]);
    await asOwner("UPDATE liaison_designations SET ended_at = NULL WHERE id = $1", [id]);
    const refresh = async (only: typeof departmentId | null) => {
      const answer = await withTransaction(async (tx) => ok(await refreshReachable(tx, only)));
      return answer.ok ? answer.data : null;
    };
    const summaries = () =>
      asOwner<{ is_reachable: boolean }>("SELECT is_reachable FROM body_summaries WHERE department_id = $1", [
        departmentId,
      ]);
    const bodies = (await summaries()).length;
    expect(bodies).toBeGreaterThan(0);
    expect(await refresh(departmentId)).toBe(bodies);
    expect((await summaries()).every(({ is_reachable }) => is_reachable)).toBe(true);
    expect(await refresh(departmentId)).toBe(0);
    await asOwner("UPDATE liaison_designations SET confirmed_at = now() - interval '91 days' WHERE id = $1", [
      id,
    ]);
    expect(await refresh(null)).toBe(bodies);
    expect((await summaries()).some(({ is_reachable }) => is_reachable)).toBe(false);
  });
});
