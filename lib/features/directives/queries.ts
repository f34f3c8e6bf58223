import "server-only";
import { asId, type DirectiveId } from "@/lib/kernel/ids";
import { db } from "@/lib/platform/db";
import { computeDueAt, deadlineRuleSchema, describeRule } from "./deadline";
import type { DirectiveView } from "./types";

type Row = {
  id: string;
  code: string;
  number: number;
  title: string;
  issuedOn: string | null;
  deadlineRule: unknown;
  timeZone: string;
  now: Date;
};

/** A directive that is in force and asks for plans, with its own deadline and the database's clock. Null otherwise. */
export async function findDirectiveInForce(code: string): Promise<DirectiveView | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT id, code, number, title, issued_on::text AS "issuedOn", deadline_rule AS "deadlineRule",
      time_zone AS "timeZone", clock_timestamp() AS now
    FROM directives WHERE code = ${code} AND issued_on IS NOT NULL AND supplements_id IS NULL`;
  if (!row?.issuedOn) return null;
  const issue = {
    issuedOn: row.issuedOn,
    rule: deadlineRuleSchema.parse(row.deadlineRule),
    timeZone: row.timeZone,
  };
  return {
    id: asId<"Directive">(row.id) satisfies DirectiveId,
    code: row.code,
    number: row.number,
    title: row.title,
    issuedOn: row.issuedOn,
    timeZone: row.timeZone,
    dueAt: computeDueAt(issue).toISOString(),
    rule: describeRule(issue),
    now: row.now.toISOString(),
  };
}
