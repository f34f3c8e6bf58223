import {
  type Actor,
  actingRole,
  type DepartmentRole,
  hasDepartmentRole,
  hasOfficeRole,
  mayReadDepartment,
  type OfficeRole,
  type Role,
} from "@/lib/kernel/actor";
import type { DepartmentId } from "@/lib/kernel/ids";
import type { PlanTransition } from "./status";

type Subject = { readonly departmentId: DepartmentId };

const drafters: readonly DepartmentRole[] = ["preparer", "certifier"];
const signers: readonly DepartmentRole[] = ["certifier"];
const members: readonly DepartmentRole[] = ["preparer", "certifier", "liaison", "alternate"];
const reviewers: readonly OfficeRole[] = ["reviewer"];

/** Everybody of the department, or of its successor, reads its plan, drafts included; an auditor reads everything. */
export function canReadPlan(actor: Actor, subject: Subject): boolean {
  return mayReadDepartment(actor, subject.departmentId) || hasOfficeRole(actor, ["auditor"]);
}

/** Who works where is the department's own affair: its people see each other, and nobody else sees them. */
export function canSeePresence(actor: Actor, subject: Subject): boolean {
  return hasDepartmentRole(actor, subject.departmentId, members);
}

export function canEditPlan(actor: Actor, subject: Subject): boolean {
  return hasDepartmentRole(actor, subject.departmentId, drafters);
}

/** The signature is the department head's own: nobody else may give it, administrators included. */
export function canSubmitPlan(actor: Actor, subject: Subject): boolean {
  return hasDepartmentRole(actor, subject.departmentId, signers);
}

/** A filed version and its receipt: the department, and the offices that watch compliance. */
export function canReadVersion(actor: Actor, subject: Subject): boolean {
  return canReadPlan(actor, subject) || hasOfficeRole(actor, ["reviewer", "duty_officer", "administrator"]);
}

/** The roles that may take each step, and under one of which it is written down. */
export const rolesForStep: Readonly<Record<PlanTransition, readonly Role[]>> = {
  edit: drafters,
  send_to_certifier: drafters,
  take_back: drafters,
  send_back: signers,
  submit: signers,
  withdraw: signers,
  revise: drafters,
  amend: drafters,
  begin_review: reviewers,
  request_changes: reviewers,
  undo_return: reviewers,
  accept: reviewers,
  undo_acceptance: reviewers,
};

/** Who may take a step; whether it can be taken now is for status.ts to say. */
export function canTakeStep(actor: Actor, subject: Subject, transition: PlanTransition): boolean {
  return actingRole(actor, subject.departmentId, rolesForStep[transition]) !== null;
}
