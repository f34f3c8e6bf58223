import { canReadLiaisons, canSeeDirectory, isDesignatedPerson } from "@/lib/features/liaisons/policy";
import { type Actor, hasOfficeRole, type Role } from "@/lib/kernel/actor";

export const drillRoles = ["duty_officer", "reviewer", "administrator"] as const satisfies readonly Role[];
export const acknowledgeRoles = ["liaison", "alternate"] as const satisfies readonly Role[];

/** The Mayor's Office tests whether liaisons answer. */
export function canRunDrills(actor: Actor): boolean {
  return hasOfficeRole(actor, drillRoles);
}

/** The auditor reads the results as well. */
export const canSeeDrills = canSeeDirectory;

export const canSeeOwnDrills = canReadLiaisons;

/** Whoever was called answers in person. */
export const canAcknowledge = isDesignatedPerson;
