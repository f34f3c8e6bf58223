import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { EventDefinition } from "@/lib/kernel/events";
import type { DepartmentId, DirectiveId } from "@/lib/kernel/ids";
import { ok } from "@/lib/kernel/result";
import { type Doer, recordEvent, system } from "@/lib/platform/audit";
import { withTransaction } from "@/lib/platform/tx";
import { asOwner } from "../support/owner";

/** Records an event as the service that it belongs to would, and answers its place in the outbox. */
export async function happen<Name extends string, Payload extends z.ZodType>(
  event: EventDefinition<Name, Payload>,
  about: { departmentId: DepartmentId | null; directiveId: DirectiveId | null },
  payload: z.input<Payload>,
  by: Doer = system(randomUUID()),
): Promise<bigint> {
  await withTransaction(async (tx) => {
    await recordEvent(tx, event, by, about, payload);
    return ok(null);
  });
  return newestSequence(event.name);
}

/** The newest event of the name in the outbox. */
export async function newestSequence(name: string): Promise<bigint> {
  const [row] = await asOwner<{ sequence: string | null }>(
    "SELECT max(sequence) AS sequence FROM outbox_events WHERE name = $1",
    [name],
  );
  if (!row?.sequence) throw new Error(`nothing is called ${name}`);
  return BigInt(row.sequence);
}
