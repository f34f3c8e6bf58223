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
};

async function findDirective(code: string): Promise<DirectiveView | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT id, code, number, title, issued_on::text AS "issuedOn", deadline_rule AS "deadlineRule",
      time_zone AS "timeZone"
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
  };
}

// What a directive says of itself changes a few times a year; ten seconds of the last answer spare a query a page.
const keptForMs = 10_000;
const keptAtMost = 100;
const kept = new Map<string, { readAt: number; directive: Promise<DirectiveView | null> }>();

/** A directive that is in force and asks for plans, with its own deadline; up to ten seconds old. Null otherwise. */
export async function findDirectiveInForce(code: string): Promise<DirectiveView | null> {
  const known = kept.get(code);
  if (known && performance.now() - known.readAt < keptForMs) return known.directive;
  // The code comes out of an address: what a stranger invents must not fill the memory.
  if (kept.size >= keptAtMost) kept.clear();
  const directive = findDirective(code);
  kept.set(code, { readAt: performance.now(), directive });
  directive.catch(() => kept.delete(code));
  return directive;
}
