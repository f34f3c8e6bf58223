import "server-only";
import { deadlineRuleSchema, describeRule } from "@/lib/features/directives/deadline";
import { directiveEvents } from "@/lib/features/directives/events";
import { describeMove, describeOrigin } from "@/lib/features/directives/messages";
import { listMoves } from "@/lib/features/directives/queries";
import { findRequirementSetKept, listCertifiers, listSections } from "@/lib/features/plans/queries";
import type { PlanStatus } from "@/lib/features/plans/status";
import type { DepartmentId, DirectiveId, PlanId } from "@/lib/kernel/ids";
import { db } from "@/lib/platform/db";
import type { Compose, Recipient } from "../types";
import { tellReminder } from "./reminder-words";

type Row = {
  readonly departmentId: DepartmentId;
  readonly directiveId: DirectiveId;
  readonly planId: PlanId;
  readonly code: string;
  readonly name: string;
  readonly headTitle: string;
  readonly directiveCode: string;
  readonly directiveTitle: string;
  readonly issuedOn: string;
  readonly deadlineRule: unknown;
  readonly timeZone: string;
  readonly now: Date;
  readonly dueAt: Date;
  readonly status: PlanStatus;
  readonly statusChangedAt: Date;
  readonly isWithdrawn: boolean;
};

/** A body that still owes its filing; null once it has filed, and for one that was only invited. */
async function findOwing(body: {
  departmentId: DepartmentId;
  directiveId: DirectiveId;
}): Promise<Row | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT plan.department_id AS "departmentId", plan.directive_id AS "directiveId", plan.id AS "planId",
      department.code, department.name, department.head_title AS "headTitle", directive.code AS "directiveCode",
      directive.title AS "directiveTitle", directive.issued_on::text AS "issuedOn",
      directive.deadline_rule AS "deadlineRule", directive.time_zone AS "timeZone", now() AS now,
      obligation.due_at AS "dueAt", plan.status::text AS status, plan.status_changed_at AS "statusChangedAt",
      plan.version_number > 0 AS "isWithdrawn"
    FROM plans AS plan
    JOIN departments AS department ON department.id = plan.department_id
    JOIN directives AS directive ON directive.id = plan.directive_id
    JOIN obligations AS obligation
      ON obligation.department_id = plan.department_id AND obligation.directive_id = plan.directive_id
    JOIN body_summaries AS summary
      ON summary.department_id = plan.department_id AND summary.directive_id = plan.directive_id
    WHERE plan.department_id = ${body.departmentId}::uuid AND plan.directive_id = ${body.directiveId}::uuid
      AND obligation.standing = 'required' AND summary.first_filed_at IS NULL`;
  return row ?? null;
}

type Designated = {
  readonly kind: "liaison" | "alternate";
  readonly personId: string | null;
  readonly email: string;
  readonly name: string;
  readonly isAccepted: boolean;
};

function listDesignated(departmentId: DepartmentId): Promise<Designated[]> {
  return db.$queryRaw<Designated[]>`
    SELECT kind::text AS kind, person_id AS "personId", email, name, accepted_at IS NOT NULL AS "isAccepted"
    FROM liaison_designations WHERE department_id = ${departmentId}::uuid AND ended_at IS NULL ORDER BY kind`;
}

/**
 * Puts a reminder in words, from what is owed at this moment and not from when the day began. Null once the body has
 * filed or its deadline has moved since, which the department was told of by itself, and for whom nothing of it is.
 */
export const composeReminder: Compose = async (occurrence, recipient) => {
  const { departmentId, directiveId } = occurrence;
  if (!departmentId || !directiveId) return null;
  const said = directiveEvents.reminded.payload.parse(occurrence.payload);
  const row = await findOwing({ departmentId, directiveId });
  if (!row || row.dueAt.toISOString() !== new Date(said.dueAt).toISOString()) return null;
  const [sections, designations, certifiers, moves, set] = await Promise.all([
    listSections(db, row),
    listDesignated(departmentId),
    listCertifiers(departmentId),
    listMoves(row),
    findRequirementSetKept(directiveId),
  ]);
  const { timeZone } = row;
  const originalDueAt = moves[0]?.previousDueAt ?? row.dueAt.toISOString();
  const rule = describeRule({
    issuedOn: row.issuedOn,
    rule: deadlineRuleSchema.parse(row.deadlineRule),
    timeZone,
  });
  return tellReminder(
    {
      ...row,
      department: row,
      directive: { code: row.directiveCode, title: row.directiveTitle, timeZone: row.timeZone },
      arithmetic: [
        describeOrigin({ moves, originalDueAt, rule, timeZone }),
        ...moves.map((move) => describeMove(move, originalDueAt, timeZone)),
      ],
      certifiers,
      sections,
      designations,
      requirements: Object.fromEntries(set.requirements.map(({ code, text }) => [code, text])),
    },
    readerOf(recipient, designations),
  );
};

function readerOf(recipient: Recipient, designations: readonly Designated[]) {
  const own = designations.find(({ personId, email, isAccepted }) => {
    if (isAccepted) return false;
    return personId === null
      ? email.toLowerCase() === recipient.email.toLowerCase()
      : personId === recipient.personId;
  });
  return {
    isDrafter: recipient.roles.includes("preparer"),
    isCertifier: recipient.roles.includes("certifier"),
    unaccepted: own?.kind ?? null,
  };
}
