import { canReadLiaisons, canSeeDirectory, isDesignatedPerson } from "@/lib/features/liaisons/policy";
import type { DesignationKind } from "@/lib/features/liaisons/types";
import { type Actor, hasDepartmentRole, type Role } from "@/lib/kernel/actor";
import type { DepartmentId, PersonId } from "@/lib/kernel/ids";

type Subject = {
  readonly departmentId: DepartmentId;
  /** The designations in force, by which the actor's own is known. */
  readonly designations: readonly {
    readonly departmentId: DepartmentId;
    readonly kind: DesignationKind;
    readonly personId: PersonId | null;
    readonly email: string;
  }[];
};

/** The roles under which it is written down, the one that allows it first. */
export const coverageRoles = [
  "liaison",
  "alternate",
  "preparer",
  "certifier",
] as const satisfies readonly Role[];

const isDrafter = (actor: Actor, departmentId: DepartmentId) =>
  hasDepartmentRole(actor, departmentId, ["preparer", "certifier"]);

const isHolder = (actor: Actor, { designations }: Subject, kind: DesignationKind) =>
  designations.some((one) => one.kind === kind && isDesignatedPerson(actor, one));

/** The designated person says that they are away; the department's drafters say it for both. */
export function canEnterAbsence(actor: Actor, subject: Subject, kind: DesignationKind): boolean {
  return isDrafter(actor, subject.departmentId) || isHolder(actor, subject, kind);
}

/** Who else answers is for the department's drafters to say, and for the liaison, whose calls they are. */
export function canOverride(actor: Actor, subject: Subject): boolean {
  return isDrafter(actor, subject.departmentId) || isHolder(actor, subject, "liaison");
}

/** Whoever may enter it may take it back. */
export function canTakeBack(
  actor: Actor,
  subject: Subject & { readonly kind: "absence" | "override"; readonly designationKind: DesignationKind },
): boolean {
  return subject.kind === "absence"
    ? canEnterAbsence(actor, subject, subject.designationKind)
    : canOverride(actor, subject);
}

export const canReadCoverage = canReadLiaisons;

/** Who is called in every department: those who see the directory. */
export const canAskWhoToCall = canSeeDirectory;
