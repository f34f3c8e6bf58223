import "server-only";
import { headers } from "next/headers";
import { v7 as newId } from "uuid";
import { browserWords } from "@/lib/kernel/browser-words";
import { asId, type PersonId, type SessionId } from "@/lib/kernel/ids";
import { ok } from "@/lib/kernel/result";
import { type Doer, recordEvent } from "@/lib/platform/audit";
import { heldSessionId } from "@/lib/platform/auth";
import { env } from "@/lib/platform/env";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { endSessionsOf } from "./ending";
import { sessionEvents } from "./events";
import type { SecondFactor, SignInMethod } from "./types";

const noPlace = { departmentId: null, directiveId: null } as const;

/**
 * Opens a session in the caller's transaction, for the browser that asks. Assumes that every proof that the person needs
 * has been given. The only place where a session is made; the one that the browser held until now ends. Audited.
 */
export async function openSession(
  tx: Transaction,
  of: {
    readonly person: { readonly personId: PersonId; readonly name: string };
    readonly method: SignInMethod;
    readonly secondFactor: SecondFactor | null;
    readonly requestId: string;
  },
): Promise<SessionId> {
  const sessionId = asId<"Session">(newId());
  const { personId, name } = of.person;
  const before = await heldSessionId();
  if (before) await endHeldSession(tx, before, of.requestId);
  const browser = browserWords((await headers()).get("user-agent"));
  await tx.$executeRaw`
    INSERT INTO sessions (id, person_id, expires_at, method, second_factor, browser)
    VALUES (${sessionId}::uuid, ${personId}::uuid, clock_timestamp() + make_interval(hours => ${env().SESSION_HOURS}),
      ${of.method}::sign_in_method, ${of.secondFactor}::second_factor, ${browser})`;
  const by: Doer = { personId, name, role: "person", requestId: of.requestId };
  const { method, secondFactor } = of;
  await recordEvent(tx, sessionEvents.signedIn, by, noPlace, { personId, method, secondFactor });
  return sessionId;
}

/** Ends the session of whoever signs out. Ending it twice changes nothing. Audited. */
export async function signOut(sessionId: SessionId, requestId: string): Promise<void> {
  await withTransaction(async (tx) => {
    await endHeldSession(tx, sessionId, requestId);
    return ok(null);
  });
}

async function endHeldSession(tx: Transaction, sessionId: SessionId, requestId: string): Promise<void> {
  const [holder] = await tx.$queryRaw<{ personId: PersonId; name: string }[]>`
    SELECT person.id AS "personId", person.name
    FROM sessions AS session JOIN people AS person ON person.id = session.person_id
    WHERE session.id = ${sessionId}::uuid`;
  if (!holder) return;
  const by: Doer = { ...holder, role: "person", requestId };
  await endSessionsOf(tx, holder.personId, "signed_out", by, { only: sessionId });
}
