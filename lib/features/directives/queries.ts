import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { asId, type DirectiveId } from "@/lib/kernel/ids";
import { keepFor } from "@/lib/kernel/kept";
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

/** Issued, and its day has come where it holds. Of the table `directives` under its own name. */
export const isInForce = Prisma.sql`(directives.issued_on <= (clock_timestamp() AT TIME ZONE directives.time_zone)::date)`;

async function findDirective(code: string): Promise<DirectiveView | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT id, code, number, title, issued_on::text AS "issuedOn", deadline_rule AS "deadlineRule",
      time_zone AS "timeZone"
    FROM directives WHERE code = ${code} AND ${isInForce} AND supplements_id IS NULL`;
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

// What a directive says of itself changes a few times a year; ten seconds of the last answer spare queries a page.
const keptForMs = 10_000;

/** A directive that is in force and asks for plans, with its own deadline; up to ten seconds old. Null otherwise. */
export const findDirectiveInForce = keepFor(keptForMs, findDirective);

const newestCode = keepFor(keptForMs, async (_: "newest"): Promise<string> => {
  const [row] = await db.$queryRaw<{ code: string }[]>`
    SELECT code FROM directives WHERE ${isInForce} AND supplements_id IS NULL
    ORDER BY issued_on DESC LIMIT 1`;
  return row?.code ?? "ed-12";
});

/** The directive that people mean when they name none: the newest in force that asks for a plan of its own. */
export function findCurrentDirectiveCode(): Promise<string> {
  return newestCode("newest");
}
