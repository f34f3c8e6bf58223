import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Client } from "pg";
import { v7 } from "uuid";
import { computeDueAt, type DeadlineRule } from "@/lib/features/directives/deadline";
import { evaluateRequirements } from "@/lib/features/plans/completeness";
import { emptySections, sectionNameSchema, sectionNames } from "@/lib/features/plans/schema";
import { summaryOf } from "@/lib/features/plans/summary";
import type { RequirementText } from "@/lib/features/plans/types";
import { cityTimeZone } from "@/lib/kernel/format-date";

const dataFolder = join(import.meta.dirname, "data");
const timeZone = cityTimeZone;

type DepartmentRecord = { code: string; name: string; short_name: string; type: string; head_title: string };
type RequirementRecord = {
  id: string;
  section: string;
  requirement: string;
  source: string;
  standing: string;
  evidence_in_plan: string;
};

function readRecords<Row>(file: string): Row[] {
  return parse(readFileSync(join(dataFolder, file), "utf8"), {
    columns: true,
    skip_empty_lines: true,
  }) as Row[];
}

export const departmentRecords = (): DepartmentRecord[] => readRecords("departments.csv");

/** Elected offices, Council staff and Ethics answer to nobody under the directive: they are invited. */
function isInvited(record: { code: string; type: string }): boolean {
  return record.type === "elected" || record.code === "CLA" || record.code === "ETH";
}

/** The requirement rows, with their standing taken apart: required, required where …, advised, if a directive applies. */
export function requirementTexts(): RequirementText[] {
  return readRecords<RequirementRecord>("requirements.csv").map((record) => {
    const byDirective = /^if ED (\d+) applies$/.exec(record.standing);
    const where = /^required where (.+)$/.exec(record.standing);
    return {
      code: record.id,
      check: record.id,
      section: sectionNameSchema.parse(record.section),
      text: record.requirement,
      sources: record.source.split(";").map((source) => source.trim()),
      standing: byDirective
        ? "if_directive"
        : where
          ? "conditional"
          : record.standing === "advised"
            ? "advised"
            : "required",
      directiveCode: byDirective ? `ed-${byDirective[1]}` : null,
      condition: where ? `where ${where[1]}` : "",
      evidence: record.evidence_in_plan,
    };
  });
}

type SeededDirective = { id: string; code: string; issuedOn: string | null; rule: DeadlineRule };
export type SeededBody = {
  departmentId: string;
  code: string;
  name: string;
  kind: string;
  isInvited: boolean;
  headTitle: string;
  planId: string;
  dueAt: Date;
};
export type Seeded = {
  bodies: SeededBody[];
  directive: SeededDirective;
  requirements: RequirementText[];
  setIds: string[];
};

/** Departments announced to be combined; no date is known, so none is set. */
const announcedMerger = { codes: ["LADOA", "CIFD", "EWDD", "YDD"], into: "CIFD" };

async function insertDepartments(client: Client): Promise<{ id: string; record: DepartmentRecord }[]> {
  const departments = departmentRecords().map((record) => ({ id: v7(), record }));
  for (const { id, record } of departments) {
    await client.query(
      `INSERT INTO departments (id, code, name, short_name, kind, head_title) VALUES ($1, $2, $3, $4, $5::department_kind, $6)`,
      [id, record.code, record.name, record.short_name, record.type, record.head_title],
    );
  }
  const idOf = new Map(departments.map(({ id, record }) => [record.code, id]));
  for (const code of announcedMerger.codes) {
    if (code === announcedMerger.into) continue;
    await client.query(
      `INSERT INTO department_successions (predecessor_id, successor_id, effective_on, note) VALUES ($1, $2, NULL, $3)`,
      [idOf.get(code), idOf.get(announcedMerger.into), "Announced to be combined; no date is set."],
    );
  }
  return departments;
}

async function insertDirective(
  client: Client,
  directive: {
    code: string;
    number: number;
    title: string;
    summary: string;
    issuedOn: string | null;
    rule: DeadlineRule;
    supplementsId: string | null;
  },
): Promise<string> {
  const id = v7();
  await client.query(
    `INSERT INTO directives (id, code, number, title, summary, signed_by, issued_on, time_zone, deadline_rule, supplements_id)
     VALUES ($1, $2, $3, $4, $5, 'Mayor Karen Bass', $6, $7, $8, $9)`,
    [
      id,
      directive.code,
      directive.number,
      directive.title,
      directive.summary,
      directive.issuedOn,
      timeZone,
      JSON.stringify(directive.rule),
      directive.supplementsId,
    ],
  );
  return id;
}

async function insertRequirementSet(
  client: Client,
  directiveId: string,
  kind: "base" | "addition",
  requirements: RequirementText[],
): Promise<string> {
  const id = v7();
  await client.query(
    `INSERT INTO requirement_sets (id, directive_id, version, kind) VALUES ($1, $2, 1, $3::requirement_set_kind)`,
    [id, directiveId, kind],
  );
  for (const [position, requirement] of requirements.entries()) {
    await client.query(
      `INSERT INTO requirements (set_id, code, position, section, text, sources, standing, directive_code, condition, evidence, "check")
       VALUES ($1, $2, $3, $4, $5, $6, $7::requirement_standing, $8, $9, $10, $11)`,
      [
        id,
        requirement.code,
        position,
        requirement.section,
        requirement.text,
        requirement.sources,
        requirement.standing,
        requirement.directiveCode,
        requirement.condition,
        requirement.evidence,
        requirement.check,
      ],
    );
  }
  return id;
}

async function insertObligation(
  client: Client,
  departmentId: string,
  directiveId: string,
  standing: string,
  dueAt: Date,
): Promise<void> {
  await client.query(
    `INSERT INTO obligations (department_id, directive_id, standing, original_due_at, due_at) VALUES ($1, $2, $3::obligation_standing, $4, $4)`,
    [departmentId, directiveId, standing, dueAt],
  );
}

/**
 * Writes the City's bodies, both directives with their requirement sets, and an empty plan with its summary for
 * every body. `issuedOn` holds the day of each directive; a directive without one is prepared, not in force.
 */
export async function seedReference(
  client: Client,
  issuedOn: { ed12: string; ed17: string | null },
  today: string,
): Promise<Seeded> {
  const departments = await insertDepartments(client);
  const rule12: DeadlineRule = { kind: "calendar_days", days: 14, from: "issue_date" };
  const rule17: DeadlineRule = { kind: "calendar_days", days: 15, from: "issue_date" };
  const ed12 = await insertDirective(client, {
    code: "ed-12",
    number: 12,
    title: "Executive Directive 12",
    summary:
      "Every department files protocols and training for encounters with federal immigration agents on City property, designates a liaison, and reports enforcement activity to the Mayor's Office.",
    issuedOn: issuedOn.ed12,
    rule: rule12,
    supplementsId: null,
  });
  const ed17 = await insertDirective(client, {
    code: "ed-17",
    number: 17,
    title: "Executive Directive 17",
    summary:
      "City property is not to serve as staging area, processing location or operations base; property at risk is identified and contractors disclose agreements with DHS.",
    issuedOn: issuedOn.ed17,
    rule: rule17,
    supplementsId: ed12,
  });
  const requirements = requirementTexts();
  const base = requirements.filter((requirement) => requirement.standing !== "if_directive");
  const addition = requirements.filter((requirement) => requirement.standing === "if_directive");
  const setIds = [
    await insertRequirementSet(client, ed12, "base", base),
    await insertRequirementSet(client, ed17, "addition", addition),
  ];
  const dueAt = computeDueAt({ issuedOn: issuedOn.ed12, rule: rule12, timeZone });
  const directivesInForce = issuedOn.ed17 ? ["ed-12", "ed-17"] : ["ed-12"];
  const contents = emptySections();
  const ordered = [...base, ...addition];
  const outcomes = evaluateRequirements({
    requirements: ordered,
    sections: contents,
    designations: [],
    directivesInForce,
    today,
  });
  const summary = summaryOf(outcomes);
  const bodies: SeededBody[] = [];
  for (const { id, record } of departments) {
    const standing = isInvited(record) ? "invited" : "required";
    await insertObligation(client, id, ed12, standing, dueAt);
    if (issuedOn.ed17)
      await insertObligation(
        client,
        id,
        ed17,
        standing,
        computeDueAt({ issuedOn: issuedOn.ed17, rule: rule17, timeZone }),
      );
    const planId = v7();
    await client.query(`INSERT INTO plans (department_id, id, directive_id) VALUES ($1, $2, $3)`, [
      id,
      planId,
      ed12,
    ]);
    await client.query(
      `INSERT INTO plan_sections (department_id, plan_id, section, content, outcomes)
       SELECT $1, $2, item->>'section', item->'content', item->'outcomes' FROM jsonb_array_elements($3::jsonb) AS item`,
      [
        id,
        planId,
        JSON.stringify(
          sectionNames.map((section) => ({
            section,
            content: contents[section],
            outcomes: outcomes.filter((outcome) => outcome.section === section),
          })),
        ),
      ],
    );
    await client.query(
      `INSERT INTO body_summaries (department_id, directive_id, code, name, kind, standing, due_at, required_met, required_total, section_shares, owed_sections, met_requirements, owed_requirements)
       VALUES ($1, $2, $3, $4, $5::department_kind, $6::obligation_standing, $7, $8, $9, $10, $11, $12, $13)`,
      [
        id,
        ed12,
        record.code,
        record.name,
        record.type,
        standing,
        dueAt,
        summary.requiredMet,
        summary.requiredTotal,
        JSON.stringify(summary.sectionShares),
        summary.owedSections,
        summary.metRequirements,
        summary.owedRequirements,
      ],
    );
    bodies.push({
      departmentId: id,
      code: record.code,
      name: record.name,
      kind: record.type,
      isInvited: standing === "invited",
      headTitle: record.head_title,
      planId,
      dueAt,
    });
  }
  return {
    bodies,
    directive: { id: ed12, code: "ed-12", issuedOn: issuedOn.ed12, rule: rule12 },
    requirements: ordered,
    setIds,
  };
}
