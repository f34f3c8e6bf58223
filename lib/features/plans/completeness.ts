import { type SectionContents, type SectionName, sectionNames } from "./schema";
import type { CheckContext, CheckResult, FieldPath, SectionCheck } from "./sections/check";
import { type PlanFacts, unknownFacts } from "./sections/context";
import { facilitiesChecks } from "./sections/facilities-checks";
import { liaisonChecks } from "./sections/liaison-checks";
import {
  certificationChecks,
  contractorsChecks,
  recordsChecks,
  reportingChecks,
  resourcesChecks,
} from "./sections/other-checks";
import { protocolsChecks } from "./sections/protocols-checks";
import { trainingChecks } from "./sections/training-checks";

export type { CheckContext } from "./sections/check";
export type { DesignationForCheck, PlanFacts } from "./sections/context";

export type RequirementForCheck = {
  readonly code: string;
  /** Names the built-in check. */
  readonly check: string;
  readonly section: SectionName;
  readonly standing: "required" | "conditional" | "advised" | "if_directive";
  /** For `if_directive`: the directive that must be in force, as it stands in addresses. */
  readonly directiveCode: string | null;
  readonly condition: string;
};

export type RequirementOutcome = {
  readonly code: string;
  readonly section: SectionName;
  readonly standing: RequirementForCheck["standing"];
  readonly state: "met" | "not_yet" | "not_applicable";
  readonly why: string;
  /** False for what is advised, and for what can only be met by or after the filing itself. */
  readonly blocksFiling: boolean;
  readonly paths: readonly FieldPath[];
};

const checks: {
  readonly [Section in SectionName]: Readonly<Record<string, SectionCheck<SectionContents[Section]>>>;
} = {
  facilities: facilitiesChecks,
  protocols: protocolsChecks,
  training: trainingChecks,
  liaison: liaisonChecks,
  contractors: contractorsChecks,
  reporting: reportingChecks,
  records: recordsChecks,
  resources: resourcesChecks,
  certification: certificationChecks,
};

/** Recorded by the liaison, and by the signature that is the filing: neither can stand before it. */
const neverBlocking = new Set(["LIA-3", "CER-1"]);

function judgeOne<Section extends SectionName>(
  requirement: RequirementForCheck,
  content: SectionContents[Section],
  section: Section,
  context: CheckContext,
): CheckResult {
  const { directiveCode } = requirement;
  if (
    requirement.standing === "if_directive" &&
    directiveCode &&
    !context.directivesInForce.includes(directiveCode)
  ) {
    const number = directiveCode.replace(/^ed-/, "");
    return {
      state: "not_applicable",
      why: `Not applicable until Executive Directive ${number} is in force.`,
      paths: [],
    };
  }
  const check = checks[section][requirement.check];
  if (!check) throw new Error(`requirement ${requirement.code} names an unknown check ${requirement.check}`);
  return check(content, context);
}

/**
 * Judges one section's requirements over its text. What the checks must know of other sections stands in
 * `context.facts`, so that a save need not read the whole plan. Pure: the browser and the server give the same answer.
 */
export function evaluateSection<Section extends SectionName>({
  section,
  content,
  requirements,
  ...context
}: CheckContext & {
  section: Section;
  content: SectionContents[Section];
  requirements: readonly RequirementForCheck[];
}): RequirementOutcome[] {
  return requirements
    .filter((requirement) => requirement.section === section)
    .map((requirement) => {
      const { state, why, paths } = judgeOne(requirement, content, section, context);
      return {
        code: requirement.code,
        section,
        standing: requirement.standing,
        state,
        why,
        blocksFiling: requirement.standing !== "advised" && !neverBlocking.has(requirement.code),
        paths,
      };
    });
}

/** Judges every requirement over the whole plan, in the order of the sections. */
export function evaluateRequirements({
  requirements,
  sections,
  ...context
}: Omit<CheckContext, "facts"> & {
  requirements: readonly RequirementForCheck[];
  sections: SectionContents;
}): RequirementOutcome[] {
  const facts = combineFacts(sectionNames.map((section) => deriveFacts(section, sections[section])));
  return sectionNames.flatMap((section) =>
    evaluateSection({ section, content: sections[section], requirements, facts, ...context }),
  );
}

/** What a section's text says that other sections' checks depend on. */
export function deriveFacts<Section extends SectionName>(
  section: Section,
  content: SectionContents[Section],
): Partial<PlanFacts> {
  const answer = (given: string) => (given === "none" ? "no" : given === "listed" ? "yes" : "unknown");
  if (section === "contractors")
    return { hasContractors: answer((content as SectionContents["contractors"]).contractsAnswer) };
  if (section === "facilities")
    return { hasTenants: answer((content as SectionContents["facilities"]).tenantsAnswer) };
  return {};
}

export function combineFacts(parts: readonly Partial<PlanFacts>[]): PlanFacts {
  return Object.assign({}, unknownFacts, ...parts) as PlanFacts;
}

/** The sections whose checks read a fact that has changed. */
export function sectionsAffectedBy(before: PlanFacts, after: PlanFacts): SectionName[] {
  const affected = new Set<SectionName>();
  if (before.hasContractors !== after.hasContractors) affected.add("protocols").add("training");
  if (before.hasTenants !== after.hasTenants) affected.add("protocols");
  return [...affected];
}

/** What stands between the plan and its filing. */
export function hindrances(outcomes: readonly RequirementOutcome[]): RequirementOutcome[] {
  return outcomes.filter((outcome) => outcome.state === "not_yet" && outcome.blocksFiling);
}
