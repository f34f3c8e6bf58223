import type { Client } from "pg";
import { v7 } from "uuid";
import type { Seeded, SeededBody } from "../reference";
import { insertDesignations } from "./designations";
import { writeExtensions } from "./extensions";
import { type Moments, writeHistory } from "./history";
import { queueWhatWaits, type Told, whatWaits } from "./inboxes";
import { demonstrationPeople, personAt } from "./people";
import { writePlan } from "./plans";
import { standings } from "./scenario";

/** The directive's day is ten days past and it gives fourteen: four remain. */
export const issuedDaysAgo = 10;
const dueDay = 14 - issuedDaysAgo;

type Context = { readonly moments: Moments; readonly passwordHash: string };

/**
 * Lays the scenario over a freshly seeded reference: people, liaisons, plans in every state and what happened until
 * yesterday. The same on each first start but for the dates, which are counted from that day.
 */
export async function seedDemonstration(client: Client, seeded: Seeded, context: Context): Promise<void> {
  const { moments } = context;
  const people = await insertPeople(client, seeded, context);
  const told: Told[] = [];
  for (const body of seeded.bodies) {
    const happenings = [
      ...(await insertDesignations(client, body, people, moments)),
      ...(await writePlan({ client, seeded, people, moments }, body)),
      ...(await writeExtensions({ client, seeded, people, moments, dueDay }, body)),
    ];
    await writeHistory(client, body.departmentId, happenings);
    told.push(...whatWaits(body.departmentId, happenings));
  }
  await queueWhatWaits(client, seeded.directive.id, told);
}

type Account = {
  readonly email: string;
  readonly name: string;
  readonly title: string;
  readonly role: string;
  readonly departmentId: string | null;
  readonly office: string | null;
  readonly passwordHash: string | null;
};

/** The people whose sign-ins are printed, and beside them the heads and preparers whom the scenario names: those have no password. */
async function insertPeople(
  client: Client,
  seeded: Seeded,
  { passwordHash, moments }: Context,
): Promise<ReadonlyMap<string, string>> {
  const departmentOf = (code: string) =>
    seeded.bodies.find((body) => body.code === code)?.departmentId ?? null;
  const known = demonstrationPeople.map(
    ({ place, ...person }): Account => ({
      ...person,
      departmentId: "department" in place ? departmentOf(place.department) : null,
      office: "office" in place ? place.office : null,
      passwordHash,
    }),
  );
  const ids = new Map<string, string>();
  for (const account of [...known, ...seeded.bodies.flatMap(staffOf)]) {
    if (ids.has(account.email)) continue;
    const id = v7();
    ids.set(account.email, id);
    await client.query(
      "INSERT INTO people (id, email, name, title, password_hash) VALUES ($1, $2, $3, $4, $5)",
      [id, account.email, account.name, account.title, account.passwordHash],
    );
    await client.query(
      "INSERT INTO role_assignments (id, person_id, role, department_id, office, starts_at) VALUES ($1, $2, $3::role, $4, $5::office, $6)",
      [v7(), id, account.role, account.departmentId, account.office, moments.at(-10, 420)],
    );
  }
  return ids;
}

function staffOf(body: SeededBody): Account[] {
  const hasBegun = standings[body.code] !== undefined;
  const account = (seat: "head" | "preparer", role: string, title: string): Account => ({
    ...personAt(body.code, seat),
    title,
    role,
    departmentId: body.departmentId,
    office: null,
    passwordHash: null,
  });
  return [
    ...(hasBegun || !body.isInvited ? [account("head", "certifier", body.headTitle)] : []),
    ...(hasBegun ? [account("preparer", "preparer", "Management analyst")] : []),
  ];
}
