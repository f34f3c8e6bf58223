import "server-only";
import { notFound } from "next/navigation";
import type { Actor } from "@/lib/kernel/actor";
import { requireActor } from "@/lib/platform/auth";
import { db } from "@/lib/platform/db";
import { describeChanges, kindWords } from "./messages";
import {
  canAcceptDuties,
  canDesignate,
  canReadLiaisons,
  canSeeDirectory,
  canUpdateContact,
  isDesignatedPerson,
} from "./policy";
import {
  type ContactRevisionRow,
  countDirectory,
  countDirectoryGaps,
  type DesignationRow,
  directoryPageSize,
  findDepartment,
  findToday,
  listContactRevisions,
  listDesignations,
  listDirectory,
  listTenures,
  type TenureRow,
} from "./queries";
import { type DirectoryView, directoryViewSchema } from "./schema";
import type {
  Department,
  DepartmentLiaisons,
  Designation,
  DesignationKind,
  DesignationRights,
  DirectoryCounts,
  DirectoryLine,
  LiaisonHistoryEntry,
} from "./types";

const historyLength = 50;

async function requireDepartment(code: string): Promise<{ actor: Actor; department: Department }> {
  const actor = await requireActor();
  const department = await findDepartment(code);
  if (!department || !canReadLiaisons(actor, department)) notFound();
  return { actor, department };
}

/**
 * The code in capitals, where only these name a department, and one that the reader may see. Null for a code that
 * has its capitals, and for all others, so that their pages answer as they do for any code that nobody has.
 */
export async function loadCodeInCapitals(code: string): Promise<string | null> {
  const capitals = code.toUpperCase();
  if (capitals === code) return null;
  const actor = await requireActor();
  const department = await findDepartment(capitals);
  return department && canReadLiaisons(actor, department) ? department.code : null;
}

function toDesignation(row: DesignationRow): Designation {
  return {
    ...row,
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    changedAt: row.changedAt.toISOString(),
  };
}

function rightsOf(actor: Actor, row: DesignationRow): DesignationRights {
  return {
    isOwn: isDesignatedPerson(actor, row),
    mayUpdateContact: canUpdateContact(actor, row),
    mayAcceptDuties: canAcceptDuties(actor, row) && row.acceptedAt === null,
  };
}

/** A department's liaison and alternate with their history. For its members and the offices that watch; else "not found". */
export async function loadDepartmentLiaisons(code: string): Promise<DepartmentLiaisons> {
  const { actor, department } = await requireDepartment(code);
  const { departmentId } = department;
  const [rows, revisions, tenures] = await Promise.all([
    listDesignations(db, departmentId),
    listContactRevisions(departmentId, historyLength),
    listTenures(departmentId, historyLength),
  ]);
  const of = (kind: DesignationKind) => {
    const row = rows.find((one) => one.kind === kind);
    return row ? { ...toDesignation(row), ...rightsOf(actor, row) } : null;
  };
  return {
    department,
    designations: { liaison: of("liaison"), alternate: of("alternate") },
    history: toHistory(revisions, tenures),
    mayDesignate: canDesignate(actor, department),
    isOffice: canSeeDirectory(actor),
  };
}

function toHistory(
  revisions: readonly ContactRevisionRow[],
  tenures: readonly TenureRow[],
): LiaisonHistoryEntry[] {
  const changed = revisions.map((row) => ({
    key: `${row.designationId}-${row.revision}`,
    at: row.changedAt.toISOString(),
    byName: row.changedByName,
    text: row.before
      ? `Changed the contact details of ${row.name}, ${kindWords[row.kind]}`
      : `Designated ${row.name} as ${kindWords[row.kind]}${inPlaceOf(row, tenures)}`,
    changes: row.before ? describeChanges(row.before, row) : [],
  }));
  const accepted = tenures.flatMap(({ id, kind, name, acceptedAt }) =>
    acceptedAt
      ? [
          {
            key: `${id}-accepted`,
            at: acceptedAt.toISOString(),
            byName: name,
            text: `Accepted the duties of the ${kindWords[kind]}`,
            changes: [],
          },
        ]
      : [],
  );
  return [...changed, ...accepted].sort((a, b) => b.at.localeCompare(a.at)).slice(0, historyLength);
}

function inPlaceOf(row: ContactRevisionRow, tenures: readonly TenureRow[]): string {
  const ofKind = tenures.filter((tenure) => tenure.kind === row.kind);
  const earlier = ofKind[ofKind.findIndex((tenure) => tenure.id === row.designationId) + 1];
  return earlier ? `, in the place of ${earlier.name}` : "";
}

/** The designation whose contact details the signed-in person is about to change; "not found" when they may not. */
export async function loadContactForm(reference: {
  code: string;
  kind: DesignationKind;
}): Promise<{ department: Department; designation: Designation; isOwn: boolean; actorId: string }> {
  const { actor, department } = await requireDepartment(reference.code);
  const rows = await listDesignations(db, department.departmentId);
  const row = rows.find((one) => one.kind === reference.kind);
  if (!row || !canUpdateContact(actor, row)) notFound();
  return {
    department,
    designation: toDesignation(row),
    isOwn: isDesignatedPerson(actor, row),
    actorId: actor.personId,
  };
}

/** What the form for a new designation begins with; "not found" for those who may not designate. */
export async function loadDesignateForm(reference: { code: string; kind: DesignationKind }): Promise<{
  department: Department;
  current: { name: string } | null;
  other: { name: string } | null;
  today: string;
}> {
  const { actor, department } = await requireDepartment(reference.code);
  if (!canDesignate(actor, department)) notFound();
  const [rows, today] = await Promise.all([listDesignations(db, department.departmentId), findToday(db)]);
  const nameOf = (row: DesignationRow | undefined) => (row ? { name: row.name } : null);
  return {
    department,
    current: nameOf(rows.find((row) => row.kind === reference.kind)),
    other: nameOf(rows.find((row) => row.kind !== reference.kind)),
    today,
  };
}

export type DirectoryPage = {
  readonly view: DirectoryView;
  readonly counts: DirectoryCounts;
  readonly lines: readonly DirectoryLine[];
  /** How many departments the view holds on all of its pages. */
  readonly total: number;
  readonly pages: number;
};

/** The page of the directory that an address asks for. For the Mayor's Office and the auditor; else "not found". */
export async function loadDirectory(
  search: Promise<Record<string, string | string[] | undefined>>,
): Promise<DirectoryPage> {
  const actor = await requireActor();
  if (!canSeeDirectory(actor)) notFound();
  const view = directoryViewSchema.parse(await search);
  const [counts, lines, found] = await Promise.all([
    countDirectoryGaps(),
    listDirectory(view),
    view.q ? countDirectory(view) : null,
  ]);
  const total = found ?? totalOf(counts, view);
  return { view, counts, lines, total, pages: Math.max(1, Math.ceil(total / directoryPageSize)) };
}

function totalOf(counts: DirectoryCounts, { show }: DirectoryView): number {
  if (show === "no_liaison") return counts.withoutLiaison;
  if (show === "no_alternate") return counts.withoutAlternate;
  if (show === "incomplete") return counts.incomplete;
  if (show === "not_accepted") return counts.notAccepted;
  return counts.departments;
}
