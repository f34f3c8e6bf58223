import "server-only";
import { createHash } from "node:crypto";
import { verifyPassword } from "@/lib/features/accounts/password-service";
import { refreshBodySummary } from "@/lib/features/compliance/service";
import type { Actor } from "@/lib/kernel/actor";
import type { EventDefinition } from "@/lib/kernel/events";
import { err, ok, type Result } from "@/lib/kernel/result";
import { announceEvent, type Doer, recordEvent } from "@/lib/platform/audit";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import {
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
import { checkContext, judgeOthers, reevaluate, storeAllOutcomes } from "./judging";
import { type LockedPlan, lockPlan, type PlanKey } from "./locking";
import {
  findAllContents,
  findRequirementSetKept,
  findSectionContent,
  listSections,
  type PlanRow,
  type SectionRow,
} from "./queries";
import { type Reading, type SectionContents, type SectionName, sectionSchemas } from "./schema";
import {
  canTake,
  nextStatus,
  type PlanStatus,
  type PlanTransition,
  type ReturnKind,
  returnsAfter,
} from "./status";
import { summaryOf } from "./summary";
import type { ChangedSection } from "./types";
import {
  findVersionByKey,
  insertVersion,
  listChangedSince,
  snapshotOf,
  type VersionReference,
  withdrawNewestVersion,
} from "./versions";

// Autosaves come by the second; one audit event an editor, section and quarter of an hour says who wrote when.
const editSessionMs = 15 * 60_000;

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

type FilingCode = "WRONG_STATE" | "CHANGED_SINCE_READ" | "REQUIREMENTS_UNMET";
type SubmitCode = FilingCode | "NAME_MISMATCH" | "WRONG_PASSWORD" | "TOO_MANY_ATTEMPTS";
type FilingDetails =
  | { readonly outcomes: readonly RequirementOutcome[] }
  | { readonly changed: readonly ChangedSection[] };

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
}): Promise<Result<VersionReference, SubmitCode, FilingDetails>> {
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
}): Promise<Result<VersionReference, FilingCode, FilingDetails>> {
  const set = await findRequirementSetKept(input.plan.directiveId);
  return withTransaction<VersionReference, FilingCode, FilingDetails>(async (tx) => {
    const plan = await lockPlan(tx, input.plan);
    const repeated = await findVersionByKey(tx, plan, input.idempotencyKey);
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

function sameName(name: string): string {
  return name.normalize("NFKC").trim().replace(/\s+/g, " ").toLocaleLowerCase("en-US");
}

/** A plan's key out of a wider row. */
export function planKey(row: Pick<PlanRow, "departmentId" | "planId" | "directiveId">): PlanKey {
  return { departmentId: row.departmentId, planId: row.planId, directiveId: row.directiveId };
}
