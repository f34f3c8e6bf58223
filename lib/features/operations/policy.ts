import { type Actor, hasOfficeRole } from "@/lib/kernel/actor";

/** How the portal itself runs: for who keeps it going, and the auditor, who reads everything. */
export function canSeeOperations(actor: Actor): boolean {
  return hasOfficeRole(actor, ["administrator", "auditor"]);
}

/** To set a job going again changes what is sent: the auditor may not. */
export function canReplay(actor: Actor): boolean {
  return hasOfficeRole(actor, ["administrator"]);
}
