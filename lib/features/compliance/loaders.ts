import "server-only";
import { notFound } from "next/navigation";
import { findCurrentDirectiveCode, findDirectiveInForce } from "@/lib/features/directives/queries";
import type { DirectiveView } from "@/lib/features/directives/types";
import { loadHistory, toPlanView } from "@/lib/features/plans/loaders";
import { canReadPlan } from "@/lib/features/plans/policy";
import { findPlan, findRequirementSetKept, listVersions } from "@/lib/features/plans/queries";
import type { HistoryEntry, PlanView, RequirementText } from "@/lib/features/plans/types";
import { requireActor } from "@/lib/platform/auth";
import type { Brief } from "./brief";
import { findBrief } from "./brief-queries";
import { canSeeCompliance } from "./policy";
import {
  countBodies,
  findDepartmentFacts,
  findOverview,
  findTallies,
  knownTotal,
  listBodies,
  pageSize,
} from "./queries";
import { type BodyView, bodyViewSchema } from "./schema";
import type { BodyLine, ComplianceOverview, DepartmentFacts, FiledVersion, RequirementTally } from "./types";

type Search = Promise<Record<string, string | string[] | undefined>>;

async function requireWatcher() {
  const actor = await requireActor();
  if (!canSeeCompliance(actor)) notFound();
  return actor;
}

async function requireDirective(code: string): Promise<DirectiveView> {
  const directive = await findDirectiveInForce(code);
  if (!directive) notFound();
  return directive;
}

/** The directive whose dashboard stands for all, when none is named. For those who watch compliance; else "not found". */
export async function loadCurrentDirectiveCode(): Promise<string> {
  await requireWatcher();
  return findCurrentDirectiveCode();
}

export type BodiesPage = {
  readonly directive: DirectiveView;
  readonly overview: ComplianceOverview;
  /** As asked, but for a page past the end, which is answered with the last. */
  readonly view: BodyView;
  readonly bodies: readonly BodyLine[];
  /** How many bodies the view holds on all of its pages. */
  readonly total: number;
  readonly pages: number;
};

/** A directive's figures and the page of bodies that a view asks for. Assumes that the reader may watch compliance. */
export async function findBodiesPage(directive: DirectiveView, view: BodyView): Promise<BodiesPage> {
  const counted = findOverview(directive.id).then(async (overview) => ({
    overview,
    total: knownTotal(view, overview.counts) ?? (await countBodies(directive.id, view)),
  }));
  const [bodies, { overview, total }] = await Promise.all([listBodies(directive.id, view), counted]);
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (view.page <= pages) return { directive, overview, view, bodies, total, pages };
  const last = { ...view, page: pages };
  return { directive, overview, view: last, bodies: await listBodies(directive.id, last), total, pages };
}

/** A directive's figures and the page of bodies that the address asks for. For those who watch compliance; else "not found". */
export async function loadBodies(input: { directiveCode: string; search: Search }): Promise<BodiesPage> {
  await requireWatcher();
  const directive = await requireDirective(input.directiveCode);
  return findBodiesPage(directive, bodyViewSchema.parse(await input.search));
}

/** Every requirement of a directive with how many required bodies have met it and how many still owe it. */
export async function loadTallies(input: { directiveCode: string }): Promise<{
  directive: DirectiveView;
  overview: ComplianceOverview;
  rows: (RequirementText & Omit<RequirementTally, "code">)[];
}> {
  await requireWatcher();
  const directive = await requireDirective(input.directiveCode);
  const [overview, counted, set] = await Promise.all([
    findOverview(directive.id),
    findTallies(directive.id),
    findRequirementSetKept(directive.id),
  ]);
  const tallies = new Map(counted.map((tally) => [tally.code, tally]));
  const rows = set.requirements.map((requirement) => ({
    ...requirement,
    met: tallies.get(requirement.code)?.met ?? 0,
    owed: tallies.get(requirement.code)?.owed ?? 0,
  }));
  return { directive, overview, rows };
}

/** Where a directive stands this minute, on one sheet. For those who watch compliance; else "not found". */
export async function loadBrief(input: { directiveCode: string }): Promise<Brief> {
  await requireWatcher();
  return findBrief(await requireDirective(input.directiveCode));
}

const eventsShown = 12;

/** One body: where its plan stands, its versions, its liaison, its newest events. Never the text of a draft. */
export async function loadBody(input: { directiveCode: string; code: string }): Promise<{
  view: PlanView;
  facts: DepartmentFacts;
  versions: readonly FiledVersion[];
  history: readonly HistoryEntry[];
  /** The auditor reads drafts as well. */
  mayReadDraft: boolean;
}> {
  const actor = await requireWatcher();
  const row = await findPlan({ departmentCode: input.code, directiveCode: input.directiveCode });
  if (!row) notFound();
  const [view, facts, versions, history] = await Promise.all([
    toPlanView(actor, row),
    findDepartmentFacts(row.departmentId),
    listVersions(row),
    loadHistory({ departmentCode: input.code }),
  ]);
  const mayReadDraft = canReadPlan(actor, row);
  return {
    view: mayReadDraft ? view : withoutDraft(view),
    facts,
    versions: versions.map((version) => ({
      ...version,
      submittedAt: version.submittedAt.toISOString(),
      withdrawnAt: version.withdrawnAt?.toISOString() ?? null,
    })),
    history: history.entries.slice(0, eventsShown),
    mayReadDraft,
  };
}

/** What is said of a requirement names rows of the draft, and a returned draft carries its head's words. */
function withoutDraft(view: PlanView): PlanView {
  const sections = view.sections.map((state) => ({
    ...state,
    outcomes: state.outcomes.map((outcome) => ({ ...outcome, why: "", paths: [] })),
  }));
  return { ...view, sections, plan: { ...view.plan, returns: { ...view.plan.returns, sendBack: null } } };
}
