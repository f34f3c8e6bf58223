import "server-only";
import { v7 as newId } from "uuid";
import { issueSetUpLink } from "@/lib/features/accounts/service";
import { queueMessage } from "@/lib/features/mail/service";
import { endSessionsOf } from "@/lib/features/sessions/ending";
import type { Role } from "@/lib/kernel/actor";
import type { DepartmentId, PersonId, SessionId } from "@/lib/kernel/ids";
import { err, ok, type Result } from "@/lib/kernel/result";
import { type PersonDoer, recordEvent } from "@/lib/platform/audit";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { peopleEvents } from "./events";
import { composeSetUpLetter, peopleMessages } from "./messages";
import type { Placement } from "./types";

const nowhere = { departmentId: null, directiveId: null } as const;

export type LockedPerson = {
  readonly personId: PersonId;
  readonly name: string;
  readonly email: string;
  readonly isDeactivated: boolean;
  readonly hasPassword: boolean;
};

/** Holds a person's row until the transaction ends. Null where there is none. */
export async function lockPerson(tx: Transaction, personId: PersonId): Promise<LockedPerson | null> {
  const [person] = await tx.$queryRaw<LockedPerson[]>`
    SELECT id AS "personId", name, email, deactivated_at IS NOT NULL AS "isDeactivated",
      password_hash IS NOT NULL AS "hasPassword"
    FROM people WHERE id = ${personId}::uuid FOR NO KEY UPDATE`;
  return person ?? null;
}

/** What must be judged over several people at once is judged one after another. Taken before any person is locked. */
export async function lockHeads(tx: Transaction, of: DepartmentId | "administrators"): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`heads of ${of}`}, 0))`;
}

/** Whether somebody else who can sign in holds the administrator's role beyond an instant. */
export async function hasOtherAdministrator(
  tx: Transaction,
  personId: PersonId,
  beyond: Date | null = null,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isThere: boolean }[]>`
    SELECT EXISTS (SELECT FROM role_assignments AS held JOIN people AS person ON person.id = held.person_id
      WHERE held.role = 'administrator' AND person.id <> ${personId}::uuid AND person.deactivated_at IS NULL
        AND (person.password_hash IS NOT NULL
          OR EXISTS (SELECT FROM identities AS known WHERE known.person_id = person.id))
        AND held.starts_at <= clock_timestamp()
        AND (held.ends_at IS NULL OR held.ends_at > greatest(clock_timestamp(), ${beyond}::timestamptz))) AS "isThere"`;
  return row?.isThere ?? false;
}

async function hasOtherCertifier(
  tx: Transaction,
  departmentId: DepartmentId,
  personId: PersonId,
  beyond: Date,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isThere: boolean }[]>`
    SELECT EXISTS (SELECT FROM role_assignments AS held JOIN people AS person ON person.id = held.person_id
      WHERE held.role = 'certifier' AND held.department_id = ${departmentId}::uuid AND person.id <> ${personId}::uuid
        AND person.deactivated_at IS NULL AND held.starts_at <= greatest(clock_timestamp(), ${beyond}::timestamptz)
        AND (held.ends_at IS NULL OR held.ends_at > greatest(clock_timestamp(), ${beyond}::timestamptz)))
      AS "isThere"`;
  return row?.isThere ?? false;
}

type Span = {
  readonly now: Date;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly today: string;
};

/**
 * Days where the City is, as instants of the database's clock: from the midnight that begins the first, or from now on
 * where that is today or none is named, to the midnight that ends the last.
 */
export async function readSpan(
  tx: Pick<Transaction, "$queryRaw">,
  days: { readonly firstDay: string; readonly lastDay: string },
): Promise<Span> {
  const [span] = await tx.$queryRaw<Span[]>`
    SELECT clock.now, (clock.now AT TIME ZONE 'America/Los_Angeles')::date::text AS today,
      greatest(clock.now, nullif(${days.firstDay}, '')::date::timestamp AT TIME ZONE 'America/Los_Angeles')
        AS "startsAt",
      (nullif(${days.lastDay}, '')::date + 1)::timestamp AT TIME ZONE 'America/Los_Angeles' AS "endsAt"
    FROM (SELECT clock_timestamp() AS now) AS clock`;
  if (!span) throw new Error("the database did not tell the time");
  return span;
}

/** The designation that names a liaison's or an alternate's address becomes theirs, as when they are designated later. */
export async function linkDesignation(
  tx: Transaction,
  person: { readonly personId: PersonId; readonly email: string },
  held: { readonly role: Role; readonly departmentId: DepartmentId | null },
): Promise<void> {
  if (held.departmentId === null || (held.role !== "liaison" && held.role !== "alternate")) return;
  await tx.$executeRaw`
    UPDATE liaison_designations SET person_id = ${person.personId}::uuid
    WHERE department_id = ${held.departmentId}::uuid AND ended_at IS NULL AND person_id IS NULL
      AND lower(email) = ${person.email}`;
}

/** Whether somebody holds a role in a place at some moment of a span. */
export async function holdsWithin(
  tx: Transaction,
  held: Placement & { readonly personId: PersonId; readonly role: Role },
  span: { readonly startsAt: Date | null; readonly endsAt: Date | null },
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isHeld: boolean }[]>`
    SELECT EXISTS (SELECT FROM role_assignments
      WHERE person_id = ${held.personId}::uuid AND role = ${held.role}::role
        AND department_id IS NOT DISTINCT FROM ${held.departmentId}::uuid
        AND office IS NOT DISTINCT FROM ${held.office}::office
        AND (ends_at IS NULL OR ends_at > coalesce(${span.startsAt}::timestamptz, clock_timestamp()))
        AND (${span.endsAt}::timestamptz IS NULL OR starts_at < ${span.endsAt}::timestamptz)) AS "isHeld"`;
  return row?.isHeld ?? false;
}

type GrantCode = "ALREADY_HELD" | "DEACTIVATED" | "DAY_OUT_OF_RANGE";

/**
 * Gives somebody a role in a place, from today or a later day on, with or without a last day. Assumes that the actor may,
 * and that the place is one of the role's. Codes: ALREADY_HELD for the same role in the same place in any part of that
 * time, so that a double click gives it once; DEACTIVATED; DAY_OUT_OF_RANGE, naming the field. Ends the person's
 * sessions where the role begins at once, links a designation that names them, and writes `person.role_granted`.
 */
export async function grantRole(
  input: Placement & {
    readonly personId: PersonId;
    readonly role: Role;
    readonly firstDay: string;
    readonly lastDay: string;
    readonly by: PersonDoer;
  },
): Promise<Result<{ roleAssignmentId: string }, GrantCode>> {
  const { personId, role, departmentId, office, by } = input;
  return withTransaction<{ roleAssignmentId: string }, GrantCode, undefined>(async (tx) => {
    const person = await lockPerson(tx, personId);
    if (!person || person.isDeactivated) return err("DEACTIVATED");
    const { startsAt, endsAt, now, today } = await readSpan(tx, input);
    const outside = (field: string) =>
      err("DAY_OUT_OF_RANGE", { fieldErrors: { [field]: peopleMessages.DAY_OUT_OF_RANGE } });
    if (input.firstDay && input.firstDay < today) return outside("firstDay");
    if (endsAt && endsAt <= startsAt) return outside("lastDay");
    if (await holdsWithin(tx, input, { startsAt, endsAt })) return err("ALREADY_HELD");
    const id = newId();
    await tx.$executeRaw`
      INSERT INTO role_assignments (id, person_id, role, department_id, office, starts_at, ends_at, granted_by_name)
      VALUES (${id}::uuid, ${personId}::uuid, ${role}::role, ${departmentId}::uuid, ${office}::office, ${startsAt},
        ${endsAt}, ${by.name})`;
    await linkDesignation(tx, person, input);
    await recordEvent(
      tx,
      peopleEvents.roleGranted,
      by,
      { departmentId, directiveId: null },
      {
        personId,
        name: person.name,
        roleAssignmentId: id,
        role,
        office,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt?.toISOString() ?? null,
      },
    );
    if (startsAt <= now) await endSessionsOf(tx, personId, "role_changed", by);
    return ok({ roleAssignmentId: id });
  });
}

type HeldRow = Placement & {
  readonly id: string;
  readonly personId: PersonId;
  readonly name: string;
  readonly role: Role;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
};

/** Ends one role at an instant and writes `person.role_ended`. Assumes that the person is locked and all is judged. */
export async function endHeldRole(
  tx: Transaction,
  held: HeldRow,
  endsAt: Date,
  by: PersonDoer,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE role_assignments SET ends_at = ${endsAt}, ended_by_name = ${by.name} WHERE id = ${held.id}::uuid`;
  await recordEvent(
    tx,
    peopleEvents.roleEnded,
    by,
    { departmentId: held.departmentId, directiveId: null },
    {
      personId: held.personId,
      name: held.name,
      roleAssignmentId: held.id,
      role: held.role,
      office: held.office,
      startsAt: held.startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    },
  );
}

/** The roles of a person that have not ended, in one place or in all, locked. Departments in the order of their ids. */
export async function lockRolesOf(
  tx: Transaction,
  personId: PersonId,
  departmentId: DepartmentId | null,
): Promise<HeldRow[]> {
  return tx.$queryRaw<HeldRow[]>`
    SELECT held.id, held.person_id AS "personId", person.name, held.role::text AS role,
      held.department_id AS "departmentId", held.office::text AS office, held.starts_at AS "startsAt",
      held.ends_at AS "endsAt"
    FROM role_assignments AS held JOIN people AS person ON person.id = held.person_id
    WHERE held.person_id = ${personId}::uuid AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp())
      AND (${departmentId}::uuid IS NULL OR held.department_id = ${departmentId}::uuid)
    ORDER BY held.department_id NULLS LAST, held.id
    FOR UPDATE OF held`;
}

type EndCode = "ALREADY_ENDED" | "LAST_CERTIFIER" | "LAST_ADMINISTRATOR" | "DAY_OUT_OF_RANGE";

/**
 * Ends a role at once, or with the end of a day. Assumes that the actor may. Codes: ALREADY_ENDED, so that a double click
 * ends it once; LAST_CERTIFIER where the department is left without one and that was not confirmed;
 * LAST_ADMINISTRATOR, which cannot be confirmed: of two administrators who end each other's role at once one succeeds;
 * DAY_OUT_OF_RANGE, naming the field. Ends the person's sessions where it ends at once; writes `person.role_ended`.
 */
export async function endRole(input: {
  readonly held: Placement & {
    readonly roleAssignmentId: string;
    readonly personId: PersonId;
    readonly role: Role;
  };
  readonly lastDay: string;
  readonly isConfirmed: boolean;
  readonly by: PersonDoer;
}): Promise<Result<{ endsAt: string }, EndCode>> {
  const { held, by } = input;
  return withTransaction<{ endsAt: string }, EndCode, undefined>(async (tx) => {
    if (held.role === "administrator") await lockHeads(tx, "administrators");
    if (held.role === "certifier" && held.departmentId) await lockHeads(tx, held.departmentId);
    await lockPerson(tx, held.personId);
    const roles = await lockRolesOf(tx, held.personId, held.departmentId);
    const row = roles.find(({ id }) => id === held.roleAssignmentId);
    if (!row) return err("ALREADY_ENDED");
    const span = await readSpan(tx, { firstDay: "", lastDay: input.lastDay });
    const endsAt = span.endsAt ?? span.now;
    const isOutside = span.endsAt && (endsAt <= span.now || endsAt <= row.startsAt);
    if (isOutside || (row.endsAt && endsAt > row.endsAt)) {
      return err("DAY_OUT_OF_RANGE", { fieldErrors: { lastDay: peopleMessages.END_OUT_OF_RANGE } });
    }
    if (row.role === "administrator" && !(await hasOtherAdministrator(tx, held.personId, endsAt))) {
      return err("LAST_ADMINISTRATOR");
    }
    if (row.role === "certifier" && row.departmentId && !input.isConfirmed && row.startsAt <= span.now) {
      if (!(await hasOtherCertifier(tx, row.departmentId, held.personId, endsAt)))
        return err("LAST_CERTIFIER");
    }
    await endHeldRole(tx, row, endsAt, by);
    if (endsAt <= span.now && row.startsAt <= span.now) {
      await endSessionsOf(tx, held.personId, "role_changed", by);
    }
    return ok({ endsAt: endsAt.toISOString() });
  });
}

/** Closes an account in the caller's transaction: nobody signs in with it, its sessions end. Assumes all is judged. */
export async function closeAccount(tx: Transaction, person: LockedPerson, by: PersonDoer): Promise<void> {
  const { personId, name } = person;
  await tx.$executeRaw`UPDATE people SET deactivated_at = clock_timestamp() WHERE id = ${personId}::uuid`;
  await recordEvent(tx, peopleEvents.deactivated, by, nowhere, { personId, name });
  await endSessionsOf(tx, personId, "deactivated", by);
}

/**
 * Closes an account; its roles stay as they are, for the case that it is opened again. Assumes that the actor may. Codes:
 * ALREADY_DEACTIVATED, LAST_ADMINISTRATOR. Ends all sessions and writes `person.deactivated`.
 */
export async function deactivatePerson(input: {
  readonly personId: PersonId;
  readonly by: PersonDoer;
}): Promise<Result<null, "ALREADY_DEACTIVATED" | "LAST_ADMINISTRATOR">> {
  const { personId, by } = input;
  return withTransaction<null, "ALREADY_DEACTIVATED" | "LAST_ADMINISTRATOR", undefined>(async (tx) => {
    await lockHeads(tx, "administrators");
    const person = await lockPerson(tx, personId);
    if (!person || person.isDeactivated) return err("ALREADY_DEACTIVATED");
    const roles = await lockRolesOf(tx, personId, null);
    const isAdministrator = roles.some(({ role }) => role === "administrator");
    if (isAdministrator && !(await hasOtherAdministrator(tx, personId))) return err("LAST_ADMINISTRATOR");
    await closeAccount(tx, person, by);
    return ok(null);
  });
}

/** Opens a closed account again, with the roles it has. NOT_DEACTIVATED for an open one. Writes `person.reactivated`. */
export async function reactivatePerson(input: {
  readonly personId: PersonId;
  readonly by: PersonDoer;
}): Promise<Result<null, "NOT_DEACTIVATED">> {
  const { personId, by } = input;
  return withTransaction<null, "NOT_DEACTIVATED", undefined>(async (tx) => {
    const person = await lockPerson(tx, personId);
    if (!person?.isDeactivated) return err("NOT_DEACTIVATED");
    await tx.$executeRaw`UPDATE people SET deactivated_at = NULL WHERE id = ${personId}::uuid`;
    await recordEvent(tx, peopleEvents.reactivated, by, nowhere, { personId, name: person.name });
    return ok(null);
  });
}

/** Ends every session of somebody at once, whoever holds their cookies. Answers how many. Audited where any was open. */
export async function endSessionsOfPerson(input: {
  readonly personId: PersonId;
  readonly by: PersonDoer;
}): Promise<Result<{ sessions: number }>> {
  return withTransaction(async (tx) =>
    ok({ sessions: await endSessionsOf(tx, input.personId, "revoked", input.by) }),
  );
}

/**
 * Mails somebody who has set no password a new link to do so; the ones before open nothing from then on. Codes:
 * HAS_PASSWORD, for whom the way is the forgotten password; DEACTIVATED. Writes `person.set_up_link_sent`.
 */
export async function sendSetUpLink(input: {
  readonly personId: PersonId;
  readonly by: PersonDoer;
}): Promise<Result<null, "HAS_PASSWORD" | "DEACTIVATED">> {
  const { personId, by } = input;
  return withTransaction<null, "HAS_PASSWORD" | "DEACTIVATED", undefined>(async (tx) => {
    const person = await lockPerson(tx, personId);
    if (!person || person.isDeactivated) return err("DEACTIVATED");
    if (person.hasPassword) return err("HAS_PASSWORD");
    const { secret, expiresAt } = await issueSetUpLink(tx, personId);
    await queueMessage(tx, {
      key: `set-up link ${newId()}`,
      kind: "set_up_link",
      personId,
      address: person.email,
      ...nowhere,
      eventSequence: null,
      requestId: by.requestId,
      letter: composeSetUpLetter({ name: person.name, secret, expiresAt }),
      priority: "at_once",
    });
    await recordEvent(tx, peopleEvents.setUpLinkSent, by, nowhere, { personId, name: person.name });
    return ok(null);
  });
}

/** Keeps which workplace somebody turned to last, for pages that belong to none. Nothing depends on it: not audited. */
export async function rememberWorkplace(input: {
  readonly sessionId: SessionId;
  readonly workplace: string;
}): Promise<Result<null>> {
  return withTransaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE sessions SET workplace = ${input.workplace} WHERE id = ${input.sessionId}::uuid AND ended_at IS NULL`;
    return ok(null);
  });
}
