import "server-only";
import { z } from "zod";
import { isInForce } from "@/lib/features/directives/queries";
import type { DepartmentId, DirectiveId, PlanId } from "@/lib/kernel/ids";
import { ok } from "@/lib/kernel/result";
import { system } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";
import { defineJob } from "@/lib/platform/jobs";
import { log } from "@/lib/platform/log";
import { withTransaction } from "@/lib/platform/tx";
import { judgePlanAnew } from "./judging";
import { findRequirementSet } from "./queries";

type Directive = { readonly id: DirectiveId; readonly code: string; readonly day: string };
type Key = {
  readonly departmentId: DepartmentId;
  readonly planId: PlanId;
  readonly directiveId: DirectiveId;
};

/** The name under which `daily_tasks` keeps that the plans of a day were judged. */
const kind = "judge-plans";

/**
 * Judges every plan of each directive in force anew, once a day and whenever its requirements are others: a set was
 * published, or a directive that they ask for came into force. A plan a transaction; one that stays as it was is not
 * written. That it was done is said at the end, so that a worker that dies in between leaves it to the next.
 */
export const judgePlansJob = defineJob({
  queue: "judge-plans",
  atOnce: 1,
  data: z.object({}),
  run: async (_, { requestId, signal }) => {
    const directives = await db.$queryRaw<Directive[]>`
      SELECT id, code, (clock_timestamp() AT TIME ZONE time_zone)::date::text AS day FROM directives
      WHERE ${isInForce} AND supplements_id IS NULL`;
    for (const directive of directives) await judgeAll(directive, requestId, signal);
  },
});

async function judgeAll(directive: Directive, requestId: string, signal: AbortSignal): Promise<void> {
  // Not the kept one: that may be half a minute old, and a directive may have come into force since.
  const set = await findRequirementSet(directive.id);
  const subject = [directive.code, ...set.setIds, ...set.directivesInForce.toSorted()].join(" ");
  if (await isJudged(subject, directive.day)) return;
  const failures: unknown[] = [];
  let changed = 0;
  for await (const plan of plansOf(directive.id)) {
    signal.throwIfAborted();
    try {
      if (await judgePlanAnew({ plan, set, by: system(requestId) })) changed += 1;
    } catch (error) {
      log.warn({ err: error, planId: plan.planId, requestId }, "plan was not judged anew");
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new Error(`${failures.length} plans were not judged anew`);
  await withTransaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO daily_tasks (kind, subject, day) VALUES (${kind}, ${subject}, ${directive.day}::date)
      ON CONFLICT DO NOTHING`;
    return ok(null);
  });
  log.info({ directive: directive.code, day: directive.day, changed, requestId }, "plans judged anew");
}

async function isJudged(subject: string, day: string): Promise<boolean> {
  const rows = await db.$queryRaw<object[]>`
    SELECT FROM daily_tasks WHERE kind = ${kind} AND subject = ${subject} AND day = ${day}::date`;
  return rows.length > 0;
}

const batchSize = 500;

/** The plans under a directive by department, in batches, so that ten thousand of them are not held at once. */
async function* plansOf(directiveId: DirectiveId): AsyncGenerator<Key> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const batch = await db.$queryRaw<Key[]>`
      SELECT department_id AS "departmentId", id AS "planId", directive_id AS "directiveId" FROM plans
      WHERE directive_id = ${directiveId}::uuid AND department_id > ${after}::uuid
      ORDER BY department_id LIMIT ${batchSize}`;
    yield* batch;
    const last = batch.at(-1);
    if (!last || batch.length < batchSize) return;
    after = last.departmentId;
  }
}
