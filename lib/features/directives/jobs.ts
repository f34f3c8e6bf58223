import "server-only";
import { z } from "zod";
import { Prisma } from "@/generated/prisma/client";
import { isWorkingDay } from "@/lib/kernel/business-days";
import type { DepartmentId, DirectiveId } from "@/lib/kernel/ids";
import { ok } from "@/lib/kernel/result";
import { recordEvent, system } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";
import { defineJob } from "@/lib/platform/jobs";
import { log } from "@/lib/platform/log";
import { withTransaction } from "@/lib/platform/tx";
import { directiveEvents } from "./events";
import { isInForce } from "./queries";
import { type DueSpan, dueSpansAt, reminderAt } from "./reminder-days";

type Body = { readonly departmentId: DepartmentId; readonly directiveId: DirectiveId };
/** A directive in force that asks for plans of its own, by the clock that also decides lateness: that of the transaction. */
type Clock = { readonly directiveId: DirectiveId; readonly timeZone: string; readonly now: Date };

// A filing that was withdrawn stands no longer in `first_filed_at`: that body owes again.
const owes = Prisma.sql`(obligation.standing = 'required' AND summary.first_filed_at IS NULL)`;

/**
 * Reminds every body that is to be reminded at this moment and was not yet today. It may be run at any time, any
 * number of times, by any number of workers: the row of the day is made once. One body that fails holds up no other,
 * and is tried again.
 */
export const sendRemindersJob = defineJob({
  queue: "send-reminders",
  atOnce: 1,
  data: z.object({}),
  run: async (_, { requestId, signal }) => {
    const failures: unknown[] = [];
    for (const body of await listBodiesToRemind()) {
      signal.throwIfAborted();
      await remind(body, requestId).catch((error: unknown) => {
        log.warn({ err: error, departmentId: body.departmentId, requestId }, "reminder failed");
        failures.push(error);
      });
    }
    if (failures.length > 0) throw new Error(`${failures.length} bodies were not reminded`);
  },
});

async function listBodiesToRemind(): Promise<Body[]> {
  const clocks = await db.$queryRaw<Clock[]>`
    SELECT id AS "directiveId", time_zone AS "timeZone", now() AS now FROM directives
    WHERE ${isInForce} AND supplements_id IS NULL`;
  const bodies: Body[] = [];
  for (const clock of clocks) {
    const spans = dueSpansAt({ ...clock, isWorkingDay });
    if (spans.length > 0) bodies.push(...(await listOwing(clock, spans)));
  }
  return bodies;
}

async function listOwing({ directiveId, timeZone }: Clock, spans: readonly DueSpan[]): Promise<Body[]> {
  const isDueThen = Prisma.join(
    spans.map(({ after, until }) =>
      after
        ? Prisma.sql`(obligation.due_at > ${after} AND obligation.due_at <= ${until})`
        : Prisma.sql`obligation.due_at <= ${until}`,
    ),
    " OR ",
  );
  return db.$queryRaw<Body[]>`
    SELECT obligation.department_id AS "departmentId", obligation.directive_id AS "directiveId"
    FROM obligations AS obligation
    JOIN body_summaries AS summary
      ON summary.department_id = obligation.department_id AND summary.directive_id = obligation.directive_id
    WHERE obligation.directive_id = ${directiveId}::uuid AND ${owes} AND (${isDueThen})
      AND NOT EXISTS (SELECT FROM reminders AS reminder
        WHERE reminder.department_id = obligation.department_id AND reminder.directive_id = obligation.directive_id
          AND reminder.day = (now() AT TIME ZONE ${timeZone})::date)
    ORDER BY obligation.due_at, obligation.department_id`;
}

/** Judged once more under the plan's lock, through which everybody goes who files or moves a deadline. */
async function remind(body: Body, requestId: string): Promise<void> {
  await withTransaction(async (tx) => {
    await tx.$queryRaw`
      SELECT FROM plans WHERE department_id = ${body.departmentId}::uuid
        AND directive_id = ${body.directiveId}::uuid FOR UPDATE`;
    const [owing] = await tx.$queryRaw<{ now: Date; dueAt: Date; timeZone: string }[]>`
      SELECT now() AS now, obligation.due_at AS "dueAt", directive.time_zone AS "timeZone"
      FROM obligations AS obligation
      JOIN directives AS directive ON directive.id = obligation.directive_id
      JOIN body_summaries AS summary
        ON summary.department_id = obligation.department_id AND summary.directive_id = obligation.directive_id
      WHERE obligation.department_id = ${body.departmentId}::uuid
        AND obligation.directive_id = ${body.directiveId}::uuid AND ${owes}`;
    const reminder = owing && reminderAt({ ...owing, isWorkingDay });
    if (!reminder) return ok(null);
    const made = await tx.$executeRaw`
      INSERT INTO reminders (department_id, directive_id, day, days_left, due_at)
      VALUES (${body.departmentId}::uuid, ${body.directiveId}::uuid, ${reminder.day}::date, ${reminder.daysLeft},
        ${owing.dueAt})
      ON CONFLICT DO NOTHING`;
    if (made === 0) return ok(null);
    const { daysLeft } = reminder;
    const payload = { directiveId: body.directiveId, daysLeft, dueAt: owing.dueAt.toISOString() };
    // Of a morning's thousands none may keep a signature waiting.
    await recordEvent(tx, directiveEvents.reminded, system(requestId), body, payload, {
      priority: "reminder",
    });
    return ok(null);
  });
}
