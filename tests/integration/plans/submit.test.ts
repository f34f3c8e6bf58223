import { createHash, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { canSubmitPlan } from "@/lib/features/plans/policy";
import type { Reading } from "@/lib/features/plans/schema";
import { fileVersion, planKey, saveSection, submitPlan, takeStep } from "@/lib/features/plans/service";
import { createPerson, password } from "../../factories/people";
import {
  auditNames,
  draftWholePlan,
  outboxNames,
  planOf,
  readingOf,
  revisionOf,
  setDueIn,
  textOf,
} from "../../factories/plans";
import { asOwner } from "../../support/owner";

type Certifier = Awaited<ReturnType<typeof createPerson>>;
type Version = {
  id: string;
  number: number;
  content: string;
  sha256: string;
  is_late: boolean;
  certifier_name: string;
};

const versionsOf = (planId: string) =>
  asOwner<Version>("SELECT * FROM plan_versions WHERE plan_id = $1 ORDER BY number", [planId]);

async function draftedPlan(
  code: string,
): Promise<{ plan: Awaited<ReturnType<typeof planOf>>; certifier: Certifier }> {
  const certifier = await createPerson([{ role: "certifier", departmentCode: code }], "Morgan Invented");
  const plan = await planOf(code);
  await draftWholePlan(plan, certifier.doer);
  return { plan, certifier };
}

async function submission(
  plan: Awaited<ReturnType<typeof planOf>>,
  certifier: Certifier,
  over: { typedName?: string; password?: string; idempotencyKey?: string; read?: Reading } = {},
) {
  return submitPlan({
    plan: planKey(plan),
    actor: certifier,
    typedName: over.typedName ?? certifier.name,
    password: over.password ?? password,
    idempotencyKey: over.idempotencyKey ?? randomUUID(),
    read: over.read ?? (await readingOf(plan)),
    by: certifier.doer,
  });
}

describe("submitting", () => {
  it("writes an immutable version with its hash, the state, the audit event and the outbox row", async () => {
    const { plan, certifier } = await draftedPlan("LAPL");
    await setDueIn(plan, 3_600);
    const result = await submission(plan, certifier);
    expect(result).toMatchObject({ ok: true, data: { number: 1 } });
    const [version] = await versionsOf(plan.planId);
    expect(version?.sha256).toBe(
      createHash("sha256")
        .update(version?.content ?? "")
        .digest("hex"),
    );
    expect(version).toMatchObject({ number: 1, is_late: false, certifier_name: certifier.name });
    expect(JSON.parse(version?.content ?? "{}")).toMatchObject({
      department: { code: "LAPL" },
      directive: "ed-12",
    });
    expect((await planOf("LAPL")).status).toBe("submitted");
    expect((await auditNames(plan)).at(-1)).toBe("plan.submitted");
    expect((await outboxNames(plan)).at(-1)).toBe("plan.submitted");
    await expect(
      asOwner("UPDATE plan_versions SET sha256 = repeat('0', 64) WHERE plan_id = $1", [plan.planId]),
    ).rejects.toThrow();
    await expect(asOwner("DELETE FROM plan_versions WHERE plan_id = $1", [plan.planId])).rejects.toThrow();
  });

  it("answers fifty parallel submissions of one key with one version", async () => {
    const { plan, certifier } = await draftedPlan("RAP");
    const idempotencyKey = randomUUID();
    const read = await readingOf(plan);
    const results = await Promise.all(
      Array.from({ length: 50 }, () =>
        fileVersion({ plan: planKey(plan), actor: certifier, read, idempotencyKey, by: certifier.doer }),
      ),
    );
    expect(results.every((result) => result.ok)).toBe(true);
    expect(new Set(results.map((result) => result.ok && result.data.versionId)).size).toBe(1);
    expect(await versionsOf(plan.planId)).toHaveLength(1);
    expect((await auditNames(plan)).filter((name) => name === "plan.submitted")).toHaveLength(1);
  });

  it("files one version when fifty keys race, and tells the others that the plan has moved on", async () => {
    const { plan, certifier } = await draftedPlan("GSD");
    const read = await readingOf(plan);
    const results = await Promise.all(
      Array.from({ length: 50 }, () =>
        fileVersion({
          plan: planKey(plan),
          actor: certifier,
          read,
          idempotencyKey: randomUUID(),
          by: certifier.doer,
        }),
      ),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.error.code === "WRONG_STATE")).toHaveLength(49);
    expect(await versionsOf(plan.planId)).toHaveLength(1);
  });

  it("answers the same key with the same version even after the plan has moved on", async () => {
    const { plan, certifier } = await draftedPlan("LADWP");
    const idempotencyKey = randomUUID();
    const first = await submission(plan, certifier, { idempotencyKey });
    await takeStep({ plan: planKey(plan), step: "begin_review", by: certifier.doer });
    expect(await submission(plan, certifier, { idempotencyKey })).toEqual(first);
  });

  it("is on time before the due instant and late from it on, by the database's clock", async () => {
    const { plan: early, certifier: one } = await draftedPlan("LAWA");
    await setDueIn(early, 30);
    await submission(early, one);
    expect((await versionsOf(early.planId))[0]?.is_late).toBe(false);
    const { plan: late, certifier: two } = await draftedPlan("ERB");
    await setDueIn(late, 0);
    await submission(late, two);
    expect((await versionsOf(late.planId))[0]?.is_late).toBe(true);
  });
});

describe("submitting is refused", () => {
  let plan: Awaited<ReturnType<typeof planOf>>;
  let certifier: Certifier;
  beforeAll(async () => {
    certifier = await createPerson([{ role: "certifier", departmentCode: "POLA" }], "Morgan Invented");
    plan = await planOf("POLA");
  });

  it("with required items unmet, each named with the field that mends it", async () => {
    await takeStep({ plan: planKey(plan), step: "send_to_certifier", by: certifier.doer });
    const result = await submission(plan, certifier);
    if (result.ok) throw new Error("it was filed");
    expect(result.error.code).toBe("REQUIREMENTS_UNMET");
    const { details } = result.error;
    const outcomes = details && "outcomes" in details ? details.outcomes : [];
    expect(outcomes.length).toBeGreaterThan(20);
    expect(outcomes.filter(({ why, blocksFiling, paths }) => !why || !blocksFiling || !paths.length)).toEqual(
      [],
    );
    expect(await versionsOf(plan.planId)).toEqual([]);
    expect((await planOf("POLA")).status).toBe("with_certifier");
  });

  it("when the text is no longer the one that was read, naming the section and who changed it", async () => {
    const { plan: drafted, certifier: head } = await draftedPlan("BOE");
    const preparer = await createPerson([{ role: "preparer", departmentCode: "BOE" }], "Dana Invented");
    const read = await readingOf(drafted);
    const content = await textOf(drafted, "records");
    await saveSection({
      plan: planKey(drafted),
      section: "records",
      revision: await revisionOf(drafted, "records"),
      content: { ...content, routedBy: "Somebody else" },
      by: preparer.doer,
    });
    expect(await submission(drafted, head, { read })).toMatchObject({
      ok: false,
      error: {
        code: "CHANGED_SINCE_READ",
        details: { changed: [{ section: "records", changedByName: "Dana Invented" }] },
      },
    });
    expect(await versionsOf(drafted.planId)).toEqual([]);
    expect(await submission(drafted, head)).toMatchObject({ ok: true });
  });

  it("when a liaison was designated or changed since the plan was read", async () => {
    const { plan: drafted, certifier: head } = await draftedPlan("BSS");
    const read = await readingOf(drafted);
    await asOwner(
      "UPDATE liaison_designations SET revision = revision + 1 WHERE department_id = $1 AND kind = 'liaison'",
      [drafted.departmentId],
    );
    expect(await submission(drafted, head, { read })).toMatchObject({
      ok: false,
      error: { code: "CHANGED_SINCE_READ", details: { changed: [{ section: "liaison" }] } },
    });
  });

  it("under another name than the certifier's own", async () => {
    expect(await submission(plan, certifier, { typedName: "Somebody Else" })).toMatchObject({
      ok: false,
      error: { code: "NAME_MISMATCH" },
    });
  });

  it("with a wrong password, and after five of them for a while with the right one too", async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(await submission(plan, certifier, { password: "wrong" })).toMatchObject({
        ok: false,
        error: { code: "WRONG_PASSWORD" },
      });
    }
    expect(await submission(plan, certifier)).toMatchObject({
      ok: false,
      error: { code: "TOO_MANY_ATTEMPTS" },
    });
  });

  it("by anybody but the department's own certifier", async () => {
    const others = await Promise.all([
      createPerson([{ role: "preparer", departmentCode: "POLA" }]),
      createPerson([{ role: "certifier", departmentCode: "RAP" }]),
      createPerson([{ role: "administrator" }]),
      createPerson([{ role: "reviewer" }]),
    ]);
    expect(others.map((other) => canSubmitPlan(other, plan))).toEqual([false, false, false, false]);
    expect(canSubmitPlan(certifier, plan)).toBe(true);
  });

  it("when the plan is already filed", async () => {
    await asOwner("UPDATE plans SET status = 'accepted', version_number = 1 WHERE id = $1", [plan.planId]);
    const other = await createPerson([{ role: "certifier", departmentCode: "POLA" }], "Morgan Invented");
    expect(await submission(plan, other)).toMatchObject({ ok: false, error: { code: "WRONG_STATE" } });
  });
});

describe("the audit chain", () => {
  it("is whole after a filing, refuses a change, and shows one that was made all the same", async () => {
    const { plan, certifier } = await draftedPlan("LAFPP");
    await submission(plan, certifier);
    const faults = () =>
      asOwner("SELECT sequence, fault FROM find_audit_faults() WHERE chain = $1", [plan.departmentId]);
    expect((await auditNames(plan)).length).toBeGreaterThan(3);
    expect(await faults()).toEqual([]);
    await expect(
      asOwner("UPDATE audit_events SET actor_name = 'Nobody' WHERE department_id = $1", [plan.departmentId]),
    ).rejects.toThrow();
    // Even somebody who can take the guard away leaves a trace.
    await asOwner("ALTER TABLE audit_events DISABLE TRIGGER USER");
    await asOwner("UPDATE audit_events SET actor_name = 'Nobody' WHERE department_id = $1 AND sequence = 2", [
      plan.departmentId,
    ]);
    expect(await faults()).toEqual([{ sequence: "2", fault: "altered" }]);
  });
});
