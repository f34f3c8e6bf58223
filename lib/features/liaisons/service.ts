import "server-only";
import { v7 as newId } from "uuid";
import { refreshLiaisonRequirements } from "@/lib/features/plans/judging";
import type { Actor } from "@/lib/kernel/actor";
import { asId, type DepartmentId, type DesignationId, type PersonId } from "@/lib/kernel/ids";
import { languages as knownLanguages } from "@/lib/kernel/languages";
import { err, ok, type Result } from "@/lib/kernel/result";
import { doerOf, type PersonDoer, recordEvent } from "@/lib/platform/audit";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { liaisonEvents } from "./events";
import { liaisonMessages } from "./messages";
import { isDesignatedPerson, rolesFor } from "./policy";
import { type DesignationRow, findToday, listDesignations } from "./queries";
import { isSamePerson } from "./schema";
import type { ContactDetails, DesignationKind, StoredContact } from "./types";

/**
 * Holds all designations of a department until the transaction ends, and reads those in force. The advisory lock
 * covers what has no row yet: two people who designate the first liaison at the same moment.
 */
async function lockDesignations(tx: Transaction, departmentId: DepartmentId): Promise<DesignationRow[]> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`liaisons of ${departmentId}`}, 0))`;
  await tx.$executeRaw`
    SELECT FROM liaison_designations WHERE department_id = ${departmentId}::uuid AND ended_at IS NULL FOR UPDATE`;
  return listDesignations(tx, departmentId);
}

const knownCodes: readonly string[] = knownLanguages.map(({ code }) => code);

/** Each language once, in the order of the list that people choose from, so that equal choices are equal as data. */
function inListOrder(codes: readonly string[]): string[] {
  const place = (code: string) => (knownCodes.includes(code) ? knownCodes.indexOf(code) : knownCodes.length);
  return [...new Set(codes)].sort((a, b) => place(a) - place(b) || a.localeCompare(b));
}

const detailsOf = ({ phone, email, hours, languages }: ContactDetails) => ({
  phone,
  email,
  hours,
  languages: inListOrder(languages),
});

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** The account of a person who may hold a designation: in use, with a liaison's or an alternate's role in force. */
async function findAccount(
  tx: Transaction,
  departmentId: DepartmentId,
  email: string,
): Promise<PersonId | null> {
  const [row] = await tx.$queryRaw<{ id: PersonId }[]>`
    SELECT person.id FROM people AS person
    WHERE person.email = ${email} AND person.deactivated_at IS NULL
      AND EXISTS (SELECT FROM role_assignments AS held
        WHERE held.person_id = person.id AND held.department_id = ${departmentId}::uuid
          AND held.role IN ('liaison', 'alternate') AND held.starts_at <= clock_timestamp()
          AND (held.ends_at IS NULL OR held.ends_at > clock_timestamp()))`;
  return row?.id ?? null;
}

/** What was set, by whom: one row for each state that the contact details have had. */
async function keepRevision(
  tx: Transaction,
  designation: { departmentId: DepartmentId; id: string; revision: number; name: string; title: string },
  details: ReturnType<typeof detailsOf>,
  by: PersonDoer,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO liaison_contact_revisions (department_id, designation_id, revision, name, title, email, phone, hours,
      languages, changed_by_id, changed_by_name)
    VALUES (${designation.departmentId}::uuid, ${designation.id}::uuid, ${designation.revision}, ${designation.name},
      ${designation.title}, ${details.email}, ${details.phone}, ${details.hours}, ${details.languages}::text[],
      ${by.personId}::uuid, ${by.name})`;
}

/** A year typed with two digits is read as one long gone: "0025". */
const earliestDay = "2000-01-01";

type Designation = ContactDetails & {
  readonly kind: DesignationKind;
  readonly name: string;
  readonly title: string;
  readonly effectiveOn: string;
};

function sameAs(held: DesignationRow, wanted: Designation): boolean {
  return (
    held.name === wanted.name &&
    held.title === wanted.title &&
    held.effectiveOn === wanted.effectiveOn &&
    isSame(detailsOf(held), detailsOf(wanted))
  );
}

function samePersonErrors(
  held: DesignationRow,
  wanted: { name: string; email: string },
): Record<string, string> {
  const message = held.kind === "liaison" ? liaisonMessages.IS_LIAISON : liaisonMessages.IS_ALTERNATE;
  const hasSameAddress = held.email.trim().toLowerCase() === wanted.email.trim().toLowerCase();
  return { [hasSameAddress ? "email" : "name"]: message };
}

/**
 * Designates a liaison or an alternate in the place of whoever holds it, who is relieved at the same instant. Assumes
 * that the actor may designate for the department. The very designation that stands already is answered with its id
 * and changes nothing, so that a double click designates once. Codes: SAME_PERSON when the other designation names
 * this person, DAY_OUT_OF_RANGE when the day is in the future or long past by the database's clock; both name the
 * field. Judges the liaison requirements of the department's plans anew and writes `liaison.designated`.
 */
export async function designateLiaison(
  input: Designation & { readonly departmentId: DepartmentId; readonly by: PersonDoer },
): Promise<Result<{ designationId: DesignationId }, "SAME_PERSON" | "DAY_OUT_OF_RANGE">> {
  const { departmentId, kind, by } = input;
  return withTransaction<{ designationId: DesignationId }, "SAME_PERSON" | "DAY_OUT_OF_RANGE", undefined>(
    async (tx) => {
      const held = await lockDesignations(tx, departmentId);
      const before = held.find((one) => one.kind === kind);
      if (before && sameAs(before, input)) return ok({ designationId: before.id });
      const other = held.find((one) => one.kind !== kind);
      if (other && isSamePerson(other, input)) {
        return err("SAME_PERSON", { fieldErrors: samePersonErrors(other, input) });
      }
      if (input.effectiveOn > (await findToday(tx)) || input.effectiveOn < earliestDay) {
        return err("DAY_OUT_OF_RANGE", { fieldErrors: { effectiveOn: liaisonMessages.DAY_OUT_OF_RANGE } });
      }
      if (before) await endDesignation(tx, before);
      const details = detailsOf(input);
      const id = asId<"Designation">(newId());
      await tx.$executeRaw`
        INSERT INTO liaison_designations (department_id, id, kind, person_id, name, title, email, phone, hours,
          languages, effective_on, changed_by_name)
        VALUES (${departmentId}::uuid, ${id}::uuid, ${kind}::designation_kind,
          ${await findAccount(tx, departmentId, details.email)}::uuid, ${input.name}, ${input.title},
          ${details.email}, ${details.phone}, ${details.hours}, ${details.languages}::text[],
          ${input.effectiveOn}::date, ${by.name})`;
      await keepRevision(tx, { ...input, id, revision: 1 }, details, by);
      await refreshLiaisonRequirements(tx, departmentId);
      await recordEvent(
        tx,
        liaisonEvents.designated,
        by,
        { departmentId, directiveId: null },
        {
          designationId: id,
          kind,
          name: input.name,
          title: input.title,
          effectiveOn: input.effectiveOn,
          contact: details,
          replaced: before ? { designationId: before.id, name: before.name } : null,
        },
      );
      return ok({ designationId: id });
    },
  );
}

/**
 * Ends the designations of somebody who leaves a department, in the caller's transaction; nobody takes their place. Assumes
 * the authority to let them go. Answers which they were. Judges the liaison requirements anew and writes
 * `liaison.relieved` for each.
 */
export async function relieveDesignated(
  tx: Transaction,
  of: {
    readonly departmentId: DepartmentId;
    readonly personId: PersonId;
    readonly email: string;
    readonly by: PersonDoer;
  },
): Promise<DesignationKind[]> {
  const { departmentId, personId, by } = of;
  const own = (await lockDesignations(tx, departmentId)).filter((held) =>
    held.personId === null ? held.email.toLowerCase() === of.email : held.personId === personId,
  );
  if (own.length === 0) return [];
  for (const held of own) await endDesignation(tx, held);
  await refreshLiaisonRequirements(tx, departmentId);
  for (const { id, kind, name } of own) {
    const about = { departmentId, directiveId: null };
    await recordEvent(tx, liaisonEvents.relieved, by, about, { designationId: id, kind, name });
  }
  return own.map(({ kind }) => kind);
}

async function endDesignation(tx: Transaction, held: DesignationRow): Promise<void> {
  await tx.$executeRaw`
    UPDATE liaison_designations SET ended_at = clock_timestamp()
    WHERE department_id = ${held.departmentId}::uuid AND id = ${held.id}::uuid`;
}

function toStoredContact(row: DesignationRow): StoredContact {
  return {
    ...detailsOf(row),
    revision: row.revision,
    changedByName: row.changedByName,
    changedAt: row.changedAt.toISOString(),
  };
}

type UpdateCode = "DESIGNATION_ENDED" | "STALE_REVISION" | "SAME_PERSON";

/**
 * Changes how a designated person is reached, if nobody changed it since the given revision. Assumes that the actor
 * may change it. Details that are stored already are answered as saved and change nothing, so that a double click
 * saves once. Codes: DESIGNATION_ENDED when it no longer stands, STALE_REVISION with what is stored, SAME_PERSON when
 * the address is that of the other designation. Keeps the revision, judges the liaison requirements anew and writes
 * `liaison.contact_updated` with the old and the new values.
 */
export async function updateContact(
  input: ContactDetails & {
    readonly departmentId: DepartmentId;
    readonly designationId: string;
    readonly revision: number;
    readonly by: PersonDoer;
  },
): Promise<Result<StoredContact, UpdateCode, StoredContact>> {
  const { departmentId, by } = input;
  return withTransaction<StoredContact, UpdateCode, StoredContact>(async (tx) => {
    const held = await lockDesignations(tx, departmentId);
    const designation = held.find((one) => one.id === input.designationId);
    if (!designation) return err("DESIGNATION_ENDED");
    const [before, after] = [detailsOf(designation), detailsOf(input)];
    if (isSame(before, after)) return ok(toStoredContact(designation));
    if (designation.revision !== input.revision) {
      return err("STALE_REVISION", { details: toStoredContact(designation) });
    }
    const other = held.find((one) => one.id !== designation.id);
    if (other && isSamePerson(other, { name: designation.name, email: after.email })) {
      return err("SAME_PERSON", { fieldErrors: { email: liaisonMessages.SAME_PERSON } });
    }
    const revision = designation.revision + 1;
    const changedAt = await storeContact(tx, designation, after, by);
    await keepRevision(tx, { ...designation, revision }, after, by);
    await refreshLiaisonRequirements(tx, departmentId);
    const changed = (["phone", "email", "hours", "languages"] as const).filter(
      (field) => !isSame(before[field], after[field]),
    );
    const only = (details: typeof before) =>
      Object.fromEntries(changed.map((field) => [field, details[field]]));
    await recordEvent(
      tx,
      liaisonEvents.contactUpdated,
      by,
      { departmentId, directiveId: null },
      {
        designationId: designation.id,
        kind: designation.kind,
        name: designation.name,
        revision,
        before: only(before),
        after: only(after),
      },
    );
    return ok({ ...after, revision, changedByName: by.name, changedAt: changedAt.toISOString() });
  });
}

async function storeContact(
  tx: Transaction,
  held: DesignationRow,
  details: ReturnType<typeof detailsOf>,
  by: PersonDoer,
): Promise<Date> {
  // An account that is linked stays linked: the address people write to may be a shared mailbox.
  const personId = held.personId ?? (await findAccount(tx, held.departmentId, details.email));
  const [row] = await tx.$queryRaw<{ changedAt: Date }[]>`
    UPDATE liaison_designations SET phone = ${details.phone}, email = ${details.email}, hours = ${details.hours},
      languages = ${details.languages}::text[], person_id = ${personId}::uuid, revision = revision + 1,
      changed_at = clock_timestamp(), changed_by_name = ${by.name}
    WHERE department_id = ${held.departmentId}::uuid AND id = ${held.id}::uuid
    RETURNING changed_at AS "changedAt"`;
  if (!row) throw new Error(`designation ${held.id} vanished`);
  return row.changedAt;
}

type AcceptCode = "DESIGNATION_ENDED" | "NOT_DESIGNATED" | "ALREADY_ACCEPTED";

/**
 * Accepts the duties in person, once. Judges again, under the lock, that the designation names the actor, and links
 * their account to it. Codes: DESIGNATION_ENDED, NOT_DESIGNATED, ALREADY_ACCEPTED. Judges the liaison requirements
 * anew and writes `liaison.duties_accepted`.
 */
export async function acceptDuties(input: {
  readonly departmentId: DepartmentId;
  readonly designationId: string;
  readonly actor: Actor;
  readonly requestId: string;
}): Promise<Result<{ acceptedAt: string }, AcceptCode>> {
  const { departmentId, actor } = input;
  return withTransaction<{ acceptedAt: string }, AcceptCode, undefined>(async (tx) => {
    const held = await lockDesignations(tx, departmentId);
    const designation = held.find((one) => one.id === input.designationId);
    if (!designation) return err("DESIGNATION_ENDED");
    if (!isDesignatedPerson(actor, designation)) return err("NOT_DESIGNATED");
    if (designation.acceptedAt) return err("ALREADY_ACCEPTED");
    const [row] = await tx.$queryRaw<{ acceptedAt: Date }[]>`
      UPDATE liaison_designations SET accepted_at = clock_timestamp(), person_id = ${actor.personId}::uuid
      WHERE department_id = ${departmentId}::uuid AND id = ${designation.id}::uuid
      RETURNING accepted_at AS "acceptedAt"`;
    if (!row) throw new Error(`designation ${designation.id} vanished`);
    await refreshLiaisonRequirements(tx, departmentId);
    await recordEvent(
      tx,
      liaisonEvents.dutiesAccepted,
      doerOf(actor, departmentId, rolesFor.acceptDuties, input.requestId),
      { departmentId, directiveId: null },
      { designationId: designation.id, kind: designation.kind, name: designation.name },
    );
    return ok({ acceptedAt: row.acceptedAt.toISOString() });
  });
}
