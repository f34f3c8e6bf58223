import "server-only";
import { z } from "zod";
import { isInForce } from "@/lib/features/directives/queries";
import type { DirectiveId } from "@/lib/kernel/ids";
import { dayAt, hourAt } from "@/lib/kernel/local-time";
import { ok } from "@/lib/kernel/result";
import { recordEvent, system } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";
import { defineJob } from "@/lib/platform/jobs";
import { withTransaction } from "@/lib/platform/tx";
import { complianceEvents } from "./events";

type Open = {
  readonly directiveId: DirectiveId;
  readonly code: string;
  readonly timeZone: string;
  readonly now: Date;
};

const kind = "mayors-brief";
// A morning without a worker is made up for until the evening; after that the next morning tells it all.
const fromHour = 6;
const untilHour = 20;

/**
 * Says once a day and directive, from six in the morning where it holds, weekends too, that the brief is due; those
 * whom it concerns are told as of any event. It ends when every required body has filed and been accepted. Any number
 * of workers say it once.
 */
export const sendBriefsJob = defineJob({
  queue: "send-briefs",
  atOnce: 1,
  data: z.object({}),
  run: async (_, { requestId }) => {
    for (const directive of await listOpenDirectives()) {
      const hour = hourAt(directive.now, directive.timeZone);
      if (hour >= fromHour && hour < untilHour) await announce(directive, requestId);
    }
  },
});

/** In force, and somebody of whom a plan is required has none that was accepted. */
function listOpenDirectives(): Promise<Open[]> {
  return db.$queryRaw<Open[]>`
    SELECT id AS "directiveId", code, time_zone AS "timeZone", now() AS now FROM directives
    WHERE ${isInForce} AND supplements_id IS NULL
      AND EXISTS (SELECT FROM body_summaries AS summary
        JOIN plans AS plan ON plan.department_id = summary.department_id AND plan.directive_id = summary.directive_id
        WHERE summary.directive_id = directives.id AND summary.standing = 'required'
          AND (summary.first_filed_at IS NULL OR plan.in_force_number IS NULL))
    ORDER BY number`;
}

async function announce({ directiveId, code, timeZone, now }: Open, requestId: string): Promise<void> {
  const day = dayAt(now, timeZone);
  await withTransaction(async (tx) => {
    const made = await tx.$executeRaw`
      INSERT INTO daily_tasks (kind, subject, day) VALUES (${kind}, ${code}, ${day}::date) ON CONFLICT DO NOTHING`;
    if (made === 0) return ok(null);
    const about = { departmentId: null, directiveId };
    await recordEvent(tx, complianceEvents.briefDue, system(requestId), about, { directiveCode: code, day });
    return ok(null);
  });
}
