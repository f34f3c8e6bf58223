import "server-only";
import type { DepartmentId } from "@/lib/kernel/ids";
import { keepFor } from "@/lib/kernel/kept";
import { db } from "@/lib/platform/db";
import { withScope } from "@/lib/platform/scope";
import type { FacilityHit } from "./types";

type Facility = { readonly id: string; readonly name: string; readonly address: string };
type Filed = {
  readonly departmentId: DepartmentId;
  readonly departmentCode: string;
  readonly versionId: string;
};
type Indexed = FacilityHit & { readonly departmentId: DepartmentId; readonly words: string };

/** Where a list of facilities was taken from. */
export type FacilitySource =
  | { readonly kind: "filed"; readonly number: number; readonly submittedAt: Date }
  | { readonly kind: "draft" }
  | { readonly kind: "none" };

/** The newest filing of each department that was not withdrawn. */
function listNewestFilings(): Promise<Filed[]> {
  return db.$queryRaw<Filed[]>`
    SELECT DISTINCT ON (version.department_id) version.department_id AS "departmentId",
      department.code AS "departmentCode", version.id AS "versionId"
    FROM plan_versions AS version
    JOIN departments AS department ON department.id = version.department_id
      AND (department.effective_to IS NULL OR department.effective_to > current_date)
    WHERE NOT EXISTS (SELECT FROM plan_version_withdrawals AS withdrawal
      WHERE withdrawal.department_id = version.department_id AND withdrawal.version_id = version.id)
    ORDER BY version.department_id, version.submitted_at DESC, version.number DESC`;
}

/** A version never changes: what was read of it once is kept as long as it is the newest. */
const ofVersion = new Map<string, readonly Indexed[]>();
const readAtOnce = 20;

async function readVersions(filings: readonly Filed[]): Promise<void> {
  const rows = await db.$queryRaw<(Facility & { versionId: string })[]>`
    SELECT version.id AS "versionId", facility->>'id' AS id, facility->>'name' AS name,
      coalesce(facility->>'address', '') AS address
    FROM plan_versions AS version,
      jsonb_array_elements(coalesce(version.content::jsonb #> '{sections,facilities,facilities}', '[]')) AS facility
    WHERE version.id = ANY(${filings.map(({ versionId }) => versionId)}::uuid[])
      AND coalesce(facility->>'name', '') <> ''`;
  const found = Map.groupBy(rows, ({ versionId }) => versionId);
  for (const { versionId, departmentId, departmentCode } of filings) {
    const facilities = (found.get(versionId) ?? []).map(({ id, name, address }) => ({
      id,
      name,
      address,
      departmentId,
      departmentCode,
      words: `${name} ${address}`.toLowerCase(),
    }));
    ofVersion.set(versionId, facilities);
  }
}

/**
 * Every facility of every newest filing, in the memory of this process: it is asked at most every ten seconds which
 * filings are the newest, and only those are read that were not read before. Holds departments' data of all of them:
 * for those who see all of them.
 */
const indexKept = keepFor(10_000, (_: "all") =>
  // The authority is the reader's, who is asked for it by the loader; what is kept is the same for all of them.
  withScope("everything", async (): Promise<readonly Indexed[]> => {
    const filings = await listNewestFilings();
    const unread = filings.filter(({ versionId }) => !ofVersion.has(versionId));
    for (let from = 0; from < unread.length; from += readAtOnce) {
      await readVersions(unread.slice(from, from + readAtOnce));
    }
    const current = new Set(filings.map(({ versionId }) => versionId));
    for (const versionId of ofVersion.keys()) if (!current.has(versionId)) ofVersion.delete(versionId);
    return filings.flatMap(({ versionId }) => ofVersion.get(versionId) ?? []);
  }),
);

export type FacilityFound = FacilityHit & { readonly departmentId: DepartmentId };

/** Facilities for which somebody else answers now: they are found although no plan was filed yet. */
function listOverridden(q: string): Promise<FacilityFound[]> {
  const like = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return db.$queryRaw<FacilityFound[]>`
    SELECT DISTINCT coverage.facility_id AS id, coverage.facility_name AS name, '' AS address,
      department.code AS "departmentCode", department.id AS "departmentId"
    FROM liaison_coverages AS coverage JOIN departments AS department ON department.id = coverage.department_id
    WHERE coverage.facility_id IS NOT NULL AND coverage.facility_name ILIKE ${like} AND coverage.cancelled_at IS NULL
      AND coverage.starts_at <= clock_timestamp()
      AND (coverage.ends_at IS NULL OR coverage.ends_at > clock_timestamp())
    LIMIT 20`;
}

/**
 * Facilities of the newest filed plans whose name or address holds every word of a text, the nearest first, and those
 * for which somebody else answers now. Assumes that the reader may ask about every department.
 */
export async function searchFacilities(
  q: string,
  limit: number,
): Promise<{ hits: readonly FacilityFound[]; total: number }> {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return { hits: [], total: 0 };
  const [index, overridden] = await Promise.all([indexKept("all"), listOverridden(q)]);
  const whole = words.join(" ");
  const rank = ({ name }: { name: string }) => {
    const own = name.toLowerCase();
    return own === whole ? 0 : own.startsWith(whole) ? 1 : own.includes(whole) ? 2 : 3;
  };
  const filed = index.filter((one) => words.every((word) => one.words.includes(word)));
  const known = new Set(filed.map(({ id, departmentId }) => `${departmentId} ${id}`));
  const all: readonly FacilityFound[] = [
    ...filed.map(({ words: _, ...hit }) => hit),
    ...overridden.filter(({ id, departmentId }) => !known.has(`${departmentId} ${id}`)),
  ];
  const hits = all
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
    .slice(0, limit);
  return { hits, total: all.length };
}

/** The facility that an address names, out of the newest filing, or out of what holds now. */
export async function findFacility(departmentId: DepartmentId, id: string): Promise<FacilityHit | null> {
  const known = (await indexKept("all")).find((one) => one.departmentId === departmentId && one.id === id);
  if (known) return known;
  const [row] = await db.$queryRaw<FacilityHit[]>`
    SELECT coverage.facility_id AS id, coverage.facility_name AS name, '' AS address,
      department.code AS "departmentCode"
    FROM liaison_coverages AS coverage JOIN departments AS department ON department.id = coverage.department_id
    WHERE coverage.department_id = ${departmentId}::uuid AND coverage.facility_id = ${id}
    ORDER BY coverage.created_at DESC LIMIT 1`;
  return row ?? null;
}

/**
 * The facilities of a department as its own people choose among them: of the newest filing, and where nothing was
 * filed yet, of the draft. Assumes that the reader may read the department's plan.
 */
export async function listOwnFacilities(
  departmentId: DepartmentId,
): Promise<{ source: FacilitySource; facilities: readonly Facility[] }> {
  const [filing] = await db.$queryRaw<{ number: number; submittedAt: Date; facilities: Facility[] }[]>`
    SELECT version.number, version.submitted_at AS "submittedAt",
      coalesce(version.content::jsonb #> '{sections,facilities,facilities}', '[]') AS facilities
    FROM plan_versions AS version
    WHERE version.department_id = ${departmentId}::uuid
      AND NOT EXISTS (SELECT FROM plan_version_withdrawals AS withdrawal
        WHERE withdrawal.department_id = version.department_id AND withdrawal.version_id = version.id)
    ORDER BY version.submitted_at DESC, version.number DESC LIMIT 1`;
  if (filing) {
    const { number, submittedAt } = filing;
    return { source: { kind: "filed", number, submittedAt }, facilities: named(filing.facilities) };
  }
  const [draft] = await db.$queryRaw<{ facilities: Facility[] | null }[]>`
    SELECT part.content->'facilities' AS facilities
    FROM plans AS plan JOIN plan_sections AS part
      ON part.department_id = plan.department_id AND part.plan_id = plan.id AND part.section = 'facilities'
    WHERE plan.department_id = ${departmentId}::uuid
    ORDER BY jsonb_array_length(coalesce(part.content->'facilities', '[]')) DESC, plan.id LIMIT 1`;
  const facilities = named(draft?.facilities ?? []);
  return { source: { kind: facilities.length > 0 ? "draft" : "none" }, facilities };
}

function named(facilities: readonly Facility[]): Facility[] {
  return facilities.flatMap(({ id, name, address }) => (name ? [{ id, name, address: address ?? "" }] : []));
}
