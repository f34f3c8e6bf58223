import { createHash } from "node:crypto";
import type { Client } from "pg";
import { v7 } from "uuid";
import {
  type DesignationForCheck,
  deriveFacts,
  evaluateRequirements,
  type RequirementOutcome,
} from "@/lib/features/plans/completeness";
import {
  emptySections,
  type SectionContents,
  type SectionName,
  sectionNames,
} from "@/lib/features/plans/schema";
import type { PlanReturns } from "@/lib/features/plans/status";
import { summaryOf } from "@/lib/features/plans/summary";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import type { Seeded, SeededBody } from "../reference";
import { type Course, courseOf, happeningsOf, lastMoment } from "./course";
import { departmentSpecs, plainSpec } from "./departments";
import { designationsOf } from "./designations";
import { draftedContents } from "./drafts";
import type { DemonstrationDoer, Happening, Moments } from "./history";
import { personAt, theReviewer } from "./people";
import { buildContents } from "./plan-builder";
import { isFiledStatus, type Standing, standings } from "./scenario";

type Scene = {
  readonly client: Client;
  readonly seeded: Seeded;
  readonly people: ReadonlyMap<string, string>;
  readonly moments: Moments;
};

/** Writes a body's plan as it stands in the scenario, with its summary and its versions; answers what happened on the way. */
export async function writePlan(scene: Scene, body: SeededBody): Promise<Happening[]> {
  const standing = standings[body.code] ?? { status: "not_started" };
  const designations = designationsOf(body, scene.moments);
  const contents = contentsOf(body, standing, scene.moments);
  const written = writtenSections(contents, standing);
  const course = courseOf(body.code, standing, written, scene.moments);
  const outcomes = evaluateRequirements({
    requirements: scene.seeded.requirements,
    sections: contents,
    designations,
    directivesInForce: ["ed-12"],
    today: scene.moments.day(0),
    isCertified: isFiledStatus(standing.status),
  });
  const by = doersOf(body, scene.people);
  await storeSections(scene.client, body, { contents, outcomes, course, preparer: by.preparer });
  await storeState(scene.client, body, { standing, outcomes, designations, course, by });
  const versions = [];
  for (const [index, filing] of course.filings.entries()) {
    const isNewest = index === course.filings.length - 1;
    const text = isNewest ? contents : asFirstFiled(contents);
    versions.push(
      await insertVersion(scene, body, {
        number: index + 1,
        contents: text,
        designations,
        filedAt: filing.filedAt,
        certifier: by.head,
      }),
    );
  }
  return happeningsOf(body.planId, course, standing, versions, by);
}

function contentsOf(body: SeededBody, standing: Standing, { day }: Moments): SectionContents {
  if (standing.status === "not_started") return emptySections();
  const spec = departmentSpecs.find((one) => one.code === body.code) ?? plainSpec(body);
  const whole = buildContents(spec, day);
  return standing.status === "draft" ? draftedContents(body.code, whole) : whole;
}

/** What the first version still said where changes were asked for. */
function asFirstFiled(contents: SectionContents): SectionContents {
  return {
    ...contents,
    training: {
      ...contents.training,
      newHireRule: "New employees take the module as soon as it is offered again.",
    },
  };
}

function writtenSections(contents: SectionContents, standing: Standing): SectionName[] {
  const empty = emptySections();
  if (standing.status === "not_started") return [];
  return sectionNames.filter((name) => canonicalJson(contents[name]) !== canonicalJson(empty[name]));
}

function doersOf(body: SeededBody, people: ReadonlyMap<string, string>) {
  const doer = (person: { name: string; email: string }, role: string): DemonstrationDoer => ({
    id: people.get(person.email) ?? null,
    name: person.name,
    role,
  });
  return {
    preparer: doer(personAt(body.code, "preparer"), "preparer"),
    head: doer(personAt(body.code, "head"), "certifier"),
    reviewer: doer(theReviewer(), "reviewer"),
  };
}

async function storeSections(
  client: Client,
  body: SeededBody,
  plan: {
    contents: SectionContents;
    outcomes: readonly RequirementOutcome[];
    course: Course;
    preparer: DemonstrationDoer;
  },
): Promise<void> {
  const revisedAt = plan.course.filings.at(-1)?.revision?.editedAt;
  for (const section of sectionNames) {
    const edit = plan.course.edits.find((one) => one.section === section);
    const isRevised = section === "training" && revisedAt !== undefined;
    await client.query(
      `UPDATE plan_sections SET content = $4, outcomes = $5, facts = $6, revision = $7, edited_at = $8,
         edited_by_id = $9, edited_by_name = $10, part_done_at = $11, part_done_by_name = $12
       WHERE department_id = $1 AND plan_id = $2 AND section = $3`,
      [
        body.departmentId,
        body.planId,
        section,
        JSON.stringify(plan.contents[section]),
        JSON.stringify(plan.outcomes.filter((outcome) => outcome.section === section)),
        JSON.stringify(deriveFacts(section, plan.contents[section])),
        edit ? (isRevised ? 2 : 1) : 0,
        isRevised ? revisedAt : (edit?.at ?? null),
        edit ? plan.preparer.id : null,
        edit ? plan.preparer.name : "",
        edit?.doneAt ?? null,
        edit?.doneAt ? plan.preparer.name : "",
      ],
    );
  }
}

/** What the course's events leave standing of the words with which the plan came back. */
function returnsOf(
  standing: Standing,
  course: Course,
  by: { head: DemonstrationDoer; reviewer: DemonstrationDoer },
): Pick<PlanReturns, "changeRequest" | "sendBack"> {
  const said = (reason: string | undefined, at: Date, doer: DemonstrationDoer, versionNumber: number) => ({
    reason: reason ?? "",
    byName: doer.name,
    at: at.toISOString(),
    versionNumber,
  });
  const number = course.filings.findLastIndex(({ askedAt }) => askedAt !== null) + 1;
  const askedAt = course.filings[number - 1]?.askedAt;
  const isSentBack = course.sentBackAt && !course.sentAt && course.filings.length === 0;
  return {
    changeRequest: askedAt && !course.amendedAt ? said(standing.asked, askedAt, by.reviewer, number) : null,
    sendBack: isSentBack && course.sentBackAt ? said(standing.sentBack, course.sentBackAt, by.head, 1) : null,
  };
}

async function storeState(
  client: Client,
  body: SeededBody,
  plan: {
    standing: Standing;
    outcomes: readonly RequirementOutcome[];
    designations: readonly DesignationForCheck[];
    course: Course;
    by: { head: DemonstrationDoer; reviewer: DemonstrationDoer };
  },
): Promise<void> {
  const { standing, course, designations } = plan;
  const summary = summaryOf(plan.outcomes);
  const versionNumber = course.filings.length;
  const isInForce = standing.status === "accepted" || standing.status === "amending";
  const returns = returnsOf(standing, course, plan.by);
  const movedAt = lastMoment(course);
  await client.query(
    `UPDATE plans SET status = $3::plan_status, version_number = $4, in_force_number = $5,
       change_request = $6, send_back = $7, status_changed_at = coalesce($8, status_changed_at)
     WHERE department_id = $1 AND id = $2`,
    [
      body.departmentId,
      body.planId,
      standing.status,
      versionNumber,
      isInForce ? versionNumber : null,
      returns.changeRequest && JSON.stringify(returns.changeRequest),
      returns.sendBack && JSON.stringify(returns.sendBack),
      movedAt,
    ],
  );
  const edited = course.edits.map(({ at, doneAt }) => (doneAt ?? at).getTime());
  const activeAt = Math.max(movedAt?.getTime() ?? 0, ...edited);
  await client.query(
    `UPDATE body_summaries SET status = $2::plan_status, version_number = $3, first_filed_at = $4, required_met = $5, required_total = $6, section_shares = $7,
       owed_sections = $8, met_requirements = $9, owed_requirements = $10, has_liaison = $11, has_alternate = $12, last_activity_at = $13
     WHERE department_id = $1`,
    [
      body.departmentId,
      standing.status,
      versionNumber,
      course.filings.at(0)?.filedAt ?? null,
      summary.requiredMet,
      summary.requiredTotal,
      JSON.stringify(summary.sectionShares),
      summary.owedSections,
      summary.metRequirements,
      summary.owedRequirements,
      designations.length > 0,
      designations.length > 1,
      activeAt > 0 ? new Date(activeAt) : null,
    ],
  );
}

async function insertVersion(
  { client, seeded }: Scene,
  body: SeededBody,
  version: {
    number: number;
    contents: SectionContents;
    designations: readonly DesignationForCheck[];
    filedAt: Date;
    certifier: DemonstrationDoer;
  },
): Promise<{ id: string; number: number; sha256: string }> {
  const content = canonicalJson({
    format: 1,
    department: { code: body.code, name: body.name },
    directive: "ed-12",
    directivesInForce: ["ed-12"],
    requirementSets: seeded.setIds,
    requirements: seeded.requirements,
    designations: version.designations,
    sections: version.contents,
  });
  const sha256 = createHash("sha256").update(content).digest("hex");
  const id = v7();
  await client.query(
    `INSERT INTO plan_versions (department_id, id, plan_id, number, content, sha256, requirement_set_ids, certifier_id, certifier_name, certifier_title, submitted_at, due_at, is_late, idempotency_key)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, false, $13)`,
    [
      body.departmentId,
      id,
      body.planId,
      version.number,
      content,
      sha256,
      seeded.setIds,
      version.certifier.id ?? v7(),
      version.certifier.name,
      body.headTitle,
      version.filedAt,
      body.dueAt,
      v7(),
    ],
  );
  return { id, number: version.number, sha256 };
}
