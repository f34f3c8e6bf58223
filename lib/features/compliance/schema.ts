import { z } from "zod";
import { sectionNames } from "@/lib/features/plans/schema";
import { readableText } from "@/lib/kernel/readable-text";

export const bodyStates = [
  "overdue",
  "not_started",
  "draft",
  "with_certifier",
  "submitted",
  "in_review",
  "changes_requested",
  "accepted",
  "amending",
] as const;
export type BodyState = (typeof bodyStates)[number];

export const departmentKinds = [
  "elected",
  "charter_office",
  "council_controlled",
  "public_works_bureau",
  "proprietary",
  "independent_charter",
  "pension_system",
] as const;
export type DepartmentKind = (typeof departmentKinds)[number];

export const departmentKindLabels: Readonly<Record<DepartmentKind, string>> = {
  elected: "Elected office",
  charter_office: "Charter office",
  council_controlled: "Council-controlled department",
  public_works_bureau: "Public Works bureau",
  proprietary: "Proprietary department",
  independent_charter: "Independent charter department",
  pension_system: "Pension system",
};

export const bodyFilters = ["filed", "filed_on_time", "filed_late", "owing", "required", "invited"] as const;
/** A leading minus turns an order round. */
export const bodySorts = [
  "pressing",
  "name",
  "-name",
  "due",
  "-due",
  "progress",
  "-progress",
  "state",
  "-state",
  "activity",
  "-activity",
] as const;
export type BodySort = (typeof bodySorts)[number];

/** The view of the list that an address describes. An unknown value is read as absent, so that an old link still opens. */
export const bodyViewSchema = z.object({
  q: readableText.trim().max(100).catch("").default(""),
  state: z.enum(bodyStates).optional().catch(undefined),
  group: z.enum(bodyFilters).optional().catch(undefined),
  kind: z.enum(departmentKinds).optional().catch(undefined),
  owes: z.enum(sectionNames).optional().catch(undefined),
  requirement: z
    .string()
    .regex(/^[A-Z]{3}-\d{1,3}$/)
    .optional()
    .catch(undefined),
  sort: z.enum(bodySorts).catch("pressing").default("pressing"),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});
export type BodyView = z.infer<typeof bodyViewSchema>;

/** Whether a view leaves bodies out; its order and its page do not. */
export function isNarrowed(view: BodyView): boolean {
  return Boolean(view.q || view.state || view.group || view.kind || view.owes || view.requirement);
}

/** The address of a view: only what differs from the plain list stands in it. */
export function viewQuery(view: Partial<BodyView>): string {
  const search = new URLSearchParams();
  for (const key of ["q", "state", "group", "kind", "owes", "requirement", "sort", "page"] as const) {
    const value = view[key];
    if (value === undefined || value === "" || (key === "sort" && value === "pressing") || value === 1)
      continue;
    search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}

export const sendBriefSchema = z.strictObject({ directiveCode: readableText.min(1).max(40) });

type BodyListName = "compliance" | "sections";

/** What a link to a body carries of the list that it stands in: which list it is, and its view. */
export function fromList(list: BodyListName, view: BodyView): string {
  const query = viewQuery(view);
  if (list === "compliance") return query;
  return `?list=${list}${query.replace("?", "&")}`;
}
