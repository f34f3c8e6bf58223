import "server-only";
import { v7 as newId } from "uuid";
import { relieveDesignated } from "@/lib/features/liaisons/service";
import { endSessionsOf } from "@/lib/features/sessions/ending";
import { type DepartmentId, isUuid, type PersonId } from "@/lib/kernel/ids";
import { err, ok, type Result } from "@/lib/kernel/result";
import { type PersonDoer, recordEvent } from "@/lib/platform/audit";
import { type Transaction, withTransaction } from "@/lib/platform/tx";
import { peopleEvents } from "./events";
import { withdrawAllOf } from "./invitations";
import { peopleMessages } from "./messages";
import { findLacks, listColleagues, listLeavingPlaces, listOpenItems } from "./queries";
import {
  closeAccount,
  endHeldRole,
  hasOtherAdministrator,
  type LockedPerson,
  lockHeads,
  lockPerson,
  lockRolesOf,
} from "./service";
import type { Lack } from "./types";

export type Handover = {
  readonly departmentId: DepartmentId;
  readonly toPersonId: string;
  readonly seenLacks: readonly Lack[];
};

type LeaveCode =
  | "ALREADY_LEFT"
  | "LAST_ADMINISTRATOR"
  | "LACKS_CHANGED"
  | "COLLEAGUE_MISSING"
  | "COLLEAGUE_GONE";

type Leaving = {
  readonly personId: PersonId;
  /** Null: everywhere, and the account is closed. */
  readonly departmentId: DepartmentId | null;
  readonly handovers: readonly Handover[];
  readonly by: PersonDoer;
};

/**
 * Lets somebody go from one department, or from everywhere, in one step: ends their roles there, relieves them as liaison or
 * alternate, withdraws what was still held out to them, and hands their open work to the named colleagues. Assumes that the
 * actor may. Codes: ALREADY_LEFT, so that a double click does it once; LACKS_CHANGED where a department would then lack
 * something else than the page said; COLLEAGUE_MISSING where there is work and somebody who could take it;
 * COLLEAGUE_GONE; LAST_ADMINISTRATOR. Ends their sessions at once. Writes `person.left` for each department, with the
 * handover, and what ends by its own events.
 */
export async function letGo(input: Leaving): Promise<Result<{ departments: number }, LeaveCode>> {
  const { personId, departmentId, by } = input;
  return withTransaction<{ departments: number }, LeaveCode, undefined>(async (tx) => {
    const places = await listLeavingPlaces(tx, personId, departmentId);
    if (departmentId === null) await lockHeads(tx, "administrators");
    for (const place of places) await lockHeads(tx, place.departmentId);
    const person = await lockPerson(tx, personId);
    if (!person) return err("ALREADY_LEFT");
    const now = await listLeavingPlaces(tx, personId, departmentId);
    if (departmentId === null ? person.isDeactivated : now.length === 0) return err("ALREADY_LEFT");
    const known = places.map((place) => place.departmentId);
    if (now.some((place) => !known.includes(place.departmentId))) return err("LACKS_CHANGED");
    const roles = await lockRolesOf(tx, personId, departmentId);
    if (departmentId === null && roles.some(({ role }) => role === "administrator")) {
      if (!(await hasOtherAdministrator(tx, personId))) return err("LAST_ADMINISTRATOR");
    }
    await withdrawAllOf(tx, person.email, departmentId, by);
    for (const place of now) {
      const left = await leaveOne(tx, person, place.departmentId, input);
      if (!left.ok) return left;
    }
    const endsAt = await readNow(tx);
    for (const held of roles.filter((one) => one.departmentId === null)) {
      await endHeldRole(tx, held, endsAt, by);
    }
    if (departmentId === null) await closeAccount(tx, person, by);
    else await endSessionsOf(tx, personId, "role_changed", by);
    return ok({ departments: now.length });
  });
}

async function readNow(tx: Transaction): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (!row) throw new Error("the database did not tell the time");
  return row.now;
}

async function leaveOne(
  tx: Transaction,
  person: LockedPerson,
  departmentId: DepartmentId,
  { handovers, by }: Leaving,
): Promise<Result<null, LeaveCode, undefined>> {
  const { personId, name, email } = person;
  const handover = handovers.find((one) => one.departmentId === departmentId);
  // Read before anything ends: what was theirs is found by their roles.
  const items = await listOpenItems(tx, { personId, departmentId });
  const roles = await lockRolesOf(tx, personId, departmentId);
  const colleagues = await listColleagues(tx, { personId, departmentId });
  const to = colleagues.find((colleague) => colleague.personId === handover?.toPersonId) ?? null;
  if (!to && handover && isUuid(handover.toPersonId)) return err("COLLEAGUE_GONE");
  if (!to && items.length > 0 && colleagues.length > 0) {
    return err("COLLEAGUE_MISSING", { fieldErrors: { handovers: peopleMessages.COLLEAGUE_MISSING } });
  }
  const endsAt = await readNow(tx);
  for (const held of roles) await endHeldRole(tx, held, endsAt, by);
  const relieved = await relieveDesignated(tx, { departmentId, personId, email, by });
  const lacks = await findLacks(tx, { departmentId, without: personId });
  if ([...lacks].sort().join() !== [...(handover?.seenLacks ?? [])].sort().join())
    return err("LACKS_CHANGED");
  const handoverId = newId();
  await tx.$executeRaw`
    INSERT INTO handovers (department_id, id, from_person_id, from_name, to_person_id, to_name, items, by_name)
    VALUES (${departmentId}::uuid, ${handoverId}::uuid, ${personId}::uuid, ${name}, ${to?.personId ?? null}::uuid,
      ${to?.name ?? null}, ${JSON.stringify({ items, lacks })}::jsonb, ${by.name})`;
  await recordEvent(
    tx,
    peopleEvents.left,
    by,
    { departmentId, directiveId: null },
    {
      personId,
      name,
      roles: [...new Set(roles.map(({ role }) => role))],
      relieved,
      handoverId,
      toPersonId: to?.personId ?? null,
      toName: to?.name ?? null,
      items: items.length,
      lacks: [...lacks],
    },
  );
  return ok(null);
}
