import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { DesignationKind } from "@/lib/features/liaisons/types";
import type { DepartmentId, PersonId } from "@/lib/kernel/ids";
import { db } from "@/lib/platform/db";
import type { Transaction } from "@/lib/platform/tx";
import type { CallableDesignation, CallFacts, Coverage, Uncertainty } from "./types";

type Reader = Pick<Transaction, "$queryRaw">;

type CoverageRow = Omit<Coverage, "cover"> & {
  readonly departmentId: DepartmentId;
  readonly coverName: string | null;
  readonly coverTitle: string | null;
  readonly coverPhone: string | null;
  readonly coverEmail: string | null;
};

const coverageColumns = Prisma.sql`coverage.department_id AS "departmentId", coverage.id, coverage.kind::text AS kind,
  coverage.designation_kind::text AS "designationKind", coverage.facility_id AS "facilityId",
  coverage.facility_name AS "facilityName", coverage.starts_at AS "startsAt", coverage.ends_at AS "endsAt",
  coverage.cover_name AS "coverName", coverage.cover_title AS "coverTitle", coverage.cover_phone AS "coverPhone",
  coverage.cover_email AS "coverEmail", coverage.note, coverage.created_at AS "createdAt",
  coverage.created_by_name AS "createdByName", coverage.cancelled_at AS "cancelledAt",
  coverage.cancelled_by_name AS "cancelledByName"`;

function toCoverage(row: CoverageRow): Coverage & { readonly departmentId: DepartmentId } {
  const { coverName, coverTitle, coverPhone, coverEmail, ...coverage } = row;
  const cover = coverName
    ? { name: coverName, title: coverTitle ?? "", phone: coverPhone ?? "", email: coverEmail ?? "" }
    : null;
  return { ...coverage, cover };
}

/** A designation in force that is away now. The alias `held` is the caller's; mirrors `whoToCall`, which a test holds. */
export const isAwayNow = Prisma.sql`EXISTS (SELECT FROM liaison_coverages AS absence
  WHERE absence.department_id = held.department_id AND absence.kind = 'absence'
    AND absence.designation_kind = held.kind AND absence.created_at >= held.created_at
    AND absence.cancelled_at IS NULL AND absence.starts_at <= clock_timestamp()
    AND absence.ends_at > clock_timestamp())`;

/** The database's clock. */
export async function findNow(client: Reader): Promise<Date> {
  const [row] = await client.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (!row) throw new Error("the database did not tell its time");
  return row.now;
}

const historyShown = 100;

/** Every coverage of a department, the newest first: those to come, those that hold, and a hundred that are over. */
export async function listCoverages(client: Reader, departmentId: DepartmentId): Promise<Coverage[]> {
  const rows = await client.$queryRaw<CoverageRow[]>`
    (SELECT ${coverageColumns} FROM liaison_coverages AS coverage
      WHERE coverage.department_id = ${departmentId}::uuid AND coverage.cancelled_at IS NULL
        AND (coverage.ends_at IS NULL OR coverage.ends_at > clock_timestamp()))
    UNION ALL
    (SELECT ${coverageColumns} FROM liaison_coverages AS coverage
      WHERE coverage.department_id = ${departmentId}::uuid
        AND (coverage.cancelled_at IS NOT NULL OR coverage.ends_at <= clock_timestamp())
      ORDER BY coverage.starts_at DESC LIMIT ${historyShown})`;
  return rows.map(toCoverage).toSorted((a, b) => b.startsAt.getTime() - a.startsAt.getTime());
}

export type CoverageSubject = Coverage & { readonly departmentId: DepartmentId };

/** One coverage of the department that the address names. Null when it is another department's. */
export async function findCoverage(reference: {
  departmentCode: string;
  coverageId: string;
}): Promise<CoverageSubject | null> {
  const [row] = await db.$queryRaw<CoverageRow[]>`
    SELECT ${coverageColumns}
    FROM departments AS department
    JOIN liaison_coverages AS coverage ON coverage.department_id = department.id
    WHERE department.code = ${reference.departmentCode} AND coverage.id = ${reference.coverageId}::uuid`;
  return row ? toCoverage(row) : null;
}

type DesignationRow = Omit<CallableDesignation, "uncertain"> & {
  readonly departmentId: DepartmentId;
  readonly kind: DesignationKind;
  readonly personId: PersonId | null;
  readonly isAccepted: boolean;
  readonly isPhoneVerified: boolean;
  readonly isConfirmed: boolean;
};

function uncertaintyOf(row: DesignationRow): Uncertainty[] {
  const found: Uncertainty[] = [];
  if (!row.isAccepted) found.push("not_accepted");
  if (!row.isPhoneVerified) found.push("phone_unverified");
  else if (!row.isConfirmed) found.push("not_confirmed");
  return found;
}

/**
 * What decides whom to call in these departments, and the database's clock with it: the designations and what holds
 * now. For as many departments as a page shows, in two statements. Scope is the caller's to judge.
 */
export async function listCallFacts(
  departmentIds: readonly DepartmentId[],
): Promise<{ now: Date; facts: ReadonlyMap<DepartmentId, CallFacts> }> {
  const [departments, designations, coverages] = await Promise.all([
    db.$queryRaw<{ id: DepartmentId; code: string; name: string; headTitle: string; now: Date }[]>`
      SELECT id, code, name, head_title AS "headTitle", clock_timestamp() AS now FROM departments
      WHERE id = ANY(${[...departmentIds]}::uuid[])`,
    db.$queryRaw<DesignationRow[]>`
      SELECT held.department_id AS "departmentId", held.kind::text AS kind, held.person_id AS "personId", held.name,
        held.title, held.phone, held.email, held.hours, held.created_at AS since,
        held.accepted_at IS NOT NULL AS "isAccepted", held.phone_verified_at IS NOT NULL AS "isPhoneVerified",
        held.confirmed_at IS NOT NULL AND held.confirmed_at > clock_timestamp() - interval '90 days' AS "isConfirmed"
      FROM liaison_designations AS held
      WHERE held.department_id = ANY(${[...departmentIds]}::uuid[]) AND held.ended_at IS NULL`,
    db.$queryRaw<CoverageRow[]>`
      SELECT ${coverageColumns} FROM liaison_coverages AS coverage
      WHERE coverage.department_id = ANY(${[...departmentIds]}::uuid[]) AND coverage.cancelled_at IS NULL
        AND coverage.starts_at <= clock_timestamp()
        AND (coverage.ends_at IS NULL OR coverage.ends_at > clock_timestamp())`,
  ]);
  const heldIn = Map.groupBy(designations, ({ departmentId }) => departmentId);
  const coveredIn = Map.groupBy(coverages, ({ departmentId }) => departmentId);
  const facts = new Map(
    departments.map(({ id, code, name, headTitle }): [DepartmentId, CallFacts] => {
      const of = (kind: DesignationKind) => {
        const row = heldIn.get(id)?.find((one) => one.kind === kind);
        return row ? toCallable(row) : null;
      };
      return [
        id,
        {
          departmentCode: code,
          departmentName: name,
          headTitle,
          designations: { liaison: of("liaison"), alternate: of("alternate") },
          coverages: (coveredIn.get(id) ?? []).map(toCoverage),
        },
      ];
    }),
  );
  return { now: departments[0]?.now ?? new Date(0), facts };
}

function toCallable(row: DesignationRow): CallableDesignation {
  const { name, title, phone, email, since, hours } = row;
  return { name, title, phone, email, since, hours, uncertain: uncertaintyOf(row) };
}

/** Departments that a text names, the nearest name first; a few, for a page that answers one question. */
export async function listDepartmentsNamed(
  q: string,
  limit: number,
): Promise<{ departmentId: DepartmentId; code: string; name: string }[]> {
  const like = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return db.$queryRaw<{ departmentId: DepartmentId; code: string; name: string }[]>`
    SELECT id AS "departmentId", code, name FROM departments
    WHERE (effective_to IS NULL OR effective_to > current_date)
      AND (name ILIKE ${like} OR short_name ILIKE ${like} OR code ILIKE ${like})
    ORDER BY CASE WHEN lower(code) = lower(${q}) OR lower(short_name) = lower(${q}) OR lower(name) = lower(${q}) THEN 0
      WHEN short_name ILIKE ${like.slice(1)} OR name ILIKE ${like.slice(1)} THEN 1 ELSE 2 END, name, id
    LIMIT ${limit}`;
}
