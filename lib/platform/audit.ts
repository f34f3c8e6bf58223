import "server-only";
import type { z } from "zod";
import { type Actor, actingRole, type Role } from "@/lib/kernel/actor";
import type { EventDefinition } from "@/lib/kernel/events";
import type { DepartmentId, DirectiveId, PersonId } from "@/lib/kernel/ids";
import { enqueue, type Priority } from "./jobs";
import type { Transaction } from "./tx";
import { wakeAfterCommit } from "./wake";

/** Who did it: a person in one of their roles, or the system by itself. */
export type Doer = {
  readonly personId: PersonId | null;
  readonly name: string;
  readonly role: string;
  readonly requestId: string;
};

/** A person in one of their roles. */
export type PersonDoer = Doer & { readonly personId: PersonId };

/** The signed-in person as the doer of an act, in the first role they hold of those that allow it. */
export function doerOf(
  actor: Actor,
  departmentId: DepartmentId | null,
  among: readonly Role[],
  requestId: string,
): PersonDoer {
  return {
    personId: actor.personId,
    name: actor.name,
    role: actingRole(actor, departmentId, among) ?? "none",
    requestId,
  };
}

/** The signed-in person as the doer of something that is their own, whatever their roles. */
export const ownDoer = (actor: Actor, requestId: string): PersonDoer => ({
  personId: actor.personId,
  name: actor.name,
  role: "person",
  requestId,
});

export const system = (requestId: string): Doer => ({
  personId: null,
  name: "System",
  role: "system",
  requestId,
});

type About = { readonly departmentId: DepartmentId | null; readonly directiveId: DirectiveId | null };

/**
 * Writes what happened to the audit chain and to the outbox, and queues its delivery to those whom it concerns, all in
 * the caller's transaction: everything outlives it, or nothing. The chain is the department's, or the office's where no
 * department is concerned. The payload is checked against the event's schema, and a payload that does not fit is a
 * defect and throws. Events that come by the thousand, of which nobody waits for one, say a lower priority.
 */
export async function recordEvent<Name extends string, Payload extends z.ZodType>(
  tx: Transaction,
  event: EventDefinition<Name, Payload>,
  by: Doer,
  about: About,
  payload: z.input<Payload>,
  { priority }: { readonly priority?: Priority } = {},
): Promise<void> {
  const json = JSON.stringify(event.payload.parse(payload));
  const [written] = await tx.$queryRaw<{ sequence: bigint }[]>`
    WITH audited AS (
      SELECT append_audit_event(
        ${about.departmentId ?? "office"}, ${about.departmentId}::uuid, ${by.personId}::uuid, ${by.name},
        ${by.role}, ${by.requestId}, ${event.name}, ${json}::jsonb) AS sequence)
    INSERT INTO outbox_events (department_id, directive_id, name, payload, actor_id, request_id)
    SELECT ${about.departmentId}::uuid, ${about.directiveId}::uuid, ${event.name}, ${json}::jsonb,
      ${by.personId}::uuid, ${by.requestId}
    FROM audited
    RETURNING sequence`;
  if (!written) throw new Error(`the outbox did not take ${event.name}`);
  const job = { sequence: String(written.sequence), requestId: by.requestId };
  await enqueue(tx, "deliver-event", job, { priority });
  wakeAfterCommit(tx);
}

/** Tells those who watch, without a place in the audit chain: for changes too small and too many to be kept there. */
export async function announceEvent<Name extends string, Payload extends z.ZodType>(
  tx: Transaction,
  event: EventDefinition<Name, Payload>,
  by: Doer,
  about: About,
  payload: z.input<Payload>,
): Promise<void> {
  const json = JSON.stringify(event.payload.parse(payload));
  await tx.$executeRaw`
    INSERT INTO outbox_events (department_id, directive_id, name, payload, actor_id, request_id)
    VALUES (${about.departmentId}::uuid, ${about.directiveId}::uuid, ${event.name}, ${json}::jsonb,
      ${by.personId}::uuid, ${by.requestId})`;
  wakeAfterCommit(tx);
}
