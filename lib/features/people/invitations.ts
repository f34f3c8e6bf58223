import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { v7 as newId } from "uuid";
import { queueMessage } from "@/lib/features/mail/service";
import type { Role } from "@/lib/kernel/actor";
import type { DepartmentId, PersonId } from "@/lib/kernel/ids";
import { err, ok, type Result } from "@/lib/kernel/result";
import { type PersonDoer, recordEvent } from "@/lib/platform/audit";
import { rateLimit } from "@/lib/platform/rate-limit";
import { type Transaction, withinDepartment, withTransaction } from "@/lib/platform/tx";
import { peopleEvents } from "./events";
import { composeInvitationLetter, peopleMessages } from "./messages";
import { addressProblem } from "./schema";
import { holdsWithin, linkDesignation, readSpan } from "./service";
import { canTakeStep, invitationStateOf } from "./status";
import type { Placement } from "./types";

/** Long enough for somebody who is away, short enough that a forgotten one does not lie open. */
export const invitationDays = 14;

// Whoever is written to did not ask for it: an address gets few mails, and somebody sends no more than a department needs.
const toOneAddress = rateLimit({ name: "invitations-to", points: 5, windowMinutes: 60 });
const byOnePerson = rateLimit({ name: "invitations-by", points: 100, windowMinutes: 60 });

/** The secret has 256 random bits: a plain hash of it can be neither guessed nor turned back. */
export function hashInvitationSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

const newSecret = () => randomBytes(32).toString("base64url");

async function isWithinLimits(personId: PersonId, email: string): Promise<boolean> {
  return (await byOnePerson.count(personId)) && (await toOneAddress.count(email));
}

export type InvitationRow = Placement & {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly title: string;
  readonly role: Role;
  readonly place: string;
  readonly roleEndsAt: Date | null;
  readonly invitedById: PersonId | null;
  readonly timesSent: number;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly now: Date;
};

/** All that were made for an address, locked until the transaction ends, in one order. */
async function lockInvitations(tx: Transaction, email: string): Promise<InvitationRow[]> {
  // For what has no row yet: two who invite the same person at the same moment.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`invitations to ${email}`}, 0))`;
  return tx.$queryRaw<InvitationRow[]>`
    SELECT invitation.id, invitation.email, invitation.name, invitation.title, invitation.role::text AS role,
      invitation.department_id AS "departmentId", invitation.office::text AS office,
      coalesce(department.name, '') AS place, invitation.role_ends_at AS "roleEndsAt",
      invitation.invited_by_id AS "invitedById", invitation.times_sent AS "timesSent",
      invitation.expires_at AS "expiresAt", invitation.accepted_at AS "acceptedAt",
      invitation.withdrawn_at AS "withdrawnAt", clock_timestamp() AS now
    FROM invitations AS invitation LEFT JOIN departments AS department ON department.id = invitation.department_id
    WHERE invitation.email = ${email}
    ORDER BY invitation.department_id NULLS LAST, invitation.id
    FOR UPDATE OF invitation`;
}

const isOpen = (row: InvitationRow) => canTakeStep(invitationStateOf(row, row.now), "accept");
const isSamePlace = (a: Placement & { role: Role }, b: Placement & { role: Role }) =>
  a.role === b.role && a.departmentId === b.departmentId && a.office === b.office;

const aboutOf = ({ departmentId }: Placement) => ({ departmentId, directiveId: null });
const payloadOf = (row: Pick<InvitationRow, "id" | "email" | "name" | "role" | "office">) => ({
  invitationId: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  office: row.office,
});

type InviteCode =
  | "ALREADY_HELD"
  | "DEACTIVATED"
  | "ONESELF"
  | "DAY_OUT_OF_RANGE"
  | "NOT_IN_BEING"
  | "TOO_MANY_INVITATIONS";

/**
 * Holds a role out to an address, by a mail with a link that is good for fourteen days. Assumes that the actor may invite
 * to the place, and that the address is plain. One that is open already for the same role and place is sent again, also
 * when two press at once. Codes: ALREADY_HELD by the person of that address, DEACTIVATED, ONESELF, DAY_OUT_OF_RANGE,
 * NOT_IN_BEING for a department that has ended, TOO_MANY_INVITATIONS. Writes `person.invited` or `person.invitation_resent`.
 */
export async function invitePerson(
  input: Placement & {
    readonly email: string;
    readonly name: string;
    readonly title: string;
    readonly role: Role;
    readonly lastDay: string;
    readonly by: PersonDoer & { readonly email: string };
  },
): Promise<Result<{ invitationId: string; isSentAgain: boolean }, InviteCode>> {
  const { email, role, departmentId, office, by } = input;
  if (email === by.email) return err("ONESELF", { fieldErrors: { email: peopleMessages.ONESELF } });
  if (!(await isWithinLimits(by.personId, email))) return err("TOO_MANY_INVITATIONS");
  type Invited = { invitationId: string; isSentAgain: boolean };
  return withTransaction<Invited, InviteCode, undefined>(async (tx) => {
    const known = (await lockInvitations(tx, email)).find((row) => isSamePlace(row, input) && isOpen(row));
    const span = await readSpan(tx, { firstDay: "", lastDay: input.lastDay });
    if (span.endsAt && span.endsAt <= span.now) {
      return err("DAY_OUT_OF_RANGE", { fieldErrors: { lastDay: peopleMessages.END_OUT_OF_RANGE } });
    }
    if (!(await isInBeing(tx, departmentId))) return err("NOT_IN_BEING");
    const [person] = await tx.$queryRaw<{ personId: PersonId; isDeactivated: boolean }[]>`
      SELECT id AS "personId", deactivated_at IS NOT NULL AS "isDeactivated" FROM people WHERE email = ${email}`;
    if (person?.isDeactivated)
      return err("DEACTIVATED", { fieldErrors: { email: peopleMessages.DEACTIVATED } });
    const held = { personId: person?.personId as PersonId, role, departmentId, office };
    if (person && (await holdsWithin(tx, held, { startsAt: null, endsAt: null }))) {
      return err("ALREADY_HELD", { fieldErrors: { email: peopleMessages.ALREADY_HELD } });
    }
    if (known) {
      await sendAgain(tx, known, by);
      return ok({ invitationId: known.id, isSentAgain: true });
    }
    const id = newId();
    const secret = newSecret();
    const [made] = await tx.$queryRaw<{ expiresAt: Date; place: string }[]>`
      INSERT INTO invitations (id, email, name, title, role, department_id, office, role_ends_at, secret_hash,
        invited_by_id, invited_by_name, expires_at)
      VALUES (${id}::uuid, ${email}, ${input.name}, ${input.title}, ${role}::role, ${departmentId}::uuid,
        ${office}::office, ${span.endsAt}, ${hashInvitationSecret(secret)}, ${by.personId}::uuid, ${by.name},
        clock_timestamp() + make_interval(days => ${invitationDays}))
      RETURNING expires_at AS "expiresAt",
        coalesce((SELECT name FROM departments WHERE id = department_id), '') AS place`;
    if (!made) throw new Error("the invitation was not kept");
    const row = { ...input, id, place: made.place, expiresAt: made.expiresAt, timesSent: 1 };
    await recordEvent(tx, peopleEvents.invited, by, aboutOf(input), {
      ...payloadOf(row),
      roleEndsAt: span.endsAt?.toISOString() ?? null,
    });
    await mailInvitation(tx, { ...row, secret, personId: person?.personId ?? null }, by);
    return ok({ invitationId: id, isSentAgain: false });
  });
}

async function isInBeing(tx: Transaction, departmentId: DepartmentId | null): Promise<boolean> {
  if (departmentId === null) return true;
  const [row] = await tx.$queryRaw<{ isThere: boolean }[]>`
    SELECT EXISTS (SELECT FROM departments WHERE id = ${departmentId}::uuid AND (effective_to IS NULL
      OR effective_to > (clock_timestamp() AT TIME ZONE 'America/Los_Angeles')::date)) AS "isThere"`;
  return row?.isThere ?? false;
}

type Sent = Pick<
  InvitationRow,
  "id" | "email" | "name" | "role" | "place" | "office" | "expiresAt" | "timesSent"
> & {
  readonly departmentId: DepartmentId | null;
  readonly secret: string;
  readonly personId: PersonId | null;
};

async function mailInvitation(tx: Transaction, sent: Sent, by: PersonDoer): Promise<void> {
  await queueMessage(tx, {
    key: `invitation ${sent.id} for the ${sent.timesSent}. time`,
    kind: "invitation",
    personId: sent.personId,
    address: sent.email,
    departmentId: sent.departmentId,
    directiveId: null,
    eventSequence: null,
    requestId: by.requestId,
    letter: composeInvitationLetter({ ...sent, invitedByName: by.name }),
    priority: "at_once",
  });
}

/** A new secret, so that the link before it is dead; fourteen new days; a mail; one more time counted. */
async function sendAgain(tx: Transaction, row: InvitationRow, by: PersonDoer): Promise<void> {
  const secret = newSecret();
  const [sent] = await tx.$queryRaw<{ expiresAt: Date; personId: PersonId | null; timesSent: number }[]>`
    UPDATE invitations SET secret_hash = ${hashInvitationSecret(secret)}, last_sent_at = clock_timestamp(),
      expires_at = clock_timestamp() + make_interval(days => ${invitationDays}), times_sent = times_sent + 1
    WHERE id = ${row.id}::uuid
    RETURNING expires_at AS "expiresAt", times_sent AS "timesSent",
      (SELECT person.id FROM people AS person WHERE person.email = invitations.email) AS "personId"`;
  if (!sent) throw new Error(`invitation ${row.id} vanished`);
  await recordEvent(tx, peopleEvents.invitationResent, by, aboutOf(row), {
    ...payloadOf(row),
    timesSent: sent.timesSent,
  });
  await mailInvitation(tx, { ...row, ...sent, secret }, by);
}

type StepCode = "ALREADY_ACCEPTED" | "ALREADY_WITHDRAWN" | "ROLE_OVER" | "ALREADY_OPEN";
const closedCodes = { accepted: "ALREADY_ACCEPTED", withdrawn: "ALREADY_WITHDRAWN" } as const;

/**
 * Sends an invitation again under a new secret; the link before it opens nothing, and fourteen days begin anew, also for
 * one that had expired. Assumes that the actor may. Codes: ALREADY_ACCEPTED, ALREADY_WITHDRAWN, ROLE_OVER where the role
 * would have ended, ALREADY_OPEN where a newer one stands, TOO_MANY_INVITATIONS. Writes `person.invitation_resent`.
 */
export async function resendInvitation(input: {
  readonly invitation: { readonly id: string; readonly email: string };
  readonly by: PersonDoer;
}): Promise<Result<null, StepCode | "TOO_MANY_INVITATIONS">> {
  const { invitation, by } = input;
  if (!(await isWithinLimits(by.personId, invitation.email))) return err("TOO_MANY_INVITATIONS");
  return withTransaction<null, StepCode, undefined>(async (tx) => {
    const rows = await lockInvitations(tx, invitation.email);
    const row = rows.find(({ id }) => id === invitation.id);
    if (!row) return err("ALREADY_WITHDRAWN");
    const state = invitationStateOf(row, row.now);
    if (!canTakeStep(state, "resend")) return err(closedCodes[state as keyof typeof closedCodes]);
    if (row.roleEndsAt && row.roleEndsAt <= row.now) return err("ROLE_OVER");
    if (rows.some((other) => other.id !== row.id && isSamePlace(other, row) && isOpen(other))) {
      return err("ALREADY_OPEN");
    }
    await sendAgain(tx, row, by);
    return ok(null);
  });
}

/** Writes that an invitation is withdrawn, in the caller's transaction. */
async function closeInvitation(tx: Transaction, row: InvitationRow, by: PersonDoer): Promise<void> {
  await tx.$executeRaw`
    UPDATE invitations SET withdrawn_at = clock_timestamp(), withdrawn_by_name = ${by.name}
    WHERE id = ${row.id}::uuid`;
  await recordEvent(tx, peopleEvents.invitationWithdrawn, by, aboutOf(row), payloadOf(row));
}

/**
 * Takes an invitation back: its link opens nothing, and it binds to nobody. Assumes that the actor may. Codes:
 * ALREADY_ACCEPTED, ALREADY_WITHDRAWN, so that of withdrawing and accepting at once one happens. Writes
 * `person.invitation_withdrawn`.
 */
export async function withdrawInvitation(input: {
  readonly invitation: { readonly id: string; readonly email: string };
  readonly by: PersonDoer;
}): Promise<Result<null, "ALREADY_ACCEPTED" | "ALREADY_WITHDRAWN">> {
  const { invitation, by } = input;
  return withTransaction<null, "ALREADY_ACCEPTED" | "ALREADY_WITHDRAWN", undefined>(async (tx) => {
    const row = (await lockInvitations(tx, invitation.email)).find(({ id }) => id === invitation.id);
    const state = row && invitationStateOf(row, row.now);
    if (!row || !state) return err("ALREADY_WITHDRAWN");
    if (!canTakeStep(state, "withdraw")) return err(closedCodes[state as keyof typeof closedCodes]);
    await closeInvitation(tx, row, by);
    return ok(null);
  });
}

/** Withdraws what is open for an address in a department, or anywhere: whoever leaves is not bound again. */
export async function withdrawAllOf(
  tx: Transaction,
  email: string,
  departmentId: DepartmentId | null,
  by: PersonDoer,
): Promise<void> {
  for (const row of await lockInvitations(tx, email)) {
    const isWithin = departmentId === null || row.departmentId === departmentId;
    if (isWithin && canTakeStep(invitationStateOf(row, row.now), "withdraw"))
      await closeInvitation(tx, row, by);
  }
}

/**
 * Turns every open invitation for exactly the arrival's address into a role, in the caller's transaction. Assumes that
 * the person's row is locked, and that the address is proved to be theirs. An address that could be read in two ways
 * binds nothing; nor does what somebody held out to themselves, or a department that has ended. A role that they hold
 * already is not given twice. No session ends: theirs begins after it. Writes `person.invitation_accepted`.
 */
export async function bindInvitations(
  tx: Transaction,
  arrival: {
    readonly personId: PersonId;
    readonly name: string;
    readonly email: string;
    readonly requestId: string;
  },
): Promise<number> {
  const { personId, name, email, requestId } = arrival;
  if (addressProblem(email) !== null) return 0;
  // Nearly every sign-in finds nothing, and shall wait for nobody.
  const [any] = await tx.$queryRaw<{ isThere: boolean }[]>`
    SELECT EXISTS (SELECT FROM invitations
      WHERE email = ${email} AND accepted_at IS NULL AND withdrawn_at IS NULL) AS "isThere"`;
  if (!any?.isThere) return 0;
  const by: PersonDoer = { personId, name, role: "person", requestId };
  let bound = 0;
  for (const row of await lockInvitations(tx, email)) {
    if (!isOpen(row) || row.invitedById === personId || !(await isInBeing(tx, row.departmentId))) continue;
    const accept = () => bindInvitation(tx, row, by, arrival);
    // The invitation is the authority to touch the department that held it out.
    await (row.departmentId ? withinDepartment(tx, row.departmentId, accept) : accept());
    bound += 1;
  }
  return bound;
}

async function bindInvitation(
  tx: Transaction,
  row: InvitationRow,
  by: PersonDoer,
  arrival: { readonly personId: PersonId; readonly name: string; readonly email: string },
): Promise<void> {
  const { personId } = arrival;
  const held = { personId, role: row.role, departmentId: row.departmentId, office: row.office };
  const isHeld = await holdsWithin(tx, held, { startsAt: null, endsAt: row.roleEndsAt });
  const roleAssignmentId = isHeld ? null : newId();
  if (roleAssignmentId) {
    await tx.$executeRaw`
      INSERT INTO role_assignments (id, person_id, role, department_id, office, ends_at, granted_by_name)
      SELECT ${roleAssignmentId}::uuid, ${personId}::uuid, role, department_id, office, role_ends_at, invited_by_name
      FROM invitations WHERE id = ${row.id}::uuid`;
    await linkDesignation(tx, arrival, held);
  }
  await tx.$executeRaw`
    UPDATE invitations SET accepted_at = clock_timestamp(), accepted_by_id = ${personId}::uuid
    WHERE id = ${row.id}::uuid`;
  await recordEvent(tx, peopleEvents.invitationAccepted, by, aboutOf(row), {
    ...payloadOf(row),
    personId,
    invitedById: row.invitedById,
    roleAssignmentId,
  });
}
