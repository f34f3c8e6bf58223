import { beforeAll, describe, expect, it } from "vitest";
import { loadBodies, loadBody } from "@/lib/features/compliance/loaders";
import { loadPlanPage, loadReceipt } from "@/lib/features/plans/loaders";
import { type PlanStep, planKey, saveSection, takeStep } from "@/lib/features/plans/service";
import { createPerson } from "../../factories/people";
import { draftWholePlan, filePlan, planOf, revisionOf, setDueIn, textOf } from "../../factories/plans";
import { asOwner } from "../../support/owner";
import { as } from "../../support/visitors";

type Person = Awaited<ReturnType<typeof createPerson>>;

let reviewer: Person;
beforeAll(async () => {
  reviewer = await createPerson([{ role: "reviewer" }]);
});

async function draftedPlan(code: string) {
  const certifier = await createPerson([{ role: "certifier", departmentCode: code }]);
  const plan = await planOf(code);
  await setDueIn(plan, 3_600);
  await draftWholePlan(plan, certifier.doer);
  const file = async () => {
    return filePlan(plan, certifier);
  };
  const take = async (step: PlanStep) => {
    const taken = await takeStep({ plan: planKey(plan), step, reason: "For the tests.", by: certifier.doer });
    if (!taken.ok) throw new Error(taken.error.code);
  };
  /** An edit brings the summary to the obligation's due instant. */
  const passDeadline = async () => {
    await setDueIn(plan, -1);
    const section = "reporting";
    const saved = await saveSection({
      plan: planKey(plan),
      section,
      revision: await revisionOf(plan, section),
      content: await textOf(plan, section),
      by: certifier.doer,
    });
    if (!saved.ok) throw new Error(saved.error.code);
  };
  return { plan, certifier, file, take, passDeadline };
}

const dashboard = (search: Record<string, string> = {}) =>
  as(reviewer, () => loadBodies({ directiveCode: "ed-12", search: Promise.resolve(search) }));
const isListed = async (search: Record<string, string>, code: string) =>
  (await dashboard({ ...search, q: code })).bodies.some((body) => body.code === code);
const filedByDay = async () => (await dashboard()).overview.filings.at(-1)?.filed ?? 0;

describe("a withdrawn filing", () => {
  it("is owed again, overdue once the deadline has passed, and late when it is filed anew after it", async () => {
    const { file, take, passDeadline } = await draftedPlan("LAPL");
    const before = await filedByDay();
    await file();
    expect(await isListed({ group: "filed_on_time" }, "LAPL")).toBe(true);
    expect(await filedByDay()).toBe(before + 1);

    await take("withdraw");
    expect(await isListed({ group: "filed" }, "LAPL")).toBe(false);
    expect(await isListed({ group: "owing" }, "LAPL")).toBe(true);
    expect(await filedByDay()).toBe(before);

    const { overdue, filedLate } = (await dashboard()).overview.counts;
    await passDeadline();
    expect(await isListed({ state: "overdue" }, "LAPL")).toBe(true);
    expect((await dashboard()).overview.counts.overdue).toBe(overdue + 1);

    expect((await file()).number).toBe(2);
    expect(await isListed({ group: "filed_late" }, "LAPL")).toBe(true);
    expect((await dashboard()).overview.counts).toMatchObject({ overdue, filedLate: filedLate + 1 });
  });

  it("that is filed anew in time counts from then", async () => {
    const { plan, file, take } = await draftedPlan("RAP");
    await file();
    await take("withdraw");
    const second = await file();
    const [row] = await asOwner<{ is_second: boolean; is_filed_late: boolean }>(
      `SELECT summary.first_filed_at = version.submitted_at AS is_second, summary.is_filed_late
       FROM body_summaries AS summary JOIN plan_versions AS version ON version.id = $2
       WHERE summary.department_id = $1`,
      [plan.departmentId, second.versionId],
    );
    expect(row).toEqual({ is_second: true, is_filed_late: false });
  });

  it("of a next version leaves the first one standing", async () => {
    const { certifier, file, take, passDeadline } = await draftedPlan("GSD");
    const first = await file();
    await take("begin_review");
    await take("request_changes");
    await take("revise");
    await passDeadline();
    await file();
    await take("withdraw");
    expect(await isListed({ group: "filed_on_time" }, "GSD")).toBe(true);
    expect(await isListed({ state: "overdue" }, "GSD")).toBe(false);
    const page = await as(certifier, () => loadPlanPage({ departmentCode: "GSD", directiveCode: "ed-12" }));
    expect(page.receipt?.versionId).toBe(first.versionId);
    expect(page.versions.map(({ withdrawnAt }) => withdrawnAt !== null)).toEqual([true, false]);
    expect(page.withdrawn).toMatchObject({ number: 2, at: page.versions[0]?.withdrawnAt });
  });

  it("leaves no receipt for the clock to stop at, on either page, until the next filing", async () => {
    const { certifier, file, take } = await draftedPlan("EMD");
    const views = async () => [
      await as(certifier, () => loadPlanPage({ departmentCode: "EMD", directiveCode: "ed-12" })),
      (await as(reviewer, () => loadBody({ code: "EMD", directiveCode: "ed-12" }))).view,
    ];
    await file();
    for (const view of await views()) expect(view).toMatchObject({ withdrawn: null, receipt: { number: 1 } });
    await take("withdraw");
    for (const view of await views())
      expect(view).toMatchObject({
        receipt: null,
        withdrawn: { number: 1, isLate: false, at: expect.any(String) },
      });
    await file();
    for (const view of await views()) expect(view).toMatchObject({ withdrawn: null, receipt: { number: 2 } });
  });

  it("is told by its receipt, by the plan's page and to the Mayor's Office, and stays as it was certified", async () => {
    const { plan, certifier, file, take } = await draftedPlan("ITA");
    const { versionId } = await file();
    const receipt = () => as(certifier, () => loadReceipt({ departmentCode: "ITA", versionId }));
    const filed = await receipt();
    expect(filed.withdrawal).toBeNull();
    await take("withdraw");
    const withdrawn = await receipt();
    expect(withdrawn).toEqual({ ...filed, withdrawal: { at: expect.any(String), byName: certifier.name } });
    const page = await as(certifier, () => loadPlanPage({ departmentCode: "ITA", directiveCode: "ed-12" }));
    expect(page.receipt).toBeNull();
    const body = await as(reviewer, () => loadBody({ directiveCode: "ed-12", code: "ITA" }));
    expect(body.versions.map(({ withdrawnAt }) => withdrawnAt)).toEqual([withdrawn.withdrawal?.at]);
    await expect(
      asOwner("DELETE FROM plan_version_withdrawals WHERE department_id = $1", [plan.departmentId]),
    ).rejects.toThrow(/written once/);
  });

  it("is withdrawn once, however many ask at the same time", async () => {
    const { plan, certifier, file } = await draftedPlan("ERB");
    await file();
    const withdraw = () => takeStep({ plan: planKey(plan), step: "withdraw", by: certifier.doer });
    const answers = await Promise.all(Array.from({ length: 5 }, withdraw));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const rows = await asOwner("SELECT FROM plan_version_withdrawals WHERE department_id = $1", [
      plan.departmentId,
    ]);
    expect(rows).toHaveLength(1);
  });
});
