import type { DesignationKind } from "@/lib/features/liaisons/types";
import { formatDateTime } from "@/lib/kernel/format-date";
import type { CallAnswer, CallableDesignation, Callee, CallFacts, Coverage } from "./types";

const other = { liaison: "alternate", alternate: "liaison" } as const satisfies Record<
  DesignationKind,
  DesignationKind
>;
const kindWords = { liaison: "liaison", alternate: "alternate liaison" } as const;

/** Whether a coverage holds at an instant: its first moment belongs to it, its last does not. */
export function isInForce(
  coverage: Pick<Coverage, "startsAt" | "endsAt" | "cancelledAt">,
  at: Date,
): boolean {
  return (
    coverage.startsAt <= at &&
    (coverage.endsAt === null || coverage.endsAt > at) &&
    (coverage.cancelledAt === null || coverage.cancelledAt > at)
  );
}

/** "until Friday, November 27, 2026, 8:00 a.m. Pacific", or until somebody says otherwise. */
export function untilWords(endsAt: Date | string | null): string {
  return endsAt ? `until ${formatDateTime(endsAt)}` : "until it is taken back";
}

/** Whether both mean the same person: one address, or one name. */
function isSame(a: Pick<Callee, "name" | "email">, b: Pick<Callee, "name" | "email">): boolean {
  const plain = (text: string) => text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
  return plain(a.email) === plain(b.email) || plain(a.name) === plain(b.name);
}

/** Of several that hold at once the newest counts; the others wait behind it, and hold again when it ends. */
const newestFirst = (a: Coverage, b: Coverage) =>
  b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1);

type Scene = {
  readonly facts: CallFacts;
  readonly inForce: readonly Coverage[];
  readonly absences: Readonly<Record<DesignationKind, Coverage | null>>;
};

function sceneAt(at: Date, facts: CallFacts): Scene {
  const inForce = facts.coverages.filter((one) => isInForce(one, at)).toSorted(newestFirst);
  const absenceOf = (kind: DesignationKind) => {
    const holder = facts.designations[kind];
    if (!holder) return null;
    return (
      inForce.find(
        (one) => one.kind === "absence" && one.designationKind === kind && one.createdAt >= holder.since,
      ) ?? null
    );
  };
  return { facts, inForce, absences: { liaison: absenceOf("liaison"), alternate: absenceOf("alternate") } };
}

/** Who holds a designation and is there. */
function present(scene: Scene, kind: DesignationKind): CallableDesignation | null {
  return scene.absences[kind] ? null : scene.facts.designations[kind];
}

function isAbsent(scene: Scene, person: Callee): boolean {
  return (["liaison", "alternate"] as const).some((kind) => {
    const holder = scene.facts.designations[kind];
    return scene.absences[kind] !== null && holder !== null && isSame(holder, person);
  });
}

type Covering = Pick<Extract<CallAnswer, { isFound: true }>, "person" | "hours" | "uncertain">;

/** Who takes the calls of a coverage, if they can: nobody who is away themselves. */
function coverOf(scene: Scene, coverage: Coverage): Covering | null {
  if (coverage.cover) {
    if (isAbsent(scene, coverage.cover)) return null;
    return { person: coverage.cover, hours: "", uncertain: ["named_by_hand"] };
  }
  const holder = present(scene, other[coverage.designationKind]);
  return holder && { person: calleeOf(holder), hours: holder.hours, uncertain: holder.uncertain };
}

const calleeOf = ({ name, title, phone, email }: Callee): Callee => ({ name, title, phone, email });

/**
 * Whom to call in a department at an instant, and nobody else: whoever answers for the facility, else for the whole
 * department, else the liaison, else who covers for the liaison, else the alternate, else who covers for the
 * alternate. Never somebody who is away. Where there is nobody, it says why and what to do.
 */
export function whoToCall(at: Date, facts: CallFacts, facilityId: string | null = null): CallAnswer {
  const scene = sceneAt(at, facts);
  return (
    answerByOverride(scene, facilityId) ??
    answerByDesignation(scene, "liaison") ??
    answerByDesignation(scene, "alternate") ?? {
      isFound: false,
      why: nobodyWords(scene),
      next: `Call the office of the ${facts.headTitle}, or the duty officer of the Mayor's Office.`,
    }
  );
}

function answerByOverride(scene: Scene, facilityId: string | null): CallAnswer | null {
  const overrides = scene.inForce.filter(({ kind }) => kind === "override");
  const ofFacility = overrides.filter((one) => facilityId !== null && one.facilityId === facilityId);
  const ofDepartment = overrides.filter((one) => one.facilityId === null);
  for (const override of [...ofFacility, ...ofDepartment]) {
    const covering = coverOf(scene, override);
    if (!covering) continue;
    const place = override.facilityId === null ? scene.facts.departmentName : override.facilityName;
    return {
      isFound: true,
      as: "cover",
      why: `Answers for ${place || "this facility"} ${untilWords(override.endsAt)}`,
      ...covering,
    };
  }
  return null;
}

function answerByDesignation(scene: Scene, kind: DesignationKind): CallAnswer | null {
  const holder = scene.facts.designations[kind];
  if (!holder) return null;
  const absence = scene.absences[kind];
  if (!absence) {
    const { hours, uncertain } = holder;
    return { isFound: true, person: calleeOf(holder), as: kind, why: whyOf(scene, kind), hours, uncertain };
  }
  const covering = coverOf(scene, absence);
  if (!covering) return null;
  const why = `Covers for ${holder.name}, ${kindWords[kind]}, ${untilWords(absence.endsAt)}`;
  return { isFound: true, as: "cover", why, ...covering };
}

function whyOf(scene: Scene, kind: DesignationKind): string {
  if (kind === "liaison") return `Liaison of ${scene.facts.departmentName}`;
  return `Alternate liaison: ${gapWords(scene, "liaison")}`;
}

/** Why a designation answers nothing: "Robin Specimen is away until …", "no liaison is designated". */
function gapWords({ facts, absences }: Scene, kind: DesignationKind): string {
  const holder = facts.designations[kind];
  if (!holder) return `no ${kindWords[kind]} is designated`;
  return `${holder.name} is away ${untilWords(absences[kind]?.endsAt ?? null)}`;
}

function nobodyWords(scene: Scene): string {
  const { liaison, alternate } = scene.facts.designations;
  if (!liaison && !alternate) return "Neither a liaison nor an alternate is designated.";
  const words = `${gapWords(scene, "liaison")}, ${gapWords(scene, "alternate")}, and nobody who could answer covers.`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whose designation is absent at an instant, with the coverage that says so. */
export function absentAt(at: Date, facts: CallFacts): Readonly<Record<DesignationKind, Coverage | null>> {
  return sceneAt(at, facts).absences;
}
