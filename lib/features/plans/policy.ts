import { type Actor, type DepartmentRole, hasDepartmentRole, hasOfficeRole } from "@/lib/kernel/actor";
import type { DepartmentId } from "@/lib/kernel/ids";
import type { PlanTransition } from "./status";

type Subject = { readonly departmentId: DepartmentId };

const drafters: readonly DepartmentRole[] = ["preparer", "certifier"];
const members: readonly DepartmentRole[] = ["preparer", "certifier", "liaison", "alternate"];

/** Everybody of the department reads its plan, drafts included; an auditor reads everything. */
export function canReadPlan(actor: Actor, subject: Subject): boolean {
  return hasDepartmentRole(actor, subject.departmentId, members) || hasOfficeRole(actor, ["auditor"]);
}

export function canEditPlan(actor: Actor, subject: Subject): boolean {
  return hasDepartmentRole(actor, subject.departmentId, drafters);
}

/** The signature is the department head's own: nobody else may give it, administrators included. */
export function canSubmitPlan(actor: Actor, subject: Subject): boolean {
  return hasDepartmentRole(actor, subject.departmentId, ["certifier"]);
}

/** A filed version and its receipt: the department, and the offices that watch compliance. */
export function canReadVersion(actor: Actor, subject: Subject): boolean {
  return canReadPlan(actor, subject) || hasOfficeRole(actor, ["reviewer", "duty_officer", "administrator"]);
}

const takers: Readonly<Record<PlanTransition, (actor: Actor, subject: Subject) => boolean>> = {
  edit: canEditPlan,
  send_to_certifier: canEditPlan,
  take_back: canEditPlan,
  send_back: canSubmitPlan,
  submit: canSubmitPlan,
  withdraw: canSubmitPlan,
  revise: canEditPlan,
  amend: canEditPlan,
  begin_review: isReviewer,
  request_changes: isReviewer,
  undo_return: isReviewer,
  accept: isReviewer,
};

function isReviewer(actor: Actor): boolean {
  return hasOfficeRole(actor, ["reviewer"]);
}

/** Who may take a step; whether it can be taken now is for status.ts to say. */
export function canTakeStep(actor: Actor, subject: Subject, transition: PlanTransition): boolean {
  return takers[transition](actor, subject);
}

/** The roles under which a step is written down, the one that allows it first. */
export const rolesForStep: Readonly<
  Record<"department" | "submit" | "review", readonly (DepartmentRole | "reviewer")[]>
> = {
  department: ["preparer", "certifier"],
  submit: ["certifier"],
  review: ["reviewer"],
};
