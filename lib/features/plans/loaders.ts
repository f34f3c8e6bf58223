import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { deadlineRuleSchema, describeRule, movesUntil } from "@/lib/features/directives/deadline";
import { describeMove, describeOrigin } from "@/lib/features/directives/messages";
import { findOpenRequest, listMoves } from "@/lib/features/directives/queries";
import type { Arithmetic } from "@/lib/features/directives/types";
import type { Actor } from "@/lib/kernel/actor";
import { asId, isUuid } from "@/lib/kernel/ids";
import { recordOf } from "@/lib/kernel/record-of";
import { requireActor } from "@/lib/platform/auth";
import { db } from "@/lib/platform/db";
import { combineFacts } from "./completeness";
import { describePlanEvent } from "./event-words";
import { planEvents } from "./events";
import { canEditPlan, canReadPlan, canReadVersion, canSubmitPlan, canTakeStep } from "./policy";
import {
  findAllContents,
  findNewestStandingVersion,
  findNewestWithdrawn,
  findPlan,
  findReading,
  findRequirementSetKept,
  findSectionContent,
  findVersion,
  listCertifiers,
  listDepartmentEvents,
  listDesignationsForCheck,
  listSections,
  listVersions,
  type PlanRow,
  parseContents,
  type SectionRow,
  type VersionRow,
} from "./queries";
import { findRedFlags, type RedFlag } from "./red-flags";
import { type SectionContents, type SectionName, sectionNames } from "./schema";
import { canTake, type PlanTransition, planTransitions } from "./status";
import type {
  HistoryEntry,
  PlanPageView,
  PlanView,
  ReceiptView,
  RequirementText,
  SectionState,
  SectionView,
  VersionView,
  WholePlanView,
} from "./types";

type Reference = { readonly departmentCode: string; readonly directiveCode: string };

/**
 * The plan as the signed-in person may see it. A person who is not signed in is sent to sign in; a plan that does
 * not exist and one that this person may not read end alike, in "not found".
 */
async function loadPlan(reference: Reference): Promise<PlanView> {
  return loadPlanOnce(reference.departmentCode, reference.directiveCode);
}

const loadPlanOnce = cache(async (departmentCode: string, directiveCode: string): Promise<PlanView> => {
  const actor = await requireActor();
  const row = await findPlan({ departmentCode, directiveCode });
  if (!row || !canReadPlan(actor, row)) notFound();
  return toPlanView(actor, row);
});

/** A plan's standing without its text. Assumes that the actor may see it. */
export async function toPlanView(actor: Actor, row: PlanRow): Promise<PlanView> {
  const [sections, set, designations, moves, newest, withdrawn] = await Promise.all([
    listSections(db, row),
    findRequirementSetKept(row.directiveId),
    listDesignationsForCheck(db, row.departmentId),
    listMoves(row),
    findNewestStandingVersion(row),
    findNewestWithdrawn(row),
  ]);
  return {
    department: {
      id: row.departmentId,
      code: row.departmentCode,
      name: row.departmentName,
      shortName: row.departmentShortName,
      headTitle: row.headTitle,
    },
    directive: {
      id: row.directiveId,
      code: row.directiveCode,
      number: row.directiveNumber,
      title: row.directiveTitle,
    },
    plan: {
      id: row.planId,
      status: row.status,
      versionNumber: row.versionNumber,
      inForceNumber: row.inForceNumber,
      returns: row.returns,
      statusChangedAt: row.statusChangedAt.toISOString(),
    },
    sections: sections.map(toSectionState),
    deadline: {
      dueAt: row.dueAt.toISOString(),
      originalDueAt: row.originalDueAt.toISOString(),
      serverNow: row.now.toISOString(),
      ...inWords({
        originalDueAt: row.originalDueAt.toISOString(),
        rule: ruleOf(row),
        timeZone: row.timeZone,
        moves,
      }),
      isExtended: row.dueAt.getTime() !== row.originalDueAt.getTime(),
      standing: row.standing,
    },
    requirements: set.requirements,
    directivesInForce: set.directivesInForce,
    designations,
    facts: combineFacts(sections.map((section) => section.facts)),
    today: row.today,
    may: stepsOpenTo(actor, row),
    mayDraft: canEditPlan(actor, row),
    mayCertify: canSubmitPlan(actor, row),
    receipt: newest && {
      versionId: newest.id,
      number: newest.number,
      submittedAt: newest.submittedAt.toISOString(),
      isLate: newest.isLate,
    },
    withdrawn: withdrawn && {
      number: withdrawn.number,
      submittedAt: withdrawn.submittedAt.toISOString(),
      isLate: withdrawn.isLate,
      at: withdrawn.withdrawnAt.toISOString(),
    },
    actorId: actor.personId,
    actorName: actor.name,
  };
}

function stepsOpenTo(actor: Actor, row: PlanRow): Record<PlanTransition, boolean> {
  return recordOf(planTransitions, (step) => canTakeStep(actor, row, step) && canTake(row.status, step));
}

function toSectionState(row: SectionRow): SectionState {
  return {
    section: row.section,
    revision: row.revision,
    outcomes: row.outcomes,
    editedAt: row.editedAt?.toISOString() ?? null,
    editedByName: row.editedByName,
    partDoneAt: row.partDoneAt?.toISOString() ?? null,
    partDoneByName: row.partDoneByName,
  };
}

function ruleOf(row: Pick<PlanRow, "issuedOn" | "deadlineRule" | "timeZone">): string {
  if (!row.issuedOn) return "The directive is not in force yet.";
  return describeRule({
    issuedOn: row.issuedOn,
    rule: deadlineRuleSchema.parse(row.deadlineRule),
    timeZone: row.timeZone,
  });
}

function inWords(arithmetic: Omit<Arithmetic, "dueAt">): Pick<PlanView["deadline"], "origin" | "extensions"> {
  const { moves, originalDueAt, timeZone } = arithmetic;
  return {
    origin: describeOrigin(arithmetic),
    extensions: moves.map((move) => ({ id: move.id, text: describeMove(move, originalDueAt, timeZone) })),
  };
}

/** The plan with who can certify it and every version that was filed. */
export async function loadPlanPage(reference: Reference): Promise<PlanPageView> {
  const plan = await loadPlan(reference);
  const [certifiers, openRequest, versions] = await Promise.all([
    listCertifiers(plan.department.id),
    findOpenRequest({ departmentId: plan.department.id, directiveId: plan.directive.id }),
    listVersions({ departmentId: plan.department.id, planId: plan.plan.id }),
  ]);
  return {
    ...plan,
    certifiers,
    openRequest: openRequest && { requestedDueAt: openRequest.requestedDueAt },
    versions: versions.map(({ id, number, submittedAt, isLate, certifierName, withdrawnAt }) => ({
      versionId: asId<"PlanVersion">(id),
      number,
      submittedAt: submittedAt.toISOString(),
      isLate,
      certifierName,
      withdrawnAt: withdrawnAt?.toISOString() ?? null,
    })),
  };
}

/** The plan with one section's text. */
export async function loadSection<Section extends SectionName>(
  reference: Reference & { section: Section },
): Promise<SectionView<Section>> {
  const plan = await loadPlan(reference);
  const key = { departmentId: plan.department.id, planId: plan.plan.id };
  const [content, { facilities }] = await Promise.all([
    findSectionContent(db, key, reference.section),
    findSectionContent(db, key, "facilities"),
  ]);
  // The revision is read before the text: a save in between makes the text newer than the number, and the next
  // save from here is then refused as stale instead of overwriting it.
  const revision = plan.sections.find((state) => state.section === reference.section)?.revision ?? 0;
  return {
    ...plan,
    section: reference.section,
    content,
    revision,
    facilities: facilities.map(({ id, name }) => ({ id, name })),
  };
}

/** The plan with all its text and the drafting red flags in it. */
export async function loadWholePlan(reference: Reference): Promise<WholePlanView> {
  const plan = await loadPlan(reference);
  const key = { departmentId: plan.department.id, planId: plan.plan.id };
  // The mark first: a text that changes in between is then shown newer than it is marked, and never the reverse.
  const read = await findReading(db, key);
  const contents = await findAllContents(db, key);
  return { ...plan, read, contents, redFlags: redFlagsIn(contents) };
}

function redFlagsIn(contents: SectionContents): RedFlag[] {
  return sectionNames.flatMap((section) => findRedFlags(section, contents[section]));
}

async function loadVersionRow(reference: {
  departmentCode: string;
  versionId: string;
}): Promise<{ actor: Actor; row: VersionRow }> {
  const actor = await requireActor();
  const row = isUuid(reference.versionId) ? await findVersion(reference) : null;
  if (!row || !canReadVersion(actor, row)) notFound();
  return { actor, row };
}

async function toReceipt({ actor, row }: { actor: Actor; row: VersionRow }): Promise<ReceiptView> {
  const [submittedAt, dueAt] = [row.submittedAt.toISOString(), row.dueAt.toISOString()];
  const moves = movesUntil(await listMoves(row), { submittedAt, dueAt });
  return {
    versionId: asId<"PlanVersion">(row.id),
    departmentCode: row.departmentCode,
    departmentName: row.departmentName,
    directiveCode: row.directiveCode,
    planTitle: row.directiveTitle,
    versionNumber: row.number,
    certifierName: row.certifierName,
    certifierTitle: row.certifierTitle,
    submittedAt,
    dueAt,
    isLate: row.isLate,
    withdrawal:
      row.withdrawnAt && row.withdrawnByName
        ? { at: row.withdrawnAt.toISOString(), byName: row.withdrawnByName }
        : null,
    sha256: row.sha256,
    arithmetic: {
      originalDueAt: moves[0]?.previousDueAt ?? dueAt,
      dueAt,
      rule: ruleOf(row),
      timeZone: row.timeZone,
      moves,
    },
    mayReadPlan: canReadPlan(actor, row),
  };
}

/** The receipt of a filed version, at its own address for good. */
export async function loadReceipt(reference: {
  departmentCode: string;
  versionId: string;
}): Promise<ReceiptView> {
  return toReceipt(await loadVersionRow(reference));
}

/** A filed version as it was certified: its receipt, its text, and the designations and requirements of that day. */
export async function loadVersion(reference: {
  departmentCode: string;
  versionId: string;
}): Promise<VersionView> {
  const found = await loadVersionRow(reference);
  const snapshot = JSON.parse(found.row.content) as {
    sections: Record<string, unknown>;
    designations: VersionView["designations"];
    requirements: RequirementText[];
  };
  const contents = parseContents(snapshot.sections);
  return {
    ...(await toReceipt(found)),
    contents,
    redFlags: redFlagsIn(contents),
    designations: snapshot.designations,
    requirements: snapshot.requirements,
  };
}

const historyLength = 200;

/**
 * What happened in a department, newest first, in words: the last two hundred events. What its head said in sending a
 * draft back stays within the department, as the draft does.
 */
export async function loadHistory(reference: { departmentCode: string }): Promise<{
  department: { code: string; name: string };
  entries: HistoryEntry[];
}> {
  const actor = await requireActor();
  const department = await db.department.findUnique({
    where: { code: reference.departmentCode },
    select: { id: true, code: true, name: true },
  });
  const departmentId = department && asId<"Department">(department.id);
  if (!department || !departmentId || !canReadVersion(actor, { departmentId })) notFound();
  const mayReadDraft = canReadPlan(actor, { departmentId });
  const isInternal = (name: string) => name === planEvents.sentBack.name && !mayReadDraft;
  const events = await listDepartmentEvents(departmentId, historyLength);
  return {
    department: { code: department.code, name: department.name },
    entries: events.map((event) => ({
      sequence: String(event.sequence),
      at: event.at.toISOString(),
      actorName: event.actorName,
      actorRole: event.actorRole,
      text: describePlanEvent(event.name, isInternal(event.name) ? {} : event.payload),
    })),
  };
}
