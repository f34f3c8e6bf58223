import { type Actor, hasOfficeRole } from "@/lib/kernel/actor";

/** The offices that watch compliance, and the auditor, who reads everything. */
export function canSeeCompliance(actor: Pick<Actor, "roles">): boolean {
  return hasOfficeRole(actor, ["reviewer", "duty_officer", "administrator", "auditor"]);
}
