import { createHash } from "node:crypto";
import type { Client } from "pg";
import { v7 } from "uuid";
import {
  type DesignationForCheck,
  deriveFacts,
  evaluateRequirements,
} from "@/lib/features/plans/completeness";
import {
  emptySections,
  type SectionContents,
  type SectionName,
  sectionNames,
} from "@/lib/features/plans/schema";
import type { PlanStatus } from "@/lib/features/plans/status";
import { summaryOf } from "@/lib/features/plans/summary";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import type { Seeded, SeededBody } from "../reference";
import { departmentSpecs, plainSpec } from "./departments";
import { buildContents } from "./plan-builder";

/** Known to everybody: the demonstration is served to its own machine alone. */
export const demonstrationPassword = "demonstration-only-12";

type Person = {
  label: string;
  role: string;
  name: string;
  title: string;
  email: string;
  place: { department: string } | { office: string };
};

export const demonstrationPeople: readonly Person[] = [
  {
    label: "Preparer, Library",
    role: "preparer",
    name: "Dana Example",
    title: "Management analyst",
    email: "preparer@library.test",
    place: { department: "LAPL" },
  },
  {
    label: "Certifier, Library",
    role: "certifier",
    name: "Morgan Sample",
    title: "City Librarian",
    email: "certifier@library.test",
    place: { department: "LAPL" },
  },
  {
    label: "Liaison, Library",
    role: "liaison",
    name: "Robin Specimen",
    title: "Principal librarian",
    email: "liaison@library.test",
    place: { department: "LAPL" },
  },
  {
    label: "Alternate liaison, Library",
    role: "alternate",
    name: "Alex Placeholder",
    title: "Senior librarian",
    email: "alternate@library.test",
    place: { department: "LAPL" },
  },
  {
    label: "Preparer, Recreation and Parks",
    role: "preparer",
    name: "Jamie Fictus",
    title: "Senior management analyst",
    email: "preparer@parks.test",
    place: { department: "RAP" },
  },
  {
    label: "Certifier, Recreation and Parks",
    role: "certifier",
    name: "Casey Invented",
    title: "General Manager",
    email: "certifier@parks.test",
    place: { department: "RAP" },
  },
  {
    label: "Reviewer, Mayor's Office",
    role: "reviewer",
    name: "Quinn Demonstration",
    title: "Deputy for immigrant affairs",
    email: "reviewer@mayor.test",
    place: { office: "mayor" },
  },
  {
    label: "Duty officer, Mayor's Office",
    role: "duty_officer",
    name: "Sam Nightwatch",
    title: "Duty officer",
    email: "duty@mayor.test",
    place: { office: "mayor" },
  },
  {
    label: "Administrator, Mayor's Office",
    role: "administrator",
    name: "Taylor Keykeeper",
    title: "Portal administrator",
    email: "administrator@mayor.test",
    place: { office: "mayor" },
  },
  {
    label: "Working-group member",
    role: "working_group_member",
    name: "Jordan Roundtable",
    title: "Community representative",
    email: "member@workinggroup.test",
    place: { office: "working_group" },
  },
  {
    label: "Auditor",
    role: "auditor",
    name: "Avery Ledger",
    title: "Senior auditor",
    email: "auditor@city.test",
    place: { office: "audit" },
  },
];

type Context = { dayFrom: (offset: number) => string; passwordHash: string };

/** Where each body stands. What is not named has not started. */
const standings: Readonly<Record<string, { status: PlanStatus; filedDaysAgo?: number; reason?: string }>> = {
  LAPL: { status: "draft" },
  RAP: { status: "with_certifier" },
  LADWP: { status: "accepted", filedDaysAgo: 7 },
  LAWA: { status: "in_review", filedDaysAgo: 4 },
  GSD: {
    status: "changes_requested",
    filedDaysAgo: 5,
    reason:
      "PRO-5: say who meets the agents when only the custodial contractor is in the building after 7 p.m.",
  },
  ERB: { status: "accepted", filedDaysAgo: 8 },
  PER: { status: "submitted", filedDaysAgo: 1 },
  DCP: { status: "submitted", filedDaysAgo: 2 },
  LADBS: { status: "in_review", filedDaysAgo: 3 },
  LAHD: { status: "submitted", filedDaysAgo: 1 },
  ITA: { status: "accepted", filedDaysAgo: 6 },
  CRD: { status: "accepted", filedDaysAgo: 9 },
  EMD: { status: "in_review", filedDaysAgo: 2 },
  BOE: { status: "submitted", filedDaysAgo: 1 },
  CTR: { status: "submitted", filedDaysAgo: 3 },
  LAFPP: { status: "accepted", filedDaysAgo: 5 },
  DOD: { status: "with_certifier" },
  BSL: { status: "with_certifier" },
  LADOT: { status: "draft" },
  LASAN: { status: "draft" },
  POLA: { status: "draft" },
  LAFD: { status: "draft" },
  LAAS: { status: "draft" },
  DCA: { status: "draft" },
  ZOO: { status: "draft" },
  FIN: { status: "draft" },
  CAO: { status: "draft" },
  CIFD: { status: "draft" },
  BCA: { status: "draft" },
};
const extendedCode = "POLA";
const withoutLiaison = new Set(["DONE", "OPA", "CTD", "BSS", "DCR"]);
const withoutAlternate = new Set(["LAAS", "ELP", "YDD"]);
const certifiedStatuses: readonly PlanStatus[] = ["submitted", "in_review", "changes_requested", "accepted"];

/** How far a draft has come: the sections that are written so far. */
function draftOf(code: string, whole: SectionContents): SectionContents {
  const order = sectionNames.indexOf("facilities");
  const written = new Set<SectionName>(
    sectionNames.slice(order, 2 + ([...code].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 7)),
  );
  const empty = emptySections();
  return Object.fromEntries(
    sectionNames.map((name) => [name, written.has(name) ? whole[name] : empty[name]]),
  ) as SectionContents;
}

/** The Library's draft: nearly done, and open in the places where a newcomer will begin. */
function libraryDraft(whole: SectionContents): SectionContents {
  const { facilities, training } = whole;
  return {
    ...whole,
    facilities: {
      ...facilities,
      facilities: facilities.facilities.map((facility, index) =>
        index === 2 ? { ...facility, address: "" } : facility,
      ),
    },
    training: { ...training, newHireRule: "" },
    certification: emptySections().certification,
  };
}

export async function seedDemonstration(client: Client, seeded: Seeded, context: Context): Promise<void> {
  const people = await insertPeople(client, seeded, context);
  const reviewer = demonstrationPeople.find((person) => person.role === "reviewer");
  const reviewerId = people.get(reviewer?.email ?? "");
  for (const body of seeded.bodies) {
    if (!body.isInvited && !withoutLiaison.has(body.code))
      await insertDesignations(client, body, people, context);
    const standing = standings[body.code];
    if (standing) await writePlan(client, seeded, body, standing, people, context);
    else await refreshLiaisonOutcomes(client, seeded, body, context);
  }
  const extended = seeded.bodies.find((body) => body.code === extendedCode);
  if (extended && reviewerId) {
    const dueAt = new Date(extended.dueAt.getTime() + 3 * 86_400_000);
    await client.query(
      `INSERT INTO extensions (department_id, id, directive_id, previous_due_at, due_at, reason, granted_by_id, granted_by_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        extended.departmentId,
        v7(),
        seeded.directive.id,
        extended.dueAt,
        dueAt,
        "The tenants' list waits for two terminal operators.",
        reviewerId,
        reviewer?.name,
      ],
    );
    await client.query("UPDATE obligations SET due_at = $2 WHERE department_id = $1", [
      extended.departmentId,
      dueAt,
    ]);
    await client.query("UPDATE body_summaries SET due_at = $2, is_extended = true WHERE department_id = $1", [
      extended.departmentId,
      dueAt,
    ]);
    await audit(
      client,
      extended,
      "deadline.extended",
      { reason: "The tenants' list waits for two terminal operators." },
      { id: reviewerId, name: reviewer?.name ?? "", role: "reviewer" },
    );
  }
}

async function insertPeople(
  client: Client,
  seeded: Seeded,
  { passwordHash }: Context,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const person of demonstrationPeople) {
    const id = v7();
    ids.set(person.email, id);
    await client.query(
      "INSERT INTO people (id, email, name, title, password_hash) VALUES ($1, $2, $3, $4, $5)",
      [id, person.email, person.name, person.title, passwordHash],
    );
    const { place } = person;
    const departmentId =
      "department" in place
        ? seeded.bodies.find((body) => body.code === place.department)?.departmentId
        : null;
    await client.query(
      "INSERT INTO role_assignments (id, person_id, role, department_id, office) VALUES ($1, $2, $3::role, $4, $5::office)",
      [v7(), id, person.role, departmentId, "office" in place ? place.office : null],
    );
  }
  return ids;
}

function designationsOf(body: SeededBody, { dayFrom }: Context): DesignationForCheck[] {
  const number = 130 + (body.code.charCodeAt(0) % 60);
  const own = (kind: "liaison" | "alternate") =>
    demonstrationPeople.find(
      (person) =>
        "department" in person.place && person.place.department === body.code && person.role === kind,
    );
  const entry = (kind: "liaison" | "alternate"): DesignationForCheck => ({
    kind,
    name:
      own(kind)?.name ?? `${kind === "liaison" ? "Liaison" : "Alternate"} of ${body.code} (demonstration)`,
    title: own(kind)?.title ?? (kind === "liaison" ? "Senior project coordinator" : "Management assistant"),
    email: own(kind)?.email ?? `${kind}@${body.code.toLowerCase()}.test`,
    phone: `(213) 555-0${kind === "liaison" ? number : number + 1}`,
    hours: "24 hours a day",
    languages: kind === "liaison" ? ["en", "es"] : ["en", "ko"],
    effectiveOn: dayFrom(-7),
    isAccepted: kind === "liaison",
  });
  return withoutAlternate.has(body.code) ? [entry("liaison")] : [entry("liaison"), entry("alternate")];
}

async function insertDesignations(
  client: Client,
  body: SeededBody,
  people: Map<string, string>,
  context: Context,
): Promise<void> {
  for (const one of designationsOf(body, context)) {
    const id = v7();
    const personId = people.get(one.email) ?? null;
    await client.query(
      `INSERT INTO liaison_designations (department_id, id, kind, person_id, name, title, email, phone, hours, languages, effective_on, accepted_at, changed_by_name)
       VALUES ($1, $2, $3::designation_kind, $4, $5, $6, $7, $8, $9, $10, $11, CASE WHEN $12 THEN clock_timestamp() END, 'Demonstration')`,
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
        one.isAccepted,
      ],
    );
    await client.query(
      `INSERT INTO liaison_contact_revisions (department_id, designation_id, revision, name, title, email, phone, hours, languages, changed_by_id, changed_by_name)
       VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, 'Demonstration')`,
      [
        body.departmentId,
        id,
        one.name,
        one.title,
        one.email,
        one.phone,
        one.hours,
        one.languages,
        personId ?? people.values().next().value,
      ],
    );
  }
}

const currentDesignations = (body: SeededBody, context: Context) =>
  body.isInvited || withoutLiaison.has(body.code) ? [] : designationsOf(body, context);

async function refreshLiaisonOutcomes(
  client: Client,
  seeded: Seeded,
  body: SeededBody,
  context: Context,
): Promise<void> {
  await storePlan(client, seeded, body, emptySections(), { status: "not_started" }, context, null);
}

async function writePlan(
  client: Client,
  seeded: Seeded,
  body: SeededBody,
  standing: { status: PlanStatus; filedDaysAgo?: number; reason?: string },
  people: Map<string, string>,
  context: Context,
): Promise<void> {
  const spec = departmentSpecs.find((one) => one.code === body.code) ?? plainSpec(body);
  const whole = buildContents(spec, context.dayFrom);
  const contents =
    standing.status !== "draft"
      ? whole
      : body.code === "LAPL"
        ? libraryDraft(whole)
        : draftOf(body.code, whole);
  const editor = demonstrationPeople.find(
    (person) =>
      person.role === "preparer" && "department" in person.place && person.place.department === body.code,
  );
  const name = editor?.name ?? `Staff of ${body.code} (demonstration)`;
  await storePlan(client, seeded, body, contents, standing, context, {
    id: people.get(editor?.email ?? "") ?? null,
    name,
  });
}

/** Writes a plan as it stands, with its summary; filed ones with their version, filed in the past as the scenario says. */
async function storePlan(
  client: Client,
  seeded: Seeded,
  body: SeededBody,
  contents: SectionContents,
  standing: { status: PlanStatus; filedDaysAgo?: number; reason?: string },
  context: Context,
  editor: { id: string | null; name: string } | null,
): Promise<void> {
  const designations = currentDesignations(body, context);
  const isCertified = certifiedStatuses.includes(standing.status);
  const outcomes = evaluateRequirements({
    requirements: seeded.requirements,
    sections: contents,
    designations,
    directivesInForce: ["ed-12"],
    today: context.dayFrom(0),
    isCertified,
  });
  const summary = summaryOf(outcomes);
  const empty = emptySections();
  for (const section of sectionNames) {
    const isWritten = editor !== null && canonicalJson(contents[section]) !== canonicalJson(empty[section]);
    await client.query(
      `UPDATE plan_sections SET content = $4, outcomes = $5, facts = $6, revision = $7, edited_at = CASE WHEN $8 THEN clock_timestamp() - interval '3 hours' END,
         edited_by_id = $9, edited_by_name = $10
       WHERE department_id = $1 AND plan_id = $2 AND section = $3`,
      [
        body.departmentId,
        body.planId,
        section,
        JSON.stringify(contents[section]),
        JSON.stringify(outcomes.filter((outcome) => outcome.section === section)),
        JSON.stringify(deriveFacts(section, contents[section])),
        isWritten ? 1 : 0,
        isWritten,
        isWritten ? (editor?.id ?? null) : null,
        isWritten ? (editor?.name ?? "") : "",
      ],
    );
  }
  const isFiled = standing.filedDaysAgo !== undefined;
  const filedAt = isFiled ? new Date(Date.now() - (standing.filedDaysAgo ?? 0) * 86_400_000) : null;
  await client.query(
    `UPDATE plans SET status = $3::plan_status, version_number = $4, in_force_number = $5, last_reason = $6 WHERE department_id = $1 AND id = $2`,
    [
      body.departmentId,
      body.planId,
      standing.status,
      isFiled ? 1 : 0,
      standing.status === "accepted" ? 1 : null,
      standing.reason ?? "",
    ],
  );
  await client.query(
    `UPDATE body_summaries SET status = $2::plan_status, version_number = $3, first_filed_at = $4, required_met = $5, required_total = $6, section_shares = $7,
       owed_sections = $8, met_requirements = $9, owed_requirements = $10, has_liaison = $11, has_alternate = $12, last_activity_at = CASE WHEN $13 THEN clock_timestamp() END
     WHERE department_id = $1`,
    [
      body.departmentId,
      standing.status,
      isFiled ? 1 : 0,
      filedAt,
      summary.requiredMet,
      summary.requiredTotal,
      JSON.stringify(summary.sectionShares),
      summary.owedSections,
      summary.metRequirements,
      summary.owedRequirements,
      designations.length > 0,
      designations.length > 1,
      editor !== null,
    ],
  );
  if (!filedAt) return;
  const content = canonicalJson({
    format: 1,
    department: { code: body.code, name: body.name },
    directive: "ed-12",
    directivesInForce: ["ed-12"],
    requirementSets: seeded.setIds,
    requirements: seeded.requirements,
    designations,
    sections: contents,
  });
  const sha256 = createHash("sha256").update(content).digest("hex");
  const versionId = v7();
  await client.query(
    `INSERT INTO plan_versions (department_id, id, plan_id, number, content, sha256, requirement_set_ids, certifier_id, certifier_name, certifier_title, submitted_at, due_at, is_late, idempotency_key)
     VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10, $11, false, $12)`,
    [
      body.departmentId,
      versionId,
      body.planId,
      content,
      sha256,
      seeded.setIds,
      v7(),
      `Head of ${body.code} (demonstration)`,
      body.headTitle,
      filedAt,
      body.dueAt,
      v7(),
    ],
  );
  await audit(
    client,
    body,
    "plan.submitted",
    {
      planId: body.planId,
      from: "with_certifier",
      to: "submitted",
      versionId,
      number: 1,
      sha256,
      isLate: false,
    },
    { id: null, name: `Head of ${body.code} (demonstration)`, role: "certifier" },
  );
}

/** The scenario's past lies in its plans; audit events always bear the instant at which they were written. */
async function audit(
  client: Client,
  body: SeededBody,
  name: string,
  payload: object,
  by: { id: string | null; name: string; role: string },
): Promise<void> {
  await client.query("SELECT append_audit_event($1, $2, $3, $4, $5, 'demonstration', $6, $7)", [
    body.departmentId,
    body.departmentId,
    by.id,
    by.name,
    by.role,
    name,
    JSON.stringify(payload),
  ]);
}
