import "server-only";
import { departmentRoles, officeRoles, type Role } from "@/lib/kernel/actor";
import type { DepartmentId, PersonId } from "@/lib/kernel/ids";
import { db } from "@/lib/platform/db";
import type { Delivery, NotificationKind } from "./kinds";
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
