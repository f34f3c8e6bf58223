import type { Client } from "pg";
import { v7 } from "uuid";
import { liaisonEvents } from "@/lib/features/liaisons/events";
import type { DesignationForCheck } from "@/lib/features/plans/completeness";
import type { SeededBody } from "../reference";
import { type DemonstrationDoer, type Happening, happening, type Moments } from "./history";
import { phoneOf } from "./names";
import { personAt } from "./people";
import {
  isFiledStatus,
  standings,
  variant,
  withNewNumber,
  withoutAcceptance,
  withoutAlternate,
  withoutLiaison,
} from "./scenario";

const titles = {
  liaison: [
    "Senior project coordinator",
    "Principal public relations representative",
    "Senior management analyst",
    "Chief of staff",
    "Equity officer",
  ],
  alternate: [
    "Management assistant",
    "Community affairs advocate",
    "Senior administrative clerk",
    "Personnel services supervisor",
  ],
} as const;
const spoken = [
  ["en", "es"],
  ["en", "ko"],
  ["en", "es", "hy"],
  ["en", "tl"],
  ["en", "es", "zh-Hant"],
] as const;

/** A long name and title on purpose: what they do to a page is seen before a department brings its own. */
const longEntry = {
  name: "Maximiliana-Alexandrina Wilhelmina Placeholder-Specimen de la Example",
  title:
    "Principal project coordinator for the historical monument, its plaza, its merchants and its visitors",
};

function hasDesignations(body: SeededBody): boolean {
  const isAsked = !body.isInvited || isFiledStatus(standings[body.code]?.status ?? "not_started");
  return isAsked && !withoutLiaison.has(body.code);
}

/** The current liaison and alternate of a body in the scenario. */
export function designationsOf(body: SeededBody, { day }: Moments): DesignationForCheck[] {
  if (!hasDesignations(body)) return [];
  const own = variant(body.code);
  const isFiled = isFiledStatus(standings[body.code]?.status ?? "not_started");
  const entry = (kind: "liaison" | "alternate"): DesignationForCheck => {
    const person = personAt(body.code, kind);
    const isLong = body.code === "ELP" && kind === "liaison";
    return {
      kind,
      name: isLong ? longEntry.name : person.name,
      title: isLong ? longEntry.title : (person.title ?? titles[kind][own % titles[kind].length] ?? ""),
      email: person.email,
      phone: phoneOf(body.code, kind),
      hours: "24 hours a day",
      languages: [...(spoken[(own + (kind === "liaison" ? 0 : 2)) % spoken.length] ?? [])],
      effectiveOn: day(-9),
      isAccepted: kind === "liaison" ? !withoutAcceptance.has(body.code) : isFiled,
    };
  };
  return withoutAlternate.has(body.code) ? [entry("liaison")] : [entry("liaison"), entry("alternate")];
}

type Revision = { revision: number; phone: string; at: Date; by: DemonstrationDoer };

/** Writes a body's designations with every state that their details have had; answers what happened on the way. */
export async function insertDesignations(
  client: Client,
  body: SeededBody,
  people: ReadonlyMap<string, string>,
  moments: Moments,
): Promise<Happening[]> {
  const own = variant(body.code);
  const head = personAt(body.code, "head");
  const headDoer = { id: people.get(head.email) ?? null, name: head.name, role: "certifier" };
  const happenings: Happening[] = [];
  for (const one of designationsOf(body, moments)) {
    const id = v7();
    const personId = people.get(one.email) ?? null;
    const self = { id: personId, name: one.name, role: one.kind };
    const designatedAt = moments.at(-9, 600 + (own % 300) + (one.kind === "alternate" ? 4 : 0));
    const acceptedAt = one.isAccepted ? moments.at(-8, 560 + (own % 400)) : null;
    const isChanged = one.kind === "liaison" && withNewNumber.has(body.code);
    const firstPhone = isChanged ? phoneOf(body.code, "desk") : one.phone;
    const revisions: Revision[] = [{ revision: 1, phone: firstPhone, at: designatedAt, by: headDoer }];
    if (isChanged)
      revisions.push({ revision: 2, phone: one.phone, at: moments.at(-3, 655 + (own % 120)), by: self });
    const last = revisions.at(-1) ?? { revision: 1, at: designatedAt, by: headDoer };
    await client.query(
      `INSERT INTO liaison_designations (department_id, id, kind, person_id, name, title, email, phone, hours, languages, effective_on, revision, accepted_at, created_at, changed_at, changed_by_name)
       VALUES ($1, $2, $3::designation_kind, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        body.departmentId,
        id,
        one.kind,
        personId,
        one.name,
        one.title,
        one.email,
        one.phone,
        one.hours,
        one.languages,
        one.effectiveOn,
        last.revision,
        acceptedAt,
        designatedAt,
        last.at,
        last.by.name,
      ],
    );
    for (const { revision, phone, at, by } of revisions) {
      await client.query(
        `INSERT INTO liaison_contact_revisions (department_id, designation_id, revision, name, title, email, phone, hours, languages, changed_by_id, changed_by_name, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          body.departmentId,
          id,
          revision,
          one.name,
          one.title,
          one.email,
          phone,
          one.hours,
          one.languages,
          // Who has no account of their own left the change to their head's.
          by.id ?? headDoer.id ?? personId ?? id,
          by.name,
          at,
        ],
      );
    }
    const about = { designationId: id, kind: one.kind };
    happenings.push(
      happening(liaisonEvents.designated, designatedAt, headDoer, {
        ...about,
        name: one.name,
        title: one.title,
        effectiveOn: one.effectiveOn ?? moments.day(-9),
        contact: {
          phone: firstPhone,
          email: one.email,
          hours: one.hours,
          languages: [...one.languages],
        },
        replaced: null,
      }),
    );
    if (acceptedAt)
      happenings.push(
        happening(liaisonEvents.dutiesAccepted, acceptedAt, self, { ...about, name: one.name }),
      );
    if (isChanged)
      happenings.push(
        happening(liaisonEvents.contactUpdated, last.at, self, {
          ...about,
          name: one.name,
          revision: 2,
          before: { phone: firstPhone },
          after: { phone: one.phone },
        }),
      );
  }
  return happenings;
}
