import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { type BodiesPage, findBodiesPage } from "@/lib/features/compliance/loaders";
import { bodyViewSchema } from "@/lib/features/compliance/schema";
import { findNewestStandingVersion, findPlan } from "@/lib/features/plans/queries";
import { requireActor } from "@/lib/platform/auth";
import { deadlineRuleSchema, describeRule } from "./deadline";
import { canExtendDeadline, canReadDeadline, canReadExtensions, canRequestExtension } from "./policy";
import {
  countExtensions,
  countOpenRequests,
  extensionsPageSize,
  findDirectiveInForce,
  listExtensions,
  listMoves,
  listOpenRequests,
  listRequests,
} from "./queries";
import { type ExtensionsView, extensionsViewSchema } from "./schema";
import type { DeadlineView, DirectiveView, GivenExtension, OpenRequest } from "./types";

type Search = Promise<Record<string, string | string[] | undefined>>;

/**
 * A body's deadline with all that moved it and every request for more time. For the department and the offices that
 * watch compliance; for all others, and for what does not exist, "not found".
 */
export async function loadDeadline(reference: {
  departmentCode: string;
  directiveCode: string;
}): Promise<DeadlineView> {
  return loadDeadlineOnce(reference.departmentCode, reference.directiveCode);
}

const loadDeadlineOnce = cache(
  async (departmentCode: string, directiveCode: string): Promise<DeadlineView> => {
    const actor = await requireActor();
    const plan = await findPlan({ departmentCode, directiveCode });
    if (!plan?.issuedOn || !canReadDeadline(actor, plan)) notFound();
    const [moves, requests, standing] = await Promise.all([
      listMoves(plan),
      listRequests(plan),
      findNewestStandingVersion(plan),
    ]);
    const rule = deadlineRuleSchema.parse(plan.deadlineRule);
    return {
      department: { code: plan.departmentCode, name: plan.departmentName },
      directive: { code: plan.directiveCode, title: plan.directiveTitle },
      standing: plan.standing,
      originalDueAt: plan.originalDueAt.toISOString(),
      dueAt: plan.dueAt.toISOString(),
      rule: describeRule({ issuedOn: plan.issuedOn, rule, timeZone: plan.timeZone }),
      timeZone: plan.timeZone,
      moves,
      requests,
      hasFiled: standing !== null,
      mayExtend: canExtendDeadline(actor),
      mayRequest: canRequestExtension(actor, plan),
    };
  },
);

/** The same at the Mayor's Office, whose pages are for those who watch compliance. */
export async function loadDeadlineForOffice(reference: {
  departmentCode: string;
  directiveCode: string;
}): Promise<DeadlineView> {
  if (!canReadExtensions(await requireActor())) notFound();
  return loadDeadline(reference);
}

export type ExtensionsPage = {
  readonly directive: DirectiveView;
  readonly view: ExtensionsView;
  readonly requests: readonly OpenRequest[];
  readonly requestsInAll: number;
  /** A page of the required bodies that have not filed, by name. */
  readonly owing: Pick<BodiesPage, "bodies" | "total" | "pages">;
  readonly given: readonly GivenExtension[];
  readonly givenInAll: number;
  readonly givenPages: number;
  readonly mayExtend: boolean;
};

/**
 * Everything about extensions under a directive: who asks for one, who could be given one, which were given. For
 * those who watch compliance; else "not found". A page past the end of a list is answered with its last.
 */
export async function loadExtensions(input: {
  directiveCode: string;
  search: Search;
}): Promise<ExtensionsPage> {
  const actor = await requireActor();
  if (!canReadExtensions(actor)) notFound();
  const directive = await findDirectiveInForce(input.directiveCode);
  if (!directive) notFound();
  const asked = extensionsViewSchema.parse(await input.search);
  const owingView = bodyViewSchema.parse({ group: "owing", sort: "name", q: asked.q, page: asked.page });
  const [requests, requestsInAll, owing, givenInAll] = await Promise.all([
    listOpenRequests(directive.id),
    countOpenRequests(directive.id),
    findBodiesPage(directive, owingView),
    countExtensions(directive.id),
  ]);
  const givenPages = Math.max(1, Math.ceil(givenInAll / extensionsPageSize));
  const view = { q: asked.q, page: owing.view.page, given: Math.min(asked.given, givenPages) };
  return {
    directive,
    view,
    requests,
    requestsInAll,
    owing,
    given: await listExtensions(directive.id, view.given),
    givenInAll,
    givenPages,
    mayExtend: canExtendDeadline(actor),
  };
}

/** How many departments wait for an answer to a request for more time. For those who watch compliance; else "not found". */
export async function loadOpenRequestCount(input: { directiveCode: string }): Promise<number> {
  if (!canReadExtensions(await requireActor())) notFound();
  const directive = await findDirectiveInForce(input.directiveCode);
  return directive ? countOpenRequests(directive.id) : 0;
}
