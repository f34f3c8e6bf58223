import type { Role } from "@/lib/kernel/actor";
import type { Delivery } from "./kinds";

export const deliveryLabels: Readonly<Record<Delivery, string>> = {
  at_once: "By mail at once",
  daily: "In one mail a day",
  portal: "In the inbox alone",
};

const byRole: Readonly<Record<Role, string>> = {
  certifier: "certify for",
  preparer: "prepare the plan of",
  liaison: "are a liaison of",
  alternate: "are an alternate liaison of",
  reviewer: "review plans in the Mayor's Office",
  duty_officer: "are a duty officer of the Mayor's Office",
  administrator: "administer the portal",
  working_group_member: "are a member of the working group",
  auditor: "audit the plans",
};
const ofDepartment: readonly Role[] = ["certifier", "preparer", "liaison", "alternate"];

/** Why somebody gets a mail: "You get this because you certify for Los Angeles Public Library." */
export function whyWords(input: {
  readonly roles: readonly Role[];
  readonly isConcerned: boolean;
  readonly departmentName: string | null;
}): string {
  if (input.isConcerned) return "You get this because it is about you.";
  const reasons = input.roles.map((role) =>
    ofDepartment.includes(role) && input.departmentName
      ? `${byRole[role]} ${input.departmentName}`
      : byRole[role],
  );
  return `You get this because you ${reasons.join(" and ")}.`;
}
