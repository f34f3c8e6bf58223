import type { DesignationForCheck, PlanFacts } from "./context";

/** A field within a section's content: keys and row ids joined by dots, never indexes. */
export type FieldPath = string;

export function fieldPath(...parts: readonly string[]): FieldPath {
  return parts.join(".");
}

export type CheckContext = {
  readonly designations: readonly DesignationForCheck[];
  readonly facts: PlanFacts;
  /** Codes as they stand in addresses: "ed-17". */
  readonly directivesInForce: readonly string[];
  /** "YYYY-MM-DD" in the directive's zone. */
  readonly today: string;
  /** True for the content of a filed version: the signature is the filing. */
  readonly isCertified?: boolean;
};

export type CheckResult = {
  readonly state: "met" | "not_yet" | "not_applicable";
  readonly why: string;
  readonly paths: readonly FieldPath[];
};

export type SectionCheck<Content> = (content: Content, context: CheckContext) => CheckResult;

/** What is wrong at one field. Several with one `many` are told as a count. */
export type Finding = {
  readonly path: FieldPath;
  readonly why: string;
  readonly many?: (count: number) => string;
  readonly group?: string;
};

// A body with 300 facilities must not store 300 paths a requirement with each autosave.
const keptPaths = 20;

export function met(why: string): CheckResult {
  return { state: "met", why, paths: [] };
}

export function notYet(why: string, ...paths: readonly FieldPath[]): CheckResult {
  return { state: "not_yet", why, paths };
}

export function notApplicable(why: string): CheckResult {
  return { state: "not_applicable", why, paths: [] };
}

export function judge(findings: readonly Finding[], whyMet: string): CheckResult {
  if (findings.length === 0) return met(whyMet);
  const groups = Map.groupBy(findings, (finding) => finding.group ?? finding.why);
  const sentences: string[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    sentences.push(
      group.length > 2 && first.many ? first.many(group.length) : group.map((one) => one.why).join(". "),
    );
  }
  return {
    state: "not_yet",
    why: `${sentences.join(". ")}.`,
    paths: findings.slice(0, keptPaths).map((finding) => finding.path),
  };
}

/** "Facility 'Central Library'", or "Facility 3" while it has no name. */
export function rowLabel(noun: string, name: string, index: number): string {
  const given = name.trim();
  return given ? `${noun} '${given}'` : `${noun} ${index + 1}`;
}

export function isBlank(text: string): boolean {
  return text.trim() === "";
}

export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount.toLocaleString("en-US")} ${amount === 1 ? one : many}`;
}
