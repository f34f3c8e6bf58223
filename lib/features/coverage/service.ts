import "server-only";
import { v7 as newId } from "uuid";
import { type DesignationRow, listDesignations } from "@/lib/features/liaisons/queries";
import { isSamePerson } from "@/lib/features/liaisons/schema";
import type { DesignationKind } from "@/lib/features/liaisons/types";
import { normalisePhone } from "@/lib/kernel/contact-details";
import { cityTimeZone } from "@/lib/kernel/format-date";
import type { DepartmentId } from "@/lib/kernel/ids";
import { instantOfWallTime } from "@/lib/kernel/local-time";
import { err, ok, type Result } from "@/lib/kernel/result";
import { type PersonDoer, recordEvent } from "@/lib/platform/audit";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { coverageEvents } from "./events";
import { listOwnFacilities } from "./facilities";
import { coverageMessages } from "./messages";
import { findNow, listCoverages } from "./queries";
import type { Callee, Coverage } from "./types";
import { untilWords } from "./who-to-call";

type Covering = {
  readonly coveredBy: "other" | "named";
  readonly coverName: string;
  readonly coverTitle: string;
  readonly coverPhone: string;
  readonly coverEmail: string;
};

type Entry = Covering & {
  readonly departmentId: DepartmentId;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly note: string;
  readonly replacesId: string | null;
  readonly by: PersonDoer;
};

type Code =
  | "NOT_DESIGNATED"
  | "ENDS_BEFORE_START"
  | "ALREADY_OVER"
  | "TOO_FAR"
  | "OVERLAPS"
  | "SAME_PERSON"
  | "NOBODY_COVERS"
  | "COVER_AWAY"
  | "FACILITY_UNKNOWN"
  | "OVER";
type Refusal = ReturnType<typeof refuse>;

const other = { liaison: "alternate", alternate: "liaison" } as const;

/** A refusal whose words stand beside a field. */
function refuse(code: Code, field: string, words: string = coverageMessages[code]) {
  return err<Code>(code, { fieldErrors: { [field]: words } });
}

/** Holds the coverages of a department until the transaction ends, also those that nobody has written yet. */
async function lock(tx: Transaction, departmentId: DepartmentId) {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`coverage of ${departmentId}`}, 0))`;
  const [designations, all] = [
    await listDesignations(tx, departmentId),
    await listCoverages(tx, departmentId),
  ];
  return { designations, all, standing: all.filter(({ cancelledAt }) => cancelledAt === null) };
}

type Span = { readonly startsAt: Date; readonly endsAt: Date | null };

const dayMs = 86_400_000;

function spanOf(entry: Entry, now: Date): Span | Refusal {
  const typed = (text: string) => (text ? instantOfWallTime(text, cityTimeZone) : null);
  const startsAt = entry.startsAt ? typed(entry.startsAt) : now;
  const endsAt = typed(entry.endsAt);
  if (!startsAt) return refuse("TOO_FAR", "startsAt");
  if (entry.endsAt && !endsAt) return refuse("TOO_FAR", "endsAt");
  if (startsAt.getTime() < now.getTime() - 31 * dayMs) return refuse("TOO_FAR", "startsAt");
  if (startsAt.getTime() > now.getTime() + 366 * dayMs) return refuse("TOO_FAR", "startsAt");
  if (endsAt && endsAt <= startsAt) return refuse("ENDS_BEFORE_START", "endsAt");
  if (endsAt && endsAt <= now) return refuse("ALREADY_OVER", "endsAt");
  if (endsAt && endsAt.getTime() > now.getTime() + 366 * dayMs) return refuse("TOO_FAR", "endsAt");
  return { startsAt, endsAt };
}

const meets = (a: Span, b: Span) =>
  (a.endsAt === null || a.endsAt > b.startsAt) && (b.endsAt === null || b.endsAt > a.startsAt);

/** The absences that are of whoever holds the designation now. */
function absencesOf(holder: DesignationRow | undefined, standing: readonly Coverage[]): readonly Coverage[] {
  if (!holder) return [];
  return standing.filter(
    (one) =>
      one.kind === "absence" && one.designationKind === holder.kind && one.createdAt >= holder.createdAt,
  );
}

/** Who covers, if they can: somebody who is designated and there, or a colleague who is not the one that is away. */
function coverFor(
  entry: Covering,
  span: Span,
  whose: DesignationKind,
  held: { designations: readonly DesignationRow[]; standing: readonly Coverage[] },
): { cover: Callee | null } | Refusal {
  const absences = (holder: DesignationRow | undefined) =>
    absencesOf(holder, held.standing).filter((one) => meets(one, span));
  if (entry.coveredBy === "other") {
    const holder = held.designations.find(({ kind }) => kind === other[whose]);
    if (!holder) return refuse("NOBODY_COVERS", "coveredBy");
    if (absences(holder).length > 0) return refuse("COVER_AWAY", "coveredBy");
    return { cover: null };
  }
  const cover = {
    name: entry.coverName,
    title: entry.coverTitle,
    phone: normalisePhone(entry.coverPhone) ?? entry.coverPhone,
    email: entry.coverEmail,
  };
  const away = held.designations.find((holder) => isSamePerson(holder, cover) && absences(holder).length > 0);
  return away ? refuse("SAME_PERSON", "coverName") : { cover };
}

const sameInstant = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime();

/** The entry as it stands already: a second press of the button enters nothing. */
function findSame(
  standing: readonly Coverage[],
  wanted: Omit<Coverage, StoredByDatabase>,
  isFromNow: boolean,
) {
  return standing.find(
    (one) =>
      one.kind === wanted.kind &&
      one.designationKind === wanted.designationKind &&
      one.facilityId === wanted.facilityId &&
      sameInstant(one.endsAt, wanted.endsAt) &&
      (sameInstant(one.startsAt, wanted.startsAt) ||
        (isFromNow && wanted.startsAt.getTime() - one.startsAt.getTime() < 60_000)) &&
      JSON.stringify(one.cover) === JSON.stringify(wanted.cover) &&
      one.note === wanted.note,
  );
}

type StoredByDatabase = "id" | "createdAt" | "createdByName" | "cancelledAt" | "cancelledByName";

async function store(
  tx: Transaction,
  entry: Entry,
  coverage: Omit<Coverage, StoredByDatabase>,
): Promise<string> {
  const id = newId();
  const { cover } = coverage;
  await tx.$executeRaw`
    INSERT INTO liaison_coverages (department_id, id, kind, designation_kind, facility_id, facility_name, starts_at,
      ends_at, cover_name, cover_title, cover_phone, cover_email, note, created_by_name)
    VALUES (${entry.departmentId}::uuid, ${id}::uuid, ${coverage.kind}::coverage_kind,
      ${coverage.designationKind}::designation_kind, ${coverage.facilityId}, ${coverage.facilityName},
      ${coverage.startsAt}, ${coverage.endsAt}, ${cover?.name ?? null}, ${cover?.title ?? null},
      ${cover?.phone ?? null}, ${cover?.email ?? null}, ${coverage.note}, ${entry.by.name})`;
  return id;
}

async function cancel(tx: Transaction, coverage: Coverage, entry: Pick<Entry, "departmentId" | "by">) {
  await tx.$executeRaw`
    UPDATE liaison_coverages SET cancelled_at = clock_timestamp(), cancelled_by_name = ${entry.by.name}
    WHERE department_id = ${entry.departmentId}::uuid AND id = ${coverage.id}::uuid AND cancelled_at IS NULL`;
}

/** The entry that is changed, if it still stands, and the others without it. */
function replaced(standing: readonly Coverage[], id: string | null, now: Date) {
  if (!id) return { before: null, others: standing };
  const before = standing.find((one) => one.id === id && (one.endsAt === null || one.endsAt > now));
  return { before: before ?? ("over" as const), others: standing.filter((one) => one.id !== id) };
}

const eventOf = (coverage: Omit<Coverage, StoredByDatabase>, coverageId: string, entry: Entry) => ({
  coverageId,
  kind: coverage.designationKind,
  startsAt: coverage.startsAt.toISOString(),
  endsAt: coverage.endsAt?.toISOString() ?? null,
  coverName: coverage.cover?.name ?? null,
  replacesId: entry.replacesId,
});

type Added = Result<{ coverageId: string }, Code>;

/**
 * Enters that a designated person is away, and who covers; in the place of another entry, if one is named, which is
 * kept as history. Assumes that the actor may for this designation. Times are read on the City's clocks; an empty
 * start is now by the database's clock. Absences of one person never overlap. Codes: NOT_DESIGNATED, ENDS_BEFORE_START,
 * ALREADY_OVER, TOO_FAR, OVERLAPS, SAME_PERSON, NOBODY_COVERS, COVER_AWAY, OVER for a replaced entry that has ended.
 * Writes `coverage.absence_added`.
 */
export async function addAbsence(
  entry: Entry & { readonly designationKind: DesignationKind },
): Promise<Added> {
  return withTransaction<{ coverageId: string }, Code, undefined>(async (tx) => {
    const held = await lock(tx, entry.departmentId);
    const now = await findNow(tx);
    const holder = held.designations.find(({ kind }) => kind === entry.designationKind);
    if (!holder) return err("NOT_DESIGNATED");
    const span = spanOf(entry, now);
    if ("ok" in span) return span;
    const { before, others } = replaced(held.standing, entry.replacesId, now);
    if (before === "over") return err("OVER");
    const covering = coverFor(
      entry,
      span,
      entry.designationKind,
      // The absence that is being entered counts too: nobody covers for themselves.
      {
        designations: held.designations,
        standing: [...others, { ...placeholder(entry.designationKind, now), ...span }],
      },
    );
    if ("ok" in covering) return covering;
    const coverage = {
      kind: "absence" as const,
      designationKind: entry.designationKind,
      facilityId: null,
      facilityName: null,
      note: entry.note,
      ...span,
      ...covering,
    };
    const same = findSame(held.standing, coverage, entry.startsAt === "");
    if (same) return ok({ coverageId: same.id });
    const overlapping = absencesOf(holder, others).find((one) => meets(one, span));
    if (overlapping) {
      const words = `${coverageMessages.OVERLAPS} It lasts ${untilWords(overlapping.endsAt)}.`;
      return refuse("OVERLAPS", "startsAt", words);
    }
    if (before) await cancel(tx, before, entry);
    const coverageId = await store(tx, entry, coverage);
    await recordEvent(
      tx,
      coverageEvents.absenceAdded,
      entry.by,
      { departmentId: entry.departmentId, directiveId: null },
      { ...eventOf(coverage, coverageId, entry), name: holder.name },
    );
    return ok({ coverageId });
  });
}

const placeholder = (designationKind: DesignationKind, now: Date): Coverage => ({
  id: "",
  kind: "absence",
  designationKind,
  facilityId: null,
  facilityName: null,
  startsAt: now,
  endsAt: null,
  cover: null,
  note: "",
  createdAt: now,
  createdByName: "",
  cancelledAt: null,
  cancelledByName: null,
});

/**
 * Has somebody else answer, for the department or for one facility of its plan, until a time or until it is taken
 * back. Of several for the same place the newest counts while it lasts; the older ones stay, and count again after it.
 * Assumes that the actor may. Codes as of `addAbsence`, and FACILITY_UNKNOWN. Writes `coverage.override_added`.
 */
export async function addOverride(entry: Entry & { readonly facilityId: string }): Promise<Added> {
  const { facilities } = entry.facilityId ? await listOwnFacilities(entry.departmentId) : { facilities: [] };
  const facility = facilities.find(({ id }) => id === entry.facilityId) ?? null;
  return withTransaction<{ coverageId: string }, Code, undefined>(async (tx) => {
    const held = await lock(tx, entry.departmentId);
    const now = await findNow(tx);
    if (entry.facilityId && !facility) return refuse("FACILITY_UNKNOWN", "facilityId");
    const span = spanOf(entry, now);
    if ("ok" in span) return span;
    const { before, others } = replaced(held.standing, entry.replacesId, now);
    if (before === "over") return err("OVER");
    const covering = coverFor(entry, span, "liaison", { designations: held.designations, standing: others });
    if ("ok" in covering) return covering;
    const coverage = {
      kind: "override" as const,
      designationKind: "liaison" as const,
      facilityId: facility?.id ?? null,
      facilityName: facility?.name ?? null,
      note: entry.note,
      ...span,
      ...covering,
    };
    const same = findSame(held.standing, coverage, entry.startsAt === "");
    if (same) return ok({ coverageId: same.id });
    if (before) await cancel(tx, before, entry);
    const coverageId = await store(tx, entry, coverage);
    await recordEvent(
      tx,
      coverageEvents.overrideAdded,
      entry.by,
      { departmentId: entry.departmentId, directiveId: null },
      {
        ...eventOf(coverage, coverageId, entry),
        facilityId: coverage.facilityId,
        facilityName: coverage.facilityName,
      },
    );
    return ok({ coverageId });
  });
}

/**
 * Ends a coverage now, or takes one back that is still to come; it stays on record. Assumes that the actor may. One
 * that was taken back already is answered alike. Code OVER when its time has passed. Writes `coverage.taken_back`.
 */
export async function takeBackCoverage(input: {
  readonly departmentId: DepartmentId;
  readonly coverageId: string;
  readonly by: PersonDoer;
}): Promise<Result<{ coverageId: string }, "OVER">> {
  return withTransaction<{ coverageId: string }, "OVER", undefined>(async (tx) => {
    const { all } = await lock(tx, input.departmentId);
    const now = await findNow(tx);
    const coverage = all.find(({ id }) => id === input.coverageId);
    if (!coverage) return err("OVER");
    if (coverage.cancelledAt) return ok({ coverageId: coverage.id });
    if (coverage.endsAt && coverage.endsAt <= now) return err("OVER");
    await cancel(tx, coverage, input);
    await recordEvent(
      tx,
      coverageEvents.takenBack,
      input.by,
      { departmentId: input.departmentId, directiveId: null },
      {
        coverageId: coverage.id,
        isAbsence: coverage.kind === "absence",
        kind: coverage.designationKind,
      },
    );
    return ok({ coverageId: coverage.id });
  });
}
