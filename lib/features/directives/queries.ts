import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { asId, type DepartmentId, type DirectiveId } from "@/lib/kernel/ids";
import { keepFor } from "@/lib/kernel/kept";
import { db } from "@/lib/platform/db";
import { computeDueAt, deadlineRuleSchema, describeRule } from "./deadline";
import type { DeadlineMove, DirectiveView, ExtensionRequest, GivenExtension, OpenRequest } from "./types";

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

type Body = { readonly departmentId: DepartmentId; readonly directiveId: DirectiveId };

type MoveRow = Omit<DeadlineMove, "grantedAt" | "previousDueAt" | "dueAt"> & {
  readonly previousDueAt: Date;
  readonly dueAt: Date;
  readonly grantedAt: Date;
};

const moveColumns = Prisma.sql`extension.id, extension.previous_due_at AS "previousDueAt",
  extension.due_at AS "dueAt", extension.reason, extension.granted_by_name AS "grantedByName",
  extension.granted_at AS "grantedAt", extension.corrects_id AS "correctsId"`;

const toMove = <Row extends MoveRow>(row: Row) => ({
  ...row,
  previousDueAt: row.previousDueAt.toISOString(),
  dueAt: row.dueAt.toISOString(),
  grantedAt: row.grantedAt.toISOString(),
});

/** The extensions of a body under a directive and their corrections, the oldest first. */
export async function listMoves(body: Body): Promise<DeadlineMove[]> {
  const rows = await db.$queryRaw<MoveRow[]>`
    SELECT ${moveColumns} FROM extensions AS extension
    WHERE extension.department_id = ${body.departmentId}::uuid
      AND extension.directive_id = ${body.directiveId}::uuid
    ORDER BY extension.granted_at, extension.id`;
  return rows.map(toMove);
}

type RequestRow = Omit<ExtensionRequest, "requestedDueAt" | "requestedAt" | "decidedAt"> & {
  readonly requestedDueAt: Date;
  readonly requestedAt: Date;
  readonly decidedAt: Date | null;
};

const requestColumns = Prisma.sql`request.id, request.requested_due_at AS "requestedDueAt", request.reason,
  request.requested_by_name AS "requestedByName", request.requested_at AS "requestedAt",
  request.state::text AS state, request.decided_by_name AS "decidedByName", request.decided_at AS "decidedAt",
  request.answer`;

const toRequest = <Row extends RequestRow>(row: Row) => ({
  ...row,
  requestedDueAt: row.requestedDueAt.toISOString(),
  requestedAt: row.requestedAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
});

/** A body's newest requests for more time, the newest first. */
export async function listRequests(body: Body): Promise<ExtensionRequest[]> {
  const rows = await db.$queryRaw<RequestRow[]>`
    SELECT ${requestColumns} FROM extension_requests AS request
    WHERE request.department_id = ${body.departmentId}::uuid AND request.directive_id = ${body.directiveId}::uuid
    ORDER BY request.requested_at DESC, request.id DESC LIMIT 100`;
  return rows.map(toRequest);
}

/** The request of a body that waits for an answer; null where there is none. */
export async function findOpenRequest(body: Body): Promise<ExtensionRequest | null> {
  const [row] = await db.$queryRaw<RequestRow[]>`
    SELECT ${requestColumns} FROM extension_requests AS request
    WHERE request.department_id = ${body.departmentId}::uuid AND request.directive_id = ${body.directiveId}::uuid
      AND request.state = 'open'`;
  return row ? toRequest(row) : null;
}

/** Of a body that has filed since, nothing is left to be answered; withdrawing the filing brings the request back. */
const waiting = (directiveId: DirectiveId) => Prisma.sql`
  extension_requests AS request
  JOIN body_summaries AS summary
    ON summary.department_id = request.department_id AND summary.directive_id = request.directive_id
  WHERE request.directive_id = ${directiveId}::uuid AND request.state = 'open' AND summary.first_filed_at IS NULL`;

const requestsShown = 100;

/** The requests that wait for an answer, the oldest first, at most a hundred of them. */
export async function listOpenRequests(directiveId: DirectiveId): Promise<OpenRequest[]> {
  const rows = await db.$queryRaw<(RequestRow & { code: string; name: string; dueAt: Date })[]>`
    SELECT ${requestColumns}, summary.code, summary.name, summary.due_at AS "dueAt"
    FROM ${waiting(directiveId)}
    ORDER BY request.requested_at, request.id LIMIT ${requestsShown}`;
  return rows.map((row) => ({ ...toRequest(row), dueAt: row.dueAt.toISOString() }));
}

/** How many requests wait for an answer. */
export async function countOpenRequests(directiveId: DirectiveId): Promise<number> {
  const [row] = await db.$queryRaw<{ requests: number }[]>`
    SELECT count(*)::int AS requests FROM ${waiting(directiveId)}`;
  return row?.requests ?? 0;
}

export const extensionsPageSize = 25;

/** One page of the extensions and corrections given under a directive, the newest first. */
export async function listExtensions(directiveId: DirectiveId, page: number): Promise<GivenExtension[]> {
  const rows = await db.$queryRaw<(MoveRow & { code: string; name: string })[]>`
    SELECT ${moveColumns}, department.code, department.name
    FROM (
      SELECT * FROM extensions WHERE directive_id = ${directiveId}::uuid
      ORDER BY granted_at DESC, id DESC
      LIMIT ${extensionsPageSize} OFFSET ${(page - 1) * extensionsPageSize}) AS extension
    JOIN departments AS department ON department.id = extension.department_id
    ORDER BY extension.granted_at DESC, extension.id DESC`;
  return rows.map(toMove);
}

export async function countExtensions(directiveId: DirectiveId): Promise<number> {
  const [row] = await db.$queryRaw<{ extensions: number }[]>`
    SELECT count(*)::int AS extensions FROM extensions WHERE directive_id = ${directiveId}::uuid`;
  return row?.extensions ?? 0;
}
