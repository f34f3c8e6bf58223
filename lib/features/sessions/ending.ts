import "server-only";
import type { PersonId, SessionId } from "@/lib/kernel/ids";
import { type Doer, recordEvent } from "@/lib/platform/audit";
import type { Transaction } from "@/lib/platform/tx";
import { sessionEvents } from "./events";
import type { SessionEnd } from "./types";

const noPlace = { departmentId: null, directiveId: null } as const;

/**
 * Ends sessions of a person at once, in the caller's transaction: every later request with their cookies is nobody's,
 * and their live streams close. All of them, or one, or all but one. Answers how many were open. Audited, where any was.
 */
export async function endSessionsOf(
  tx: Transaction,
  personId: PersonId,
  reason: SessionEnd,
  by: Doer,
  which: { readonly only?: SessionId; readonly except?: SessionId | undefined } = {},
): Promise<number> {
  const sessions = await tx.$executeRaw`
    UPDATE sessions SET ended_at = clock_timestamp(), end_reason = ${reason}::session_end
    WHERE person_id = ${personId}::uuid AND ended_at IS NULL AND expires_at > clock_timestamp()
      AND (${which.only ?? null}::uuid IS NULL OR id = ${which.only ?? null}::uuid)
      AND id IS DISTINCT FROM ${which.except ?? null}::uuid`;
  if (sessions > 0) await recordEvent(tx, sessionEvents.ended, by, noPlace, { personId, reason, sessions });
  return sessions;
}
