import {
  type DesignationForCheck,
  evaluateRequirements,
  type RequirementOutcome,
} from "@/lib/features/plans/completeness";
import type { SectionContents } from "@/lib/features/plans/schema";
import { departmentSpecs } from "@/prisma/seed/demo/departments";
import { buildContents } from "@/prisma/seed/demo/plan-builder";
import { requirementTexts } from "@/prisma/seed/reference";

const today = "2025-07-20";
export const requirements = requirementTexts();

const day = (offset: number) => new Date(Date.parse(today) + offset * 86_400_000).toISOString().slice(0, 10);

const designation: Omit<DesignationForCheck, "kind" | "name" | "email"> = {
  title: "Officer",
  phone: "(213) 555-0142",
  hours: "24 hours a day",
  languages: ["en", "es"],
  effectiveOn: day(-10),
  isAccepted: true,
};
export const liaison: DesignationForCheck = {
  ...designation,
  kind: "liaison",
  name: "Casey Invented",
  email: "casey@liaison.test",
};
export const alternate: DesignationForCheck = {
  ...designation,
  kind: "alternate",
  name: "Toni Invented",
  email: "toni@liaison.test",
};

/** Everything that a check may look at, where nothing is left to do: a plan of a body with contracts and tenants. */
export function fulfilled() {
  const [spec] = departmentSpecs;
  if (!spec) throw new Error("the demonstration describes no department");
  return {
    requirements,
    sections: buildContents(spec, day),
    designations: [liaison, alternate] as readonly DesignationForCheck[],
    directivesInForce: ["ed-12", "ed-17"] as readonly string[],
    today,
    isCertified: true,
  };
}
export type Situation = ReturnType<typeof fulfilled>;

/** The same with one section changed in place; every call begins from a fresh copy. */
export function withSection<Section extends keyof SectionContents>(
  section: Section,
  change: (content: SectionContents[Section]) => void,
): Situation {
  const situation = fulfilled();
  change(situation.sections[section]);
  return situation;
}

/** How one requirement is judged there. */
export function outcomeOf(code: string, situation: Situation): RequirementOutcome {
  const outcome = evaluateRequirements(situation).find((one) => one.code === code);
  if (!outcome) throw new Error(`no requirement ${code}`);
  return outcome;
}

/** The first row of a list that must not be empty, to change it. */
export function firstOf<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error("the list is empty");
  return row;
}

/** Changes some fields of a row or a section. */
export function put<Row extends object>(row: Row, change: Partial<Row>): void {
  Object.assign(row, change);
}
