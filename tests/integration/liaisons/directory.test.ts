import { beforeAll, describe, expect, it } from "vitest";
import {
  countDirectory,
  countDirectoryGaps,
  findDepartment,
  listDirectory,
} from "@/lib/features/liaisons/queries";
import { type DirectoryView, directoryViewSchema } from "@/lib/features/liaisons/schema";
import { acceptDuties, designateLiaison } from "@/lib/features/liaisons/service";
import { createPerson } from "../../factories/people";
import { asOwner } from "../../support/owner";

const view = (more: Partial<DirectoryView> = {}) => ({ ...directoryViewSchema.parse({}), ...more });

type Person = Awaited<ReturnType<typeof createPerson>>;

async function designate(
  code: string,
  kind: "liaison" | "alternate",
  by: Person,
  email = `${kind}@${code}.test`,
) {
  const department = await findDepartment(code);
  if (!department) throw new Error(`no department ${code}`);
  const answer = await designateLiaison({
    departmentId: department.departmentId,
    kind,
    name: `${kind} of ${code}`,
    title: "Officer",
    phone: "(213) 555-0142",
    email: email.toLowerCase(),
    hours: "24 hours a day",
    languages: ["en"],
    effectiveOn: "2025-07-11",
    by: { ...by.doer, personId: by.personId },
  });
  if (!answer.ok) throw new Error(answer.error.code);
  return { departmentId: department.departmentId, designationId: answer.data.designationId };
}

const codesOf = async (more: Partial<DirectoryView>) =>
  (await listDirectory(view(more))).map(({ code }) => code);

let own: Person;
let accepted: Awaited<ReturnType<typeof designate>>;
beforeAll(async () => {
  const preparer = await createPerson([], "Pat Preparer");
  own = await createPerson([{ role: "liaison", departmentCode: "LAPL" }]);
  accepted = await designate("LAPL", "liaison", preparer, own.email);
  await designate("LAPL", "alternate", preparer);
  await designate("RAP", "liaison", preparer);
});

describe("the directory", () => {
  it("lists every department by name, with whom to call and who changed it", async () => {
    const lines = await listDirectory(view());
    expect(lines).toHaveLength(47);
    expect(lines.map(({ name }) => name)).toEqual(lines.map(({ name }) => name).toSorted());
    expect(lines.find(({ code }) => code === "RAP")).toMatchObject({
      liaison: {
        name: "liaison of RAP",
        phone: "(213) 555-0142",
        isAccepted: false,
        changedByName: "Pat Preparer",
        changedAt: expect.any(String),
      },
      alternate: null,
    });
  });

  it("finds departments that lack a liaison or an alternate, and designations not accepted", async () => {
    expect(await codesOf({ show: "no_liaison" })).toHaveLength(45);
    expect(await codesOf({ show: "no_liaison" })).not.toContain("RAP");
    expect(await codesOf({ show: "no_alternate" })).toHaveLength(46);
    expect((await codesOf({ show: "not_accepted" })).sort()).toEqual(["LAPL", "RAP"]);
  });

  it("counts what the filters find", async () => {
    const counts = await countDirectoryGaps();
    expect(counts).toMatchObject({
      departments: 47,
      withoutLiaison: 45,
      withoutAlternate: 46,
      incomplete: 46,
      notAccepted: 2,
    });
    expect([
      await countDirectory(view()),
      await countDirectory(view({ show: "no_liaison" })),
      await countDirectory(view({ show: "no_alternate" })),
      await countDirectory(view({ show: "incomplete" })),
      await countDirectory(view({ show: "not_accepted" })),
    ]).toEqual([
      counts.departments,
      counts.withoutLiaison,
      counts.withoutAlternate,
      counts.incomplete,
      counts.notAccepted,
    ]);
  });

  it("counts anew as soon as somebody is designated", async () => {
    const before = await countDirectoryGaps();
    await designate("LADWP", "liaison", own);
    expect((await countDirectoryGaps()).withoutLiaison).toBe(before.withoutLiaison - 1);
  });

  it("shows an acceptance at once, and still counts the department whose alternate has not accepted", async () => {
    const before = await countDirectoryGaps();
    const answer = await acceptDuties({ ...accepted, actor: own, requestId: "test" });
    expect(answer.ok).toBe(true);
    const [line] = (await listDirectory(view({ q: "LAPL" }))).filter(({ code }) => code === "LAPL");
    expect(line?.liaison?.isAccepted).toBe(true);
    expect((await countDirectoryGaps()).notAccepted).toBe(before.notAccepted);
  });

  it("finds by department, by code and by the person's name, and takes % and _ as they are", async () => {
    expect(await codesOf({ q: "public library" })).toEqual(["LAPL"]);
    expect(await codesOf({ q: "lapl" })).toEqual(["LAPL"]);
    expect(await codesOf({ q: "liaison of rap" })).toEqual(["RAP"]);
    expect(await codesOf({ q: "%" })).toEqual([]);
    expect(await codesOf({ q: "_" })).toEqual([]);
  });

  it("tells the bodies that are invited and need not name anybody", async () => {
    const lines = await listDirectory(view());
    expect(lines.find(({ code }) => code === "MYR")?.isInvited).toBe(true);
    expect(lines.find(({ code }) => code === "LAPL")?.isInvited).toBe(false);
  });

  it("holds one page of ten thousand departments, and each of them on exactly one page", async () => {
    await asOwner(`INSERT INTO departments (id, code, name, short_name, kind, head_title)
      SELECT gen_random_uuid(), 'X' || n, 'Body ' || lpad((n / 3)::text, 5, '0'), 'Body', 'council_controlled', 'Head'
      FROM generate_series(1, 9953) AS n`);
    await asOwner("ANALYZE departments");
    const seen = new Set<string>();
    for (let page = 1; page <= 200; page += 1) {
      const codes = await codesOf({ page });
      expect(codes).toHaveLength(50);
      for (const code of codes) seen.add(code);
    }
    expect(seen.size).toBe(10_000);
    expect(await codesOf({ page: 201 })).toEqual([]);
  });

  it("leaves out a department that is no more", async () => {
    await asOwner("UPDATE departments SET effective_to = '2020-01-01' WHERE code = 'ZOO'");
    expect(await codesOf({ q: "zoo" })).toEqual([]);
  });
});
