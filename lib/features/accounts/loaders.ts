import "server-only";
import { notFound } from "next/navigation";
import { canSeeCompliance } from "@/lib/features/compliance/policy";
import { findCurrentDirectiveCode } from "@/lib/features/directives/queries";
import { countUnread } from "@/lib/features/notifications/queries";
import { canSeeOperations } from "@/lib/features/operations/policy";
import type { Actor, Role } from "@/lib/kernel/actor";
import { requireActor } from "@/lib/platform/auth";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import {
  findIsDemonstration,
  findOwnAccount,
  findSetUpState,
  listDemonstrationPeople,
  listOwnRoles,
} from "./queries";
import { demonstrationPassword } from "./schema";
import type { DemonstrationAccount, OwnAccount, SetUpState } from "./types";

const roleLabels: Readonly<Record<Role, string>> = {
  preparer: "preparer",
  certifier: "certifier",
  liaison: "liaison",
  alternate: "alternate liaison",
  reviewer: "reviewer",
  duty_officer: "duty officer",
  administrator: "administrator",
  working_group_member: "working-group member",
  auditor: "auditor",
};

const officeLabels = { mayor: "Mayor's Office", working_group: "Working group", audit: "Audit" } as const;

export type Workspace = {
  readonly identity: { readonly name: string; readonly role: string; readonly place: string };
  readonly places: readonly { readonly href: string; readonly label: string; readonly isSecondary?: true }[];
  /** Where the person's work begins; null when nothing is open to them here. */
  readonly home: string | null;
  /** Whether any role is in force; one may have ended, or not begun. */
  readonly hasRole: boolean;
  /** Of the inbox; a hundred for a hundred and more. */
  readonly unread: number;
};

async function findFirstDepartment(actor: Actor) {
  const grant = actor.roles.find((held) => held.departmentId !== null);
  if (!grant?.departmentId) return null;
  return db.department.findUnique({ where: { id: grant.departmentId }, select: { code: true, name: true } });
}

/** What the signed-in person is shown around every page: who they are here, and the places open to them. */
export async function loadWorkspace(): Promise<Workspace> {
  const actor = await requireActor();
  const [directive, department, unread] = await Promise.all([
    findCurrentDirectiveCode(),
    findFirstDepartment(actor),
    countUnread(actor.personId),
  ]);
  const [first] = actor.roles;
  const role = first ? roleLabels[first.role] : actor.lacksSecondFactor ? "second step to set up" : "no role";
  if (department) {
    const base = `/department/${department.code}`;
    const places = [
      { href: `${base}/plans/${directive}`, label: "Plan" },
      { href: `${base}/liaison`, label: "Liaison" },
      { href: `${base}/history`, label: "History" },
    ];
    const isLiaisonOnly = actor.roles.every(
      (grant) => grant.role === "liaison" || grant.role === "alternate",
    );
    const home = isLiaisonOnly ? `${base}/liaison` : `${base}/plans/${directive}`;
    return {
      identity: { name: actor.name, role, place: department.name },
      places,
      home,
      hasRole: true,
      unread,
    };
  }
  const place = first?.office ? officeLabels[first.office] : "No department";
  if (!canSeeCompliance(actor))
    return {
      identity: { name: actor.name, role, place },
      places: [],
      home: null,
      hasRole: first !== undefined,
      unread,
    };
  const base = `/mayor/${directive}`;
  const places = [
    { href: base, label: "Compliance" },
    { href: `${base}/sections`, label: "Sections" },
    { href: `${base}/requirements`, label: "Requirements", isSecondary: true as const },
    { href: "/mayor/liaisons", label: "Liaisons" },
    { href: "/mayor/call", label: "Call" },
    ...(canSeeOperations(actor)
      ? [{ href: "/mayor/operations", label: "Operations", isSecondary: true as const }]
      : []),
  ];
  return { identity: { name: actor.name, role, place }, places, home: base, hasRole: true, unread };
}

/** The account of whoever is signed in, for themselves. */
export async function loadAccount(): Promise<OwnAccount> {
  const { personId } = await requireActor();
  const [account, roles] = await Promise.all([findOwnAccount(personId), listOwnRoles(personId)]);
  if (!account) notFound();
  return {
    ...account,
    passwordChangedAt: account.passwordChangedAt?.toISOString() ?? null,
    roles: roles.map(({ id, role, departmentName, office, startsAt, endsAt, hasBegun }) => {
      const label = roleLabels[role];
      return {
        id,
        label: `${label.charAt(0).toUpperCase()}${label.slice(1)}, ${departmentName ?? (office ? officeLabels[office] : "")}`,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt?.toISOString() ?? null,
        hasBegun,
      };
    }),
  };
}

/** Where a set-up link stands. For everyone: the secret in the address is the authority. Looking at it uses nothing up. */
export async function loadSetUp(secret: string): Promise<SetUpState> {
  return findSetUpState(secret);
}

/**
 * The invented people of the demonstration, for everyone who is about to sign in. Empty unless both the setting and
 * the database say that this is the demonstration: the setting alone has a default, and must never list real people.
 */
export async function loadDemonstrationAccounts(): Promise<readonly DemonstrationAccount[]> {
  if (env().PORTAL_SEED !== "demo" || !(await findIsDemonstration())) return [];
  const people = await listDemonstrationPeople();
  return people.map(({ email, role, department, office }) => ({
    email,
    password: demonstrationPassword,
    role: roleLabels[role],
    place: department ?? (office ? officeLabels[office] : ""),
  }));
}
