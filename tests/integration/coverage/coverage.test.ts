import { beforeEach, describe, expect, it } from "vitest";
import { addAbsenceAction, addOverrideAction, takeBackCoverageAction } from "@/lib/features/coverage/actions";
import { findCallsNow } from "@/lib/features/coverage/loaders";
import { listCoverages } from "@/lib/features/coverage/queries";
import type { AddAbsenceInput, AddOverrideInput } from "@/lib/features/coverage/schema";
import { designateLiaison } from "@/lib/features/liaisons/service";
import { cityTimeZone } from "@/lib/kernel/format-date";
import type { DepartmentId } from "@/lib/kernel/ids";
import { wallTimeAt } from "@/lib/kernel/local-time";
import { db } from "@/lib/platform/db";
import { createPerson } from "../../factories/people";
import { auditNames, outboxNames, planOf } from "../../factories/plans";
import { asOwner } from "../../support/owner";
import { as, asNobody } from "../../support/visitors";

const code = "LAPL";
type Person = Awaited<ReturnType<typeof createPerson>>;

const inHours = (hours: number) => wallTimeAt(new Date(Date.now() + hours * 3_600_000), cityTimeZone);
const base = {
  departmentCode: code,
  startsAt: "",
  note: "",
  replacesId: null,
  coverName: "",
  coverTitle: "",
  coverPhone: "",
  coverEmail: "",
};
const kim = {
  coveredBy: "named" as const,
  coverName: "Kim Invented",
  coverTitle: "Branch manager",
  coverPhone: "213 555 0177",
  coverEmail: "kim@library.test",
};
const absence = (more: Partial<AddAbsenceInput> = {}): AddAbsenceInput => ({
  ...base,
  designationKind: "liaison",
  endsAt: inHours(20),
  coveredBy: "other",
  ...more,
});
const override = (more: Partial<AddOverrideInput> = {}): AddOverrideInput => ({
  ...base,
  endsAt: "",
  facilityId: "",
  ...kim,
  ...more,
});

let departmentId: DepartmentId;
let preparer: Person;
let liaison: Person;
let alternate: Person;

async function designate(kind: "liaison" | "alternate", person: Person, name: string) {
  const answer = await designateLiaison({
    departmentId,
    kind,
    name,
    title: "Librarian",
    phone: kind === "liaison" ? "(213) 555-0142" : "(213) 555-0143",
    email: person.email,
    hours: "24 hours a day",
    languages: ["en"],
    effectiveOn: "2025-07-11",
    by: { ...preparer.doer, personId: preparer.personId },
  });
  if (!answer.ok) throw new Error(answer.error.code);
}

beforeEach(async () => {
  departmentId = (await planOf(code)).departmentId;
  await asOwner("DELETE FROM liaison_coverages");
  await asOwner(
    "UPDATE liaison_designations SET ended_at = clock_timestamp() WHERE department_id = $1 AND ended_at IS NULL",
    [departmentId],
  );
  preparer = await createPerson([{ role: "preparer", departmentCode: code }], "Pat Preparer");
  liaison = await createPerson([{ role: "liaison", departmentCode: code }], "Robin Invented");
  alternate = await createPerson([{ role: "alternate", departmentCode: code }], "Alex Invented");
  await designate("liaison", liaison, "Robin Invented");
  await designate("alternate", alternate, "Alex Invented");
});

async function calledNow(): Promise<string | null> {
  const answer = (await findCallsNow([departmentId])).get(departmentId)?.answer;
  return answer?.isFound ? answer.person.name : null;
}
const amount = async () => (await listCoverages(db, departmentId)).length;

describe("an absence", () => {
  it("entered by the liaison sends calls to the alternate at once, and is written down", async () => {
    expect(await calledNow()).toBe("Robin Invented");
    const answer = await as(liaison, () => addAbsenceAction(absence()));
    expect(answer.ok).toBe(true);
    expect(await calledNow()).toBe("Alex Invented");
    expect(await auditNames(await planOf(code))).toContain("coverage.absence_added");
    expect(await outboxNames(await planOf(code))).toContain("coverage.absence_added");
  });

  it("names a colleague whose number is kept as it can be dialled", async () => {
    await as(liaison, () => addAbsenceAction(absence(kim)));
    const call = (await findCallsNow([departmentId])).get(departmentId);
    expect(call?.answer).toMatchObject({
      isFound: true,
      person: { name: "Kim Invented", phone: "(213) 555-0177" },
    });
  });

  it("pressed twice, also at the same moment, is entered once", async () => {
    const input = absence();
    const answers = await as(liaison, () =>
      Promise.all([addAbsenceAction(input), addAbsenceAction(input), addAbsenceAction(input)]),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(await amount()).toBe(1);
  });

  it("does not overlap another of the same person", async () => {
    await as(liaison, () => addAbsenceAction(absence()));
    const answer = await as(liaison, () =>
      addAbsenceAction(absence({ startsAt: inHours(2), endsAt: inHours(40) })),
    );
    expect(answer).toMatchObject({
      ok: false,
      error: { code: "OVERLAPS", fieldErrors: { startsAt: expect.stringContaining("Pacific") } },
    });
    const after = await as(liaison, () =>
      addAbsenceAction(absence({ startsAt: inHours(21), endsAt: inHours(40) })),
    );
    expect(after.ok).toBe(true);
  });

  it("is changed by an entry in its place, and the old one stays as history", async () => {
    const first = await as(liaison, () => addAbsenceAction(absence()));
    if (!first.ok) throw new Error();
    const changed = await as(preparer, () =>
      addAbsenceAction(absence({ ...kim, replacesId: first.data.coverageId, endsAt: inHours(30) })),
    );
    expect(changed.ok).toBe(true);
    const all = await listCoverages(db, departmentId);
    expect(all).toHaveLength(2);
    expect(all.find(({ id }) => id === first.data.coverageId)).toMatchObject({
      cancelledByName: "Pat Preparer",
      cancelledAt: expect.any(Date),
    });
    expect(await calledNow()).toBe("Kim Invented");
  });

  it.each([
    [
      "an end before the beginning",
      { startsAt: inHours(10), endsAt: inHours(9) },
      "ENDS_BEFORE_START",
      "endsAt",
    ],
    ["an end that has passed", { startsAt: inHours(-5), endsAt: inHours(-4) }, "ALREADY_OVER", "endsAt"],
    ["a beginning too long ago", { startsAt: inHours(-24 * 40) }, "TOO_FAR", "startsAt"],
    ["an end too far away", { endsAt: inHours(24 * 400) }, "TOO_FAR", "endsAt"],
    ["a cover without a number", { ...kim, coverPhone: "soon" }, "INVALID_INPUT", "coverPhone"],
    ["no end", { endsAt: "" }, "INVALID_INPUT", "endsAt"],
    [
      "the absent person as their own cover",
      { ...kim, coverName: "robin  invented" },
      "SAME_PERSON",
      "coverName",
    ],
  ])("with %s is refused, beside its field", async (_, more, refusal, field) => {
    const answer = await as(liaison, () => addAbsenceAction(absence(more)));
    expect(answer).toMatchObject({
      ok: false,
      error: { code: refusal, fieldErrors: { [field]: expect.any(String) } },
    });
    expect(await amount()).toBe(0);
  });

  it("of the alternate too needs a colleague, since the liaison is away", async () => {
    await as(liaison, () => addAbsenceAction(absence()));
    const own = absence({ designationKind: "alternate" });
    expect(await as(alternate, () => addAbsenceAction(own))).toMatchObject({
      ok: false,
      error: { code: "COVER_AWAY" },
    });
    expect((await as(alternate, () => addAbsenceAction({ ...own, ...kim }))).ok).toBe(true);
    expect(await calledNow()).toBe("Kim Invented");
  });

  it("ends at once when it is taken back, once, and stays on record", async () => {
    const added = await as(liaison, () => addAbsenceAction(absence()));
    if (!added.ok) throw new Error();
    const reference = { departmentCode: code, coverageId: added.data.coverageId };
    const answers = await as(liaison, () =>
      Promise.all([takeBackCoverageAction(reference), takeBackCoverageAction(reference)]),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(await calledNow()).toBe("Robin Invented");
    expect(await amount()).toBe(1);
    const names = await auditNames(await planOf(code));
    expect(names.filter((name) => name === "coverage.taken_back")).toHaveLength(1);
  });

  it("does not pass to whoever is designated after", async () => {
    await as(liaison, () => addAbsenceAction(absence()));
    const successor = await createPerson([{ role: "liaison", departmentCode: code }], "Sam Invented");
    await designate("liaison", successor, "Sam Invented");
    expect(await calledNow()).toBe("Sam Invented");
  });
});

describe("somebody else who answers", () => {
  it("goes before the liaison until it is taken back; of two the newer counts", async () => {
    await as(preparer, () => addOverrideAction(override()));
    expect(await calledNow()).toBe("Kim Invented");
    const newer = await as(liaison, () =>
      addOverrideAction(override({ coverName: "Lee Invented", endsAt: inHours(2) })),
    );
    expect(await calledNow()).toBe("Lee Invented");
    if (!newer.ok) throw new Error();
    await as(preparer, () =>
      takeBackCoverageAction({ departmentCode: code, coverageId: newer.data.coverageId }),
    );
    expect(await calledNow()).toBe("Kim Invented");
  });

  it("for a facility that the plan does not name is refused", async () => {
    const answer = await as(preparer, () => addOverrideAction(override({ facilityId: "nowhere" })));
    expect(answer).toMatchObject({ ok: false, error: { code: "FACILITY_UNKNOWN" } });
  });
});

describe("who may enter it", () => {
  it("is nobody without a sign-in", async () => {
    expect(await asNobody(() => addAbsenceAction(absence()))).toMatchObject({
      ok: false,
      error: { code: "UNAUTHENTICATED" },
    });
  });

  it.each([
    ["a preparer of another department", "preparer" as const, "RAP"],
    ["a liaison of another department", "liaison" as const, "RAP"],
    ["a holder of the role whom no designation names", "liaison" as const, code],
  ])("is not %s", async (_, role, departmentCode) => {
    const stranger = await createPerson([{ role, departmentCode }]);
    for (const work of [() => addAbsenceAction(absence()), () => addOverrideAction(override())]) {
      expect(await as(stranger, work)).toMatchObject({ ok: false, error: { code: "NOT_FOUND" } });
    }
    expect(await amount()).toBe(0);
  });

  it("is not the alternate for the liaison, nor an office", async () => {
    expect(await as(alternate, () => addAbsenceAction(absence()))).toMatchObject({
      error: { code: "NOT_FOUND" },
    });
    const reviewer = await createPerson([{ role: "reviewer" }]);
    expect(await as(reviewer, () => addAbsenceAction(absence()))).toMatchObject({
      error: { code: "NOT_FOUND" },
    });
  });

  it("cannot end another department's entry by its id", async () => {
    const added = await as(liaison, () => addAbsenceAction(absence()));
    if (!added.ok) throw new Error();
    const stranger = await createPerson([{ role: "preparer", departmentCode: "RAP" }]);
    const answer = await as(stranger, () =>
      takeBackCoverageAction({ departmentCode: "RAP", coverageId: added.data.coverageId }),
    );
    expect(answer).toMatchObject({ ok: false, error: { code: "NOT_FOUND" } });
    expect(await calledNow()).toBe("Alex Invented");
  });
});
