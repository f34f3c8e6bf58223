import "server-only";
import { createHash } from "node:crypto";
import { Prisma } from "@/generated/prisma/client";
import { isInForce } from "@/lib/features/directives/queries";
import {
  departmentRoles,
  type Office,
  officeRoles,
  type Role,
  type RoleGrant,
  toRoleGrant,
} from "@/lib/kernel/actor";
import type { DepartmentId, PersonId } from "@/lib/kernel/ids";
import { db } from "@/lib/platform/db";
import type { Transaction } from "@/lib/platform/tx";
import type { DeadlineRow, DirectiveDeadlineRow, WaitingRow } from "./calendar";
import type { NotificationKind } from "./kinds";
import type { Delivery } from "./reach";
import type { InboxView } from "./schema";
import type { Occurrence, Recipient } from "./types";

/** An event of the outbox with the name of whoever did it; null once it has been pruned. */
export async function findOccurrence(sequence: bigint): Promise<Occurrence | null> {
  const [row] = await db.$queryRaw<Occurrence[]>`
    SELECT event.sequence, event.name, event.payload, event.department_id AS "departmentId",
      event.directive_id AS "directiveId", event.actor_id AS "actorId",
      coalesce(person.name, 'The portal') AS "actorName", event.occurred_at AS "occurredAt",
      event.request_id AS "requestId"
    FROM outbox_events AS event LEFT JOIN people AS person ON person.id = event.actor_id
    WHERE event.sequence = ${sequence}`;
  return row ?? null;
}

export type RecipientRow = Recipient & {
  /** What they chose for the kind; null where they chose nothing. */
  readonly chosen: Delivery | null;
};

/**
 * Everybody who may have to be told: who holds one of the roles now, a department's in the given department only, and
 * the person concerned. Nobody whose account is closed. In the order of their ids, so that two who write to all of
 * them at once wait for each other and do not stop each other.
 */
export async function listRecipients(input: {
  readonly kind: NotificationKind;
  readonly roles: readonly Role[];
  readonly departmentId: DepartmentId | null;
  readonly concernedId: PersonId | null;
}): Promise<RecipientRow[]> {
  const inDepartment = departmentRoles.filter((role) => input.roles.includes(role));
  const inOffice = officeRoles.filter((role) => input.roles.includes(role));
  return db.$queryRaw<RecipientRow[]>`
    WITH named AS (
      SELECT person_id, role::text AS role FROM role_assignments
      WHERE starts_at <= clock_timestamp() AND (ends_at IS NULL OR ends_at > clock_timestamp())
        AND ((department_id = ${input.departmentId}::uuid AND role::text = ANY(${inDepartment}::text[]))
          OR (office IS NOT NULL AND role::text = ANY(${inOffice}::text[])))
      UNION SELECT ${input.concernedId}::uuid, NULL)
    SELECT person.id AS "personId", person.name, person.email,
      coalesce(array_agg(named.role ORDER BY named.role) FILTER (WHERE named.role IS NOT NULL), '{}') AS roles,
      person.id IS NOT DISTINCT FROM ${input.concernedId}::uuid AS "isConcerned",
      chosen.delivery::text AS chosen
    FROM named
    JOIN people AS person ON person.id = named.person_id
    LEFT JOIN notification_preferences AS chosen
      ON chosen.person_id = person.id AND chosen.kind = ${input.kind}
    WHERE person.deactivated_at IS NULL
    GROUP BY person.id, chosen.delivery
    ORDER BY person.id`;
}

/** Somebody whose mail is refused, with the given department's code where they hold a role in it now. */
export async function findRefusedPerson(
  personId: string,
  departmentId: DepartmentId | null,
): Promise<{ name: string; email: string; departmentCode: string | null } | null> {
  const [row] = await db.$queryRaw<{ name: string; email: string; departmentCode: string | null }[]>`
    SELECT person.name, person.email,
      (SELECT department.code FROM departments AS department
        WHERE department.id = ${departmentId}::uuid AND EXISTS (SELECT FROM role_assignments AS held
          WHERE held.person_id = person.id AND held.department_id = department.id
            AND held.starts_at <= clock_timestamp()
            AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp()))) AS "departmentCode"
    FROM people AS person WHERE person.id = ${personId}::uuid AND person.deactivated_at IS NULL`;
  return row ?? null;
}

/** As far as the navigation counts. */
const countedAtMost = 100;

/** How many of a person's notifications are unread, a hundred for a hundred and more. */
export async function countUnread(personId: PersonId): Promise<number> {
  const [row] = await db.$queryRaw<{ unread: number }[]>`
    SELECT count(*)::int AS unread FROM (
      SELECT FROM notifications WHERE person_id = ${personId}::uuid AND read_at IS NULL LIMIT ${countedAtMost}
    ) AS counted`;
  return row?.unread ?? 0;
}

/** The same of several people; those with none are left out. */
export async function countUnreadOf(personIds: readonly PersonId[]): Promise<ReadonlyMap<PersonId, number>> {
  const rows = await db.$queryRaw<{ personId: PersonId; unread: number }[]>`
    SELECT person.id AS "personId", counted.unread
    FROM unnest(${[...personIds]}::uuid[]) AS person (id)
    CROSS JOIN LATERAL (SELECT count(*)::int AS unread FROM (
      SELECT FROM notifications WHERE person_id = person.id AND read_at IS NULL LIMIT ${countedAtMost}
    ) AS newest) AS counted
    WHERE counted.unread > 0`;
  return new Map(rows.map(({ personId, unread }) => [personId, unread]));
}

/** One of a person's own notifications; null when it is another's or nobody's. */
export async function findNotification(
  personId: PersonId,
  id: string,
): Promise<{ personId: PersonId } | null> {
  const [row] = await db.$queryRaw<{ personId: PersonId }[]>`
    SELECT person_id AS "personId" FROM notifications
    WHERE person_id = ${personId}::uuid AND id = ${id}::uuid`;
  return row ?? null;
}

export const inboxPageSize = 25;

export type NotificationRow = {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly href: string;
  readonly createdAt: Date;
  readonly readAt: Date | null;
};

const inView = (personId: PersonId, { show }: InboxView) =>
  Prisma.sql`person_id = ${personId}::uuid ${show === "unread" ? Prisma.sql`AND read_at IS NULL` : Prisma.empty}`;

/** One page of a person's inbox. By the event, whose order is that of what happened, whenever they were told of it. */
export async function listNotifications(personId: PersonId, view: InboxView): Promise<NotificationRow[]> {
  return db.$queryRaw<NotificationRow[]>`
    SELECT id, title, body, href, created_at AS "createdAt", read_at AS "readAt"
    FROM notifications WHERE ${inView(personId, view)}
    ORDER BY event_sequence DESC LIMIT ${inboxPageSize} OFFSET ${(view.page - 1) * inboxPageSize}`;
}

/** How many lines a view of a person's inbox holds, and the newest event of the whole inbox. */
export async function countNotifications(
  personId: PersonId,
  view: InboxView,
): Promise<{ total: number; newest: bigint | null }> {
  const [row] = await db.$queryRaw<{ total: number; newest: bigint | null }[]>`
    SELECT (SELECT count(*)::int FROM notifications WHERE ${inView(personId, view)}) AS total,
      (SELECT max(event_sequence) FROM notifications WHERE person_id = ${personId}::uuid) AS newest`;
  return row ?? { total: 0, newest: null };
}

/** What a person chose, where it differs from the matrix. */
export async function listChoices(
  client: Pick<Transaction, "$queryRaw">,
  personId: PersonId,
): Promise<{ kind: string; delivery: Delivery }[]> {
  return client.$queryRaw<{ kind: string; delivery: Delivery }[]>`
    SELECT kind, delivery::text AS delivery FROM notification_preferences WHERE person_id = ${personId}::uuid`;
}

export const hashCalendarSecret = (secret: string): string =>
  createHash("sha256").update(secret).digest("hex");

/** A person's calendar address that opens now: when it was made, and when it was last read. */
export async function findCalendarFeed(
  personId: PersonId,
): Promise<{ createdAt: Date; lastReadAt: Date | null } | null> {
  const [row] = await db.$queryRaw<{ createdAt: Date; lastReadAt: Date | null }[]>`
    SELECT created_at AS "createdAt", last_read_at AS "lastReadAt" FROM calendar_feeds
    WHERE person_id = ${personId}::uuid AND revoked_at IS NULL`;
  return row ?? null;
}

export type OpenFeed = {
  readonly id: string;
  readonly personId: PersonId;
  readonly roles: readonly RoleGrant[];
};

/** Whose calendar a secret opens, with the roles they hold now; null once revoked, and when the account is closed. */
export async function findOpenFeed(secret: string): Promise<OpenFeed | null> {
  const rows = await db.$queryRaw<
    {
      id: string;
      personId: PersonId;
      role: Role | null;
      departmentId: string | null;
      office: Office | null;
    }[]
  >`
    SELECT feed.id, feed.person_id AS "personId", held.role::text AS role, held.department_id AS "departmentId",
      held.office::text AS office
    FROM calendar_feeds AS feed
    JOIN people AS person ON person.id = feed.person_id AND person.deactivated_at IS NULL
    LEFT JOIN role_assignments AS held ON held.person_id = person.id AND held.starts_at <= clock_timestamp()
      AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp())
    WHERE feed.secret_hash = ${hashCalendarSecret(secret)} AND feed.revoked_at IS NULL`;
  const [first] = rows;
  if (!first) return null;
  const roles = rows.flatMap(({ role, departmentId, office }) => {
    const grant = role && toRoleGrant({ role, departmentId, office });
    return grant ? [grant] : [];
  });
  return { id: first.id, personId: first.personId, roles };
}

/** Bodies that a calendar shows at the most, of those of each kind. */
const shownAtMost = 300;

/**
 * The deadlines of bodies under the directives in force, each with all that has moved or settled it: of the given
 * departments, or, where none are given, of those whose deadline was moved.
 */
export async function listCalendarDeadlines(
  departmentIds: readonly DepartmentId[] | null,
): Promise<DeadlineRow[]> {
  const which =
    departmentIds === null
      ? Prisma.sql`obligation.due_at <> obligation.original_due_at`
      : Prisma.sql`obligation.department_id = ANY(${departmentIds}::uuid[])`;
  return db.$queryRaw<DeadlineRow[]>`
    SELECT obligation.department_id AS "departmentId", obligation.directive_id AS "directiveId",
      department.code AS "departmentCode", department.name AS "departmentName",
      directives.code AS "directiveCode", directives.title AS "directiveTitle", directives.time_zone AS "timeZone",
      directives.issued_on::text AS "issuedOn", obligation.standing::text AS standing,
      obligation.original_due_at AS "originalDueAt", obligation.due_at AS "dueAt",
      summary.first_filed_at AS "filedAt", summary.is_filed_late AS "isFiledLate", plan.status::text AS status,
      plan.version_number AS "versionNumber", plan.status_changed_at AS "statusChangedAt",
      (clock_timestamp() AT TIME ZONE directives.time_zone)::date::text AS today,
      moved.extensions, (moved.amount + filed.amount)::int AS changes,
      greatest(moved.at, filed.at, plan.status_changed_at) AS "changedAt"
    FROM obligations AS obligation
    JOIN departments AS department ON department.id = obligation.department_id
    JOIN directives ON directives.id = obligation.directive_id AND ${isInForce}
    JOIN plans AS plan
      ON plan.department_id = obligation.department_id AND plan.directive_id = obligation.directive_id
    JOIN body_summaries AS summary
      ON summary.department_id = obligation.department_id AND summary.directive_id = obligation.directive_id
    CROSS JOIN LATERAL (
      SELECT count(*) AS amount, max(granted_at) AS at,
        coalesce(jsonb_agg(jsonb_build_object('dueAt', due_at, 'byName', granted_by_name, 'reason', reason,
          'isCorrection', corrects_id IS NOT NULL) ORDER BY granted_at), '[]') AS extensions
      FROM extensions
      WHERE department_id = obligation.department_id AND directive_id = obligation.directive_id) AS moved
    CROSS JOIN LATERAL (
      SELECT count(version.id) + count(withdrawal.version_id) AS amount,
        greatest(max(version.submitted_at), max(withdrawal.withdrawn_at)) AS at
      FROM plan_versions AS version
      LEFT JOIN plan_version_withdrawals AS withdrawal
        ON withdrawal.department_id = version.department_id AND withdrawal.version_id = version.id
      WHERE version.department_id = plan.department_id AND version.plan_id = plan.id) AS filed
    WHERE ${which}
    ORDER BY obligation.due_at, department.name
    LIMIT ${shownAtMost}`;
}

/** The directives in force that ask for plans, each with the deadline of its own. */
export async function listCalendarDirectives(): Promise<DirectiveDeadlineRow[]> {
  return db.$queryRaw<DirectiveDeadlineRow[]>`
    SELECT directives.id AS "directiveId", directives.code AS "directiveCode", directives.title AS "directiveTitle",
      directives.time_zone AS "timeZone", directives.issued_on::text AS "issuedOn",
      min(obligation.original_due_at) AS "dueAt",
      directives.issued_on::timestamp AT TIME ZONE directives.time_zone AS "changedAt"
    FROM directives JOIN obligations AS obligation ON obligation.directive_id = directives.id
    WHERE ${isInForce} AND directives.supplements_id IS NULL
    GROUP BY directives.id
    ORDER BY directives.number`;
}

/** Plans that wait for their review, or are in it, the longest-waiting first. */
export async function listWaitingPlans(): Promise<WaitingRow[]> {
  return db.$queryRaw<WaitingRow[]>`
    SELECT plan.directive_id AS "directiveId", directives.code AS "directiveCode",
      directives.title AS "directiveTitle", directives.time_zone AS "timeZone", department.name AS "departmentName",
      plan.status::text AS status, plan.version_number AS "versionNumber",
      plan.status_changed_at AS "statusChangedAt",
      (clock_timestamp() AT TIME ZONE directives.time_zone)::date::text AS today
    FROM plans AS plan
    JOIN departments AS department ON department.id = plan.department_id
    JOIN directives ON directives.id = plan.directive_id AND ${isInForce}
    WHERE plan.status IN ('submitted', 'in_review')
    ORDER BY plan.status_changed_at, department.name
    LIMIT ${shownAtMost}`;
}
