import "server-only";
import { notFound } from "next/navigation";
import { findDepartment, listDesignations } from "@/lib/features/liaisons/queries";
import type { Department, DesignationKind } from "@/lib/features/liaisons/types";
import type { Actor } from "@/lib/kernel/actor";
import { cityTimeZone } from "@/lib/kernel/format-date";
import { type DepartmentId, isUuid } from "@/lib/kernel/ids";
import { dayAfter, dayAt, instantOf, wallTimeAt } from "@/lib/kernel/local-time";
import type { Search } from "@/lib/kernel/tidy-query";
import { requireActor } from "@/lib/platform/auth";
import { db } from "@/lib/platform/db";
import { type FacilitySource, findFacility, listOwnFacilities, searchFacilities } from "./facilities";
import { canAskWhoToCall, canEnterAbsence, canOverride, canReadCoverage, canTakeBack } from "./policy";
import { findNow, listCallFacts, listCoverages, listDepartmentsNamed } from "./queries";
import { type CallView, callViewSchema } from "./schema";
import type { CallAnswer, Coverage, CoverageKind } from "./types";
import { whoToCall } from "./who-to-call";

const kinds = ["liaison", "alternate"] as const;

async function requireReader(code: string) {
  const actor = await requireActor();
  const department = await findDepartment(code);
  if (!department || !canReadCoverage(actor, department)) notFound();
  const designations = await listDesignations(db, department.departmentId);
  return { actor, department, subject: { departmentId: department.departmentId, designations } };
}

/** Whom to call now, with the department it was asked for. */
export type CallNow = { readonly at: Date; readonly answer: CallAnswer };

/**
 * Whom to call now in these departments, by one reading of the database and its clock. Assumes that the reader may see
 * each of them.
 */
export async function findCallsNow(
  departmentIds: readonly DepartmentId[],
): Promise<ReadonlyMap<DepartmentId, CallNow>> {
  if (departmentIds.length === 0) return new Map();
  const { now, facts } = await listCallFacts(departmentIds);
  return new Map([...facts].map(([id, own]) => [id, { at: now, answer: whoToCall(now, own) }]));
}

/** Whom to call now in a department. For its members and the offices that watch; else "not found". */
export async function loadCallNow(code: string): Promise<CallNow> {
  const { department } = await requireReader(code);
  const call = (await findCallsNow([department.departmentId])).get(department.departmentId);
  if (!call) notFound();
  return call;
}

export type CoverageEntry = Coverage & { readonly mayTakeBack: boolean };

export type CoveragePage = {
  readonly department: Department;
  readonly call: CallNow;
  readonly names: Readonly<Record<DesignationKind, string | null>>;
  readonly now: readonly CoverageEntry[];
  readonly upcoming: readonly CoverageEntry[];
  readonly past: readonly CoverageEntry[];
  readonly mayEnterAbsence: boolean;
  readonly mayOverride: boolean;
  /** Of the designations that the reader holds, the first. */
  readonly own: DesignationKind | null;
};

function mayEnterFor(actor: Actor, subject: Parameters<typeof canEnterAbsence>[1]): DesignationKind[] {
  return kinds.filter(
    (kind) => subject.designations.some((one) => one.kind === kind) && canEnterAbsence(actor, subject, kind),
  );
}

/** Who is away and who answers instead in a department: now, to come, and before. For its members and the offices; else "not found". */
export async function loadCoverage(code: string): Promise<CoveragePage> {
  const { actor, department, subject } = await requireReader(code);
  const [all, call] = await Promise.all([listCoverages(db, department.departmentId), loadCallNow(code)]);
  const entries = all.map((one) => ({ ...one, mayTakeBack: canTakeBack(actor, { ...subject, ...one }) }));
  const isOver = ({ cancelledAt, endsAt }: Coverage) =>
    cancelledAt !== null || (endsAt !== null && endsAt <= call.at);
  const standing = entries.filter((one) => !isOver(one));
  const own = kinds.find((kind) =>
    subject.designations.some((one) => one.kind === kind && one.personId === actor.personId),
  );
  return {
    department,
    call,
    names: namesOf(subject.designations),
    now: standing.filter(({ startsAt }) => startsAt <= call.at),
    upcoming: standing.filter(({ startsAt }) => startsAt > call.at).toReversed(),
    past: entries.filter(isOver),
    mayEnterAbsence: mayEnterFor(actor, subject).length > 0,
    mayOverride: canOverride(actor, subject),
    own: own ?? null,
  };
}

function namesOf(designations: readonly { kind: DesignationKind; name: string }[]) {
  const of = (kind: DesignationKind) => designations.find((one) => one.kind === kind)?.name ?? null;
  return { liaison: of("liaison"), alternate: of("alternate") };
}

/** Ends that are chosen by one tap, as the field writes them. */
function quickEnds(now: Date): { label: string; value: string }[] {
  const today = dayAt(now, cityTimeZone);
  const morning = (day: string) => wallTimeAt(instantOf(day, 8, cityTimeZone), cityTimeZone);
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay();
  const untilMonday = (8 - weekday) % 7 || 7;
  return [
    { label: "Until tomorrow morning", value: morning(dayAfter(today, 1)) },
    { label: "This week", value: morning(dayAfter(today, untilMonday)) },
    { label: "Two weeks", value: morning(dayAfter(today, 14)) },
  ];
}

export type CoverageForm = {
  readonly department: Department;
  readonly names: Readonly<Record<DesignationKind, string | null>>;
  /** Whose absence the reader may enter, the most likely first. */
  readonly forKinds: readonly DesignationKind[];
  readonly facilities: readonly { readonly id: string; readonly name: string }[];
  readonly facilitySource: FacilitySource;
  readonly quickEnds: readonly { readonly label: string; readonly value: string }[];
  /** The entry that is changed, with its times on the City's clocks. */
  readonly change: (Coverage & { readonly startText: string; readonly endText: string }) | null;
};

/** What the form for an absence, or for somebody else who answers, begins with; "not found" for those who may not enter it. */
export async function loadCoverageForm(input: {
  code: string;
  kind: string;
  change: string | string[] | undefined;
}): Promise<CoverageForm & { kind: CoverageKind }> {
  const kind = input.kind === "absence" || input.kind === "override" ? input.kind : notFound();
  const { actor, department, subject } = await requireReader(input.code);
  const allowed = mayEnterFor(actor, subject);
  if (kind === "absence" ? allowed.length === 0 : !canOverride(actor, subject)) notFound();
  const isOwn = (of: DesignationKind) =>
    subject.designations.some((one) => one.kind === of && one.personId === actor.personId);
  const [now, own, all] = await Promise.all([
    findNow(db),
    kind === "override" ? listOwnFacilities(department.departmentId) : null,
    listCoverages(db, department.departmentId),
  ]);
  const changed = typeof input.change === "string" && isUuid(input.change) ? input.change : null;
  const found = all.find(
    (one) =>
      one.id === changed &&
      one.kind === kind &&
      one.cancelledAt === null &&
      (one.endsAt === null || one.endsAt > now),
  );
  if (changed && (!found || !canTakeBack(actor, { ...subject, ...found }))) notFound();
  return {
    kind,
    department,
    names: namesOf(subject.designations),
    forKinds: allowed.toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a))),
    facilities: own?.facilities ?? [],
    facilitySource: own?.source ?? { kind: "none" },
    quickEnds: quickEnds(now),
    change: found
      ? {
          ...found,
          startText: wallTimeAt(found.startsAt, cityTimeZone),
          endText: found.endsAt ? wallTimeAt(found.endsAt, cityTimeZone) : "",
        }
      : null,
  };
}

export type CallHit = CallNow & {
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly facility: { readonly id: string; readonly name: string; readonly address: string } | null;
};

export type CallPage = {
  readonly view: CallView;
  /** The nearest first. */
  readonly hits: readonly CallHit[];
  /** Facilities that fit, beyond those that are shown. */
  readonly moreFacilities: number;
};

const shownDepartments = 6;
const shownFacilities = 12;

type Wanted = {
  readonly departmentId: DepartmentId;
  readonly facility: CallHit["facility"];
};

async function answerAll(wanted: readonly Wanted[]): Promise<CallHit[]> {
  if (wanted.length === 0) return [];
  const { now, facts } = await listCallFacts([...new Set(wanted.map(({ departmentId }) => departmentId))]);
  return wanted.flatMap(({ departmentId, facility }) => {
    const own = facts.get(departmentId);
    if (!own) return [];
    return {
      departmentCode: own.departmentCode,
      departmentName: own.departmentName,
      facility,
      at: now,
      answer: whoToCall(now, own, facility?.id ?? null),
    };
  });
}

async function findWanted(view: CallView): Promise<{ wanted: Wanted[]; moreFacilities: number }> {
  if (view.department) {
    const department = await findDepartment(view.department);
    if (!department) return { wanted: [], moreFacilities: 0 };
    const { departmentId } = department;
    const facility = view.facility ? await findFacility(departmentId, view.facility) : null;
    if (view.facility && !facility) return { wanted: [], moreFacilities: 0 };
    return { wanted: [{ departmentId, facility }], moreFacilities: 0 };
  }
  if (!view.q) return { wanted: [], moreFacilities: 0 };
  const [departments, { hits, total }] = await Promise.all([
    listDepartmentsNamed(view.q, shownDepartments),
    searchFacilities(view.q, shownFacilities),
  ]);
  const ofFacilities = hits.map(({ departmentId, id, name, address }) => ({
    departmentId,
    facility: { id, name, address },
  }));
  const ofDepartments = departments.map(({ departmentId }) => ({ departmentId, facility: null }));
  // A facility that is named exactly is what was meant, unless a department is.
  const isExact = ofFacilities[0]?.facility.name.toLowerCase() === view.q.toLowerCase();
  const wanted = isExact
    ? [...ofFacilities.slice(0, 1), ...ofDepartments, ...ofFacilities.slice(1)]
    : [...ofDepartments, ...ofFacilities];
  return { wanted, moreFacilities: total - hits.length };
}

/** Whom to call at this minute for what an address asks for. For the Mayor's Office and the auditor; else "not found". */
export async function loadCall(search: Promise<Search>): Promise<CallPage> {
  const actor = await requireActor();
  if (!canAskWhoToCall(actor)) notFound();
  const view = callViewSchema.parse(await search);
  const { wanted, moreFacilities } = await findWanted(view);
  return { view, hits: await answerAll(wanted), moreFacilities };
}
