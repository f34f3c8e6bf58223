import "server-only";
import type { DepartmentId, DirectiveId, PersonId } from "@/lib/kernel/ids";
import { db } from "./db";

/** Something that happened, as those who watch read it. */
export type OutboxEvent = {
  readonly sequence: bigint;
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly departmentId: DepartmentId | null;
  readonly directiveId: DirectiveId | null;
  readonly actorId: PersonId | null;
};

/**
 * A place in the outbox: what was committed when it was read lies behind it, and everything else before it, also what
 * an older transaction with a smaller sequence commits later. `snapshot` is Postgres' own: oldest transaction that
 * ran, first that had not begun, and those between that ran.
 */
export type Mark = { readonly snapshot: string; readonly at: Date };

const longestSnapshot = 1_000;

/** A mark in an address or a header: "1764034800-1234:1240:1236". */
export function markText({ snapshot, at }: Mark): string {
  // With that many transactions at once the list is left out: all since the oldest counts as unseen, and comes twice.
  const [oldest] = snapshot.split(":");
  const short = snapshot.length > longestSnapshot ? `${oldest}:${oldest}:` : snapshot;
  return `${Math.floor(at.getTime() / 1_000)}-${short}`;
}

/** The mark in a text, whoever wrote it; null for what Postgres would not read as one. */
export function toMark(text: string): Mark | null {
  const parts = /^(\d{1,12})-(\d{1,19}):(\d{1,19}):((?:\d{1,19}(?:,\d{1,19})*)?)$/.exec(text);
  if (!parts || text.length > longestSnapshot + 20) return null;
  const [, seconds, oldest = "", next = "", list = ""] = parts;
  const running = list === "" ? [] : list.split(",").map(BigInt);
  const all = [BigInt(oldest), ...running, BigInt(next)];
  const isOrdered = running.every((id, index) => index === 0 || id > (running[index - 1] ?? id));
  const isWithin = running.every((id) => id >= BigInt(oldest) && id < BigInt(next));
  if (!isOrdered || !isWithin || BigInt(oldest) < 1n || BigInt(oldest) > BigInt(next)) return null;
  if (all.some((id) => id > 9_223_372_036_854_775_807n)) return null;
  return { snapshot: `${oldest}:${next}:${list}`, at: new Date(Number(seconds) * 1_000) };
}

type Row = Mark & (OutboxEvent | { readonly sequence: null });

function read(rows: readonly Row[]): { events: OutboxEvent[]; mark: Mark } {
  const [first] = rows;
  if (!first) throw new Error("the outbox did not answer");
  const events = rows.flatMap((row) => {
    if (row.sequence === null) return [];
    const { snapshot: _, at: __, ...event } = row;
    return [event];
  });
  return { events, mark: { snapshot: first.snapshot, at: first.at } };
}

/** Where the outbox stands now. */
export async function findMark(): Promise<Mark> {
  const [mark] = await db.$queryRaw<Mark[]>`
    SELECT pg_current_snapshot()::text AS snapshot, clock_timestamp() AS at`;
  if (!mark) throw new Error("the outbox did not answer");
  return mark;
}

/**
 * The events that a mark has not seen, at most so many, and the mark that has seen them. Exact: each event is answered
 * by one of two readings that follow each other, whatever order its transaction committed in, and nothing waits for a
 * transaction that is long. What was written by another server and restored into this one, whose transactions are
 * numbered anew, counts as seen: its numbers lie ahead, and would be told at each reading.
 */
export async function readOutboxSince(
  { snapshot }: Mark,
  atMost: number | null = null,
): Promise<{ events: OutboxEvent[]; mark: Mark }> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT here.snapshot::text AS snapshot, here.at, event.*
    FROM (SELECT pg_current_snapshot() AS snapshot, clock_timestamp() AS at) AS here
    LEFT JOIN LATERAL (
      SELECT written.sequence, written.name, written.payload, written.department_id AS "departmentId",
        written.directive_id AS "directiveId", written.actor_id AS "actorId"
      FROM outbox_events AS written
      WHERE written.transaction_id >= pg_snapshot_xmin(${snapshot}::pg_snapshot)::text::bigint
        AND NOT pg_visible_in_snapshot(written.transaction_id::text::xid8, ${snapshot}::pg_snapshot)
        AND pg_visible_in_snapshot(written.transaction_id::text::xid8, here.snapshot)
      ORDER BY written.transaction_id, written.sequence
      LIMIT ${atMost}::int) AS event ON true`;
  return read(rows);
}

// No transaction lives longer (lib/platform/tx.ts), so that what was written earlier had been committed.
const longestTransactionSeconds = 20;

/** The events that somebody who read the database at an instant may not have seen, at most so many. */
export async function readOutboxFrom(
  instant: Date,
  atMost: number,
): Promise<{ events: OutboxEvent[]; mark: Mark }> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT here.snapshot::text AS snapshot, here.at, event.*
    FROM (SELECT pg_current_snapshot() AS snapshot, clock_timestamp() AS at) AS here
    LEFT JOIN LATERAL (
      SELECT written.sequence, written.name, written.payload, written.department_id AS "departmentId",
        written.directive_id AS "directiveId", written.actor_id AS "actorId"
      FROM outbox_events AS written
      WHERE written.occurred_at > ${instant}::timestamptz - make_interval(secs => ${longestTransactionSeconds})
      ORDER BY written.occurred_at LIMIT ${atMost}::int) AS event ON true`;
  return read(rows);
}
