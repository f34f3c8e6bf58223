import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { judgePlansJob } from "@/lib/features/plans/jobs";
import type { PlanRow } from "@/lib/features/plans/queries";
import { createPerson } from "../../factories/people";
import { draftWholePlan, outboxNames, planOf } from "../../factories/plans";
import { asOwner } from "../../support/owner";

const run = () =>
  judgePlansJob.run({}, { requestId: randomUUID(), attempt: 0, signal: new AbortController().signal });

type Summary = { owed: string[]; met: string[]; last_activity_at: Date; changed_at: Date };

async function summaryOf(plan: PlanRow): Promise<Summary> {
  const [row] = await asOwner<Summary>(
    `SELECT owed_requirements AS owed, met_requirements AS met, last_activity_at, changed_at FROM body_summaries
     WHERE department_id = $1 AND directive_id = $2`,
    [plan.departmentId, plan.directiveId],
  );
  if (!row) throw new Error("the body has no summary");
  return row;
}

beforeAll(() => asOwner("UPDATE directives SET issued_on = NULL WHERE code = 'ed-17'"));

/** As if the days of the daily tasks lay behind. */
const nextDay = () => asOwner("UPDATE daily_tasks SET day = day - 1");

describe("the day's judgement", () => {
  it("sees that a day has passed which a plan names, as no activity of the body", async () => {
    const preparer = await createPerson([{ role: "preparer", departmentCode: "ITA" }]);
    const plan = await planOf("ITA");
    await draftWholePlan(plan, preparer.doer);
    await run();
    const before = await summaryOf(plan);
    expect(before.met).toContain("CER-3");
    // The day on which the plan was to be looked at again, moved instead of the calendar, which no test can turn.
    await asOwner(
      `UPDATE plan_sections SET content = jsonb_set(content, '{nextReviewOn}', '"2026-01-01"')
       WHERE plan_id = $1 AND section = 'certification'`,
      [plan.planId],
    );
    await run();
    expect(await summaryOf(plan)).toEqual(before);
    await nextDay();
    await run();
    const after = await summaryOf(plan);
    expect(after.owed).toContain("CER-3");
    expect(after.met).not.toContain("CER-3");
    expect(after.last_activity_at).toEqual(before.last_activity_at);
    expect(after.changed_at.getTime()).toBeGreaterThan(before.changed_at.getTime());
    expect((await outboxNames(plan)).at(-1)).toBe("plan.judged_anew");
  });

  it("leaves alone what has not changed", async () => {
    const plan = await planOf("GSD");
    await nextDay();
    await run();
    const before = [await summaryOf(plan), await outboxNames(plan)];
    await nextDay();
    await run();
    expect([await summaryOf(plan), await outboxNames(plan)]).toEqual(before);
  });

  it("is done once a day by two workers, and anew on the same day when a directive comes into force", async () => {
    const preparer = await createPerson([{ role: "preparer", departmentCode: "ERB" }]);
    const plan = await planOf("ERB");
    await draftWholePlan(plan, preparer.doer);
    await nextDay();
    await Promise.all([run(), run()]);
    const before = await summaryOf(plan);
    expect([...before.owed, ...before.met]).not.toContain("FAC-5");
    const tasks = () => asOwner("SELECT day, subject FROM daily_tasks");
    const judged = (await tasks()).length;
    await asOwner("UPDATE directives SET issued_on = '2025-07-12' WHERE code = 'ed-17'");
    await run();
    expect(await tasks()).toHaveLength(judged + 1);
    const { owed, met } = await summaryOf(plan);
    expect([...owed, ...met]).toContain("FAC-5");
  });
});
