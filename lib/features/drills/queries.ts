import "server-only";
import { createHash } from "node:crypto";
import { Prisma } from "@/generated/prisma/client";
import type { DesignationKind } from "@/lib/features/liaisons/types";
import type { DepartmentId, PersonId } from "@/lib/kernel/ids";
import { db } from "@/lib/platform/db";
import type { Transaction } from "@/lib/platform/tx";
import type { Drill, DrillCall } from "./types";

type Reader = Pick<Transaction, "$queryRaw">;

export const hashDrillSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

const drillColumns = Prisma.sql`drill.id, drill.title, drill.started_at AS "startedAt",
  drill.started_by_name AS "startedByName", drill.closes_at AS "closesAt", drill.ended_at AS "endedAt",
  drill.is_for_all AS "isForAll"`;

const callColumns = Prisma.sql`call.id, call.department_id AS "departmentId", department.code AS "departmentCode",
  department.name AS "departmentName", call.designation_kind::text AS kind, call.name, call.phone,
  call.called_at AS "calledAt", call.acknowledged_at AS "acknowledgedAt"`;

export async function findDrill(client: Reader, id: string): Promise<(Drill & { now: Date }) | null> {
  const [row] = await client.$queryRaw<(Drill & { now: Date })[]>`
    SELECT ${drillColumns}, clock_timestamp() AS now FROM drills AS drill WHERE drill.id = ${id}::uuid`;
  return row ?? null;
}

/** Every call of a drill, as many as there are: two a department. */
export async function listCalls(client: Reader, drillId: string): Promise<DrillCall[]> {
  return client.$queryRaw<DrillCall[]>`
    SELECT ${callColumns} FROM drill_calls AS call JOIN departments AS department ON department.id = call.department_id
    WHERE call.drill_id = ${drillId}::uuid`;
}

/** The newest drills, each with its calls. */
export async function listDrills(
  limit: number,
): Promise<{ now: Date; drills: (Drill & { calls: DrillCall[] })[] }> {
  const drills = await db.$queryRaw<(Drill & { now: Date })[]>`
    SELECT ${drillColumns}, clock_timestamp() AS now FROM drills AS drill
    ORDER BY drill.started_at DESC, drill.id DESC LIMIT ${limit}`;
  const calls = await db.$queryRaw<(DrillCall & { drillId: string })[]>`
    SELECT ${callColumns}, call.drill_id AS "drillId"
    FROM drill_calls AS call JOIN departments AS department ON department.id = call.department_id
    WHERE call.drill_id = ANY(${drills.map(({ id }) => id)}::uuid[])`;
  const callsOf = Map.groupBy(calls, ({ drillId }) => drillId);
  return {
    now: drills[0]?.now ?? new Date(0),
    drills: drills.map(({ now: _, ...drill }) => ({ ...drill, calls: callsOf.get(drill.id) ?? [] })),
  };
}

export type OwnCall = DrillCall & {
  readonly drill: Drill;
  readonly personId: PersonId | null;
  readonly email: string;
  /** Whether the designation that was called is still in force. */
  readonly isCurrent: boolean;
};

type OwnRow = Omit<OwnCall, "drill"> & {
  readonly drillId: string;
  readonly title: string;
  readonly startedAt: Date;
  readonly startedByName: string;
  readonly closesAt: Date;
  readonly endedAt: Date | null;
  readonly isForAll: boolean;
};

const ownFrom = Prisma.sql`
  FROM drill_calls AS call
  JOIN departments AS department ON department.id = call.department_id
  JOIN drills AS drill ON drill.id = call.drill_id
  LEFT JOIN liaison_designations AS designation
    ON designation.department_id = call.department_id AND designation.id = call.designation_id`;
const ownColumns = Prisma.sql`${callColumns}, drill.id AS "drillId", drill.title, drill.started_at AS "startedAt",
  drill.started_by_name AS "startedByName", drill.closes_at AS "closesAt", drill.ended_at AS "endedAt",
  drill.is_for_all AS "isForAll", designation.person_id AS "personId", coalesce(call.email, '') AS email,
  designation.id IS NOT NULL AND designation.ended_at IS NULL AS "isCurrent"`;

function toOwnCall(row: OwnRow): OwnCall {
  const { drillId, title, startedAt, startedByName, closesAt, endedAt, isForAll, ...call } = row;
  return { ...call, drill: { id: drillId, title, startedAt, startedByName, closesAt, endedAt, isForAll } };
}

/** The newest calls of a department, those of ten drills. */
export async function listCallsOf(departmentId: DepartmentId): Promise<OwnCall[]> {
  const rows = await db.$queryRaw<OwnRow[]>`
    SELECT ${ownColumns} ${ownFrom}
    WHERE call.department_id = ${departmentId}::uuid
    ORDER BY drill.started_at DESC, call.designation_kind LIMIT 20`;
  return rows.map(toOwnCall);
}

/** One call of the department that an address names. Null when it is another department's. */
export async function findOwnCall(reference: {
  departmentCode: string;
  callId: string;
}): Promise<OwnCall | null> {
  const [row] = await db.$queryRaw<OwnRow[]>`
    SELECT ${ownColumns} ${ownFrom}
    WHERE department.code = ${reference.departmentCode} AND call.id = ${reference.callId}::uuid`;
  return row ? toOwnCall(row) : null;
}

/** The call that a link answers. The secret is the authority. */
export async function findCallBySecret(
  client: Reader,
  secret: string,
): Promise<(OwnCall & { now: Date }) | null> {
  const [row] = await client.$queryRaw<(OwnRow & { now: Date })[]>`
    SELECT ${ownColumns}, clock_timestamp() AS now ${ownFrom}
    WHERE call.secret_hash = ${hashDrillSecret(secret)} AND call.name IS NOT NULL`;
  return row ? { ...toOwnCall(row), now: row.now } : null;
}

const isInBeing = Prisma.sql`(department.effective_to IS NULL OR department.effective_to > current_date)`;

export async function listDepartmentIds(client: Reader): Promise<DepartmentId[]> {
  const rows = await client.$queryRaw<{ id: DepartmentId }[]>`
    SELECT department.id FROM departments AS department WHERE ${isInBeing} ORDER BY department.name, department.id`;
  return rows.map(({ id }) => id);
}

export async function listDepartmentIdsOf(client: Reader, codes: readonly string[]): Promise<DepartmentId[]> {
  const rows = await client.$queryRaw<{ id: DepartmentId }[]>`
    SELECT department.id FROM departments AS department
    WHERE ${isInBeing} AND department.code = ANY(${[...codes]}::text[]) ORDER BY department.name, department.id`;
  return rows.map(({ id }) => id);
}

/** Departments to choose from, by name. */
export async function listPickable(
  q: string,
  limit: number,
): Promise<{ departments: { code: string; name: string }[]; total: number }> {
  const like = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await db.$queryRaw<{ code: string; name: string; total: number }[]>`
    SELECT department.code, department.name, count(*) OVER ()::int AS total FROM departments AS department
    WHERE ${isInBeing} AND (department.name ILIKE ${like} OR department.short_name ILIKE ${like}
      OR department.code ILIKE ${like})
    ORDER BY department.name, department.id LIMIT ${limit}`;
  return {
    departments: rows.map(({ code, name }) => ({ code, name })),
    total: rows[0]?.total ?? 0,
  };
}

export type Callable = {
  readonly departmentId: DepartmentId;
  readonly departmentName: string;
  readonly kind: DesignationKind;
  readonly designationId: string | null;
  readonly personId: PersonId | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
};

/** Both seats of each of these departments, with whoever sits there. */
export async function listCallable(
  client: Reader,
  departmentIds: readonly DepartmentId[],
): Promise<Callable[]> {
  return client.$queryRaw<Callable[]>`
    SELECT department.id AS "departmentId", department.name AS "departmentName", seat.kind::text AS kind,
      held.id AS "designationId", held.person_id AS "personId", held.name, held.email, held.phone
    FROM departments AS department
    CROSS JOIN unnest(enum_range(NULL::designation_kind)) AS seat (kind)
    LEFT JOIN liaison_designations AS held
      ON held.department_id = department.id AND held.kind = seat.kind AND held.ended_at IS NULL
    WHERE department.id = ANY(${[...departmentIds]}::uuid[])
    ORDER BY department.id, seat.kind`;
}
