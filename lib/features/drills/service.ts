import "server-only";
import { randomBytes } from "node:crypto";
import { v7 as newId } from "uuid";
import { kindWords } from "@/lib/features/liaisons/messages";
import { queueMessage } from "@/lib/features/mail/service";
import type { Letter } from "@/lib/features/mail/types";
import { formatDateTime } from "@/lib/kernel/format-date";
import type { DepartmentId } from "@/lib/kernel/ids";
import { err, ok, type Result } from "@/lib/kernel/result";
import { announceEvent, type Doer, type PersonDoer, recordEvent, system } from "@/lib/platform/audit";
import { enqueue } from "@/lib/platform/jobs";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { drillEvents } from "./events";
import { drillMessages } from "./messages";
import {
  type Callable,
  findCallBySecret,
  findDrill,
  hashDrillSecret,
  listCallable,
  listCalls,
  listDepartmentIds,
  listDepartmentIdsOf,
} from "./queries";
import { closedAt, scoreDrill } from "./scoring";
import type { Drill } from "./types";

const calledTogether = 50;
const nowhere = { departmentId: null, directiveId: null };

type StartCode = "NOBODY_CHOSEN" | "UNKNOWN_DEPARTMENT";

/**
 * Starts a drill for all departments or some, and queues the calls to them, fifty departments a job. Assumes that the
 * actor may run drills. The id is the caller's: the same one again is answered alike and calls nobody twice. Codes:
 * NOBODY_CHOSEN, UNKNOWN_DEPARTMENT. Writes `drill.started`; touches no plan, no summary and no report.
 */
export async function startDrill(input: {
  readonly drillId: string;
  readonly title: string;
  readonly minutes: number;
  readonly scope: "all" | "some";
  readonly departmentCodes: readonly string[];
  readonly by: PersonDoer;
}): Promise<Result<{ drillId: string }, StartCode>> {
  const { drillId, by } = input;
  const isForAll = input.scope === "all";
  return withTransaction<{ drillId: string }, StartCode, undefined>(async (tx) => {
    const codes = new Set(input.departmentCodes);
    if (!isForAll && codes.size === 0) return refuse("NOBODY_CHOSEN");
    const departmentIds = isForAll ? await listDepartmentIds(tx) : await listDepartmentIdsOf(tx, [...codes]);
    if (!isForAll && departmentIds.length < codes.size) return refuse("UNKNOWN_DEPARTMENT");
    const [made] = await tx.$queryRaw<{ closesAt: Date }[]>`
      INSERT INTO drills (id, title, started_by_id, started_by_name, started_at, closes_at, is_for_all)
      SELECT ${drillId}::uuid, ${input.title}, ${by.personId}::uuid, ${by.name}, moment.now,
        moment.now + make_interval(mins => ${input.minutes}::int), ${isForAll}
      FROM (SELECT clock_timestamp() AS now) AS moment
      ON CONFLICT (id) DO NOTHING RETURNING closes_at AS "closesAt"`;
    if (!made) return ok({ drillId });
    for (let from = 0; from < departmentIds.length; from += calledTogether) {
      const some = departmentIds.slice(from, from + calledTogether);
      const job = { drillId, departmentIds: some, requestId: by.requestId };
      await enqueue(tx, "call-drill", job, { priority: "alert" });
    }
    await recordEvent(tx, drillEvents.started, by, nowhere, {
      drillId,
      title: input.title,
      closesAt: made.closesAt.toISOString(),
      isForAll,
      departments: departmentIds.length,
    });
    return ok({ drillId });
  });
}

function refuse(code: StartCode) {
  return err<StartCode>(code, { fieldErrors: { departmentCodes: drillMessages[code] } });
}

/**
 * Calls the liaison and the alternate of some departments, by the same mail as anything urgent, each with a link of
 * their own of which only the hash is kept. Who was called already is not called again. Nobody is called any more once
 * the drill is closed. Announces `drill.called`.
 */
export async function callDepartments(input: {
  readonly drillId: string;
  readonly departmentIds: readonly DepartmentId[];
  readonly requestId: string;
}): Promise<void> {
  const { drillId, requestId } = input;
  await withTransaction(async (tx) => {
    const drill = await findDrill(tx, drillId);
    if (!drill || drill.now >= closedAt(drill)) return ok(null);
    let called = 0;
    for (const seat of await listCallable(tx, input.departmentIds)) {
      const secret = randomBytes(32).toString("base64url");
      const made = await tx.$executeRaw`
        INSERT INTO drill_calls (department_id, id, drill_id, designation_kind, designation_id, name, email, phone,
          secret_hash)
        VALUES (${seat.departmentId}::uuid, ${newId()}::uuid, ${drillId}::uuid, ${seat.kind}::designation_kind,
          ${seat.designationId}::uuid, ${seat.name}, ${seat.email}, ${seat.phone}, ${hashDrillSecret(secret)})
        ON CONFLICT (drill_id, department_id, designation_kind) DO NOTHING`;
      called += made;
      if (made > 0 && seat.email) await mail(tx, drill, { ...seat, email: seat.email }, secret, requestId);
    }
    if (called > 0) {
      await announceEvent(tx, drillEvents.called, system(requestId), nowhere, {
        drillId,
        departments: input.departmentIds.length,
      });
    }
    return ok(null);
  });
}

async function mail(
  tx: Transaction,
  drill: Drill,
  seat: Callable & { readonly email: string },
  secret: string,
  requestId: string,
): Promise<void> {
  await queueMessage(tx, {
    key: `drill ${drill.id} to ${seat.departmentId} ${seat.kind}`,
    kind: "drill",
    personId: seat.personId,
    address: seat.email,
    departmentId: seat.departmentId,
    directiveId: null,
    eventSequence: null,
    requestId,
    letter: drillLetter(drill, seat, secret),
    priority: "alert",
  });
}

/** The mail of a drill. Its subject and its first line say what it is. */
export function drillLetter(
  drill: Pick<Drill, "title" | "closesAt" | "startedByName">,
  seat: Pick<Callable, "kind" | "departmentName">,
  secret: string,
): Letter {
  return {
    subject: `DRILL: answer by one tap (${drill.title})`,
    heading: "This is a drill",
    blocks: [
      {
        kind: "paragraph",
        text: `The Mayor's Office tests whether the ${kindWords[seat.kind]} of ${seat.departmentName} can be reached. Nothing has happened, and nothing is to be done but this: open the link and tap once.`,
      },
      {
        kind: "facts",
        facts: [
          { term: "Drill", detail: drill.title },
          { term: "Answer by", detail: formatDateTime(drill.closesAt) },
          { term: "Started by", detail: drill.startedByName },
        ],
      },
    ],
    action: { label: "Answer the drill", href: `/drill/${secret}` },
    why: `You are the ${kindWords[seat.kind]} of ${seat.departmentName}. Drills come by the way on which you would be reached in earnest, and cannot be turned off.`,
  };
}

export type Acknowledged = { readonly seconds: number; readonly isLate: boolean };

type Waiting = {
  readonly callId: string;
  readonly departmentId: DepartmentId;
  readonly kind: "liaison" | "alternate";
  readonly drill: Drill;
};

/** Takes the first answer of a call, and no second one. Whoever comes later is told of the first. */
async function acknowledge(
  tx: Transaction,
  call: Waiting,
  by: Doer,
  way: "link" | "portal",
): Promise<Acknowledged> {
  const taken = await tx.$executeRaw`
    UPDATE drill_calls SET acknowledged_at = clock_timestamp(), acknowledged_by_name = ${by.name}
    WHERE department_id = ${call.departmentId}::uuid AND id = ${call.callId}::uuid AND acknowledged_at IS NULL`;
  // The drill may have been ended since the caller read it.
  const [row] = await tx.$queryRaw<{ seconds: number; isLate: boolean }[]>`
    SELECT greatest(0, round(extract(epoch FROM acknowledged_at - called_at)))::int AS seconds,
      acknowledged_at > least(drill.closes_at, drill.ended_at) AS "isLate"
    FROM drill_calls AS call JOIN drills AS drill ON drill.id = call.drill_id
    WHERE call.department_id = ${call.departmentId}::uuid AND call.id = ${call.callId}::uuid`;
  if (!row) throw new Error(`drill call ${call.callId} vanished`);
  if (taken > 0) {
    await recordEvent(
      tx,
      drillEvents.acknowledged,
      by,
      { departmentId: call.departmentId, directiveId: null },
      { drillId: call.drill.id, callId: call.callId, kind: call.kind, by: way, ...row },
    );
  }
  return row;
}

/**
 * Answers a call by the link that was sent with it: whoever holds the link is whom it was sent to. Once; every further
 * tap is told of the first. After the drill has closed it counts as late. Assumes a scope that holds the call. Code
 * LINK_UNKNOWN. Writes `drill.acknowledged`.
 */
export async function acknowledgeByLink(input: {
  readonly secret: string;
  readonly requestId: string;
}): Promise<Result<Acknowledged, "LINK_UNKNOWN">> {
  return withTransaction<Acknowledged, "LINK_UNKNOWN", undefined>(async (tx) => {
    const call = await findCallBySecret(tx, input.secret);
    if (!call) return err("LINK_UNKNOWN");
    const by: Doer = {
      personId: call.personId,
      name: call.name ?? "",
      role: call.kind,
      requestId: input.requestId,
    };
    return ok(await acknowledge(tx, { ...call, callId: call.id }, by, "link"));
  });
}

/** The same by the person who was called, signed in. Assumes that the actor is that person. */
export async function acknowledgeOwn(input: {
  readonly call: Waiting;
  readonly by: PersonDoer;
}): Promise<Result<Acknowledged>> {
  return withTransaction(async (tx) => ok(await acknowledge(tx, input.call, input.by, "portal")));
}

/**
 * Closes a drill: now, before its time, by somebody who may; or, by the portal, once its time is over. One that has
 * ended stays as it ended. Answers still come in, and count as late. Writes `drill.ended`.
 */
export async function endDrill(input: {
  readonly drillId: string;
  readonly by: Doer;
}): Promise<Result<{ drillId: string }>> {
  const { drillId, by } = input;
  return withTransaction(async (tx) => {
    const [ended] = await tx.$queryRaw<{ isEarly: boolean }[]>`
      UPDATE drills SET ended_at = least(clock_timestamp(), closes_at)
      WHERE id = ${drillId}::uuid AND ended_at IS NULL
      RETURNING ended_at < closes_at AS "isEarly"`;
    const drill = await findDrill(tx, drillId);
    if (!ended || !drill) return ok({ drillId });
    const score = scoreDrill(drill, await listCalls(tx, drillId), drill.now);
    await recordEvent(tx, drillEvents.ended, by, nowhere, {
      drillId,
      title: drill.title,
      isEarly: ended.isEarly,
      inTime: score.counts.in_time,
      departments: score.departments.length,
    });
    return ok({ drillId });
  });
}
