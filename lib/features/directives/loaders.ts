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
import { givenViewSchema, type OwingView, owingViewSchema } from "./schema";
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

type ExtensionsPage = {
  readonly directive: DirectiveView;
  readonly requests: readonly OpenRequest[];
  readonly requestsInAll: number;
  readonly given: readonly GivenExtension[];
  readonly givenInAll: number;
  /** As asked, but for a page past the end, which is answered with the last. */
  readonly page: number;
  readonly pages: number;
  readonly mayExtend: boolean;
};

/** Who asks for more time under a directive, and which extensions were given. For those who watch; else "not found". */
export async function loadExtensions(input: {
  directiveCode: string;
  search: Search;
}): Promise<ExtensionsPage> {
  const actor = await requireActor();
  if (!canReadExtensions(actor)) notFound();
  const directive = await findDirectiveInForce(input.directiveCode);
  if (!directive) notFound();
  const [requests, requestsInAll, givenInAll] = await Promise.all([
    listOpenRequests(directive.id),
    countOpenRequests(directive.id),
    countExtensions(directive.id),
  ]);
  const pages = Math.max(1, Math.ceil(givenInAll / extensionsPageSize));
  const page = Math.min(givenViewSchema.parse(await input.search).page, pages);
  return {
    directive,
    requests,
    requestsInAll,
    given: await listExtensions(directive.id, page),
    givenInAll,
    page,
    pages,
    mayExtend: canExtendDeadline(actor),
  };
}

/** A page of the required bodies that have not filed, by name. For those who may extend; else "not found". */
export async function loadBodiesToExtend(input: { directiveCode: string; search: Search }): Promise<{
  directive: DirectiveView;
  view: OwingView;
  owing: Pick<BodiesPage, "bodies" | "total" | "pages">;
}> {
  if (!canExtendDeadline(await requireActor())) notFound();
  const directive = await findDirectiveInForce(input.directiveCode);
  if (!directive) notFound();
  const { q, page } = owingViewSchema.parse(await input.search);
  const owing = await findBodiesPage(
    directive,
    bodyViewSchema.parse({ group: "owing", sort: "name", q, page }),
  );
  return { directive, view: { q, page: owing.view.page }, owing };
}

/** How many departments wait for an answer to a request for more time. For those who watch compliance; else "not found". */
export async function loadOpenRequestCount(input: { directiveCode: string }): Promise<number> {
  if (!canReadExtensions(await requireActor())) notFound();
  const directive = await findDirectiveInForce(input.directiveCode);
  return directive ? countOpenRequests(directive.id) : 0;
}
