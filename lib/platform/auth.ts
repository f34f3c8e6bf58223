import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { after } from "next/server";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import { Prisma } from "@/generated/prisma/client";
import {
  type Actor,
  hasOfficeRole,
  type Office,
  type Role,
  secondFactorRoles,
  toRoleGrant,
} from "@/lib/kernel/actor";
import { asId, isUuid, type SessionId } from "@/lib/kernel/ids";
import { db } from "./db";
import { env, isSecondFactorRequired, portalSecret } from "./env";
import { narrowTo, type Scope } from "./scope";

export const sessionCookie = "__Host-portal.session";

type Row = {
  readonly personId: string;
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly role: Role | null;
  readonly departmentId: string | null;
  readonly office: Office | null;
  readonly reads: readonly string[] | null;
  readonly hasSecondFactor: boolean;
  readonly isTouchDue: boolean;
};

const touchedAgainSeconds = 60;
/** Sessions after which their person did nothing for so long have ended. */
const idleMinutes = () => env().SESSION_IDLE_MINUTES;

// The departments that were carried over into the granted one, and those carried over into them before.
const reads = Prisma.sql`(
  WITH RECURSIVE earlier (id) AS (
    SELECT predecessor_id FROM department_successions
    WHERE successor_id = grant_.department_id AND carried_out_at IS NOT NULL AND cancelled_at IS NULL
    UNION
    SELECT step.predecessor_id FROM department_successions AS step JOIN earlier ON step.successor_id = earlier.id
    WHERE step.carried_out_at IS NOT NULL AND step.cancelled_at IS NULL)
  SELECT array_agg(id) FROM earlier) AS reads`;

/**
 * Who holds a session, asked of the database at this moment: not ended, not expired, not idle for too long, the person
 * not deactivated, and only those roles that are in force, and that the session may hold without, or with, a second
 * factor. Null for any other id.
 */
export async function findActor(sessionId: string): Promise<Actor | null> {
  return toActor(asId<"Session">(sessionId), await findRows(sessionId));
}

async function findRows(sessionId: string): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    SELECT person.id AS "personId", person.name, person.title, person.email,
      grant_.role::text AS role, grant_.department_id AS "departmentId", grant_.office::text AS office, ${reads},
      session.second_factor IS NOT NULL AS "hasSecondFactor",
      session.last_seen_at < clock_timestamp() - make_interval(secs => ${touchedAgainSeconds}) AS "isTouchDue"
    FROM sessions AS session
    JOIN people AS person ON person.id = session.person_id
    LEFT JOIN role_assignments AS grant_ ON grant_.person_id = person.id
      AND grant_.starts_at <= clock_timestamp() AND (grant_.ends_at IS NULL OR grant_.ends_at > clock_timestamp())
    WHERE session.id = ${sessionId}::uuid AND session.ended_at IS NULL
      AND session.expires_at > clock_timestamp()
      AND session.last_seen_at > clock_timestamp() - make_interval(mins => ${idleMinutes()})
      AND person.deactivated_at IS NULL
    ORDER BY grant_.starts_at`;
}

/** Says that the person of an open session is there. A session that has ended stays ended. */
export async function touchSession(sessionId: SessionId): Promise<void> {
  await db.$executeRaw`
    UPDATE sessions SET last_seen_at = clock_timestamp()
    WHERE id = ${sessionId}::uuid AND ended_at IS NULL AND expires_at > clock_timestamp()
      AND last_seen_at > clock_timestamp() - make_interval(mins => ${idleMinutes()})`;
}

/** Who holds each of these sessions now, in one query; sessions that nobody holds any more are left out. */
export async function findActors(sessionIds: readonly SessionId[]): Promise<Map<SessionId, Actor>> {
  const rows = await db.$queryRaw<(Row & { sessionId: SessionId })[]>`
    SELECT session.id AS "sessionId", person.id AS "personId", person.name, person.title, person.email,
      grant_.role::text AS role, grant_.department_id AS "departmentId", grant_.office::text AS office, ${reads},
      session.second_factor IS NOT NULL AS "hasSecondFactor",
      session.last_seen_at < clock_timestamp() - make_interval(secs => ${touchedAgainSeconds}) AS "isTouchDue"
    FROM sessions AS session
    JOIN people AS person ON person.id = session.person_id
    LEFT JOIN role_assignments AS grant_ ON grant_.person_id = person.id
      AND grant_.starts_at <= clock_timestamp() AND (grant_.ends_at IS NULL OR grant_.ends_at > clock_timestamp())
    WHERE session.id = ANY(${[...sessionIds]}::uuid[]) AND session.ended_at IS NULL
      AND session.expires_at > clock_timestamp()
      AND session.last_seen_at > clock_timestamp() - make_interval(mins => ${idleMinutes()})
      AND person.deactivated_at IS NULL
    ORDER BY grant_.starts_at`;
  const actors = new Map<SessionId, Actor>();
  for (const [sessionId, own] of Map.groupBy(rows, (row) => row.sessionId)) {
    const actor = toActor(sessionId, own);
    if (actor) actors.set(sessionId, actor);
  }
  return actors;
}

function toActor(sessionId: SessionId, rows: readonly Row[]): Actor | null {
  const [first] = rows;
  if (!first) return null;
  const isHeld = (role: Role) =>
    first.hasSecondFactor ||
    !isSecondFactorRequired() ||
    !secondFactorRoles.some((needing) => needing === role);
  const lacksSecondFactor = rows.some(({ role }) => role && !isHeld(role));
  return {
    personId: asId<"Person">(first.personId),
    sessionId,
    name: first.name,
    title: first.title,
    email: first.email,
    roles: rows.flatMap(({ role, departmentId, office }) => {
      const grant = role && isHeld(role) && toRoleGrant({ role, departmentId, office });
      return grant ? [grant] : [];
    }),
    ...(lacksSecondFactor && { lacksSecondFactor }),
    reads: [...new Set(rows.flatMap((row) => (row.role && isHeld(row.role) && row.reads) || []))].map((id) =>
      asId<"Department">(id),
    ),
  };
}

// What a cookie says never changes, and opening one costs a key derivation and a decryption: what was opened is kept
// until it expires. Whether the session still stands is asked of its row at every request all the same.
const openedAtMost = 10_000;
const opened = new Map<string, { readonly sessionId: string; readonly expiresAtMs: number }>();

/** The session id in a cookie that this portal sealed; null for any other text, and once the cookie has expired. */
async function openCookie(cookie: string): Promise<string | null> {
  const known = opened.get(cookie);
  if (known && known.expiresAtMs > Date.now()) return known.sessionId;
  const token = await decode({ token: cookie, secret: portalSecret() }).catch(() => null);
  if (typeof token?.sid !== "string" || !isUuid(token.sid)) return null;
  if (opened.size >= openedAtMost) opened.clear();
  if (typeof token.exp === "number") {
    opened.set(cookie, { sessionId: token.sid, expiresAtMs: token.exp * 1_000 });
  }
  return token.sid;
}

/**
 * Whose department data somebody's requests may touch: the departments in which they hold a role and those that ended and
 * went over into them, or all, for the offices
 * that watch them all. The policies judge what of it; this is the wall behind them.
 */
export function scopeOf(actor: Pick<Actor, "roles" | "reads">): Scope {
  if (hasOfficeRole(actor, ["reviewer", "duty_officer", "administrator", "auditor"])) return "everything";
  return [...new Set([...actor.roles.flatMap(({ departmentId }) => departmentId ?? []), ...actor.reads])];
}

/** The session whose cookie the browser holds, open or not. */
export async function heldSessionId(): Promise<SessionId | null> {
  const cookie = (await cookies()).get(sessionCookie)?.value;
  const sessionId = cookie ? await openCookie(cookie) : null;
  return sessionId ? asId<"Session">(sessionId) : null;
}

/**
 * The signed-in person of this request, or null. Asked once a request. What somebody did by hand is noted in their
 * session, at most once a minute, when the answer has been sent.
 */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const sessionId = await heldSessionId();
  if (!sessionId) return null;
  const rows = await findRows(sessionId);
  const actor = toActor(sessionId, rows);
  narrowTo(actor ? scopeOf(actor) : []);
  if (actor && rows[0]?.isTouchDue && (await headers()).has("x-portal-by-hand"))
    after(() => touchSession(sessionId));
  return actor;
});

/**
 * The signed-in person; anybody else is sent to sign in and comes back to the page they asked for. Whoever has yet to
 * set up their second step is sent to do so first, and comes back as well; the pages of their own account are open.
 */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (actor && !actor.lacksSecondFactor) return actor;
  const asked = (await headers()).get("x-portal-path") ?? "/home";
  if (!actor) redirect(`/sign-in?next=${encodeURIComponent(asked)}`);
  if (/^\/account(?=[/?]|$)/.test(asked)) return actor;
  redirect(`/account/second-factor?next=${encodeURIComponent(asked)}`);
}

/** A path of this portal that may follow a sign-in; anything else, and any other site, becomes the home page. */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith("/") || /^\/[/\\]/.test(next) || /[\\\p{Cc}]/u.test(next)) return "/home";
  return next;
}
