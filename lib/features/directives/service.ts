import "server-only";
import { v7 as newId } from "uuid";
import { refreshBodySummary } from "@/lib/features/compliance/service";
import { isWithinMonths } from "@/lib/kernel/calendar-day";
import type { DepartmentId, DirectiveId } from "@/lib/kernel/ids";
import { err, ok, type Result } from "@/lib/kernel/result";
import { type PersonDoer, recordEvent } from "@/lib/platform/audit";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { endOfDay } from "./deadline";
import { directiveEvents } from "./events";
import { extensionMessages } from "./messages";
import type {
  CorrectExtensionInput,
  DeclineRequestInput,
  ExtendDeadlinesInput,
  RequestExtensionInput,
} from "./schema";
import type { HinderingBody, Hindrance } from "./types";

/** A year typed wrong leads further than any extension. */
const furthestMonths = 24;

type LockedBody = {
  readonly departmentId: DepartmentId;
  readonly directiveId: DirectiveId;
  readonly code: string;
  readonly name: string;
  readonly timeZone: string;
  readonly originalDueAt: Date;
  readonly dueAt: Date;
  /** "YYYY-MM-DD" by the directive's clock. */
  readonly today: string;
};

type Standing = {
  readonly body: LockedBody;
  readonly hasFiled: boolean;
  readonly openRequest: OpenRequest | null;
};
type OpenRequest = { readonly id: string; readonly requestedDueAt: Date; readonly reason: string };

/**
 * Holds the bodies' plans and then their obligations until the transaction ends, as a filing does, and all bodies in
 * one order, so that nobody waits in a circle. What else is known of them is asked once the locks are held: a
 * statement that has waited sees other tables as they were before. Bodies without a plan are left out.
 */
async function lockBodies(
  tx: Transaction,
  directiveId: DirectiveId,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  const bodies = await tx.$queryRaw<LockedBody[]>`
    SELECT plan.department_id AS "departmentId", plan.directive_id AS "directiveId", department.code, department.name,
      directive.time_zone AS "timeZone", obligation.original_due_at AS "originalDueAt", obligation.due_at AS "dueAt",
      (clock_timestamp() AT TIME ZONE directive.time_zone)::date::text AS today
    FROM plans AS plan
    JOIN departments AS department ON department.id = plan.department_id
    JOIN directives AS directive ON directive.id = plan.directive_id
    JOIN obligations AS obligation
      ON obligation.department_id = plan.department_id AND obligation.directive_id = plan.directive_id
    WHERE plan.directive_id = ${directiveId}::uuid AND department.code = ANY(${codes}::text[])
    ORDER BY plan.department_id
    FOR UPDATE OF plan FOR UPDATE OF obligation`;
  const ids = bodies.map(({ departmentId }) => departmentId);
  const filed = await tx.$queryRaw<{ departmentId: DepartmentId }[]>`
    SELECT DISTINCT version.department_id AS "departmentId"
    FROM plan_versions AS version
    JOIN plans AS plan ON plan.department_id = version.department_id AND plan.id = version.plan_id
    WHERE plan.directive_id = ${directiveId}::uuid AND version.department_id = ANY(${ids}::uuid[])
      AND NOT EXISTS (SELECT FROM plan_version_withdrawals AS withdrawal
        WHERE withdrawal.department_id = version.department_id AND withdrawal.version_id = version.id)`;
  const open = await tx.$queryRaw<(OpenRequest & { departmentId: DepartmentId })[]>`
    SELECT department_id AS "departmentId", id, requested_due_at AS "requestedDueAt", reason
    FROM extension_requests
    WHERE directive_id = ${directiveId}::uuid AND department_id = ANY(${ids}::uuid[]) AND state = 'open'`;
  return new Map(
    bodies.map((body) => [
      body.code,
      {
        body,
        hasFiled: filed.some(({ departmentId }) => departmentId === body.departmentId),
        openRequest: open.find(({ departmentId }) => departmentId === body.departmentId) ?? null,
      },
    ]),
  );
}

async function lockBody(
  tx: Transaction,
  reference: { directiveId: DirectiveId; departmentCode: string },
): Promise<Standing> {
  const held = (await lockBodies(tx, reference.directiveId, [reference.departmentCode])).get(
    reference.departmentCode,
  );
  if (!held) throw new Error(`the plan of ${reference.departmentCode} vanished`);
  return held;
}

/** Writes a step of the deadline, what is in force from it, and the body's summary. Assumes that `lockBodies` holds it. */
async function moveDeadline(
  tx: Transaction,
  body: LockedBody,
  move: { dueAt: Date; reason: string; correctsId: string | null; by: PersonDoer },
): Promise<string> {
  const id = newId();
  await tx.$executeRaw`
    INSERT INTO extensions (department_id, id, directive_id, previous_due_at, due_at, reason, granted_by_id,
      granted_by_name, corrects_id)
    VALUES (${body.departmentId}::uuid, ${id}::uuid, ${body.directiveId}::uuid, ${body.dueAt}, ${move.dueAt},
      ${move.reason}, ${move.by.personId}::uuid, ${move.by.name}, ${move.correctsId}::uuid)`;
  await tx.$executeRaw`
    UPDATE obligations SET due_at = ${move.dueAt}
    WHERE department_id = ${body.departmentId}::uuid AND directive_id = ${body.directiveId}::uuid`;
  await refreshBodySummary(tx, body, null);
  return id;
}

const isTooFar = (day: string, today: string) =>
  day > today && !isWithinMonths({ day, from: today, months: furthestMonths });

/** Whether the day of an extension makes sense at all: today or later, and not years away. */
const isOutOfRange = (day: string, today: string) => day < today || isTooFar(day, today);

const dayError = (code: keyof typeof extensionMessages) => ({
  fieldErrors: { day: extensionMessages[code] },
});

function hindranceOf(
  wanted: ExtendDeadlinesInput["bodies"][number],
  held: Standing | undefined,
  dueAt: Date | undefined,
): Hindrance | null {
  if (!held || !dueAt) return "UNKNOWN";
  if (held.hasFiled) return "ALREADY_FILED";
  if (wanted.requestId !== undefined && held.openRequest?.id !== wanted.requestId) return "REQUEST_ANSWERED";
  if (Date.parse(wanted.seenDueAt) !== held.body.dueAt.getTime()) return "MOVED";
  return dueAt > held.body.dueAt ? null : "NOT_LATER";
}

type ExtendCode = "BODIES_HINDER" | "DAY_OUT_OF_RANGE";
type Extended = { readonly dueAt: string; readonly codes: readonly string[] };

/**
 * Moves the deadline of one or several bodies to the midnight that ends a day: all of them, or none. Assumes that the
 * actor may extend. Codes: DAY_OUT_OF_RANGE with the field; BODIES_HINDER with every body that hinders and why,
 * UNKNOWN, ALREADY_FILED, REQUEST_ANSWERED, MOVED where it is no longer the deadline that the reader saw, or
 * NOT_LATER. A body's open request is answered as granted. Writes the summaries and `deadline.extended` for each.
 */
export async function extendDeadlines(
  input: Pick<ExtendDeadlinesInput, "bodies" | "day" | "reason"> & {
    readonly directiveId: DirectiveId;
    readonly by: PersonDoer;
  },
): Promise<Result<Extended, ExtendCode, { bodies: readonly HinderingBody[] }>> {
  const wanted = [...new Map(input.bodies.map((body) => [body.code, body])).values()];
  const codes = wanted.map(({ code }) => code);
  return withTransaction<Extended, ExtendCode, { bodies: readonly HinderingBody[] }>(async (tx) => {
    const held = await lockBodies(tx, input.directiveId, codes);
    const [any] = [...held.values()].map(({ body }) => body);
    if (any && isOutOfRange(input.day, any.today))
      return err("DAY_OUT_OF_RANGE", dayError("DAY_OUT_OF_RANGE"));
    const dueAt = any && endOfDay(input.day, any.timeZone);
    const hindering = wanted.flatMap((one): HinderingBody[] => {
      const body = held.get(one.code)?.body;
      const why = hindranceOf(one, held.get(one.code), dueAt);
      if (!why) return [];
      return [
        { code: one.code, name: body?.name ?? one.code, why, dueAt: body?.dueAt.toISOString() ?? null },
      ];
    });
    if (hindering.length > 0 || !dueAt) return err("BODIES_HINDER", { details: { bodies: hindering } });
    for (const { body, openRequest } of held.values()) {
      await grantExtension(tx, body, openRequest, { dueAt, reason: input.reason, by: input.by });
    }
    return ok({ dueAt: dueAt.toISOString(), codes });
  });
}

async function grantExtension(
  tx: Transaction,
  body: LockedBody,
  openRequest: OpenRequest | null,
  grant: { dueAt: Date; reason: string; by: PersonDoer },
): Promise<void> {
  const extensionId = await moveDeadline(tx, body, { ...grant, correctsId: null });
  if (openRequest) await settleRequest(tx, body, openRequest.id, { state: "granted", by: grant.by });
  await recordEvent(tx, directiveEvents.deadlineExtended, grant.by, body, {
    directiveId: body.directiveId,
    extensionId,
    ...(openRequest && { requestId: openRequest.id }),
    previousDueAt: body.dueAt.toISOString(),
    dueAt: grant.dueAt.toISOString(),
    reason: grant.reason,
  });
}

type CorrectCode =
  | "ALREADY_FILED"
  | "EXTENSION_SUPERSEDED"
  | "BEFORE_ORIGINAL"
  | "SAME_DAY"
  | "DAY_OUT_OF_RANGE";

/**
 * Puts a body's newest extension, or its newest correction, right with another day, earlier or later; back to the
 * original day, the extension no longer holds. What was wrong stays on record. Assumes that the actor may extend.
 * Codes: ALREADY_FILED, EXTENSION_SUPERSEDED when it is not the newest any more; BEFORE_ORIGINAL, SAME_DAY and
 * DAY_OUT_OF_RANGE with the field. Writes the summary and `deadline.extension_corrected`.
 */
export async function correctExtension(
  input: Pick<CorrectExtensionInput, "departmentCode" | "extensionId" | "day" | "reason"> & {
    readonly directiveId: DirectiveId;
    readonly by: PersonDoer;
  },
): Promise<Result<{ dueAt: string }, CorrectCode>> {
  return withTransaction<{ dueAt: string }, CorrectCode, undefined>(async (tx) => {
    const { body, hasFiled } = await lockBody(tx, input);
    if (hasFiled) return err("ALREADY_FILED");
    if ((await findNewestMove(tx, body)) !== input.extensionId) return err("EXTENSION_SUPERSEDED");
    const dueAt = endOfDay(input.day, body.timeZone);
    if (dueAt < body.originalDueAt) return err("BEFORE_ORIGINAL", dayError("BEFORE_ORIGINAL"));
    if (dueAt.getTime() === body.dueAt.getTime()) return err("SAME_DAY", dayError("SAME_DAY"));
    if (isTooFar(input.day, body.today)) return err("DAY_OUT_OF_RANGE", dayError("DAY_OUT_OF_RANGE"));
    const { reason, by, extensionId: correctsId } = input;
    const extensionId = await moveDeadline(tx, body, { dueAt, reason, by, correctsId });
    await recordEvent(tx, directiveEvents.extensionCorrected, by, body, {
      directiveId: body.directiveId,
      extensionId,
      correctsId,
      previousDueAt: body.dueAt.toISOString(),
      dueAt: dueAt.toISOString(),
      reason,
    });
    return ok({ dueAt: dueAt.toISOString() });
  });
}

async function findNewestMove(tx: Transaction, body: LockedBody): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM extensions
    WHERE department_id = ${body.departmentId}::uuid AND directive_id = ${body.directiveId}::uuid
    ORDER BY granted_at DESC, id DESC LIMIT 1`;
  return row?.id ?? null;
}

type RequestCode = "ALREADY_FILED" | "REQUEST_OPEN" | "NOT_LATER" | "DAY_OUT_OF_RANGE";

/**
 * Asks for a later deadline. Assumes that the actor may ask for the department. The very request that is open already
 * is answered with its id and changes nothing, so that a double click asks once. Codes: ALREADY_FILED, REQUEST_OPEN
 * while another waits for its answer; NOT_LATER and DAY_OUT_OF_RANGE with the field. Writes
 * `deadline.extension_requested`.
 */
export async function requestExtension(
  input: Pick<RequestExtensionInput, "departmentCode" | "day" | "reason"> & {
    readonly directiveId: DirectiveId;
    readonly by: PersonDoer;
  },
): Promise<Result<{ requestId: string }, RequestCode>> {
  return withTransaction<{ requestId: string }, RequestCode, undefined>(async (tx) => {
    const { body, hasFiled, openRequest } = await lockBody(tx, input);
    if (hasFiled) return err("ALREADY_FILED");
    const requestedDueAt = endOfDay(input.day, body.timeZone);
    if (openRequest) {
      const isSame =
        openRequest.requestedDueAt.getTime() === requestedDueAt.getTime() &&
        openRequest.reason === input.reason;
      return isSame ? ok({ requestId: openRequest.id }) : err("REQUEST_OPEN");
    }
    if (isOutOfRange(input.day, body.today)) return err("DAY_OUT_OF_RANGE", dayError("DAY_OUT_OF_RANGE"));
    if (requestedDueAt <= body.dueAt) return err("NOT_LATER", dayError("NOT_LATER"));
    const { reason, by } = input;
    const requestId = newId();
    await tx.$executeRaw`
      INSERT INTO extension_requests (department_id, id, directive_id, requested_due_at, reason, requested_by_id,
        requested_by_name)
      VALUES (${body.departmentId}::uuid, ${requestId}::uuid, ${body.directiveId}::uuid, ${requestedDueAt}, ${reason},
        ${by.personId}::uuid, ${by.name})`;
    await recordEvent(tx, directiveEvents.extensionRequested, by, body, {
      directiveId: body.directiveId,
      requestId,
      requestedDueAt: requestedDueAt.toISOString(),
      reason,
    });
    return ok({ requestId });
  });
}

type Settled =
  | { readonly state: "granted"; readonly by: PersonDoer }
  | { readonly state: "declined"; readonly by: PersonDoer; readonly answer: string }
  | { readonly state: "withdrawn"; readonly by: PersonDoer };

/** The only writer of a request's state once it was made. Assumes that `lockBodies` holds the body and the request is open. */
async function settleRequest(
  tx: Transaction,
  body: LockedBody,
  requestId: string,
  settled: Settled,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE extension_requests SET state = ${settled.state}::extension_request_state,
      decided_by_id = ${settled.by.personId}::uuid, decided_by_name = ${settled.by.name},
      decided_at = clock_timestamp(), answer = ${settled.state === "declined" ? settled.answer : ""}
    WHERE department_id = ${body.departmentId}::uuid AND id = ${requestId}::uuid AND state = 'open'`;
}

type RequestReference = {
  readonly directiveId: DirectiveId;
  readonly departmentCode: string;
  readonly requestId: string;
  readonly by: PersonDoer;
};

/**
 * Takes a department's open request back. Assumes that the actor may ask for the department. Code REQUEST_ANSWERED
 * when it is not open any more. Writes `deadline.extension_request_withdrawn`.
 */
export async function withdrawRequest(
  input: RequestReference,
): Promise<Result<{ requestId: string }, "REQUEST_ANSWERED">> {
  return withTransaction<{ requestId: string }, "REQUEST_ANSWERED", undefined>(async (tx) => {
    const { body, openRequest } = await lockBody(tx, input);
    if (openRequest?.id !== input.requestId) return err("REQUEST_ANSWERED");
    await settleRequest(tx, body, input.requestId, { state: "withdrawn", by: input.by });
    await recordEvent(tx, directiveEvents.extensionRequestWithdrawn, input.by, body, {
      directiveId: body.directiveId,
      requestId: input.requestId,
      requestedDueAt: openRequest.requestedDueAt.toISOString(),
    });
    return ok({ requestId: input.requestId });
  });
}

/**
 * Declines an open request, in words. Assumes that the actor may extend. Code REQUEST_ANSWERED when it is not open any
 * more. Writes `deadline.extension_declined`.
 */
export async function declineRequest(
  input: RequestReference & Pick<DeclineRequestInput, "answer">,
): Promise<Result<{ requestId: string }, "REQUEST_ANSWERED">> {
  return withTransaction<{ requestId: string }, "REQUEST_ANSWERED", undefined>(async (tx) => {
    const { body, openRequest } = await lockBody(tx, input);
    if (openRequest?.id !== input.requestId) return err("REQUEST_ANSWERED");
    const { answer, by } = input;
    await settleRequest(tx, body, input.requestId, { state: "declined", by, answer });
    await recordEvent(tx, directiveEvents.extensionDeclined, by, body, {
      directiveId: body.directiveId,
      requestId: input.requestId,
      requestedDueAt: openRequest.requestedDueAt.toISOString(),
      answer,
    });
    return ok({ requestId: input.requestId });
  });
}
