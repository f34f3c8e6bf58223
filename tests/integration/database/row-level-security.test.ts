import { describe, expect, it } from "vitest";
import { asId, type DepartmentId } from "@/lib/kernel/ids";
import { ok } from "@/lib/kernel/result";
import { currentActor } from "@/lib/platform/auth";
import { db } from "@/lib/platform/db";
import { currentScope, scopeText, withScope } from "@/lib/platform/scope";
import { withinDepartment, withTransaction } from "@/lib/platform/tx";
import { createPerson } from "../../factories/people";
import { asOwner } from "../../support/owner";
import { as, asNobody } from "../../support/visitors";

/** Tables that name a department and are not department data, each with the reason. */
const besideTheWall: Readonly<Record<string, string>> = {
  role_assignments: "Whose roles say whose scope it is; read before anybody has one.",
  invitations: "Held out to an address; bound before anybody has a role.",
  notifications: "A person's own inbox.",
  messages: "A person's own mail, and the administrator's log of it.",
};

const idOf = async (code: string): Promise<DepartmentId> => {
  const [row] = await asOwner<{ id: string }>("SELECT id FROM departments WHERE code = $1", [code]);
  return asId<"Department">(row?.id ?? "");
};
const library = await idOf("LAPL");
const parks = await idOf("RAP");

const departmentsSeen = async () => {
  // No where: what is left out here is what a careless statement leaves out.
  const rows = await db.$queryRaw<{ departmentId: string }[]>`
    SELECT DISTINCT department_id AS "departmentId" FROM obligations`;
  return rows.map((row) => row.departmentId);
};

describe("the tables of the product", () => {
  it("stand behind the wall wherever they name a department, but for those that are said not to", async () => {
    const tables = await asOwner<{ name: string; isWalled: boolean }>(
      `SELECT class.relname AS name, class.relrowsecurity AND EXISTS (
         SELECT FROM pg_policy AS policy WHERE policy.polrelid = class.oid) AS "isWalled"
       FROM pg_class AS class
       JOIN pg_attribute AS field ON field.attrelid = class.oid AND field.attname = 'department_id' AND NOT field.attisdropped
       WHERE class.relnamespace = 'public'::regnamespace AND class.relkind = 'r' ORDER BY class.relname`,
    );
    expect(tables.length).toBeGreaterThan(20);
    const open = tables.filter(({ isWalled }) => !isWalled).map(({ name }) => name);
    expect(open).toEqual(Object.keys(besideTheWall).sort());
  });

  it("belong to another role than the application's, which may not go round the wall", async () => {
    const [role] = await db.$queryRaw<{ isAbove: boolean; owned: number }[]>`
      SELECT rolbypassrls OR rolsuper AS "isAbove",
        (SELECT count(*)::int FROM pg_class WHERE relowner = pg_roles.oid AND relnamespace = 'public'::regnamespace) AS owned
      FROM pg_roles WHERE rolname = current_user`;
    expect(role).toEqual({ isAbove: false, owned: 0 });
    await expect(
      withTransaction(async (tx) => {
        await tx.$executeRaw`SET LOCAL row_security = off`;
        return ok(await tx.$queryRaw`SELECT FROM plans`);
      }),
    ).rejects.toThrow(/row-level security/);
    await expect(db.$executeRaw`ALTER TABLE plans DISABLE ROW LEVEL SECURITY`).rejects.toThrow(/owner/);
  });
});

describe("a statement that forgets whose rows it wants", () => {
  it("sees those of its scope, and nothing where nobody said one", async () => {
    expect((await departmentsSeen()).length).toBeGreaterThan(40);
    expect(await withScope([library], departmentsSeen)).toEqual([library]);
    expect((await withScope([library, parks], departmentsSeen)).sort()).toEqual([library, parks].sort());
    expect(await withScope([], departmentsSeen)).toEqual([]);
  });

  it("sees no more through Prisma, which writes its own statements", async () => {
    const seen = () => db.obligation.findMany({ distinct: ["departmentId"], select: { departmentId: true } });
    expect(await withScope([parks], seen)).toEqual([{ departmentId: parks }]);
    expect(await withScope([], seen)).toEqual([]);
  });

  it("sees no more in a transaction", async () => {
    const inTransaction = () =>
      withTransaction(async (tx) =>
        ok(await tx.$queryRaw`SELECT DISTINCT department_id AS "departmentId" FROM obligations`),
      );
    expect(await withScope([parks], inTransaction)).toEqual(ok([{ departmentId: parks }]));
  });

  it("changes nothing of another department, and writes nothing there", async () => {
    const touched = await withScope([library], () => db.$executeRaw`UPDATE obligations SET due_at = due_at`);
    const own = await asOwner("SELECT FROM obligations WHERE department_id = $1", [library]);
    expect(touched).toBe(own.length);
    await expect(
      withScope(
        [library],
        () => db.$executeRaw`
          INSERT INTO liaison_coverages (department_id, id, kind, designation_kind, starts_at, created_by_name)
          VALUES (${parks}::uuid, gen_random_uuid(), 'override', 'liaison', now(), 'Nobody')`,
      ),
    ).rejects.toThrow(/row-level security/);
  });
});

describe("a connection", () => {
  it("is given back without the scope of whoever had it", async () => {
    const asked = Array.from({ length: 200 }, (_, index) => [[library], [parks], []][index % 3] ?? []);
    const seen = await Promise.all(asked.map((scope) => withScope(scope, departmentsSeen)));
    expect(seen).toEqual(asked);
    const left = await db.$queryText("SELECT current_setting('portal.scope', true) AS scope");
    expect(left).toEqual([{ scope: "*" }]);
  });

  it("goes on after a statement that failed, in the scope of the next", async () => {
    await expect(withScope([library], () => db.$queryRaw`SELECT 1 / 0`)).rejects.toThrow(/zero/);
    expect(await withScope([parks], departmentsSeen)).toEqual([parks]);
  });
});

describe("a request", () => {
  it("has the scope of whoever it turned out to be", async () => {
    const preparer = await createPerson([{ role: "preparer", departmentCode: "LAPL" }]);
    const inTwo = await createPerson([
      { role: "preparer", departmentCode: "LAPL" },
      { role: "liaison", departmentCode: "RAP" },
    ]);
    const auditor = await createPerson([{ role: "auditor" }]);
    const member = await createPerson([{ role: "working_group_member" }]);
    const scopeAfterwards = async () => {
      await currentActor();
      return currentScope();
    };
    expect(await as(preparer, scopeAfterwards)).toEqual([library]);
    expect([...(await as(inTwo, scopeAfterwards))].sort()).toEqual([library, parks].sort());
    expect(await as(auditor, scopeAfterwards)).toBe("everything");
    expect(await as(member, scopeAfterwards)).toEqual([]);
    expect(await asNobody(scopeAfterwards)).toEqual([]);
  });

  it("sees nothing before it is known whose it is", async () => {
    const preparer = await createPerson([{ role: "preparer", departmentCode: "LAPL" }]);
    expect(await as(preparer, departmentsSeen)).toEqual([]);
  });
});

describe("a part of a transaction", () => {
  it("may touch the one department that it is given, and the rest of it no more than before", async () => {
    const seen = await withScope([library], () =>
      withTransaction(async (tx) => {
        const within = () =>
          tx.$queryRaw<{ id: string }[]>`SELECT DISTINCT department_id AS id FROM obligations`;
        const inside = await withinDepartment(tx, parks, within);
        return ok([inside, await within()]);
      }),
    );
    expect(seen).toEqual(ok([[{ id: parks }], [{ id: library }]]));
  });
});

describe("a scope as text", () => {
  it("holds ids alone, since it stands in a statement", () => {
    expect(scopeText("everything")).toBe("*");
    expect(scopeText([])).toBe("");
    expect(() => scopeText([asId<"Department">("x'); DROP TABLE plans; --")])).toThrow(/ids alone/);
    expect(() => scopeText([asId<"Department">("*")])).toThrow(/ids alone/);
  });
});
