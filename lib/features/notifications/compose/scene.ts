import "server-only";
import { findPlanOfBody, findVersion, type PlanRow, type VersionRow } from "@/lib/features/plans/queries";
import type { Occurrence, Recipient } from "../types";
import { isOfDepartment } from "./telling";

/** Asks once for an occurrence, however many are told of it. */
export function once<T>(
  find: (occurrence: Occurrence) => Promise<T>,
): (occurrence: Occurrence) => Promise<T> {
  const asked = new WeakMap<Occurrence, Promise<T>>();
  return (occurrence) => {
    const known = asked.get(occurrence);
    if (known) return known;
    const answer = find(occurrence);
    asked.set(occurrence, answer);
    return answer;
  };
}

/** The plan that an occurrence is about, as it stands now. A body has one from the day that it is asked for one. */
export const findScene = once(async (occurrence): Promise<PlanRow> => {
  const { departmentId, directiveId } = occurrence;
  const plan = departmentId && directiveId && (await findPlanOfBody({ departmentId, directiveId }));
  if (!plan) throw new Error(`event ${occurrence.sequence}, ${occurrence.name}, is about no plan`);
  return plan;
});

/** The version that `plan.submitted` names. */
export const findFiledVersion = once(async (occurrence): Promise<VersionRow> => {
  const { departmentCode } = await findScene(occurrence);
  const { versionId } = occurrence.payload as { versionId: string };
  const version = await findVersion({ departmentCode, versionId });
  if (!version) throw new Error(`event ${occurrence.sequence} names no version`);
  return version;
});

export const planHref = (plan: PlanRow): string =>
  `/department/${plan.departmentCode}/plans/${plan.directiveCode}`;

/** Where somebody looks at a body: its own people at its plan, the offices at the page about it. */
function bodyHref(plan: PlanRow, recipient: Recipient): string {
  return isOfDepartment(recipient)
    ? planHref(plan)
    : `/mayor/${plan.directiveCode}/bodies/${plan.departmentCode}`;
}

/** Where it leads, in the words of a link. */
export function bodyAction(plan: PlanRow, recipient: Recipient): { label: string; href: string } {
  const label = isOfDepartment(recipient) ? "Open the plan" : `Open the page of ${plan.departmentName}`;
  return { label, href: bodyHref(plan, recipient) };
}
