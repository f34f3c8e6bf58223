import { randomUUID } from "node:crypto";
import pg from "pg";
import { describe, expect, it, vi } from "vitest";
import { correctExtension, extendDeadlines } from "@/lib/features/directives/service";
import { loadReceipt } from "@/lib/features/plans/loaders";
import { fileVersion, planKey } from "@/lib/features/plans/service";
import { bodyOf, dayIn, dueOf, extensionsOf } from "../../factories/deadlines";
import { createPerson } from "../../factories/people";
import { draftWholePlan, planOf, readingOf } from "../../factories/plans";
import { asOwner } from "../../support/owner";
import { as } from "../../support/visitors";

type Plan = Awaited<ReturnType<typeof planOf>>;

async function waitForWaiters(amount: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const rows = await asOwner(
        `SELECT FROM pg_stat_activity
         WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`,
      );
      expect(rows).toHaveLength(amount);
    },
    { timeout: 5_000, interval: 10 },
  );
}

/**
 * Runs the second work while the first is held at its last step: writing to the department's audit chain, whose head
 * is locked from outside until both wait.
 */
async function whileHeld<A, B>(
  plan: Plan,
  first: () => Promise<A>,
  second: () => Promise<B>,
): Promise<[A, B]> {
  const holder = new pg.Client({ connectionString: process.env.TEST_OWNER_URL });
  await holder.connect();
  try {
    await holder.query("BEGIN");
    await holder.query("SELECT FROM audit_chains WHERE chain = $1 FOR UPDATE", [plan.departmentId]);
    const one = first();
    await waitForWaiters(1);
    const two = second();
    await waitForWaiters(2);
    await holder.query("COMMIT");
    return [await one, await two];
  } finally {
    await holder.end();
  }
}

async function scene(code: string) {
  const reviewer = await createPerson([{ role: "reviewer" }]);
  const certifier = await createPerson([{ role: "certifier", departmentCode: code }]);
  const plan = await planOf(code);
  await draftWholePlan(plan, certifier.doer);
  const by = { ...reviewer.doer, personId: reviewer.personId };
  const seen = await bodyOf(code);
  const read = await readingOf(plan);
  return {
    plan,
    certifier,
    extend: () =>
      extendDeadlines({
        directiveId: plan.directiveId,
        bodies: [seen],
        day: dayIn(5),
        reason: "The annex waits.",
        by,
      }),
    correctBack: async () =>
      correctExtension({
        directiveId: plan.directiveId,
        departmentCode: code,
        extensionId: (await extensionsOf(code)).at(-1)?.id ?? "",
        day: "2025-07-25",
        reason: "Meant for another body.",
        by,
      }),
    file: () =>
      fileVersion({
        plan: planKey(plan),
        actor: certifier,
        read,
        idempotencyKey: randomUUID(),
        by: certifier.doer,
      }),
  };
}

async function versionOf(plan: Plan) {
  const [version] = await asOwner<{ id: string; due_at: Date; is_late: boolean }>(
    "SELECT id, due_at, is_late FROM plan_versions WHERE plan_id = $1",
    [plan.planId],
  );
  if (!version) throw new Error("nothing was filed");
  return version;
}

describe("a filing and an extension at the same moment", () => {
  it("the filing that waits for the extension takes the new due instant, and its receipt shows the sum", async () => {
    const { plan, certifier, extend, file } = await scene("LAPL");
    const [extended, filed] = await whileHeld(plan, extend, file);
    if (!extended.ok || !filed.ok) throw new Error("one of them was refused");
    const version = await versionOf(plan);
    expect(version.due_at.toISOString()).toBe(extended.data.dueAt);
    expect(version.is_late).toBe(false);
    const receipt = await as(certifier, () => loadReceipt({ departmentCode: "LAPL", versionId: version.id }));
    expect(receipt.arithmetic.dueAt).toBe(extended.data.dueAt);
    expect(receipt.arithmetic.moves).toMatchObject([{ reason: "The annex waits." }]);
  });

  it("the filing that waits for a correction takes the corrected one", async () => {
    const { plan, extend, correctBack, file } = await scene("RAP");
    await extend();
    const [corrected, filed] = await whileHeld(plan, correctBack, file);
    expect([corrected.ok, filed.ok]).toEqual([true, true]);
    expect(await versionOf(plan)).toMatchObject({ due_at: plan.originalDueAt, is_late: true });
  });

  it("the extension that waits for the filing is refused, and what was filed stays late", async () => {
    const { plan, extend, file } = await scene("GSD");
    const [filed, extended] = await whileHeld(plan, file, extend);
    expect(filed.ok).toBe(true);
    expect(extended).toMatchObject({
      ok: false,
      error: { code: "BODIES_HINDER", details: { bodies: [{ code: "GSD", why: "ALREADY_FILED" }] } },
    });
    expect((await versionOf(plan)).is_late).toBe(true);
    expect(await dueOf("GSD")).toEqual({ day: "2025-07-25", isExtended: false });
  });
});
