import "server-only";
import type { Actor } from "@/lib/kernel/actor";
import type { DepartmentId, PersonId, PlanId } from "@/lib/kernel/ids";
import { ok } from "@/lib/kernel/result";
import { announceEvent, doerOf } from "@/lib/platform/audit";
import type { Channel } from "@/lib/platform/channel";
import { db } from "@/lib/platform/db";
import { askChannel } from "@/lib/platform/live";
import { log } from "@/lib/platform/log";
import { withScope } from "@/lib/platform/scope";
import type { Message } from "@/lib/platform/streams";
import { withTransaction } from "@/lib/platform/tx";
import { planEvents } from "./events";
import { rolesForStep } from "./policy";
import type { SectionName } from "./schema";
import type { PresenceNews } from "./types";

type Plan = { readonly departmentId: DepartmentId; readonly planId: PlanId };
/** One page that has a section open. `pageId` is the page's own and stays when its stream is opened anew. */
export type Presence = {
  readonly plan: Plan;
  readonly section: SectionName;
  readonly pageId: string;
  readonly actor: Actor;
  readonly requestId: string;
};

const refreshEveryMs = 15_000;
const believedForSeconds = 45;
const sweptAfterSeconds = 300;
/** In which a stream that broke off, or came to its end, is opened anew. */
const graceMs = 3_000;

/** Writes down that a page has a section open, and tells those who watch the plan. Answers when it was seen. */
async function enterSection(presence: Presence): Promise<Date | null> {
  const { plan, section, pageId, actor } = presence;
  const entered = await withTransaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ seenAt: Date }[]>`
      INSERT INTO section_presences (department_id, plan_id, section, stream_id, person_id, name)
      VALUES (${plan.departmentId}::uuid, ${plan.planId}::uuid, ${section}, ${pageId}::uuid, ${actor.personId}::uuid,
        ${actor.name})
      ON CONFLICT (department_id, plan_id, section, stream_id) DO UPDATE SET seen_at = clock_timestamp()
        WHERE section_presences.person_id = excluded.person_id
      RETURNING seen_at AS "seenAt"`;
    await announce(tx, presence);
    return ok(row?.seenAt ?? null);
  });
  return entered.ok ? entered.data : null;
}

/** Takes it back, unless another process has seen the page since. */
async function leaveSection(presence: Presence, seenAt: Date): Promise<void> {
  const { plan, section, pageId, actor } = presence;
  await withTransaction(async (tx) => {
    // An instant loses its microseconds on the way here.
    await tx.$executeRaw`
      DELETE FROM section_presences
      WHERE department_id = ${plan.departmentId}::uuid AND plan_id = ${plan.planId}::uuid AND section = ${section}
        AND stream_id = ${pageId}::uuid AND person_id = ${actor.personId}::uuid
        AND seen_at < ${seenAt}::timestamptz + interval '1 millisecond'`;
    await announce(tx, presence);
    return ok(null);
  });
}

const announce = (tx: Parameters<typeof announceEvent>[0], { plan, section, actor, requestId }: Presence) =>
  announceEvent(
    tx,
    planEvents.presenceChanged,
    doerOf(actor, plan.departmentId, rolesForStep.edit, requestId),
    // Of no directive: nobody who watches the dashboard is told who sits at which page.
    { departmentId: plan.departmentId, directiveId: null },
    { planId: plan.planId, section },
  );

type Held = {
  readonly presence: Presence;
  /** Streams of the page: for a moment two, when one follows the other. */
  holders: number;
  /** When this process last wrote that it saw the page. */
  seenAt: Promise<Date | null>;
  leaving?: NodeJS.Timeout | undefined;
};
type Keeper = { readonly held: Map<string, Held>; timer?: NodeJS.Timeout | undefined };
const holder = globalThis as typeof globalThis & { portalPresences?: Keeper };

function keeper(): Keeper {
  holder.portalPresences ??= { held: new Map() };
  return holder.portalPresences;
}

const failed = (error: unknown) => {
  log.warn({ err: error }, "who has a section open could not be written down");
  return null;
};

/**
 * Keeps somebody present in a section until the answer is called, and a moment longer: a page whose stream is opened
 * anew has not left. All that this process keeps is refreshed in one statement.
 */
export function holdPresence(presence: Presence): () => void {
  const kept = keeper();
  const { plan, section, pageId, actor } = presence;
  const key = `${plan.planId} ${section} ${pageId} ${actor.personId}`;
  let held = kept.held.get(key);
  if (!held) {
    held = { presence, holders: 0, seenAt: enterSection(presence).catch(failed) };
    kept.held.set(key, held);
  }
  held.holders++;
  clearTimeout(held.leaving);
  kept.timer ??= setInterval(
    () => void withScope("everything", refresh).catch(failed),
    refreshEveryMs,
  ).unref();
  return () => release(key);
}

function release(key: string): void {
  const kept = keeper();
  const held = kept.held.get(key);
  if (!held || --held.holders > 0) return;
  held.leaving = setTimeout(() => {
    kept.held.delete(key);
    if (kept.held.size === 0) {
      clearInterval(kept.timer);
      kept.timer = undefined;
    }
    // Whoever closed the connection runs this, and that is nobody's request any more.
    const leave = (seenAt: Date) =>
      withScope([held.presence.plan.departmentId], () => leaveSection(held.presence, seenAt));
    void held.seenAt.then((seenAt) => seenAt && leave(seenAt)).catch(failed);
  }, graceMs).unref();
}

async function refresh(): Promise<void> {
  const present = [...keeper().held.values()].filter(({ holders }) => holders > 0);
  const pageIds = present.map(({ presence }) => presence.pageId);
  const refreshed = await withTransaction(async (tx) => {
    const rows = await tx.$queryRaw<{ seenAt: Date }[]>`
      UPDATE section_presences SET seen_at = clock_timestamp() WHERE stream_id = ANY(${pageIds}::uuid[])
      RETURNING seen_at AS "seenAt"`;
    await tx.$executeRaw`
      DELETE FROM section_presences
      WHERE seen_at < clock_timestamp() - make_interval(secs => ${sweptAfterSeconds})`;
    return ok(rows.reduce((latest, { seenAt }) => Math.max(latest, seenAt.getTime()), 0));
  });
  if (!refreshed.ok || refreshed.data === 0) return;
  for (const held of present) held.seenAt = Promise.resolve(new Date(refreshed.data));
}

async function listPresent({ departmentId, planId }: Plan): Promise<PresenceNews> {
  const rows = await db.$queryRaw<{ section: SectionName; personId: PersonId; name: string }[]>`
    SELECT section, person_id AS "personId", name FROM section_presences
    WHERE department_id = ${departmentId}::uuid AND plan_id = ${planId}::uuid
      AND seen_at > clock_timestamp() - make_interval(secs => ${believedForSeconds})
    GROUP BY section, person_id, name ORDER BY section, min(seen_at), name`;
  return { present: rows };
}

/** Who has which section of a plan open. For members of the department. */
export function presenceChannel(plan: Plan): Channel {
  const key = `presence ${plan.planId}`;
  const { name, payload } = planEvents.presenceChanged;
  let said = JSON.stringify({ present: [] });
  let isAskedFor = false;
  const find = async (): Promise<PresenceNews> => {
    const news = await listPresent(plan);
    // Whoever is gone without a word is noticed by the clock alone. One clock, however many have come to watch.
    if (news.present.length > 0 && !isAskedFor) {
      isAskedFor = true;
      setTimeout(askAgain, refreshEveryMs).unref();
    }
    return news;
  };
  const askAgain = () => {
    isAskedFor = false;
    askChannel(key);
  };
  return {
    key,
    everyMs: 500,
    concerns: (event) => event.name === name && payload.parse(event.payload).planId === plan.planId,
    tell: async () => {
      const news = await find();
      const text = JSON.stringify(news);
      if (text === said) return null;
      said = text;
      return { name: "presence", data: news };
    },
    greet: async (): Promise<Message> => {
      const news = await find();
      // Now two have heard different things: the next word goes to all, though it be what was said before.
      if (JSON.stringify(news) !== said) said = "";
      return { name: "presence", data: news };
    },
  };
}

/** What happens to one plan, but for who looks at it. For those who may read it. */
export function planChannel(plan: Plan): Channel {
  return {
    key: `plan ${plan.planId}`,
    everyMs: 500,
    concerns: (event) =>
      event.departmentId === plan.departmentId &&
      event.name !== planEvents.presenceChanged.name &&
      (event.payload.planId === plan.planId || !event.name.startsWith("plan.")),
    tell: async () => ({ name: "plan", data: {} }),
  };
}
