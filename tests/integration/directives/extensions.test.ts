import { beforeAll, describe, expect, it } from "vitest";
import { loadBodies } from "@/lib/features/compliance/loaders";
import { loadDeadline, loadExtensions } from "@/lib/features/directives/loaders";
import {
  correctExtension,
  declineRequest,
  extendDeadlines,
  requestExtension,
  withdrawRequest,
} from "@/lib/features/directives/service";
import { loadHistory, loadPlanPage, loadReceipt } from "@/lib/features/plans/loaders";
import { planKey, takeStep } from "@/lib/features/plans/service";
import type { PersonDoer } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";
import { bodyOf, dayIn, dueOf, extensionsOf, newestPayload } from "../../factories/deadlines";
import { createPerson } from "../../factories/people";
import { auditNames, draftWholePlan, filePlan, planOf } from "../../factories/plans";
import { asOwner } from "../../support/owner";
import { as } from "../../support/visitors";

type Person = Awaited<ReturnType<typeof createPerson>>;

let reviewer: Person;
let by: PersonDoer;
beforeAll(async () => {
  reviewer = await createPerson([{ role: "reviewer" }], "Rory Invented");
  by = { ...reviewer.doer, personId: reviewer.personId };
});

const directiveId = async () => (await planOf("LAPL")).directiveId;

async function extend(
  codes: readonly string[],
  day: string,
  over: { requestId?: string; seenDueAt?: string } = {},
) {
  const bodies = await Promise.all(codes.map(async (code) => ({ ...(await bodyOf(code)), ...over })));
  return extendDeadlines({ directiveId: await directiveId(), bodies, day, reason: "The annex waits.", by });
}

async function correct(departmentCode: string, day: string, extensionId?: string) {
  const newest = (await extensionsOf(departmentCode)).at(-1)?.id ?? "";
  return correctExtension({
    directiveId: await directiveId(),
    departmentCode,
    extensionId: extensionId ?? newest,
    day,
    reason: "Meant another day.",
    by,
  });
}

async function ask(departmentCode: string, day: string) {
  return requestExtension({
    directiveId: await directiveId(),
    departmentCode,
    day,
    reason: "The annex is not signed.",
    by,
  });
}

async function file(code: string): Promise<{ certifier: Person; versionId: string }> {
  const certifier = await createPerson([{ role: "certifier", departmentCode: code }]);
  const plan = await planOf(code);
  await draftWholePlan(plan, certifier.doer);
  const { versionId } = await filePlan(plan, certifier);
  return { certifier, versionId };
}

const original = "2025-07-25";

describe("an extension", () => {
  it("moves the deadline to the midnight that ends the day, with summary, record and payload in step", async () => {
    const before = await planOf("RAP");
    expect(await dueOf("RAP")).toEqual({ day: original, isExtended: false });
    const extended = await extend(["RAP"], dayIn(5));
    expect(extended).toMatchObject({ ok: true, data: { codes: ["RAP"] } });
    expect(await dueOf("RAP")).toEqual({ day: dayIn(5), isExtended: true });
    const [extension] = await extensionsOf("RAP");
    expect(extension).toMatchObject({
      previous_due_at: before.dueAt,
      reason: "The annex waits.",
      granted_by_name: "Rory Invented",
      corrects_id: null,
    });
    expect(await newestPayload("RAP", "deadline.extended")).toEqual({
      directiveId: before.directiveId,
      extensionId: extension?.id,
      previousDueAt: before.dueAt.toISOString(),
      dueAt: extension?.due_at.toISOString(),
      reason: "The annex waits.",
    });
    expect((await planOf("RAP")).originalDueAt).toEqual(before.originalDueAt);
  });

  it("of several bodies is one decision: all of them, each with its own record", async () => {
    const codes = ["GSD", "ERB", "PER", "DCP"];
    expect(await extend(codes, dayIn(9))).toMatchObject({ ok: true });
    for (const code of codes) {
      expect(await dueOf(code), code).toEqual({ day: dayIn(9), isExtended: true });
      expect(await extensionsOf(code), code).toHaveLength(1);
      expect((await auditNames(await planOf(code))).at(-1), code).toBe("deadline.extended");
    }
  });

  it("is given to none where one hinders, and every one that does is named with why", async () => {
    await file("LADWP");
    await extend(["LAWA"], dayIn(30));
    const seen = await bodyOf("LADBS");
    await extend(["LADBS"], dayIn(3));
    const bodies = [
      await bodyOf("LAHD"),
      await bodyOf("LADWP"),
      await bodyOf("LAWA"),
      seen,
      { code: "NONE", seenDueAt: seen.seenDueAt },
    ];
    const refused = await extendDeadlines({
      directiveId: await directiveId(),
      bodies,
      day: dayIn(20),
      reason: "The annex waits.",
      by,
    });
    expect(refused).toMatchObject({ ok: false, error: { code: "BODIES_HINDER" } });
    if (refused.ok) throw new Error("it was extended");
    expect(refused.error.details?.bodies.map(({ code, why }) => [code, why])).toEqual([
      ["LADWP", "ALREADY_FILED"],
      ["LAWA", "NOT_LATER"],
      ["LADBS", "MOVED"],
      ["NONE", "UNKNOWN"],
    ]);
    expect(await dueOf("LAHD")).toEqual({ day: original, isExtended: false });
    expect(await extensionsOf("LAHD")).toEqual([]);
    expect(await auditNames(await planOf("LAHD"))).toEqual([]);
  });

  it("does not end in the past nor years ahead, and names the field", async () => {
    for (const day of [dayIn(-1), dayIn(800)]) {
      expect(await extend(["ITA"], day)).toMatchObject({
        ok: false,
        error: { code: "DAY_OUT_OF_RANGE", fieldErrors: { day: expect.any(String) } },
      });
    }
    expect(await extend(["ITA"], dayIn(0))).toMatchObject({ ok: true });
  });

  it("is refused to a body that has filed, and can be given once the filing is withdrawn", async () => {
    const { certifier } = await file("CRD");
    expect(await extend(["CRD"], dayIn(4))).toMatchObject({ ok: false, error: { code: "BODIES_HINDER" } });
    const plan = planKey(await planOf("CRD"));
    await takeStep({ plan, step: "withdraw", reason: "The annex was missing.", by: certifier.doer });
    expect(await extend(["CRD"], dayIn(4))).toMatchObject({ ok: true });
  });

  it("of the same bodies by two reviewers in opposite orders waits in no circle: one is done, one is told", async () => {
    const codes = ["BOE", "CTR", "LAFPP", "DOD", "BSL", "LADOT", "LASAN", "POLA"];
    const bodies = await Promise.all(codes.map(bodyOf));
    const grant = async (order: typeof bodies, day: string) =>
      extendDeadlines({ directiveId: await directiveId(), bodies: order, day, reason: "For all.", by });
    const answers = await Promise.all([
      grant(bodies, dayIn(6)),
      grant(bodies.toReversed(), dayIn(7)),
      grant(bodies, dayIn(8)),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers) {
      if (answer.ok) continue;
      expect(answer.error.details?.bodies.map(({ why }) => why)).toEqual(codes.map(() => "MOVED"));
    }
    for (const code of codes) expect(await extensionsOf(code), code).toHaveLength(1);
  });

  it("is written once: neither the application nor the owner of the tables can change it", async () => {
    await extend(["EMD"], dayIn(4));
    const change = "UPDATE extensions SET reason = 'Another.'";
    await expect(asOwner(change)).rejects.toThrow(/written once/);
    await expect(asOwner("DELETE FROM extensions")).rejects.toThrow(/written once/);
    await expect(db.$executeRaw`UPDATE extensions SET reason = 'Another.'`).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe("a correction", () => {
  it("leads earlier or later, keeps what was wrong, and is the newest then", async () => {
    await extend(["LAAS"], dayIn(20));
    const [wrong] = await extensionsOf("LAAS");
    expect(await correct("LAAS", dayIn(10))).toMatchObject({ ok: true });
    expect(await dueOf("LAAS")).toEqual({ day: dayIn(10), isExtended: true });
    const rows = await extensionsOf("LAAS");
    expect(rows).toHaveLength(2);
    expect(rows[0]).toEqual(wrong);
    expect(rows[1]).toMatchObject({ corrects_id: wrong?.id, previous_due_at: wrong?.due_at });
    expect(await newestPayload("LAAS", "deadline.extension_corrected")).toEqual({
      directiveId: await directiveId(),
      extensionId: rows[1]?.id,
      correctsId: wrong?.id,
      previousDueAt: wrong?.due_at.toISOString(),
      dueAt: rows[1]?.due_at.toISOString(),
      reason: "Meant another day.",
    });
    expect(await correct("LAAS", dayIn(12), wrong?.id)).toMatchObject({
      ok: false,
      error: { code: "EXTENSION_SUPERSEDED" },
    });
    expect(await correct("LAAS", dayIn(25))).toMatchObject({ ok: true });
    expect(await dueOf("LAAS")).toEqual({ day: dayIn(25), isExtended: true });
  });

  it("back to the original day ends the extension, and the dashboard says so", async () => {
    await extend(["DCA"], dayIn(20));
    const row = async () =>
      (
        await as(reviewer, () =>
          loadBodies({ directiveCode: "ed-12", search: Promise.resolve({ q: "DCA" }) }),
        )
      ).bodies.find(({ code }) => code === "DCA");
    expect(await row()).toMatchObject({ isExtended: true, isOverdue: false });
    expect(await correct("DCA", original)).toMatchObject({ ok: true });
    expect(await dueOf("DCA")).toEqual({ day: original, isExtended: false });
    expect(await row()).toMatchObject({ isExtended: false, isOverdue: true });
  });

  it.each([
    ["before the original", "2025-07-24", "BEFORE_ORIGINAL"],
    ["on the day in force", () => dayIn(20), "SAME_DAY"],
    ["years ahead", () => dayIn(800), "DAY_OUT_OF_RANGE"],
  ])("%s is refused with the field, and changes nothing", async (_, day, code) => {
    if ((await extensionsOf("FIN")).length === 0) await extend(["FIN"], dayIn(20));
    const before = await extensionsOf("FIN");
    expect(await correct("FIN", typeof day === "string" ? day : day())).toMatchObject({
      ok: false,
      error: { code, fieldErrors: { day: expect.any(String) } },
    });
    expect(await extensionsOf("FIN")).toEqual(before);
  });

  it("of another body's extension, or of none, is refused", async () => {
    await extend(["CAO"], dayIn(20));
    const [elsewhere] = await extensionsOf("CAO");
    expect(await correct("CIFD", dayIn(22), elsewhere?.id)).toMatchObject({
      ok: false,
      error: { code: "EXTENSION_SUPERSEDED" },
    });
  });

  it("is refused once the plan was filed, whose lateness no date changes", async () => {
    await extend(["BCA"], dayIn(20));
    const { certifier, versionId } = await file("BCA");
    expect(await correct("BCA", original)).toMatchObject({ ok: false, error: { code: "ALREADY_FILED" } });
    const receipt = await as(certifier, () => loadReceipt({ departmentCode: "BCA", versionId }));
    expect(receipt.isLate).toBe(false);
  });
});

describe("a request for more time", () => {
  it("waits, is answered by the grant that follows, and both stay to be read", async () => {
    const asked = await ask("ELP", dayIn(10));
    if (!asked.ok) throw new Error(asked.error.code);
    const { requestId } = asked.data;
    expect(await newestPayload("ELP", "deadline.extension_requested")).toMatchObject({
      requestId,
      reason: "The annex is not signed.",
    });
    expect(await extend(["ELP"], dayIn(8), { requestId })).toMatchObject({ ok: true });
    const deadline = await as(reviewer, () =>
      loadDeadline({ departmentCode: "ELP", directiveCode: "ed-12" }),
    );
    expect(deadline.requests).toMatchObject([
      { id: requestId, state: "granted", decidedByName: "Rory Invented", decidedAt: expect.any(String) },
    ]);
    expect(await newestPayload("ELP", "deadline.extended")).toMatchObject({ requestId });
  });

  it("is granted by an extension of several bodies as well", async () => {
    await ask("YDD", dayIn(10));
    expect(await extend(["YDD", "DONE"], dayIn(12))).toMatchObject({ ok: true });
    const { requests } = await as(reviewer, () =>
      loadDeadline({ departmentCode: "YDD", directiveCode: "ed-12" }),
    );
    expect(requests.map(({ state }) => state)).toEqual(["granted"]);
  });

  it.each([
    ["for the day in force", original, "DAY_OUT_OF_RANGE"],
    ["for a day long ago", "2025-01-01", "DAY_OUT_OF_RANGE"],
    ["for a day that the deadline has passed already", () => dayIn(2), "NOT_LATER"],
  ])("%s is refused with the field", async (_, day, code) => {
    if ((await extensionsOf("OPA")).length === 0) await extend(["OPA"], dayIn(20));
    expect(await ask("OPA", typeof day === "string" ? day : day())).toMatchObject({
      ok: false,
      error: { code, fieldErrors: { day: expect.any(String) } },
    });
  });

  it("is one at a time: another is refused until it is answered, also when both come at once", async () => {
    const answers = await Promise.all([ask("CTD", dayIn(10)), ask("CTD", dayIn(11)), ask("CTD", dayIn(12))]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers) if (!answer.ok) expect(answer.error.code).toBe("REQUEST_OPEN");
    expect((await auditNames(await planOf("CTD"))).filter((name) => name.includes("requested"))).toHaveLength(
      1,
    );
  });

  it("is granted, declined or taken back: whoever comes second is told", async () => {
    const asked = await ask("BSS", dayIn(10));
    if (!asked.ok) throw new Error(asked.error.code);
    const reference = {
      directiveId: await directiveId(),
      departmentCode: "BSS",
      requestId: asked.data.requestId,
      by,
    };
    const answers = await Promise.all([
      declineRequest({ ...reference, answer: "File what you have." }),
      withdrawRequest(reference),
      extend(["BSS"], dayIn(10), { requestId: asked.data.requestId }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const settled = (await auditNames(await planOf("BSS"))).slice(1);
    expect(settled).toHaveLength(1);
    const { requests, moves } = await as(reviewer, () =>
      loadDeadline({ departmentCode: "BSS", directiveCode: "ed-12" }),
    );
    expect(requests).toHaveLength(1);
    expect(requests[0]?.state).not.toBe("open");
    expect(moves).toHaveLength(requests[0]?.state === "granted" ? 1 : 0);
  });

  it("is refused to a body that has filed, and leaves the list of those who wait once it files", async () => {
    const waiting = async () =>
      (
        await as(reviewer, () => loadExtensions({ directiveCode: "ed-12", search: Promise.resolve({}) }))
      ).requests.map(({ code }) => code);
    await ask("DCR", dayIn(10));
    expect(await waiting()).toContain("DCR");
    const { certifier } = await file("DCR");
    expect(await waiting()).not.toContain("DCR");
    expect(await ask("DCR", dayIn(12))).toMatchObject({ ok: false, error: { code: "ALREADY_FILED" } });
    const plan = planKey(await planOf("DCR"));
    await takeStep({ plan, step: "withdraw", reason: "The annex was missing.", by: certifier.doer });
    expect(await waiting()).toContain("DCR");
  });
});

describe("what moved a deadline", () => {
  it("stands on the clock of the plan, in the history and on the receipt as it stood at the filing", async () => {
    await extend(["LAFD"], dayIn(20));
    await correct("LAFD", dayIn(10));
    const { certifier, versionId } = await file("LAFD");
    const reference = { departmentCode: "LAFD", directiveCode: "ed-12" };
    const { deadline } = await as(certifier, () => loadPlanPage(reference));
    expect(deadline.isExtended).toBe(true);
    expect(deadline.origin).toMatch(/^Originally Friday, July 25, 2025, 11:59 p\.m\. Pacific: 14 days from/);
    expect(deadline.extensions.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Extended to .* by Rory Invented on .*: The annex waits\.$/),
      expect.stringMatching(/^Corrected to .* by Rory Invented on .*: Meant another day\.$/),
    ]);
    const receipt = await as(certifier, () => loadReceipt({ departmentCode: "LAFD", versionId }));
    expect(receipt.arithmetic).toMatchObject({
      originalDueAt: "2025-07-26T07:00:00.000Z",
      dueAt: receipt.dueAt,
      moves: [{ reason: "The annex waits." }, { reason: "Meant another day." }],
    });

    const plan = planKey(await planOf("LAFD"));
    await takeStep({ plan, step: "withdraw", reason: "The annex was missing.", by: certifier.doer });
    await extend(["LAFD"], dayIn(40));
    const later = await as(certifier, () => loadReceipt({ departmentCode: "LAFD", versionId }));
    expect(later.arithmetic).toEqual(receipt.arithmetic);

    const { entries } = await as(certifier, () => loadHistory({ departmentCode: "LAFD" }));
    expect(entries.map(({ text }) => text).filter((text) => /deadline/.test(text))).toEqual([
      expect.stringMatching(/^Extended the deadline from .* to .*: The annex waits\.$/),
      expect.stringMatching(/^Corrected the extension of the deadline from .* to .*: Meant another day\.$/),
      expect.stringMatching(/^Extended the deadline from .* to .*: The annex waits\.$/),
    ]);
  });

  it("is read by the department and the offices that watch, and is not there for anybody else", async () => {
    const read = (person: Person) =>
      as(person, () => loadDeadline({ departmentCode: "ZOO", directiveCode: "ed-12" }));
    const liaison = await createPerson([{ role: "liaison", departmentCode: "ZOO" }]);
    const auditor = await createPerson([{ role: "auditor" }]);
    const stranger = await createPerson([{ role: "preparer", departmentCode: "RAP" }]);
    expect(await read(liaison)).toMatchObject({ mayExtend: false, mayRequest: false });
    expect(await read(auditor)).toMatchObject({ mayExtend: false, mayRequest: false });
    expect(await read(reviewer)).toMatchObject({ mayExtend: true, mayRequest: false });
    await expect(read(stranger)).rejects.toThrow(/404/);
    const list = (person: Person) =>
      as(person, () => loadExtensions({ directiveCode: "ed-12", search: Promise.resolve({}) }));
    expect(await list(auditor)).toMatchObject({ mayExtend: false });
    await expect(list(liaison)).rejects.toThrow(/404/);
  });
});
