import { beforeAll, describe, expect, it } from "vitest";
import { loadBody } from "@/lib/features/compliance/loaders";
import { loadPlanPage } from "@/lib/features/plans/loaders";
import { type PlanStep, planKey, takeStep } from "@/lib/features/plans/service";
import { createPerson } from "../../factories/people";
import { draftWholePlan, filePlan, planOf } from "../../factories/plans";
import { as } from "../../support/visitors";

type Person = Awaited<ReturnType<typeof createPerson>>;

let reviewer: Person;
beforeAll(async () => {
  reviewer = await createPerson([{ role: "reviewer" }], "Rory Invented");
});

async function draftedPlan(code: string) {
  const certifier = await createPerson([{ role: "certifier", departmentCode: code }], "Morgan Invented");
  const plan = await planOf(code);
  await draftWholePlan(plan, certifier.doer);
  const file = async () => {
    await filePlan(plan, certifier);
  };
  const take = async (step: PlanStep, by: Person = certifier, reason = "") => {
    const taken = await takeStep({ plan: planKey(plan), step, reason, by: by.doer });
    if (!taken.ok) throw new Error(`${step}: ${taken.error.code}`);
  };
  const returns = async () => (await planOf(code)).returns;
  const own = async () =>
    (await as(certifier, () => loadPlanPage({ departmentCode: code, directiveCode: "ed-12" }))).plan.returns;
  const body = async () =>
    (await as(reviewer, () => loadBody({ code, directiveCode: "ed-12" }))).view.plan.returns;
  const inForce = async () => (await planOf(code)).inForceNumber;
  return { certifier, file, take, returns, own, body, inForce };
}

const said = (reason: string, byName: string, versionNumber: number) => ({
  reason,
  byName,
  versionNumber,
  at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
});

describe("an acceptance that is undone", () => {
  it("leaves in force what was in force before, and cannot be undone once an amendment has begun", async () => {
    const { file, take, inForce } = await draftedPlan("ERB");
    await file();
    await take("begin_review", reviewer);
    await take("accept", reviewer);
    expect(await inForce()).toBe(1);
    await take("undo_acceptance", reviewer, "The wrong body.");
    expect(await inForce()).toBeNull();
    await take("accept", reviewer);
    await take("amend");
    await expect(take("undo_acceptance", reviewer, "Too late.")).rejects.toThrow("WRONG_STATE");
    await file();
    await take("begin_review", reviewer);
    await take("accept", reviewer);
    expect(await inForce()).toBe(2);
    await take("undo_acceptance", reviewer, "Not yet.");
    expect(await inForce()).toBe(1);
  });
});

describe("the words with which a plan came back", () => {
  it("are kept, for a request for changes, while it is answered and beside the answer, until it is undone", async () => {
    const { file, take, own, body } = await draftedPlan("LAPL");
    await file();
    await take("begin_review", reviewer);
    await take("request_changes", reviewer, "PRO-5: who meets them?");
    const asked = said("PRO-5: who meets them?", "Rory Invented", 1);
    expect((await own()).changeRequest).toEqual(asked);
    await take("revise");
    await take("send_to_certifier");
    await take("send_back", undefined, "Name them.");
    await take("send_to_certifier");
    expect((await own()).changeRequest).toEqual(asked);
    await file();
    await take("begin_review", reviewer);
    expect((await body()).changeRequest).toEqual(asked);
    await take("request_changes", reviewer, "And after seven?");
    expect((await body()).changeRequest).toEqual(said("And after seven?", "Rory Invented", 2));
    await take("undo_return", reviewer, "A mistake.");
    expect((await body()).changeRequest).toBeNull();
  });

  it("are gone, for a request for changes, once an amendment of the accepted answer begins", async () => {
    const { file, take, own } = await draftedPlan("RAP");
    await file();
    await take("begin_review", reviewer);
    await take("request_changes", reviewer, "More.");
    await take("revise");
    await file();
    await take("begin_review", reviewer);
    await take("accept", reviewer);
    await take("amend");
    expect((await own()).changeRequest).toBeNull();
  });

  it("are kept, for a draft that its head sent back, until the head has it again, and stay in the department", async () => {
    const { file, take, own, body } = await draftedPlan("GSD");
    await take("send_to_certifier");
    await take("send_back", undefined, "Count the doors.");
    expect((await own()).sendBack).toEqual(said("Count the doors.", "Morgan Invented", 1));
    expect((await body()).sendBack).toBeNull();
    await take("send_to_certifier");
    expect((await own()).sendBack).toBeNull();
    await take("send_back", undefined, "Again.");
    await file();
    expect((await own()).sendBack).toBeNull();
  });

  it("are kept, for a withdrawal, until the next filing, whatever the draft goes through", async () => {
    const { file, take, own, returns } = await draftedPlan("ITA");
    await file();
    await take("withdraw", undefined, "The annex was missing.");
    const withdrawn = said("The annex was missing.", "Morgan Invented", 1);
    expect(await returns()).toEqual({ changeRequest: null, sendBack: null, withdrawal: withdrawn });
    await take("send_to_certifier");
    await take("send_back", undefined, "Add it.");
    expect((await own()).withdrawal).toEqual(withdrawn);
    await file();
    expect(await returns()).toEqual({ changeRequest: null, sendBack: null, withdrawal: null });
  });
});
