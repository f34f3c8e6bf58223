import type { Client } from "pg";
import { PgBoss } from "pg-boss";
import { v7 } from "uuid";
import { directiveEvents } from "@/lib/features/directives/events";
import { planEvents } from "@/lib/features/plans/events";
import { jobsSchema } from "@/lib/platform/queues";
import type { Happening } from "./history";

/** What somebody has to answer: as long as it is the newest step of a body, it waits in their inbox. */
const waiting: readonly string[] = [
  planEvents.sentToCertifier.name,
  planEvents.submitted.name,
  planEvents.changesRequested.name,
  directiveEvents.extensionRequested.name,
];
const beside: readonly string[] = [
  planEvents.sectionEdited.name,
  planEvents.partMarkedDone.name,
  planEvents.partReopened.name,
];

export type Told = { readonly departmentId: string; readonly happening: Happening };

/** Of what happened to a body, the newest step, where it waits for somebody. */
export function whatWaits(departmentId: string, happenings: readonly Happening[]): Told[] {
  const steps = happenings
    .filter(({ name }) => /^(plan|deadline)\./.test(name) && !beside.includes(name))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const newest = steps.at(-1);
  return newest && waiting.includes(newest.name) ? [{ departmentId, happening: newest }] : [];
}

/**
 * Puts what waits into the outbox and the queue, in the transaction of the seed, so that the first worker tells of it
 * as of anything else: the inboxes of the scenario are filled by the product and not by the seed.
 */
export async function queueWhatWaits(
  client: Client,
  directiveId: string,
  told: readonly Told[],
): Promise<void> {
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => ({ rows: (await client.query(text, values)).rows }) },
    schema: jobsSchema,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  // An inbox goes by the order of the outbox.
  const inOrder = told.toSorted((a, b) => a.happening.at.getTime() - b.happening.at.getTime());
  await boss.start();
  try {
    for (const { departmentId, happening } of inOrder) {
      const { rows } = await client.query<{ sequence: string }>(
        `INSERT INTO outbox_events (department_id, directive_id, name, payload, actor_id, request_id, occurred_at)
         VALUES ($1, $2, $3, $4, $5, 'demonstration', $6) RETURNING sequence`,
        [departmentId, directiveId, happening.name, happening.payload, happening.by.id, happening.at],
      );
      await boss.send(
        "deliver-event",
        { sequence: String(rows[0]?.sequence), requestId: "demonstration" },
        { id: v7() },
      );
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}
