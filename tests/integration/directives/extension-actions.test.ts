import { beforeAll, describe, expect, it } from "vitest";
import * as actions from "@/lib/features/directives/actions";
import type { Result } from "@/lib/kernel/result";
import { bodyOf, dayIn, extensionsOf } from "../../factories/deadlines";
import { createPerson } from "../../factories/people";
import { auditNames, outboxNames, planOf } from "../../factories/plans";
import { asOwner } from "../../support/owner";
import { as, asNobody } from "../../support/visitors";

type Name = keyof typeof actions;
type Person = Awaited<ReturnType<typeof createPerson>>;
type Role = "preparer" | "certifier" | "liaison" | "reviewer" | "administrator" | "duty_officer";

const reference = (code: string) => ({ departmentCode: code, directiveCode: "ed-12" });

async function openRequestOf(code: string): Promise<string> {
  const [row] = await asOwner<{ id: string }>(
    `SELECT request.id FROM extension_requests AS request JOIN departments ON departments.id = request.department_id
     WHERE departments.code = $1 AND request.state = 'open'`,
    [code],
  );
  return row?.id ?? "01890000-0000-7000-8000-00000000000a";
}

/** Brings a body to where an action can be taken: without a request, with an open one, or with an extension. */
const arrangements = {
  plain: async (code: string) => {
    await asOwner(
      `UPDATE extension_requests SET state = 'withdrawn', decided_at = now()
       WHERE state = 'open' AND department_id = (SELECT id FROM departments WHERE code = $1)`,
      [code],
    );
  },
  asked: async (code: string) => {
    await arrangements.plain(code);
    await asOwner(
      `INSERT INTO extension_requests (department_id, id, directive_id, requested_due_at, reason, requested_by_id,
         requested_by_name)
       SELECT department_id, gen_random_uuid(), directive_id, due_at + interval '30 days', 'The annex.',
         gen_random_uuid(), 'Dana Invented'
       FROM obligations WHERE department_id = (SELECT id FROM departments WHERE code = $1)`,
      [code],
    );
  },
  extended: async (code: string) => {
    await arrangements.plain(code);
    const plan = await planOf(code);
    const dueAt = new Date(plan.dueAt.getTime() + 86_400_000);
    await asOwner(
      `INSERT INTO extensions (department_id, id, directive_id, previous_due_at, due_at, reason, granted_by_id, granted_by_name)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, 'The tests.', gen_random_uuid(), 'The tests')`,
      [plan.departmentId, plan.directiveId, plan.dueAt, dueAt],
    );
    await asOwner("UPDATE obligations SET due_at = $2 WHERE department_id = $1", [plan.departmentId, dueAt]);
  },
} as const;

type Case = {
  readonly by: Role;
  readonly from: keyof typeof arrangements;
  readonly input: (code: string) => Promise<object>;
  readonly event: string;
  /** The answer once it was done already, or cannot be done. */
  readonly tooLate: string;
};

// Each day later than the one before, whatever the tests before this one have granted.
let days = 30;
const nextDay = () => {
  days += 3;
  return dayIn(days);
};

const cases: Readonly<Record<Name, Case>> = {
  extendDeadlinesAction: {
    by: "reviewer",
    from: "plain",
    input: async (code) => ({
      directiveCode: "ed-12",
      bodies: [await bodyOf(code)],
      day: nextDay(),
      reason: "The annex waits.",
    }),
    event: "deadline.extended",
    tooLate: "BODIES_HINDER",
  },
  correctExtensionAction: {
    by: "reviewer",
    from: "extended",
    input: async (code) => ({
      ...reference(code),
      extensionId: (await extensionsOf(code)).at(-1)?.id,
      day: nextDay(),
      reason: "Meant another day.",
    }),
    event: "deadline.extension_corrected",
    tooLate: "EXTENSION_SUPERSEDED",
  },
  requestExtensionAction: {
    by: "preparer",
    from: "plain",
    input: async (code) => ({ ...reference(code), day: nextDay(), reason: "The annex is not signed." }),
    event: "deadline.extension_requested",
    tooLate: "REQUEST_OPEN",
  },
  withdrawRequestAction: {
    by: "certifier",
    from: "asked",
    input: async (code) => ({ ...reference(code), requestId: await openRequestOf(code) }),
    event: "deadline.extension_request_withdrawn",
    tooLate: "REQUEST_ANSWERED",
  },
  declineRequestAction: {
    by: "reviewer",
    from: "asked",
    input: async (code) => ({
      ...reference(code),
      requestId: await openRequestOf(code),
      answer: "File what you have.",
    }),
    event: "deadline.extension_declined",
    tooLate: "REQUEST_ANSWERED",
  },
};
const names = Object.keys(cases) as Name[];

const byName = { ...actions } as Record<Name, (raw: object) => Promise<Result<unknown, string>>>;
const call = (name: Name, input: object) => byName[name](input);
const codeOf = (result: Result<unknown, string>) => (result.ok ? "ok" : result.error.code);

async function prepare(name: Name, code: string): Promise<object> {
  await arrangements[cases[name].from](code);
  return cases[name].input(code);
}

async function traces(code: string): Promise<unknown> {
  const plan = await planOf(code);
  return {
    audit: (await auditNames(plan)).length,
    outbox: (await outboxNames(plan)).length,
    extensions: (await extensionsOf(code)).length,
    open: await openRequestOf(code),
    due: plan.dueAt,
  };
}

async function staffOf(departmentCode: string): Promise<Readonly<Record<Role, Person>>> {
  return {
    preparer: await createPerson([{ role: "preparer", departmentCode }]),
    certifier: await createPerson([{ role: "certifier", departmentCode }]),
    liaison: await createPerson([{ role: "liaison", departmentCode }]),
    reviewer: await createPerson([{ role: "reviewer" }]),
    administrator: await createPerson([{ role: "administrator" }]),
    duty_officer: await createPerson([{ role: "duty_officer" }]),
  };
}

let own: Readonly<Record<Role, Person>>;
let others: Readonly<Record<Role, Person>>;
beforeAll(async () => {
  own = await staffOf("LAPL");
  others = await staffOf("RAP");
});

describe("an action about a deadline", () => {
  it("is covered here, each of those that exist", () => {
    expect(Object.keys(actions).sort()).toEqual([...names].sort());
  });

  it.each(names)("%s is done for who may, and leaves one event in audit chain and outbox", async (name) => {
    const plan = await planOf("LAPL");
    const input = await prepare(name, "LAPL");
    const before = [(await auditNames(plan)).length, (await outboxNames(plan)).length];
    expect(codeOf(await as(own[cases[name].by], () => call(name, input)))).toBe("ok");
    expect((await auditNames(plan)).slice(before[0])).toEqual([cases[name].event]);
    expect((await outboxNames(plan)).slice(before[1])).toEqual([cases[name].event]);
  });

  it.each(names)("%s is nobody's without a session", async (name) => {
    const input = await prepare(name, "LAPL");
    const before = await traces("LAPL");
    expect(codeOf(await asNobody(() => call(name, input)))).toBe("UNAUTHENTICATED");
    expect(await traces("LAPL")).toEqual(before);
  });

  it.each(names)("%s looks to those who may not as if there were nothing", async (name) => {
    const input = await prepare(name, "LAPL");
    const before = await traces("LAPL");
    const isOffice = cases[name].by === "reviewer";
    const strangers = isOffice
      ? [own.preparer, own.certifier, own.liaison, own.administrator, own.duty_officer, others.certifier]
      : [own.liaison, own.reviewer, own.administrator, others.preparer, others.certifier];
    for (const stranger of strangers) {
      expect(await as(stranger, () => call(name, input))).toEqual({
        ok: false,
        error: { code: "NOT_FOUND" },
      });
    }
    expect(await traces("LAPL")).toEqual(before);
  });

  it.each(names)("%s refuses what does not fit its input, and more than it asks for", async (name) => {
    const input = await prepare(name, "LAPL");
    const before = await traces("LAPL");
    const who = own[cases[name].by];
    for (const wrong of [{ ...input, directiveCode: "" }, { ...input, dueAt: "2030-01-01" }, {}]) {
      expect(codeOf(await as(who, () => call(name, wrong)))).toBe("INVALID_INPUT");
    }
    expect(await traces("LAPL")).toEqual(before);
  });

  it.each(names)("%s answers a directive that is not there as nothing", async (name) => {
    const input = await prepare(name, "LAPL");
    expect(
      codeOf(await as(own[cases[name].by], () => call(name, { ...input, directiveCode: "ed-99" }))),
    ).toBe("NOT_FOUND");
  });

  it.each(names)("%s happens once when it is sent three times at once", async (name) => {
    const plan = await planOf("LAPL");
    const input = await prepare(name, "LAPL");
    const before = (await auditNames(plan)).length;
    const answers = await Promise.all(
      [1, 2, 3].map(async () => codeOf(await as(own[cases[name].by], () => call(name, input)))),
    );
    // The very request that is open already is answered as made.
    const repeated = name === "requestExtensionAction" ? "ok" : cases[name].tooLate;
    expect(answers.toSorted()).toEqual(["ok", repeated, repeated].toSorted());
    expect((await auditNames(plan)).slice(before)).toEqual([cases[name].event]);
  });
});
