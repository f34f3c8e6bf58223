import { describe, expect, it } from "vitest";
import { actingRole } from "@/lib/kernel/actor";
import { actorWith, cast, grantIn, library, officeGrant, parks } from "@/tests/factories/actors";
import { canEditPlan, canReadPlan, canReadVersion, canSubmitPlan, canTakeStep, rolesForStep } from "./policy";
import { canTake, type PlanTransition, planStatuses, planTransitions } from "./status";

const subject = { departmentId: library };

const acts = {
  "read the draft": canReadPlan,
  "read a filed version": canReadVersion,
  edit: canEditPlan,
  submit: canSubmitPlan,
};

const allowed: Readonly<Record<string, readonly (keyof typeof acts)[]>> = {
  "preparer of the department": ["read the draft", "read a filed version", "edit"],
  "certifier of the department": ["read the draft", "read a filed version", "edit", "submit"],
  "liaison of the department": ["read the draft", "read a filed version"],
  "alternate of the department": ["read the draft", "read a filed version"],
  "preparer of another department": [],
  "certifier of another department": [],
  "liaison of another department": [],
  "alternate of another department": [],
  "preparer of the department's successor": ["read the draft", "read a filed version"],
  reviewer: ["read a filed version"],
  duty_officer: ["read a filed version"],
  administrator: ["read a filed version"],
  working_group_member: [],
  auditor: ["read the draft", "read a filed version"],
  "person without a role": [],
};

const drafting: readonly PlanTransition[] = ["edit", "send_to_certifier", "take_back", "revise", "amend"];
const signing: readonly PlanTransition[] = ["send_back", "submit", "withdraw"];
const reviewing: readonly PlanTransition[] = [
  "begin_review",
  "request_changes",
  "undo_return",
  "accept",
  "undo_acceptance",
];

const steps: Readonly<Record<string, readonly PlanTransition[]>> = {
  "preparer of the department": drafting,
  "certifier of the department": [...drafting, ...signing],
  reviewer: reviewing,
};

describe("who may do what with a department's plan", () => {
  it.each(cast)("$who", ({ who, actor }) => {
    const names = Object.keys(acts) as (keyof typeof acts)[];
    expect(names.filter((name) => acts[name](actor, subject))).toEqual(allowed[who]);
  });
});

describe("who may take which step", () => {
  it.each(cast)("$who", ({ who, actor }) => {
    const taken = planTransitions.filter((transition) => canTakeStep(actor, subject, transition));
    expect([...taken].sort()).toEqual([...(steps[who] ?? [])].sort());
  });

  it("does not hang on another role that the same person holds elsewhere", () => {
    const preparerHere = actorWith(grantIn(parks, "certifier"), grantIn(library, "preparer"));
    expect(canSubmitPlan(preparerHere, subject)).toBe(false);
    expect(canSubmitPlan(preparerHere, { departmentId: parks })).toBe(true);
    expect(canEditPlan(preparerHere, subject)).toBe(true);
  });

  it("adds up over the roles that one person holds", () => {
    const both = actorWith(grantIn(library, "certifier"), officeGrant("reviewer"));
    expect(planTransitions.every((transition) => canTakeStep(both, subject, transition))).toBe(true);
  });

  it("gives nobody the signature but the certifier of that department", () => {
    const signers = cast.filter(({ actor }) => canTakeStep(actor, subject, "submit")).map(({ who }) => who);
    expect(signers).toEqual(["certifier of the department"]);
  });
});

describe("role × state × step", () => {
  const open = (who: string, status: (typeof planStatuses)[number]) => {
    const actor = cast.find((one) => one.who === who)?.actor ?? actorWith();
    return planTransitions.filter(
      (transition) => canTakeStep(actor, subject, transition) && canTake(status, transition),
    );
  };

  it.each<[(typeof planStatuses)[number], PlanTransition[], PlanTransition[], PlanTransition[]]>([
    ["not_started", ["edit", "send_to_certifier"], ["edit", "send_to_certifier"], []],
    ["draft", ["edit", "send_to_certifier"], ["edit", "send_to_certifier", "submit"], []],
    ["with_certifier", ["edit", "take_back"], ["edit", "take_back", "send_back", "submit"], []],
    ["submitted", [], ["withdraw"], ["begin_review"]],
    ["in_review", [], [], ["request_changes", "accept"]],
    ["changes_requested", ["revise"], ["revise"], ["undo_return"]],
    ["accepted", ["amend"], ["amend"], ["undo_acceptance"]],
    ["amending", ["edit", "send_to_certifier"], ["edit", "send_to_certifier", "submit"], []],
  ])(
    "%s: preparer, certifier and reviewer each have their own steps",
    (status, preparer, certifier, reviewer) => {
      expect(open("preparer of the department", status)).toEqual(preparer);
      expect(open("certifier of the department", status)).toEqual(certifier);
      expect(open("reviewer", status)).toEqual(reviewer);
    },
  );

  it("leaves somebody a way on in every state", () => {
    for (const status of planStatuses)
      expect(
        cast.some(({ who }) => open(who, status).length > 0),
        status,
      ).toBe(true);
  });
});

describe("the role under which a step is written down", () => {
  it("is one that stands for the step, whatever else the person is", () => {
    const both = actorWith(
      officeGrant("reviewer"),
      grantIn(parks, "certifier"),
      grantIn(library, "preparer"),
    );
    const roleFor = (step: PlanTransition) => actingRole(both, library, rolesForStep[step]);
    expect(drafting.map(roleFor)).toEqual(drafting.map(() => "preparer"));
    expect(signing.map(roleFor)).toEqual(signing.map(() => null));
    expect(reviewing.map(roleFor)).toEqual(reviewing.map(() => "reviewer"));
  });
});
