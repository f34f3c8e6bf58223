import "server-only";
import { randomUUID } from "node:crypto";
import { notFound } from "next/navigation";
import { findNow } from "@/lib/features/coverage/queries";
import { findDepartment } from "@/lib/features/liaisons/queries";
import { isUuid } from "@/lib/kernel/ids";
import type { Search } from "@/lib/kernel/tidy-query";
import { requireActor } from "@/lib/platform/auth";
import { db } from "@/lib/platform/db";
import { withScope } from "@/lib/platform/scope";
import { canAcknowledge, canRunDrills, canSeeDrills, canSeeOwnDrills } from "./policy";
import { findCallBySecret, findDrill, listCalls, listCallsOf, listDrills, listPickable } from "./queries";
import { acknowledgeSchema, type DrillView, drillViewSchema, pickViewSchema } from "./schema";
import { closedAt, isOpen, outcomeOf, scoreDrill } from "./scoring";
import type { Drill, DrillScore, Outcome, ScoredDepartment } from "./types";

async function requireWatcher() {
  const actor = await requireActor();
  if (!canSeeDrills(actor)) notFound();
  return actor;
}

const drillsShown = 30;

export type DrillLine = Drill & {
  readonly isOpen: boolean;
  readonly score: Omit<DrillScore, "departments"> & { readonly total: number };
};

/** The newest drills with what they showed. For the Mayor's Office and the auditor; else "not found". */
export async function loadDrills(): Promise<{ lines: readonly DrillLine[]; mayStart: boolean }> {
  const actor = await requireWatcher();
  const { now, drills } = await listDrills(drillsShown);
  const lines = drills.map(({ calls, ...drill }) => {
    const { departments, ...score } = scoreDrill(drill, calls, now);
    return { ...drill, isOpen: isOpen(drill, now), score: { ...score, total: departments.length } };
  });
  return { lines, mayStart: canRunDrills(actor) };
}

export const drillPageSize = 100;

export type DrillPage = {
  readonly drill: Drill;
  readonly isOpen: boolean;
  readonly closedAt: Date;
  readonly now: Date;
  readonly score: DrillScore;
  readonly view: DrillView;
  readonly departments: readonly ScoredDepartment[];
  readonly pages: number;
  readonly mayEnd: boolean;
};

/** What a drill shows so far. For the Mayor's Office and the auditor; else "not found". */
export async function loadDrill(id: string, search: Promise<Search>): Promise<DrillPage> {
  const actor = await requireWatcher();
  const drill = isUuid(id) ? await findDrill(db, id) : null;
  if (!drill) notFound();
  const view = drillViewSchema.parse(await search);
  const { now, ...own } = drill;
  const score = scoreDrill(own, await listCalls(db, id), now);
  const fitting = score.departments.filter(({ outcome }) => !view.show || outcome === view.show);
  const pages = Math.max(1, Math.ceil(fitting.length / drillPageSize));
  const page = Math.min(view.page, pages);
  return {
    drill: own,
    isOpen: isOpen(own, now),
    closedAt: closedAt(own),
    now,
    score,
    view: { ...view, page },
    departments: fitting.slice((page - 1) * drillPageSize, page * drillPageSize),
    pages,
    mayEnd: canRunDrills(actor) && isOpen(own, now),
  };
}

const offered = 60;

/** What the form for a new drill begins with; "not found" for those who may start none. */
export async function loadDrillForm(search: Promise<Search>): Promise<{
  /** Of the drill that this form starts, however often its button is pressed. */
  drillId: string;
  q: string;
  departments: readonly { readonly code: string; readonly name: string }[];
  total: number;
}> {
  const actor = await requireActor();
  if (!canRunDrills(actor)) notFound();
  const { q } = pickViewSchema.parse(await search);
  return { drillId: randomUUID(), q, ...(await listPickable(q, offered)) };
}

export type OwnDrills = {
  /** A drill that is open, and calls the reader. */
  readonly waiting: { readonly callId: string; readonly title: string; readonly closesAt: Date } | null;
  readonly history: readonly {
    readonly key: string;
    readonly title: string;
    readonly startedAt: Date;
    readonly kind: "liaison" | "alternate";
    readonly name: string | null;
    readonly outcome: Outcome;
    readonly seconds: number | null;
  }[];
};

/** How a department did in the newest drills, and whether one waits for the reader. For its members and the offices; else "not found". */
export async function loadOwnDrills(code: string): Promise<OwnDrills> {
  const actor = await requireActor();
  const department = await findDepartment(code);
  if (!department || !canSeeOwnDrills(actor, department)) notFound();
  const [calls, now] = await Promise.all([listCallsOf(department.departmentId), findNow(db)]);
  const own = calls.find(
    (call) =>
      call.isCurrent && !call.acknowledgedAt && isOpen(call.drill, now) && canAcknowledge(actor, call),
  );
  return {
    waiting: own ? { callId: own.id, title: own.drill.title, closesAt: closedAt(own.drill) } : null,
    history: calls.map((call) => ({
      key: call.id,
      title: call.drill.title,
      startedAt: call.drill.startedAt,
      kind: call.kind,
      name: call.name,
      outcome: outcomeOf(call.drill, call, now),
      seconds: call.acknowledgedAt
        ? Math.max(0, Math.round((call.acknowledgedAt.getTime() - call.calledAt.getTime()) / 1_000))
        : null,
    })),
  };
}

export type CallByLink = {
  readonly title: string;
  readonly departmentName: string;
  readonly kind: "liaison" | "alternate";
  readonly name: string;
  readonly closesAt: Date;
  readonly isOpen: boolean;
  readonly acknowledged: { readonly seconds: number; readonly isLate: boolean } | null;
};

/** The call that a link answers, for everyone: the secret is the authority. Null for a link that is none. Uses nothing up. */
export async function loadCallByLink(secret: string): Promise<CallByLink | null> {
  if (!acknowledgeSchema.safeParse({ secret }).success) return null;
  const call = await withScope("everything", async () => await findCallBySecret(db, secret));
  if (!call?.name) return null;
  const { drill, acknowledgedAt, calledAt } = call;
  return {
    title: drill.title,
    departmentName: call.departmentName,
    kind: call.kind,
    name: call.name,
    closesAt: closedAt(drill),
    isOpen: isOpen(drill, call.now),
    acknowledged: acknowledgedAt && {
      seconds: Math.max(0, Math.round((acknowledgedAt.getTime() - calledAt.getTime()) / 1_000)),
      isLate: acknowledgedAt > closedAt(drill),
    },
  };
}
