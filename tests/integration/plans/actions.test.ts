import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { GET, PUT } from "@/app/api/departments/[code]/plans/[directive]/sections/[section]/route";
import * as planActions from "@/lib/features/plans/actions";
import type { PlanStatus } from "@/lib/features/plans/status";
import type { Result } from "@/lib/kernel/result";
import { withScope } from "@/lib/platform/scope";
import { createPerson, password } from "../../factories/people";
import {
  auditNames,
  designateBoth,
  draftWholePlan,
  outboxNames,
  planOf,
  readingOf,
} from "../../factories/plans";
import { asOwner } from "../../support/owner";
import { as, asNobody } from "../../support/visitors";

type Name = keyof typeof planActions;
type Person = Awaited<ReturnType<typeof createPerson>>;
type Case = { from: PlanStatus; by: "preparer" | "certifier" | "reviewer"; input?: object; event: string };

const reason = { reason: "PRO-5: say who meets the agents after seven." };

/** Each action with a state from which it succeeds, who takes it, and the event that it leaves. */
const cases: Readonly<Record<Name, Case>> = {
  markPartDoneAction: {
    from: "draft",
    by: "preparer",
    input: { section: "records", isDone: true },
    event: "plan.part_marked_done",
  },
  sendToCertifierAction: { from: "draft", by: "preparer", event: "plan.sent_to_certifier" },
  takeBackAction: { from: "with_certifier", by: "preparer", event: "plan.taken_back" },
  sendBackAction: { from: "with_certifier", by: "certifier", input: reason, event: "plan.sent_back" },
  withdrawAction: { from: "submitted", by: "certifier", input: reason, event: "plan.withdrawn" },
  reviseAction: { from: "changes_requested", by: "preparer", event: "plan.revision_begun" },
  amendAction: { from: "accepted", by: "preparer", event: "plan.amendment_begun" },
  beginReviewAction: { from: "submitted", by: "reviewer", event: "plan.review_begun" },
  requestChangesAction: { from: "in_review", by: "reviewer", input: reason, event: "plan.changes_requested" },
  undoReturnAction: { from: "changes_requested", by: "reviewer", input: reason, event: "plan.return_undone" },
  acceptAction: { from: "in_review", by: "reviewer", event: "plan.accepted" },
  undoAcceptanceAction: { from: "accepted", by: "reviewer", input: reason, event: "plan.acceptance_undone" },
  submitPlanAction: {
    from: "with_certifier",
    by: "certifier",
    input: { typedName: "Robin Invented", password, idempotencyKey: randomUUID() },
    event: "plan.submitted",
  },
};
const names = Object.keys(cases) as Name[];
const statusesFiled: readonly PlanStatus[] = ["submitted", "in_review", "changes_requested", "accepted"];

async function call(
  name: Name,
  departmentCode: string,
  input = cases[name].input,
): Promise<Result<unknown, string>> {
  const actions = { ...planActions } as Record<Name, (raw: object) => Promise<Result<unknown, string>>>;
  const readPlan = departmentCode === "NONE" ? "LAPL" : departmentCode;
  const read = name === "submitPlanAction" && {
    read: await withScope("everything", async () => readingOf(await planOf(readPlan))),
  };
  return actions[name]({ departmentCode, directiveCode: "ed-12", ...read, ...input });
}

const codeOf = (result: Result<unknown, string>) => (result.ok ? "ok" : result.error.code);

async function setStatus(departmentCode: string, status: PlanStatus): Promise<void> {
  const { planId } = await planOf(departmentCode);
  const number = statusesFiled.includes(status) ? 1 : 0;
  await asOwner("UPDATE plans SET status = $2::plan_status, version_number = $3 WHERE id = $1", [
    planId,
    status,
    number,
  ]);
}

async function trailLength(departmentCode: string): Promise<number> {
  const plan = await planOf(departmentCode);
  return (await auditNames(plan)).length + (await outboxNames(plan)).length;
}

async function staffOf(departmentCode: string): Promise<Record<Case["by"] | "liaison", Person>> {
  return {
    preparer: await createPerson([{ role: "preparer", departmentCode }]),
    certifier: await createPerson([{ role: "certifier", departmentCode }]),
    liaison: await createPerson([{ role: "liaison", departmentCode }]),
    reviewer: await createPerson([{ role: "reviewer" }]),
  };
}

describe("an action on a plan", () => {
  let own: Record<Case["by"] | "liaison", Person>;
  let others: Record<Case["by"] | "liaison", Person>;
  beforeAll(async () => {
    own = await staffOf("LAPL");
    others = await staffOf("RAP");
    await draftWholePlan(await planOf("LAPL"), own.certifier.doer);
  });

  it("is covered here, each of those that exist", () => {
    expect(Object.keys(planActions).sort()).toEqual([...names].sort());
  });

  it.each(names)(
    "%s moves the plan for who may, and leaves its event in audit chain and outbox",
    async (name) => {
      const plan = await planOf("LAPL");
      await setStatus("LAPL", cases[name].from);
      expect(codeOf(await as(own[cases[name].by], () => call(name, "LAPL")))).toBe("ok");
      expect((await auditNames(plan)).at(-1)).toBe(cases[name].event);
      expect((await outboxNames(plan)).at(-1)).toBe(cases[name].event);
    },
  );

  it.each(names)("%s is nobody's without a session, or once the session has ended", async (name) => {
    await setStatus("LAPL", cases[name].from);
    const before = await trailLength("LAPL");
    expect(codeOf(await asNobody(() => call(name, "LAPL")))).toBe("UNAUTHENTICATED");
    const gone = await createPerson([{ role: "preparer", departmentCode: "LAPL" }]);
    await asOwner("UPDATE people SET deactivated_at = now() WHERE id = $1", [gone.personId]);
    expect(codeOf(await as(gone, () => call(name, "LAPL")))).toBe("UNAUTHENTICATED");
    expect(await trailLength("LAPL")).toBe(before);
  });

  it.each(names)(
    "%s looks to another department, and to a role that may not, as if there were no plan",
    async (name) => {
      await setStatus("LAPL", cases[name].from);
      const before = await trailLength("LAPL");
      const missing = await as(own[cases[name].by], () => call(name, "NONE"));
      const strangers =
        cases[name].by === "reviewer"
          ? [own.certifier, others.certifier]
          : [others[cases[name].by], own.reviewer];
      for (const stranger of [...strangers, own.liaison]) {
        expect(await as(stranger, () => call(name, "LAPL"))).toEqual(missing);
      }
      expect(missing).toEqual({ ok: false, error: { code: "NOT_FOUND" } });
      expect((await planOf("LAPL")).status).toBe(cases[name].from);
      expect(await trailLength("LAPL")).toBe(before);
    },
  );

  it.each(names)("%s refuses what does not fit its input, and more than it asks for", async (name) => {
    await setStatus("LAPL", cases[name].from);
    const who = own[cases[name].by];
    expect(
      codeOf(await as(who, () => call(name, "LAPL", { ...cases[name].input, departmentCode: "" }))),
    ).toBe("INVALID_INPUT");
    expect(
      codeOf(await as(who, () => call(name, "LAPL", { ...cases[name].input, status: "accepted" }))),
    ).toBe("INVALID_INPUT");
    expect((await planOf("LAPL")).status).toBe(cases[name].from);
  });

  it.each(names)(
    "%s is refused where the plan's state has no such step, and leaves no trace",
    async (name) => {
      const wrong: PlanStatus = cases[name].from === "in_review" ? "not_started" : "in_review";
      await setStatus("LAPL", wrong);
      const before = await trailLength("LAPL");
      const expected = name === "markPartDoneAction" ? "NOT_EDITABLE" : "WRONG_STATE";
      const input =
        name === "submitPlanAction"
          ? { ...cases[name].input, idempotencyKey: randomUUID() }
          : cases[name].input;
      expect(codeOf(await as(own[cases[name].by], () => call(name, "LAPL", input)))).toBe(expected);
      expect((await planOf("LAPL")).status).toBe(wrong);
      expect(await trailLength("LAPL")).toBe(before);
    },
  );
});

describe("an action on a plan that is taken twice at once", () => {
  let own: Record<Case["by"] | "liaison", Person>;
  beforeAll(async () => {
    own = await staffOf("POLA");
    await draftWholePlan(await planOf("POLA"), own.certifier.doer);
  });

  it.each(names)("%s happens once, and leaves one event", async (name) => {
    const plan = await planOf("POLA");
    await setStatus("POLA", cases[name].from);
    const before = (await auditNames(plan)).length;
    const who = own[cases[name].by];
    const answers = await Promise.all(
      [1, 2, 3].map(async () => codeOf(await as(who, () => call(name, "POLA")))),
    );
    // A mark that stands already, and a filing under its own key, are answered as done.
    const isRepeatable = name === "markPartDoneAction" || name === "submitPlanAction";
    const others = isRepeatable ? ["ok", "ok"] : ["WRONG_STATE", "WRONG_STATE"];
    expect(answers.toSorted()).toEqual(["ok", ...others].toSorted());
    expect((await auditNames(plan)).slice(before)).toEqual([cases[name].event]);
  });
});

describe("the address of a section", () => {
  const params = (code: string, section = "liaison") => ({
    params: Promise.resolve({ code, directive: "ed-12", section }),
  });
  const put = (code: string, body: unknown, section?: string) =>
    PUT(
      new Request("http://portal.test/", { method: "PUT", body: JSON.stringify(body) }),
      params(code, section),
    );
  const get = (code: string) => GET(new Request("http://portal.test/"), params(code));
  const save = { revision: 0, content: { note: "Ring twice." } };

  let preparer: Person;
  let stranger: Person;
  beforeAll(async () => {
    preparer = await createPerson([{ role: "preparer", departmentCode: "ITA" }]);
    stranger = await createPerson([{ role: "preparer", departmentCode: "RAP" }]);
    await designateBoth(await planOf("ITA"));
  });

  it("saves and gives back the text to the department's own people, and is not to be cached", async () => {
    const saved = await as(preparer, () => put("ITA", save));
    expect(saved.status).toBe(200);
    expect(saved.headers.get("cache-control")).toBe("no-store");
    const read = await as(preparer, () => get("ITA"));
    expect(await read.json()).toMatchObject({
      content: save.content,
      revision: 1,
      editedByName: preparer.name,
    });
  });

  it("answers a stale revision with 409 and the stored text", async () => {
    const stale = await as(preparer, () => put("ITA", { ...save, content: { note: "Too late." } }));
    expect(stale.status).toBe(409);
    expect(await stale.json()).toMatchObject({
      error: { code: "STALE_REVISION", details: { content: save.content, revision: 1 } },
    });
  });

  it("answers 401 without a session and 404 to another department, as if there were nothing", async () => {
    const answers = await Promise.all([
      asNobody(() => get("ITA")),
      asNobody(() => put("ITA", save)),
      as(stranger, () => get("ITA")),
      as(stranger, () => put("ITA", save)),
      as(stranger, () => get("NONE")),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 404, 404, 404]);
    const [, , forbidden, , missing] = await Promise.all(answers.map((answer) => answer.json()));
    expect(forbidden).toEqual(missing);
  });

  it("answers 422 to a section that does not exist, to a body without a revision and to text of the wrong shape", async () => {
    const answers = await as(preparer, async () => [
      await put("ITA", save, "budget"),
      await put("ITA", { content: {} }),
      await put("ITA", "not an object"),
      await put("ITA", { revision: 1, content: { note: 7 } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422]);
  });

  it("lets nobody choose another plan through the body or the query", async () => {
    const body = { ...save, code: "RAP", directive: "ed-17", revision: 1 };
    const answer = await as(preparer, () =>
      PUT(
        new Request("http://portal.test/?code=RAP&section=records", {
          method: "PUT",
          body: JSON.stringify(body),
        }),
        params("ITA"),
      ),
    );
    expect(answer.status).toBe(200);
    expect(await outboxNames(await planOf("RAP"))).toEqual([]);
  });
});
