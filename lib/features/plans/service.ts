import "server-only";
import { createHash } from "node:crypto";
import { v7 as newId } from "uuid";
import { verifyPassword } from "@/lib/features/accounts/service";
import { refreshBodySummary } from "@/lib/features/compliance/service";
import type { Actor } from "@/lib/kernel/actor";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import type { EventDefinition } from "@/lib/kernel/events";
import { asId, type DepartmentId, type DirectiveId, type PlanId, type PlanVersionId } from "@/lib/kernel/ids";
import { err, ok, type Result } from "@/lib/kernel/result";
import { announceEvent, type Doer, recordEvent } from "@/lib/platform/audit";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import {
  type CheckContext,
  combineFacts,
  deriveFacts,
  evaluateRequirements,
  evaluateSection,
  hindrances,
  type PlanFacts,
  type RequirementOutcome,
  sectionsAffectedBy,
} from "./completeness";
import { planEvents } from "./events";
import {
  findAllContents,
  findReading,
  findRequirementSetKept,
  findSectionContent,
  listDesignationsForCheck,
  listSections,
  type PlanRow,
  type RequirementSet,
  type SectionRow,
} from "./queries";
import { type Reading, type SectionContents, type SectionName, sectionSchemas } from "./schema";
import {
  canTake,
  nextStatus,
  type PlanReturns,
  type PlanStatus,
  type PlanTransition,
  type ReturnKind,
  returnsAfter,
} from "./status";
import { summaryOf } from "./summary";
import type { ChangedSection } from "./types";

// Autosaves come by the second; one audit event an editor, section and quarter of an hour says who wrote when.
const editSessionMs = 15 * 60_000;

type PlanKey = {
  readonly departmentId: DepartmentId;
  readonly planId: PlanId;
  readonly directiveId: DirectiveId;
};

type LockedPlan = PlanKey & {
  readonly status: PlanStatus;
  readonly versionNumber: number;
  readonly returns: PlanReturns;
  readonly dueAt: Date;
  /** The database's clock at the transaction's start. */
  readonly now: Date;
  readonly today: string;
  readonly departmentCode: string;
  readonly departmentName: string;
  readonly headTitle: string;
  readonly directiveCode: string;
};

/**
 * Locks the plan's row until the transaction ends and reads it as it stands under the lock. The obligation is locked
 * after it, though nothing here writes it: of a row that is not, one who has waited would read the due instant as it
 * was before.
 */
async function lockPlan(tx: Transaction, plan: PlanKey): Promise<LockedPlan> {
  const [row] = await tx.$queryRaw<LockedPlan[]>`
    SELECT plan.department_id AS "departmentId", plan.id AS "planId", plan.directive_id AS "directiveId",
      plan.status::text AS status, plan.version_number AS "versionNumber",
      jsonb_build_object('changeRequest', plan.change_request, 'sendBack', plan.send_back,
        'withdrawal', plan.withdrawal) AS returns, obligation.due_at AS "dueAt",
      now() AS now, (clock_timestamp() AT TIME ZONE directive.time_zone)::date::text AS today,
      department.code AS "departmentCode", department.name AS "departmentName",
      department.head_title AS "headTitle", directive.code AS "directiveCode"
    FROM plans AS plan
    JOIN obligations AS obligation
      ON obligation.department_id = plan.department_id AND obligation.directive_id = plan.directive_id
    JOIN directives AS directive ON directive.id = plan.directive_id
    JOIN departments AS department ON department.id = plan.department_id
    WHERE plan.department_id = ${plan.departmentId}::uuid AND plan.id = ${plan.planId}::uuid
    FOR UPDATE OF plan FOR SHARE OF obligation`;
  if (!row) throw new Error(`plan ${plan.planId} vanished`);
  return row;
}

const certifiedStatuses: readonly PlanStatus[] = ["submitted", "in_review", "changes_requested", "accepted"];

async function checkContext(
  tx: Transaction,
  plan: LockedPlan,
  set: RequirementSet,
  status: PlanStatus,
): Promise<Omit<CheckContext, "facts">> {
  return {
    designations: await listDesignationsForCheck(tx, plan.departmentId),
    directivesInForce: set.directivesInForce,
    today: plan.today,
    isCertified: certifiedStatuses.includes(status),
  };
}

async function storeOutcomes(
  tx: Transaction,
  plan: PlanKey,
  section: SectionName,
  outcomes: readonly RequirementOutcome[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE plan_sections SET outcomes = ${JSON.stringify(outcomes)}::jsonb
    WHERE department_id = ${plan.departmentId}::uuid AND plan_id = ${plan.planId}::uuid AND section = ${section}`;
}

/**
 * Keeps every section's outcomes where they are no longer what is kept: days pass and directives come into force.
 * Answers in how many sections they are not.
 */
async function storeAllOutcomes(
  tx: Transaction,
  plan: PlanKey,
  outcomes: readonly RequirementOutcome[],
): Promise<number> {
  const bySection = Object.groupBy(outcomes, ({ section }) => section);
  return tx.$executeRaw`
    UPDATE plan_sections AS part SET outcomes = judged.outcomes
    FROM jsonb_each(${JSON.stringify(bySection)}::jsonb) AS judged (section, outcomes)
    WHERE part.department_id = ${plan.departmentId}::uuid AND part.plan_id = ${plan.planId}::uuid
      AND part.section = judged.section AND part.outcomes IS DISTINCT FROM judged.outcomes`;
}

/** Judges the named sections anew from what is stored, and brings the body's summary in step. */
async function reevaluate(
  tx: Transaction,
  plan: LockedPlan,
  sections: readonly SectionName[],
  status: PlanStatus,
): Promise<void> {
  const set = await findRequirementSetKept(plan.directiveId);
  const rows = await listSections(tx, plan);
  const context = await checkContext(tx, plan, set, status);
  const facts = combineFacts(rows.map((row) => row.facts));
  const outcomes: RequirementOutcome[] = [];
  for (const row of rows) {
    if (!sections.includes(row.section)) {
      outcomes.push(...row.outcomes);
      continue;
    }
    const content = await findSectionContent(tx, plan, row.section);
    const judged = evaluateSection({
      section: row.section,
      content,
      requirements: set.requirements,
      facts,
      ...context,
    });
    await storeOutcomes(tx, plan, row.section, judged);
    outcomes.push(...judged);
  }
  await refreshBodySummary(tx, plan, summaryOf(outcomes));
}

/**
 * Judges the liaison section of every plan of the department anew. For the caller that has just changed a
 * designation, in the same transaction; locks the plans it touches.
 */
export async function refreshLiaisonRequirements(tx: Transaction, departmentId: DepartmentId): Promise<void> {
  const plans = await tx.$queryRaw<{ planId: PlanId; directiveId: DirectiveId }[]>`
    SELECT id AS "planId", directive_id AS "directiveId" FROM plans
    WHERE department_id = ${departmentId}::uuid ORDER BY id`;
  for (const { planId, directiveId } of plans) {
    const plan = await lockPlan(tx, { departmentId, planId, directiveId });
    await reevaluate(tx, plan, ["liaison"], plan.status);
  }
}

/**
 * Judges a plan anew although nobody has written in it, by today's day and the given requirements. Where nothing about
 * it has changed, nothing is written; otherwise the summary follows, as no activity of anybody, and those who watch are
 * told by `plan.judged_anew` in the outbox. Answers whether something has.
 */
export async function judgePlanAnew(input: {
  plan: PlanKey;
  set: RequirementSet;
  by: Doer;
}): Promise<boolean> {
  const { set, by } = input;
  const judged = await withTransaction(async (tx) => {
    const plan = await lockPlan(tx, input.plan);
    const sections = await findAllContents(tx, plan);
    const context = await checkContext(tx, plan, set, plan.status);
    const outcomes = evaluateRequirements({ requirements: set.requirements, sections, ...context });
    if ((await storeAllOutcomes(tx, plan, outcomes)) === 0) return ok(false);
    await refreshBodySummary(tx, plan, summaryOf(outcomes), { isActivity: false });
    await announceEvent(tx, planEvents.judgedAnew, by, plan, { planId: plan.planId });
    return ok(true);
  });
  return judged.ok && judged.data;
}

/**
 * The only writer of a plan's status, and of the words with which it came back. Assumes that `lockPlan` holds the row
 * and that `to` is where the table leads from it.
 */
async function writeStatus(
  tx: Transaction,
  plan: LockedPlan,
  change: { step: PlanTransition; to: PlanStatus; by: Doer; versionNumber?: number; reason?: string },
): Promise<void> {
  const returns = returnsAfter(plan.returns, change.step, {
    reason: change.reason ?? "",
    byName: change.by.name,
    at: plan.now.toISOString(),
    // What is sent back within the department is the draft of the next version.
    versionNumber: plan.versionNumber + (change.step === "send_back" ? 1 : 0),
  });
  const kept = (kind: ReturnKind) => returns[kind] && JSON.stringify(returns[kind]);
  await tx.$executeRaw`
    UPDATE plans SET
      status = ${change.to}::plan_status,
      status_changed_at = clock_timestamp(),
      change_request = ${kept("changeRequest")}::jsonb,
      send_back = ${kept("sendBack")}::jsonb,
      withdrawal = ${kept("withdrawal")}::jsonb,
      version_number = coalesce(${change.versionNumber ?? null}::int, version_number),
      in_force_number = CASE ${change.step} WHEN 'accept' THEN version_number
        WHEN 'undo_acceptance' THEN in_force_before ELSE in_force_number END,
      in_force_before = CASE ${change.step} WHEN 'accept' THEN in_force_number
        WHEN 'undo_acceptance' THEN NULL ELSE in_force_before END
    WHERE department_id = ${plan.departmentId}::uuid AND id = ${plan.planId}::uuid`;
}

export type StaleSection = {
  readonly content: SectionContents[SectionName];
  readonly revision: number;
  readonly editedByName: string;
  readonly editedAt: string | null;
};

export type SavedSection = {
  readonly revision: number;
  readonly savedAt: string;
  readonly outcomes: readonly RequirementOutcome[];
  readonly facts: PlanFacts;
};

/**
 * Saves one section if nobody saved it since the given revision, judges its requirements anew (and those of the
 * sections that depend on what it says), and keeps the body's summary in step: all in one transaction, under the
 * plan's lock. Assumes the actor may edit. Codes: NOT_EDITABLE when the plan's state has no editable text,
 * STALE_REVISION with the stored text, INVALID_INPUT when the content does not fit the section's shape. Writes
 * `plan.section_saved` to the outbox, and `plan.section_edited` to the audit chain once an editing session.
 */
export async function saveSection(input: {
  plan: PlanKey;
  section: SectionName;
  revision: number;
  content: unknown;
  by: Doer;
}): Promise<Result<SavedSection, "NOT_EDITABLE" | "STALE_REVISION" | "INVALID_INPUT", StaleSection>> {
  const parsed = sectionSchemas[input.section].safeParse(input.content);
  if (!parsed.success) {
    const fieldErrors = Object.fromEntries(
      parsed.error.issues.map((issue) => [issue.path.map(String).join("."), issue.message]),
    );
    return err("INVALID_INPUT", { fieldErrors });
  }
  const content = parsed.data;
  const set = await findRequirementSetKept(input.plan.directiveId);

  return withTransaction<SavedSection, "NOT_EDITABLE" | "STALE_REVISION", StaleSection>(async (tx) => {
    const plan = await lockPlan(tx, input.plan);
    const to = nextStatus(plan.status, "edit");
    if (!to) return err("NOT_EDITABLE");
    const rows = await listSections(tx, plan);
    const stored = rows.find((row) => row.section === input.section);
    if (!stored) throw new Error(`plan ${plan.planId} has no section ${input.section}`);
    if (stored.revision !== input.revision) {
      const details = {
        content: await findSectionContent(tx, plan, input.section),
        revision: stored.revision,
        editedByName: stored.editedByName,
        editedAt: stored.editedAt?.toISOString() ?? null,
      };
      return err("STALE_REVISION", { details });
    }

    const factsBefore = combineFacts(rows.map((row) => row.facts));
    const ownFacts = deriveFacts(input.section, content);
    const facts = combineFacts(rows.map((row) => (row.section === input.section ? ownFacts : row.facts)));
    const context = await checkContext(tx, plan, set, to);
    const judge = (section: SectionName, text: SectionContents[SectionName]) =>
      evaluateSection({ section, content: text, requirements: set.requirements, facts, ...context });

    const outcomes = judge(input.section, content);
    const savedAt = await storeSection(
      tx,
      plan,
      input.section,
      { content, facts: ownFacts, outcomes },
      input.by,
    );
    const affected = sectionsAffectedBy(factsBefore, facts).filter((section) => section !== input.section);
    const others = await judgeOthers(tx, plan, rows, input.section, affected, judge);
    if (to !== plan.status) await writeStatus(tx, plan, { step: "edit", to, by: input.by });
    await refreshBodySummary(tx, plan, summaryOf([...outcomes, ...others]));
    await recordSave(tx, plan, stored, { section: input.section, outcomes, savedAt }, input.by);
    return ok({ revision: input.revision + 1, savedAt: savedAt.toISOString(), outcomes, facts });
  });
}

async function judgeOthers(
  tx: Transaction,
  plan: LockedPlan,
  rows: readonly SectionRow[],
  saved: SectionName,
  affected: readonly SectionName[],
  judge: (section: SectionName, content: SectionContents[SectionName]) => RequirementOutcome[],
): Promise<RequirementOutcome[]> {
  const outcomes: RequirementOutcome[] = [];
  for (const row of rows) {
    if (row.section === saved) continue;
    if (!affected.includes(row.section)) {
      outcomes.push(...row.outcomes);
      continue;
    }
    const judged = judge(row.section, await findSectionContent(tx, plan, row.section));
    await storeOutcomes(tx, plan, row.section, judged);
    outcomes.push(...judged);
  }
  return outcomes;
}

async function storeSection(
  tx: Transaction,
  plan: LockedPlan,
  section: SectionName,
  text: { content: unknown; facts: unknown; outcomes: unknown },
  by: Doer,
): Promise<Date> {
  const [row] = await tx.$queryRaw<{ savedAt: Date }[]>`
    UPDATE plan_sections SET content = ${JSON.stringify(text.content)}::jsonb,
      facts = ${JSON.stringify(text.facts)}::jsonb, outcomes = ${JSON.stringify(text.outcomes)}::jsonb,
      revision = revision + 1, edited_at = clock_timestamp(), edited_by_id = ${by.personId}::uuid,
      edited_by_name = ${by.name}
    WHERE department_id = ${plan.departmentId}::uuid AND plan_id = ${plan.planId}::uuid AND section = ${section}
    RETURNING edited_at AS "savedAt"`;
  if (!row) throw new Error(`section ${section} of plan ${plan.planId} vanished`);
  return row.savedAt;
}

async function recordSave(
  tx: Transaction,
  plan: LockedPlan,
  before: SectionRow,
  saved: { section: SectionName; outcomes: readonly RequirementOutcome[]; savedAt: Date },
  by: Doer,
): Promise<void> {
  const revision = before.revision + 1;
  const share = summaryOf(saved.outcomes);
  await announceEvent(tx, planEvents.sectionSaved, by, plan, {
    planId: plan.planId,
    section: saved.section,
    revision,
    requiredMet: share.requiredMet,
    requiredTotal: share.requiredTotal,
  });
  const isSameSession =
    before.editedById === by.personId &&
    before.editedAt !== null &&
    saved.savedAt.getTime() - before.editedAt.getTime() < editSessionMs;
  if (isSameSession) return;
  await recordEvent(tx, planEvents.sectionEdited, by, plan, {
    planId: plan.planId,
    section: saved.section,
    revision,
  });
}

/**
 * Marks a section as done by its authors, or takes the mark back. What stands so already is left as it is, so that a
 * double click marks once. Assumes the actor may edit. Codes: NOT_EDITABLE. Audited.
 */
export async function markPartDone(input: {
  plan: PlanKey;
  section: SectionName;
  isDone: boolean;
  by: Doer;
}): Promise<Result<{ isDone: boolean }, "NOT_EDITABLE">> {
  return withTransaction<{ isDone: boolean }, "NOT_EDITABLE", undefined>(async (tx) => {
    const plan = await lockPlan(tx, input.plan);
    if (!canTake(plan.status, "edit")) return err("NOT_EDITABLE");
    const changed = await tx.$executeRaw`
      UPDATE plan_sections SET
        part_done_at = CASE WHEN ${input.isDone} THEN clock_timestamp() END,
        part_done_by_name = ${input.isDone ? input.by.name : ""}
      WHERE department_id = ${plan.departmentId}::uuid AND plan_id = ${plan.planId}::uuid
        AND section = ${input.section} AND (part_done_at IS NOT NULL) <> ${input.isDone}`;
    if (changed === 0) return ok({ isDone: input.isDone });
    const event = input.isDone ? planEvents.partMarkedDone : planEvents.partReopened;
    await recordEvent(tx, event, input.by, plan, { planId: plan.planId, section: input.section });
    return ok({ isDone: input.isDone });
  });
}

const eventOfStep = {
  send_to_certifier: planEvents.sentToCertifier,
  take_back: planEvents.takenBack,
  send_back: planEvents.sentBack,
  withdraw: planEvents.withdrawn,
  begin_review: planEvents.reviewBegun,
  request_changes: planEvents.changesRequested,
  undo_return: planEvents.returnUndone,
  accept: planEvents.accepted,
  undo_acceptance: planEvents.acceptanceUndone,
  revise: planEvents.revisionBegun,
  amend: planEvents.amendmentBegun,
} as const satisfies Partial<Record<PlanTransition, EventDefinition<string, never> | object>>;

export type PlanStep = keyof typeof eventOfStep;

/**
 * Takes one step of the transition table, other than an edit or a submission, under the plan's lock. Assumes that
 * policy.ts allows the actor the step. Code WRONG_STATE when the plan is no longer where the step begins. Writes
 * the step's event to the audit chain and the outbox; withdrawing, also that the version no longer counts as filed.
 */
export async function takeStep(input: {
  plan: PlanKey;
  step: PlanStep;
  reason?: string;
  by: Doer;
}): Promise<Result<{ status: PlanStatus }, "WRONG_STATE">> {
  return withTransaction<{ status: PlanStatus }, "WRONG_STATE", undefined>(async (tx) => {
    const plan = await lockPlan(tx, input.plan);
    const to = nextStatus(plan.status, input.step);
    if (!to) return err("WRONG_STATE");
    await writeStatus(tx, plan, { step: input.step, to, by: input.by, reason: input.reason ?? "" });
    if (input.step === "withdraw") await withdrawNewestVersion(tx, plan, input.by);
    await reevaluate(tx, plan, ["certification"], to);
    await recordEvent(tx, eventOfStep[input.step], input.by, plan, {
      planId: plan.planId,
      from: plan.status,
      to,
      reason: input.reason ?? "",
    });
    return ok({ status: to });
  });
}

/** Says of the newest version that it was withdrawn. The version itself is written once and stays as it is. */
async function withdrawNewestVersion(tx: Transaction, plan: LockedPlan, by: Doer): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO plan_version_withdrawals (department_id, version_id, withdrawn_by_name)
    SELECT department_id, id, ${by.name} FROM plan_versions
    WHERE department_id = ${plan.departmentId}::uuid AND plan_id = ${plan.planId}::uuid
      AND number = ${plan.versionNumber}`;
}

type FilingCode = "WRONG_STATE" | "CHANGED_SINCE_READ" | "REQUIREMENTS_UNMET";
type SubmitCode = FilingCode | "NAME_MISMATCH" | "WRONG_PASSWORD" | "TOO_MANY_ATTEMPTS";
type FilingDetails =
  | { readonly outcomes: readonly RequirementOutcome[] }
  | { readonly changed: readonly ChangedSection[] };
type Submitted = { readonly versionId: PlanVersionId; readonly number: number };

/**
 * Files the plan as its next version. Everything is judged again from what is stored; late or not is decided by
 * the database's clock when the transaction began, so that waiting for the lock makes nobody late. The same
 * idempotency key is always answered with the same version, whatever has happened to the plan since. Assumes the
 * actor may submit; checks their name and password. Codes: NAME_MISMATCH, WRONG_PASSWORD, TOO_MANY_ATTEMPTS,
 * WRONG_STATE, CHANGED_SINCE_READ with the sections that are no longer those of `read`, REQUIREMENTS_UNMET with the
 * outcomes that hinder. Writes the version, the state, the summary and
 * `plan.submitted`.
 */
export async function submitPlan(input: {
  plan: PlanKey;
  actor: Actor;
  typedName: string;
  password: string;
  idempotencyKey: string;
  read: Reading;
  by: Doer;
}): Promise<Result<Submitted, SubmitCode, FilingDetails>> {
  if (sameName(input.typedName) !== sameName(input.actor.name)) {
    return err("NAME_MISMATCH", {
      fieldErrors: { typedName: `Type your name as it stands in your account: ${input.actor.name}.` },
    });
  }
  const verified = await verifyPassword({ personId: input.actor.personId, password: input.password });
  if (!verified.ok) return err(verified.error.code);
  return fileVersion(input);
}

/** The filing itself, once the signature is given; see `submitPlan`. */
export async function fileVersion(input: {
  plan: PlanKey;
  actor: Pick<Actor, "personId" | "name" | "title">;
  idempotencyKey: string;
  read: Reading;
  by: Doer;
}): Promise<Result<Submitted, FilingCode, FilingDetails>> {
  const set = await findRequirementSetKept(input.plan.directiveId);
  return withTransaction<Submitted, FilingCode, FilingDetails>(async (tx) => {
    const plan = await lockPlan(tx, input.plan);
    const repeated = await findByKey(tx, plan, input.idempotencyKey);
    if (repeated) return ok(repeated);
    const to = nextStatus(plan.status, "submit");
    if (!to) return err("WRONG_STATE");

    const changed = await listChangedSince(tx, plan, input.read);
    if (changed.length > 0) return err("CHANGED_SINCE_READ", { details: { changed } });

    const contents = await findAllContents(tx, plan);
    const context = await checkContext(tx, plan, set, to);
    const outcomes = evaluateRequirements({ requirements: set.requirements, sections: contents, ...context });
    const hindering = hindrances(outcomes);
    if (hindering.length > 0) return err("REQUIREMENTS_UNMET", { details: { outcomes: hindering } });

    const content = snapshotOf(plan, contents, context, set);
    const sha256 = createHash("sha256").update(content).digest("hex");
    const number = plan.versionNumber + 1;
    const version = await insertVersion(tx, plan, set, { ...input, content, sha256, number });
    await writeStatus(tx, plan, { step: "submit", to, by: input.by, versionNumber: number });
    await storeAllOutcomes(tx, plan, outcomes);
    await refreshBodySummary(tx, plan, summaryOf(outcomes));
    await recordEvent(tx, planEvents.submitted, input.by, plan, {
      planId: plan.planId,
      from: plan.status,
      to,
      versionId: version.id,
      number,
      sha256,
      isLate: version.isLate,
    });
    return ok({ versionId: version.id, number });
  });
}

/**
 * The sections that are no longer those somebody has read, with who changed them. Under the plan's lock the answer
 * holds until the transaction ends, for the text; designations are kept elsewhere and are compared as they are now.
 */
async function listChangedSince(tx: Transaction, plan: PlanKey, read: Reading): Promise<ChangedSection[]> {
  const stored = await findReading(tx, plan);
  const isSame = (kind: keyof Reading) => canonicalJson(stored[kind]) === canonicalJson(read[kind]);
  if (isSame("sections") && isSame("designations")) return [];
  const rows = await listSections(tx, plan);
  return rows
    .filter(
      ({ section }) =>
        stored.sections[section] !== read.sections[section] ||
        (section === "liaison" && !isSame("designations")),
    )
    .map(({ section, editedByName }) => ({
      section,
      changedByName: stored.sections[section] === read.sections[section] ? "" : editedByName,
    }));
}

/** The whole plan as one canonical text: what is hashed, kept and shown ever after. */
function snapshotOf(
  plan: LockedPlan,
  contents: SectionContents,
  context: Omit<CheckContext, "facts">,
  set: RequirementSet,
): string {
  return canonicalJson({
    format: 1,
    department: { code: plan.departmentCode, name: plan.departmentName },
    directive: plan.directiveCode,
    directivesInForce: set.directivesInForce,
    requirementSets: set.setIds,
    requirements: set.requirements,
    designations: context.designations,
    sections: contents,
  });
}

async function findByKey(tx: Transaction, plan: PlanKey, idempotencyKey: string): Promise<Submitted | null> {
  const [version] = await tx.$queryRaw<Submitted[]>`
    SELECT id AS "versionId", number FROM plan_versions
    WHERE department_id = ${plan.departmentId}::uuid AND plan_id = ${plan.planId}::uuid
      AND idempotency_key = ${idempotencyKey}::uuid`;
  return version ?? null;
}

async function insertVersion(
  tx: Transaction,
  plan: LockedPlan,
  set: RequirementSet,
  version: {
    actor: Pick<Actor, "personId" | "name" | "title">;
    idempotencyKey: string;
    content: string;
    sha256: string;
    number: number;
  },
): Promise<{ id: PlanVersionId; isLate: boolean }> {
  const isLate = plan.now.getTime() >= plan.dueAt.getTime();
  const id = asId<"PlanVersion">(newId());
  await tx.$executeRaw`
    INSERT INTO plan_versions (department_id, id, plan_id, number, content, sha256, requirement_set_ids, certifier_id,
      certifier_name, certifier_title, submitted_at, due_at, is_late, idempotency_key)
    VALUES (${plan.departmentId}::uuid, ${id}::uuid, ${plan.planId}::uuid, ${version.number}, ${version.content},
      ${version.sha256}, ${set.setIds}::uuid[], ${version.actor.personId}::uuid, ${version.actor.name},
      ${version.actor.title || plan.headTitle}, ${plan.now}, ${plan.dueAt}, ${isLate},
      ${version.idempotencyKey}::uuid)`;
  return { id, isLate };
}

function sameName(name: string): string {
  return name.normalize("NFKC").trim().replace(/\s+/g, " ").toLocaleLowerCase("en-US");
}

/** A plan's key out of a wider row. */
export function planKey(row: Pick<PlanRow, "departmentId" | "planId" | "directiveId">): PlanKey {
  return { departmentId: row.departmentId, planId: row.planId, directiveId: row.directiveId };
}
