import type { Client } from "pg";
import type { z } from "zod";
import type { EventDefinition } from "@/lib/kernel/events";

/** Past moments of the scenario, told from today where the City is. */
export type Moments = {
  /** "YYYY-MM-DD" */
  readonly day: (offset: number) => string;
  /** The instant at a time of that day, given in minutes since midnight. */
  readonly at: (offset: number, minute: number) => Date;
};

export type DemonstrationDoer = { readonly id: string | null; readonly name: string; readonly role: string };

export type Happening = {
  readonly at: Date;
  readonly name: string;
  readonly payload: string;
  readonly by: DemonstrationDoer;
};

/** Something that happened in the scenario, its payload checked as the product would check it. */
export function happening<Name extends string, Payload extends z.ZodType>(
  event: EventDefinition<Name, Payload>,
  at: Date,
  by: DemonstrationDoer,
  payload: z.input<Payload>,
): Happening {
  return { at, name: event.name, payload: JSON.stringify(event.payload.parse(payload)), by };
}

/**
 * Writes a body's audit chain as if each event had been written when it happened. The product's one writer,
 * append_audit_event, stamps the present moment and nothing else; only the tables' owner, who seeds an empty
 * database, can write the past, and hashes it by the same function, so that the chain verifies and goes on from here.
 */
export async function writeHistory(
  client: Client,
  departmentId: string,
  happenings: readonly Happening[],
): Promise<void> {
  if (happenings.length === 0) return;
  let previous = "0".repeat(64);
  const ordered = happenings.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  for (const [index, one] of ordered.entries()) {
    const { rows } = await client.query<{ hash: string }>(
      `INSERT INTO audit_events (chain, sequence, department_id, at, actor_id, actor_name, actor_role, request_id, name, payload, previous_hash, hash)
       SELECT $1::text, $2::bigint, $3::uuid, $4::timestamptz, $5::uuid, $6::text, $7::text, 'demonstration', $8::text, $9::jsonb, $10::text,
         audit_event_hash($1::text, $2::bigint, $3::uuid, $4::timestamptz, $5::uuid, $6::text, $7::text, 'demonstration', $8::text, $9::jsonb, $10::text)
       RETURNING hash`,
      [
        departmentId,
        index + 1,
        departmentId,
        one.at,
        one.by.id,
        one.by.name,
        one.by.role,
        one.name,
        one.payload,
        previous,
      ],
    );
    previous = rows[0]?.hash ?? previous;
  }
  await client.query("INSERT INTO audit_chains (chain, sequence, hash) VALUES ($1, $2, $3)", [
    departmentId,
    ordered.length,
    previous,
  ]);
}
