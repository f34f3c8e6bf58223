import { randomUUID } from "node:crypto";
import { addDays, format } from "date-fns";
import { beforeAll, describe, expect, it } from "vitest";
import {
  acceptDutiesAction,
  designateLiaisonAction,
  updateContactAction,
} from "@/lib/features/liaisons/actions";
import { findDepartment, findToday, listDesignations } from "@/lib/features/liaisons/queries";
import { acceptDuties, designateLiaison, updateContact } from "@/lib/features/liaisons/service";
import type { Department } from "@/lib/features/liaisons/types";
import type { PersonDoer } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";
import { createPerson } from "../../factories/people";
import { asOwner } from "../../support/owner";
import { as, asNobody } from "../../support/visitors";

type Person = Awaited<ReturnType<typeof createPerson>>;

const contact = {
  phone: "(213) 555-0142",
  email: "liaison@lacity.test",
  hours: "24 hours a day",
  languages: ["en", "es"],
};

const person = { name: "Dana Invented", title: "Principal analyst", effectiveOn: "2025-07-11" };
const someoneElse = { ...person, name: "Kim Invented", email: "alternate@lacity.test" };

const doerOf = ({ doer, personId }: Person): PersonDoer => ({ ...doer, personId });

async function departmentOf(code: string): Promise<Department> {
  const department = await findDepartment(code);
  if (!department) throw new Error(`no department ${code}`);
  return department;
}

async function designate(code: string, by: Person, more: object = {}) {
  const { departmentId } = await departmentOf(code);
  const wanted = { kind: "liaison" as const, ...person, ...contact, ...more };
  return designateLiaison({ departmentId, by: doerOf(by), ...wanted });
}

async function designated(code: string, by: Person, more: object = {}): Promise<string> {
  const answer = await designate(code, by, more);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data.designationId;
}

type Kept = { name: string; payload: Record<string, unknown> };

async function eventsOf(code: string): Promise<{ audited: Kept[]; announced: Kept[] }> {
  const { departmentId } = await departmentOf(code);
  const [audited, announced] = await Promise.all([
    asOwner<Kept>("SELECT name, payload FROM audit_events WHERE department_id = $1 ORDER BY sequence", [
      departmentId,
    ]),
    asOwner<Kept>("SELECT name, payload FROM outbox_events WHERE department_id = $1 ORDER BY sequence", [
      departmentId,
    ]),
  ]);
  return { audited, announced };
}

const namesOf = async (code: string) => (await eventsOf(code)).audited.map(({ name }) => name);

async function heldIn(code: string) {
  return listDesignations(db, (await departmentOf(code)).departmentId);
}

/** Whether the plan's stored judgement of a requirement says it is met, and what the dashboard's row says. */
async function standingOf(code: string, requirement: string) {
  const { departmentId } = await departmentOf(code);
  const [section] = await asOwner<{ outcomes: { code: string; state: string }[] }>(
    "SELECT outcomes FROM plan_sections WHERE department_id = $1 AND section = 'liaison'",
    [departmentId],
  );
  const [summary] = await asOwner<{
    has_liaison: boolean;
    has_alternate: boolean;
    met_requirements: string[];
  }>("SELECT has_liaison, has_alternate, met_requirements FROM body_summaries WHERE department_id = $1", [
    departmentId,
  ]);
  return {
    state: section?.outcomes.find((outcome) => outcome.code === requirement)?.state,
    isMetInSummary: summary?.met_requirements.includes(requirement),
    hasLiaison: summary?.has_liaison,
    hasAlternate: summary?.has_alternate,
  };
}

let preparer: Person;
beforeAll(async () => {
  preparer = await createPerson([{ role: "preparer", departmentCode: "LAPL" }], "Pat Preparer");
});

describe("designating", () => {
  it("starts a designation, judges the plan anew and writes audit, outbox and the first contact revision", async () => {
    const id = await designated("LAPL", preparer);
    expect(await heldIn("LAPL")).toMatchObject([
      {
        id,
        kind: "liaison",
        ...person,
        ...contact,
        revision: 1,
        acceptedAt: null,
        changedByName: "Pat Preparer",
      },
    ]);
    const { audited, announced } = await eventsOf("LAPL");
    expect(audited).toEqual([
      {
        name: "liaison.designated",
        payload: { designationId: id, kind: "liaison", ...person, contact, replaced: null },
      },
    ]);
    expect(announced).toEqual(audited);
    expect(
      await asOwner("SELECT phone, changed_by_id FROM liaison_contact_revisions WHERE designation_id = $1", [
        id,
      ]),
    ).toEqual([{ phone: contact.phone, changed_by_id: preparer.personId }]);
    expect(await standingOf("LAPL", "LIA-1")).toMatchObject({
      state: "met",
      isMetInSummary: true,
      hasLiaison: true,
      hasAlternate: false,
    });
  });

  it("relieves whoever held it, keeps them in the record, and names them in the event", async () => {
    const first = await designated("GSD", preparer);
    const second = await designated("GSD", preparer, someoneElse);
    expect((await heldIn("GSD")).map(({ id }) => id)).toEqual([second]);
    const [row] = await asOwner<{ is_ended: boolean }>(
      "SELECT ended_at <= now() AS is_ended FROM liaison_designations WHERE id = $1",
      [first],
    );
    expect(row).toEqual({ is_ended: true });
    expect((await eventsOf("GSD")).audited.at(-1)?.payload.replaced).toEqual({
      designationId: first,
      name: person.name,
    });
  });

  it("leaves the other designation as it is", async () => {
    await designated("ITA", preparer);
    await designated("ITA", preparer, { ...someoneElse, kind: "alternate" });
    expect((await heldIn("ITA")).map(({ kind, name }) => [kind, name])).toEqual([
      ["liaison", person.name],
      ["alternate", someoneElse.name],
    ]);
    expect(await standingOf("ITA", "LIA-2")).toMatchObject({
      state: "met",
      hasLiaison: true,
      hasAlternate: true,
    });
  });

  it("refuses one person for both, by name or by address, naming the field, and leaves no trace", async () => {
    await designated("LAFD", preparer);
    const byName = await designate("LAFD", preparer, {
      kind: "alternate",
      name: " dana  INVENTED ",
      email: "other@lacity.test",
    });
    const byAddress = await designate("LAFD", preparer, {
      kind: "alternate",
      name: "Other Name",
      email: contact.email,
    });
    expect(byName).toMatchObject({
      ok: false,
      error: { code: "SAME_PERSON", fieldErrors: { name: expect.any(String) } },
    });
    expect(byAddress).toMatchObject({
      ok: false,
      error: { code: "SAME_PERSON", fieldErrors: { email: expect.any(String) } },
    });
    expect(await heldIn("LAFD")).toHaveLength(1);
    expect(await namesOf("LAFD")).toEqual(["liaison.designated"]);
  });

  it("takes today by the database's clock, and refuses tomorrow and a year typed with two digits", async () => {
    const today = await findToday(db);
    const tomorrow = format(addDays(`${today}T12:00:00`, 1), "yyyy-MM-dd");
    for (const effectiveOn of [tomorrow, "0025-07-11"]) {
      expect(await designate("ZOO", preparer, { effectiveOn })).toMatchObject({
        ok: false,
        error: { code: "DAY_OUT_OF_RANGE", fieldErrors: { effectiveOn: expect.any(String) } },
      });
    }
    expect(await heldIn("ZOO")).toEqual([]);
    expect((await designate("ZOO", preparer, { effectiveOn: today })).ok).toBe(true);
  });

  it("designates once when the same designation arrives ten times at once", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => designate("LAHD", preparer)));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(new Set(answers.map((answer) => answer.ok && answer.data.designationId)).size).toBe(1);
    expect(await namesOf("LAHD")).toEqual(["liaison.designated"]);
  });

  it("leaves one in force when people designate different persons at once, and every one in the record", async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((number) =>
        designate("LADOT", preparer, { name: `Candidate ${number}`, email: `c${number}@lacity.test` }),
      ),
    );
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(await heldIn("LADOT")).toHaveLength(1);
    expect(await namesOf("LADOT")).toHaveLength(5);
  });

  it("never makes one person both, even when both are designated at once", async () => {
    const answers = await Promise.all([
      designate("LASAN", preparer),
      designate("LASAN", preparer, { kind: "alternate" }),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await heldIn("LASAN")).toHaveLength(1);
  });

  it("links the account that has the address and a liaison's role in that department, and no other account", async () => {
    const own = await createPerson([{ role: "liaison", departmentCode: "CAO" }]);
    const foreign = await createPerson([{ role: "liaison", departmentCode: "RAP" }]);
    await designated("CAO", preparer, { email: own.email });
    expect((await heldIn("CAO"))[0]?.personId).toBe(own.personId);
    await designated("CAO", preparer, { email: foreign.email });
    expect((await heldIn("CAO"))[0]?.personId).toBeNull();
  });

  it("is open to the department's drafters and the administrator, and looks missing to everybody else", async () => {
    const form = { departmentCode: "CLK", kind: "liaison" as const, ...person, ...contact };
    const administrator = await createPerson([{ role: "administrator" }]);
    const certifier = await createPerson([{ role: "certifier", departmentCode: "CLK" }]);
    const refused = [
      preparer,
      await createPerson([{ role: "liaison", departmentCode: "CLK" }]),
      await createPerson([{ role: "reviewer" }]),
      await createPerson([{ role: "auditor" }]),
    ];
    expect(await asNobody(() => designateLiaisonAction(form))).toMatchObject({
      error: { code: "UNAUTHENTICATED" },
    });
    for (const actor of refused) {
      expect(await as(actor, () => designateLiaisonAction(form))).toMatchObject({
        error: { code: "NOT_FOUND" },
      });
    }
    expect(await heldIn("CLK")).toEqual([]);
    expect(await as(administrator, () => designateLiaisonAction(form))).toMatchObject({ ok: true });
    expect(await as(certifier, () => designateLiaisonAction({ ...form, ...someoneElse }))).toMatchObject({
      ok: true,
    });
  });

  it("names each field that is wrong", async () => {
    const answer = await as(preparer, () =>
      designateLiaisonAction({
        departmentCode: "LAPL",
        kind: "liaison",
        name: " ",
        title: "",
        effectiveOn: "soon",
        phone: "911",
        email: "nobody",
        hours: "",
        languages: [],
      }),
    );
    expect(answer).toMatchObject({ ok: false, error: { code: "INVALID_INPUT" } });
    expect(Object.keys((!answer.ok && answer.error.fieldErrors) || {}).sort()).toEqual([
      "effectiveOn",
      "email",
      "hours",
      "languages",
      "name",
      "phone",
      "title",
    ]);
  });
});

describe("changing contact details", () => {
  const update = async (code: string, designationId: string, by: Person, more: object = {}) =>
    updateContact({
      departmentId: (await departmentOf(code)).departmentId,
      designationId,
      revision: 1,
      by: doerOf(by),
      ...contact,
      ...more,
    });

  it("keeps the new details, the old ones beside them, and writes old and new values to audit and outbox", async () => {
    const id = await designated("BOE", preparer);
    const answer = await update("BOE", id, preparer, {
      phone: "(818) 555-0199",
      languages: ["ko", "en", "ko"],
    });
    expect(answer).toMatchObject({
      ok: true,
      data: { revision: 2, phone: "(818) 555-0199", languages: ["en", "ko"], changedByName: "Pat Preparer" },
    });
    expect(await heldIn("BOE")).toMatchObject([
      { phone: "(818) 555-0199", email: contact.email, revision: 2 },
    ]);
    const revisions = await asOwner(
      "SELECT revision, phone FROM liaison_contact_revisions WHERE designation_id = $1 ORDER BY revision",
      [id],
    );
    expect(revisions).toEqual([
      { revision: 1, phone: contact.phone },
      { revision: 2, phone: "(818) 555-0199" },
    ]);
    const { audited, announced } = await eventsOf("BOE");
    expect(audited.at(-1)).toEqual({
      name: "liaison.contact_updated",
      payload: {
        designationId: id,
        kind: "liaison",
        name: person.name,
        revision: 2,
        before: { phone: contact.phone, languages: ["en", "es"] },
        after: { phone: "(818) 555-0199", languages: ["en", "ko"] },
      },
    });
    expect(announced).toEqual(audited);
  });

  it("refuses a stale revision with the details that are stored and who set them", async () => {
    const id = await designated("BSL", preparer);
    await update("BSL", id, preparer, { hours: "Around the clock" });
    const other = await createPerson([{ role: "certifier", departmentCode: "BSL" }], "Chris Certifier");
    expect(await update("BSL", id, other, { hours: "Weekdays" })).toMatchObject({
      ok: false,
      error: {
        code: "STALE_REVISION",
        details: { hours: "Around the clock", revision: 2, changedByName: "Pat Preparer" },
      },
    });
    expect(await heldIn("BSL")).toMatchObject([{ hours: "Around the clock", revision: 2 }]);
    expect(await namesOf("BSL")).toEqual(["liaison.designated", "liaison.contact_updated"]);
  });

  it("lets one of many changes of the same revision through, and tells the others", async () => {
    const id = await designated("BSS", preparer);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((number) => update("BSS", id, preparer, { hours: `Shift ${number}` })),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.error.code === "STALE_REVISION")).toHaveLength(5);
    expect(await heldIn("BSS")).toMatchObject([{ revision: 2 }]);
  });

  it("saves once when the same change arrives twice, and answers both as saved", async () => {
    const id = await designated("BCA", preparer);
    const answers = await Promise.all(
      [1, 2, 3].map(() => update("BCA", id, preparer, { hours: "Around the clock" })),
    );
    expect(answers.map((answer) => answer.ok && answer.data.revision)).toEqual([2, 2, 2]);
    expect(await namesOf("BCA")).toEqual(["liaison.designated", "liaison.contact_updated"]);
  });

  it("refuses the address of the other designation, and leaves no trace", async () => {
    const id = await designated("CTR", preparer);
    await designated("CTR", preparer, { ...someoneElse, kind: "alternate" });
    expect(await update("CTR", id, preparer, { email: someoneElse.email })).toMatchObject({
      ok: false,
      error: { code: "SAME_PERSON", fieldErrors: { email: expect.any(String) } },
    });
    expect(await namesOf("CTR")).toEqual(["liaison.designated", "liaison.designated"]);
  });

  it("refuses a designation that has ended, and one of another department", async () => {
    const ended = await designated("DCA", preparer);
    await designated("DCA", preparer, someoneElse);
    const foreign = await designated("DCP", preparer);
    for (const id of [ended, foreign]) {
      expect(await update("DCA", id, preparer, { hours: "Weekdays" })).toMatchObject({
        ok: false,
        error: { code: "DESIGNATION_ENDED" },
      });
    }
    expect(await heldIn("DCP")).toMatchObject([{ hours: contact.hours, revision: 1 }]);
  });

  it("is open to the designated person and the drafters, and looks missing to everybody else", async () => {
    const own = await createPerson([{ role: "liaison", departmentCode: "EMD" }]);
    const drafter = await createPerson([{ role: "preparer", departmentCode: "EMD" }]);
    const designationId = await designated("EMD", preparer, { email: own.email });
    const form = { departmentCode: "EMD", designationId, ...contact, email: own.email };
    const refused = [
      preparer,
      await createPerson([{ role: "liaison", departmentCode: "EMD" }]),
      await createPerson([{ role: "liaison", departmentCode: "RAP" }]),
      await createPerson([{ role: "administrator" }]),
      await createPerson([{ role: "duty_officer" }]),
    ];
    const change = (hours: string, revision: number) => updateContactAction({ ...form, hours, revision });
    expect(await asNobody(() => change("Never", 1))).toMatchObject({ error: { code: "UNAUTHENTICATED" } });
    for (const actor of refused) {
      expect(await as(actor, () => change("Never", 1))).toMatchObject({ error: { code: "NOT_FOUND" } });
    }
    expect(
      await as(drafter, () =>
        updateContactAction({ ...form, departmentCode: "LAPL", hours: "Never", revision: 1 }),
      ),
    ).toMatchObject({
      error: { code: "NOT_FOUND" },
    });
    expect(await as(own, () => change("Nights", 1))).toMatchObject({ ok: true, data: { revision: 2 } });
    expect(await as(drafter, () => change("Days", 2))).toMatchObject({ ok: true, data: { revision: 3 } });
    const roles = await asOwner<{ actor_role: string }>(
      "SELECT actor_role FROM audit_events WHERE name = 'liaison.contact_updated' AND actor_id = ANY($1) ORDER BY sequence",
      [[own.personId, drafter.personId]],
    );
    expect(roles.map((row) => row.actor_role)).toEqual(["liaison", "preparer"]);
  });

  it("keeps the account linked when the address becomes a shared mailbox", async () => {
    const own = await createPerson([{ role: "liaison", departmentCode: "ETH" }]);
    const id = await designated("ETH", preparer, { email: own.email });
    await update("ETH", id, own, { email: "liaisons@ethics.test" });
    expect(await heldIn("ETH")).toMatchObject([{ personId: own.personId, email: "liaisons@ethics.test" }]);
  });

  it("names each field that is wrong, and stores a number as it is dialled", async () => {
    const drafter = await createPerson([{ role: "certifier", departmentCode: "FIN" }]);
    const designationId = await designated("FIN", preparer);
    const form = { departmentCode: "FIN", designationId, revision: 1, ...contact };
    const wrong = await as(drafter, () =>
      updateContactAction({ ...form, phone: "555", email: "nobody", languages: [] }),
    );
    expect(wrong).toMatchObject({
      ok: false,
      error: {
        code: "INVALID_INPUT",
        fieldErrors: { phone: expect.any(String), email: expect.any(String), languages: expect.any(String) },
      },
    });
    const right = await as(drafter, () =>
      updateContactAction({ ...form, phone: "213.555.0177", email: " Liaison@LACity.test " }),
    );
    expect(right).toMatchObject({
      ok: true,
      data: { phone: "(213) 555-0177", email: "liaison@lacity.test" },
    });
  });
});

describe("accepting the duties", () => {
  const accept = async (code: string, designationId: string, actor: Person) =>
    acceptDuties({
      departmentId: (await departmentOf(code)).departmentId,
      designationId,
      actor,
      requestId: randomUUID(),
    });

  it("keeps the instant by the database's clock, judges the plan anew and writes audit and outbox", async () => {
    const own = await createPerson([{ role: "liaison", departmentCode: "LADBS" }]);
    const id = await designated("LADBS", preparer, { email: own.email });
    expect(await standingOf("LADBS", "LIA-3")).toMatchObject({ state: "not_yet", isMetInSummary: false });
    expect(await accept("LADBS", id, own)).toMatchObject({ ok: true });
    const [row] = await asOwner(
      "SELECT accepted_at BETWEEN created_at AND clock_timestamp() AS is_now FROM liaison_designations WHERE id = $1",
      [id],
    );
    expect(row).toEqual({ is_now: true });
    expect(await standingOf("LADBS", "LIA-3")).toMatchObject({ state: "met", isMetInSummary: true });
    const { audited, announced } = await eventsOf("LADBS");
    expect(audited.at(-1)).toEqual({
      name: "liaison.duties_accepted",
      payload: { designationId: id, kind: "liaison", name: person.name },
    });
    expect(announced).toEqual(audited);
  });

  it("is done once, however many times it is asked for at once", async () => {
    const own = await createPerson([{ role: "alternate", departmentCode: "LAAS" }]);
    const id = await designated("LAAS", preparer, { kind: "alternate", email: own.email });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => accept("LAAS", id, own)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.error.code === "ALREADY_ACCEPTED")).toHaveLength(
      4,
    );
    expect(await namesOf("LAAS")).toEqual(["liaison.designated", "liaison.duties_accepted"]);
  });

  it("is refused once somebody else has been designated", async () => {
    const own = await createPerson([{ role: "liaison", departmentCode: "LAWA" }]);
    const id = await designated("LAWA", preparer, { email: own.email });
    await designated("LAWA", preparer, someoneElse);
    expect(await accept("LAWA", id, own)).toMatchObject({ ok: false, error: { code: "DESIGNATION_ENDED" } });
    expect(await namesOf("LAWA")).toEqual(["liaison.designated", "liaison.designated"]);
  });

  it("is nobody's but the designated person's", async () => {
    const own = await createPerson([{ role: "liaison", departmentCode: "POLA" }]);
    const designationId = await designated("POLA", preparer, { email: own.email });
    const form = { departmentCode: "POLA", designationId };
    const refused = [
      await createPerson([{ role: "alternate", departmentCode: "POLA" }]),
      await createPerson([{ role: "certifier", departmentCode: "POLA" }]),
      await createPerson([{ role: "liaison", departmentCode: "RAP" }]),
      await createPerson([{ role: "administrator" }]),
    ];
    expect(await asNobody(() => acceptDutiesAction(form))).toMatchObject({
      error: { code: "UNAUTHENTICATED" },
    });
    for (const actor of refused) {
      expect(await as(actor, () => acceptDutiesAction(form))).toMatchObject({ error: { code: "NOT_FOUND" } });
      expect(await accept("POLA", designationId, actor)).toMatchObject({ error: { code: "NOT_DESIGNATED" } });
    }
    expect(await as(own, () => acceptDutiesAction(form))).toMatchObject({ ok: true });
    expect(await as(own, () => acceptDutiesAction({ ...form, departmentCode: "LAPL" }))).toMatchObject({
      error: { code: "NOT_FOUND" },
    });
  });

  it("links the account that the address named, so that a later change of address takes nothing away", async () => {
    const own = await createPerson([]);
    const id = await designated("RAP", preparer, { email: own.email });
    const { departmentId } = await departmentOf("RAP");
    await db.roleAssignment.create({ data: { personId: own.personId, role: "liaison", departmentId } });
    const grant = { role: "liaison" as const, departmentId, office: null };
    expect(await accept("RAP", id, { ...own, roles: [grant] })).toMatchObject({ ok: true });
    expect((await heldIn("RAP"))[0]?.personId).toBe(own.personId);
  });
});
