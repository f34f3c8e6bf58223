import { beforeAll, describe, expect, it } from "vitest";
import { canEditPlan, canReadPlan } from "@/lib/features/plans/policy";
import { markPartDone, planKey, saveSection, takeStep } from "@/lib/features/plans/service";
import { createPerson } from "../../factories/people";
import { auditNames, completeContents, outboxNames, planOf, revisionOf, textOf } from "../../factories/plans";
import { asOwner } from "../../support/owner";

const contents = completeContents();

describe("saving a section", () => {
  let preparer: Awaited<ReturnType<typeof createPerson>>;
  let stranger: Awaited<ReturnType<typeof createPerson>>;
  beforeAll(async () => {
    preparer = await createPerson([{ role: "preparer", departmentCode: "LAPL" }]);
    stranger = await createPerson([{ role: "preparer", departmentCode: "RAP" }]);
  });

  it("keeps the text, makes a draft of a plan not started, and writes audit, outbox and summary", async () => {
    const plan = await planOf("LAPL");
    const saved = await saveSection({
      plan: planKey(plan),
      section: "facilities",
      revision: 0,
      content: contents.facilities,
      by: preparer.doer,
    });
    expect(saved).toMatchObject({ ok: true, data: { revision: 1 } });
    expect(await textOf(plan, "facilities")).toEqual(contents.facilities);
    expect((await planOf("LAPL")).status).toBe("draft");
    expect(await auditNames(plan)).toEqual(["plan.section_edited"]);
    expect(await outboxNames(plan)).toEqual(["plan.section_saved", "plan.section_edited"]);
    const [summary] = await asOwner<{ status: string; section_shares: { facilities: [number, number] } }>(
      "SELECT status, section_shares FROM body_summaries WHERE department_id = $1",
      [plan.departmentId],
    );
    expect(summary?.status).toBe("draft");
    expect(summary?.section_shares.facilities[0]).toBe(summary?.section_shares.facilities[1]);
  });

  it("writes one audit event for an editing session, however many saves it has", async () => {
    const plan = await planOf("POLA");
    const by = preparer.doer;
    for (const revision of [0, 1, 2]) {
      expect(
        (
          await saveSection({
            plan: planKey(plan),
            section: "liaison",
            revision,
            content: { note: `${revision}` },
            by,
          })
        ).ok,
      ).toBe(true);
    }
    expect(await auditNames(plan)).toEqual(["plan.section_edited"]);
    expect(await outboxNames(plan)).toHaveLength(4);
  });

  it("refuses a stale revision with the text that is stored and who wrote it", async () => {
    const plan = await planOf("LADWP");
    const key = planKey(plan);
    await saveSection({
      plan: key,
      section: "liaison",
      revision: 0,
      content: { note: "first" },
      by: preparer.doer,
    });
    const second = await saveSection({
      plan: key,
      section: "liaison",
      revision: 0,
      content: { note: "second" },
      by: stranger.doer,
    });
    expect(second).toMatchObject({
      ok: false,
      error: {
        code: "STALE_REVISION",
        details: { content: { note: "first" }, revision: 1, editedByName: preparer.name },
      },
    });
    expect(await textOf(plan, "liaison")).toEqual({ note: "first" });
  });

  it("lets one of many saves of the same revision through, and loses none of the others unseen", async () => {
    const plan = await planOf("GSD");
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        saveSection({
          plan: planKey(plan),
          section: "liaison",
          revision: 0,
          content: { note: `writer ${index}` },
          by: preparer.doer,
        }),
      ),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.error.code === "STALE_REVISION")).toHaveLength(7);
    expect(await revisionOf(plan, "liaison")).toBe(1);
  });

  it("lets two people save different sections at the same time", async () => {
    const plan = await planOf("LAWA");
    const results = await Promise.all([
      saveSection({
        plan: planKey(plan),
        section: "liaison",
        revision: 0,
        content: { note: "one" },
        by: preparer.doer,
      }),
      saveSection({
        plan: planKey(plan),
        section: "reporting",
        revision: 0,
        content: contents.reporting,
        by: stranger.doer,
      }),
    ]);
    expect(results.map((result) => result.ok)).toEqual([true, true]);
  });

  it("judges the sections anew that depend on what was saved", async () => {
    const plan = await planOf("LAFD");
    const save = (section: "protocols" | "contractors", revision: number, content: unknown) =>
      saveSection({ plan: planKey(plan), section, revision, content, by: preparer.doer });
    await save("contractors", 0, { contractsAnswer: "listed", contracts: [] });
    await save("contractors", 1, { contractsAnswer: "none", contracts: [] });
    const [row] = await asOwner<{ outcomes: { code: string; state: string }[] }>(
      "SELECT outcomes FROM plan_sections WHERE plan_id = $1 AND section = 'training'",
      [plan.planId],
    );
    expect(row?.outcomes.find((outcome) => outcome.code === "TRN-3")?.state).toBe("not_applicable");
  });

  it("refuses content that does not fit the section, naming the field", async () => {
    const plan = await planOf("LAPL");
    const result = await saveSection({
      plan: planKey(plan),
      section: "liaison",
      revision: 0,
      content: { note: 7 },
      by: preparer.doer,
    });
    expect(result).toMatchObject({
      ok: false,
      error: { code: "INVALID_INPUT", fieldErrors: { note: expect.any(String) } },
    });
    expect(await revisionOf(plan, "liaison")).toBe(0);
  });

  it("refuses text while the plan is under review, and leaves it as it was", async () => {
    const plan = await planOf("BOE");
    await asOwner("UPDATE plans SET status = 'in_review', version_number = 1 WHERE id = $1", [plan.planId]);
    const result = await saveSection({
      plan: planKey(plan),
      section: "liaison",
      revision: 0,
      content: { note: "late thought" },
      by: preparer.doer,
    });
    expect(result).toMatchObject({ ok: false, error: { code: "NOT_EDITABLE" } });
    expect(await outboxNames(plan)).toEqual([]);
  });

  it("is nobody's of another department, for reading and writing alike", async () => {
    const plan = await planOf("LAPL");
    expect([canEditPlan(preparer, plan), canReadPlan(preparer, plan)]).toEqual([true, true]);
    expect([canEditPlan(stranger, plan), canReadPlan(stranger, plan)]).toEqual([false, false]);
  });
});

describe("our part is done", () => {
  it("is marked and taken back, each with its event", async () => {
    const preparer = await createPerson([{ role: "preparer", departmentCode: "RAP" }]);
    const plan = await planOf("RAP");
    const key = planKey(plan);
    expect(await markPartDone({ plan: key, section: "records", isDone: true, by: preparer.doer })).toEqual({
      ok: true,
      data: { isDone: true },
    });
    expect(await markPartDone({ plan: key, section: "records", isDone: false, by: preparer.doer })).toEqual({
      ok: true,
      data: { isDone: false },
    });
    expect(await auditNames(plan)).toEqual(["plan.part_marked_done", "plan.part_reopened"]);
  });

  it("is refused once the plan is filed", async () => {
    const plan = await planOf("LAHD");
    await asOwner("UPDATE plans SET status = 'submitted', version_number = 1 WHERE id = $1", [plan.planId]);
    const { doer } = await createPerson([]);
    const result = await markPartDone({ plan: planKey(plan), section: "records", isDone: true, by: doer });
    expect(result).toMatchObject({ ok: false, error: { code: "NOT_EDITABLE" } });
  });
});

describe("a step", () => {
  it("moves the plan, its summary, the audit chain and the outbox together", async () => {
    const plan = await planOf("EWDD");
    const { doer } = await createPerson([{ role: "preparer", departmentCode: "EWDD" }]);
    expect(await takeStep({ plan: planKey(plan), step: "send_to_certifier", by: doer })).toEqual({
      ok: true,
      data: { status: "with_certifier" },
    });
    expect((await planOf("EWDD")).status).toBe("with_certifier");
    expect(await auditNames(plan)).toEqual(["plan.sent_to_certifier"]);
    expect(await outboxNames(plan)).toEqual(["plan.sent_to_certifier"]);
  });

  it("is refused where the table does not lead on, and leaves no trace", async () => {
    const plan = await planOf("CIFD");
    const { doer } = await createPerson([]);
    for (const step of [
      "take_back",
      "send_back",
      "withdraw",
      "begin_review",
      "request_changes",
      "undo_return",
      "accept",
      "undo_acceptance",
      "revise",
      "amend",
    ] as const) {
      expect(await takeStep({ plan: planKey(plan), step, by: doer }), step).toMatchObject({
        ok: false,
        error: { code: "WRONG_STATE" },
      });
    }
    expect(await auditNames(plan)).toEqual([]);
    expect(await outboxNames(plan)).toEqual([]);
  });

  it("is taken once when two people take it at the same moment", async () => {
    const plan = await planOf("LADOT");
    const { doer } = await createPerson([]);
    const results = await Promise.all(
      [1, 2, 3, 4].map(() => takeStep({ plan: planKey(plan), step: "send_to_certifier", by: doer })),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await auditNames(plan)).toEqual(["plan.sent_to_certifier"]);
  });
});
