import type { PlanView, SectionState } from "@/lib/features/plans/types";

/** What the editor of a section is given: plain data that crosses to the browser. */
export type EditorContext = Pick<
  PlanView,
  "requirements" | "directivesInForce" | "designations" | "facts" | "today" | "actorId" | "actorName"
> & {
  readonly departmentCode: string;
  readonly directiveCode: string;
  readonly dueAt: string;
  readonly state: SectionState;
};
