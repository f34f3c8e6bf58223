import { dueDayOf } from "@/lib/features/directives/deadline";
import { cityTimeZone } from "@/lib/kernel/format-date";
import { asOwner } from "../support/owner";
import { planOf } from "./plans";

/** A day counted from today where the City is, "YYYY-MM-DD". */
export function dayIn(days: number): string {
  return dueDayOf(new Date(Date.now() + days * 86_400_000), cityTimeZone);
}

/** A body as somebody has it before them who is about to extend its deadline. */
export async function bodyOf(code: string): Promise<{ code: string; seenDueAt: string }> {
  return { code, seenDueAt: (await planOf(code)).dueAt.toISOString() };
}

export type Extension = {
  id: string;
  previous_due_at: Date;
  due_at: Date;
  reason: string;
  granted_by_name: string;
  corrects_id: string | null;
};

/** The extensions of a body as they are kept, the oldest first. */
export async function extensionsOf(code: string): Promise<Extension[]> {
  return asOwner<Extension>(
    `SELECT extension.* FROM extensions AS extension JOIN departments ON departments.id = extension.department_id
     WHERE departments.code = $1 ORDER BY granted_at`,
    [code],
  );
}

/** What the obligation and the dashboard's row say of a body's deadline; the two must never differ. */
export async function dueOf(code: string): Promise<{ day: string; isExtended: boolean }> {
  const [row] = await asOwner<{ due_at: Date; summary_due_at: Date; is_extended: boolean }>(
    `SELECT obligation.due_at, summary.due_at AS summary_due_at, summary.is_extended
     FROM obligations AS obligation
     JOIN body_summaries AS summary USING (department_id, directive_id)
     WHERE summary.code = $1`,
    [code],
  );
  if (!row) throw new Error(`no deadline of ${code}`);
  if (row.due_at.getTime() !== row.summary_due_at.getTime()) throw new Error(`two deadlines of ${code}`);
  return { day: dueDayOf(row.due_at, cityTimeZone), isExtended: row.is_extended };
}

/** The payload of the newest event of a body's audit chain with this name. */
export async function newestPayload(
  code: string,
  name: string,
): Promise<Record<string, unknown> | undefined> {
  const [row] = await asOwner<{ payload: Record<string, unknown> }>(
    `SELECT event.payload FROM audit_events AS event JOIN departments ON departments.id = event.department_id
     WHERE departments.code = $1 AND event.name = $2 ORDER BY event.sequence DESC LIMIT 1`,
    [code, name],
  );
  return row?.payload;
}
