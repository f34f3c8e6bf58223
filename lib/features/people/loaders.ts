import "server-only";
import { notFound } from "next/navigation";
import { type Actor, departmentRoles, officeRoles, type Role } from "@/lib/kernel/actor";
import { currentActor, requireActor } from "@/lib/platform/auth";
import { db } from "@/lib/platform/db";
import { findEmailChange } from "./email-changes";
import { hashInvitationSecret } from "./invitations";
import {
  countByFilter,
  countPeople,
  findInvitationBySecret,
  listInvitations,
  listInvitationsFor,
  listInvitationsTo,
  listPeople,
  peoplePageSize,
} from "./list-queries";
import { officeWords } from "./messages";
import {
  canGrantRole,
  canInvite,
  canManageAccount,
  canManageDepartmentPeople,
  canManagePeople,
  canSeeDepartmentPeople,
  canSeePeople,
} from "./policy";
import {
  findDepartment,
  findLacks,
  findPerson,
  listColleagues,
  listDepartments,
  listLeavingPlaces,
  listMembers,
  listOpenItems,
  listRolesOf,
  type PersonRow,
} from "./queries";
import { type PeopleView, peopleViewSchema } from "./schema";
import { invitationStateOf } from "./status";
import type {
  DepartmentName,
  EmailChangeSight,
  HeldRole,
  InvitationLine,
  InvitationSight,
  Lack,
  LeavingPlace,
  Member,
  PeopleCounts,
  PersonLine,
} from "./types";

type Search = Promise<Record<string, string | string[] | undefined>>;

export type PeoplePage = {
  readonly view: PeopleView;
  readonly counts: PeopleCounts;
  readonly lines: readonly PersonLine[];
  readonly invitations: readonly InvitationLine[];
  readonly total: number;
  readonly pages: number;
  readonly mayManage: boolean;
};

/** The page of the people, or of the invitations, that an address asks for. For administrators and the auditor. */
export async function loadPeople(search: Search): Promise<PeoplePage> {
  const actor = await requireActor();
  if (!canSeePeople(actor)) notFound();
  const view = peopleViewSchema.parse(await search);
  const isOfInvitations = view.show === "invited";
  const [counts, lines, total, invited] = await Promise.all([
    countByFilter(),
    isOfInvitations ? [] : listPeople(view),
    isOfInvitations ? 0 : countPeople(view),
    isOfInvitations ? listInvitations(view) : { lines: [], total: 0 },
  ]);
  const all = isOfInvitations ? invited.total : total;
  return {
    view,
    counts,
    lines,
    invitations: invited.lines,
    total: all,
    pages: Math.max(1, Math.ceil(all / peoplePageSize)),
    mayManage: canManagePeople(actor),
  };
}

export type PersonPage = {
  readonly person: Omit<PersonRow, "createdAt" | "lastSignInAt"> & {
    readonly createdAt: string;
    readonly lastSignInAt: string | null;
  };
  readonly roles: readonly HeldRole[];
  readonly invitations: readonly InvitationLine[];
  readonly departments: readonly DepartmentName[];
  readonly mayManage: boolean;
  readonly mayGrant: boolean;
  readonly isSelf: boolean;
};

/** Somebody, with all roles they ever held. For administrators and the auditor; else "not found". */
export async function loadPerson(personId: string): Promise<PersonPage> {
  const actor = await requireActor();
  const person = canSeePeople(actor) ? await findPerson(personId) : null;
  if (!person) notFound();
  const [roles, invitations, departments] = await Promise.all([
    listRolesOf(person.personId),
    listInvitationsFor(person.email),
    listDepartments(),
  ]);
  return {
    person: {
      ...person,
      createdAt: person.createdAt.toISOString(),
      lastSignInAt: person.lastSignInAt?.toISOString() ?? null,
    },
    roles,
    invitations,
    departments,
    mayManage: canManageAccount(actor, person),
    mayGrant: canGrantRole(actor, person),
    isSelf: actor.personId === person.personId,
  };
}

export type InviteForm = {
  /** Null for the administrator, who chooses among all. */
  readonly department: DepartmentName | null;
  readonly departments: readonly DepartmentName[];
  readonly roles: readonly Role[];
};

/** What the form of an invitation begins with, for a department or for all places; "not found" for who may not invite. */
export async function loadInviteForm(code: string | null): Promise<InviteForm> {
  const actor = await requireActor();
  const department = code === null ? null : await findDepartment(code);
  if (code !== null && !department) notFound();
  if (!canInvite(actor, department ?? { departmentId: null })) notFound();
  return {
    department,
    departments: department ? [] : await listDepartments(),
    roles: department ? departmentRoles : [...departmentRoles, ...officeRoles],
  };
}

export type DepartmentPeople = {
  readonly department: DepartmentName;
  readonly members: readonly Member[];
  readonly invitations: readonly InvitationLine[];
  readonly lacks: readonly Lack[];
  readonly mayManage: boolean;
  readonly ownId: string;
  readonly isOffice: boolean;
};

/** Who works in a department and who is invited. For its members, administrators and the auditor; else "not found". */
export async function loadDepartmentPeople(code: string): Promise<DepartmentPeople> {
  const actor = await requireActor();
  const department = await findDepartment(code);
  if (!department || !canSeeDepartmentPeople(actor, department)) notFound();
  const { departmentId } = department;
  const [members, invitations, lacks] = await Promise.all([
    listMembers(departmentId),
    listInvitationsTo(departmentId),
    findLacks(db, { departmentId, without: null }),
  ]);
  return {
    department,
    members,
    invitations,
    lacks,
    mayManage: canManageDepartmentPeople(actor, department),
    ownId: actor.personId,
    isOffice: canSeePeople(actor),
  };
}

export type LeavingPage = {
  readonly person: { readonly personId: string; readonly name: string; readonly email: string };
  readonly places: readonly LeavingPlace[];
  /** Roles in offices, which end as well where somebody leaves altogether. */
  readonly officeRoles: readonly HeldRole[];
  readonly isSelf: boolean;
  readonly isDeactivated: boolean;
};

/** What would happen if somebody left a department, or altogether; "not found" for who may not let them go. */
export async function loadLeaving(of: { personId: string; code: string | null }): Promise<LeavingPage> {
  const actor = await requireActor();
  const department = of.code === null ? null : await findDepartment(of.code);
  if (of.code !== null && (!department || !canManageDepartmentPeople(actor, department))) notFound();
  const person = await findPerson(of.personId);
  if (!person || (of.code === null && !canManageAccount(actor, person))) notFound();
  const { personId, name, email, isDeactivated } = person;
  const [found, roles] = await Promise.all([
    listLeavingPlaces(db, personId, department?.departmentId ?? null),
    department ? [] : listRolesOf(personId),
  ]);
  if (department && found.length === 0) notFound();
  const places: LeavingPlace[] = [];
  for (const place of found) {
    const { departmentId } = place;
    const [items, lacks, colleagues] = await Promise.all([
      listOpenItems(db, { personId, departmentId }),
      findLacks(db, { departmentId, without: personId }),
      listColleagues(db, { personId, departmentId }),
    ]);
    places.push({ ...place, items, lacks, colleagues });
  }
  return {
    person: { personId, name, email },
    places,
    officeRoles: roles.filter((held) => held.departmentCode === null && held.state !== "past"),
    isSelf: actor.personId === personId,
    isDeactivated,
  };
}

export type InvitationPage = {
  readonly sight: InvitationSight;
  /** Whoever is signed in here, for whom the page offers another way. */
  readonly reader: { readonly email: string; readonly isInvited: boolean } | null;
};

/** What an invitation's link shows. For everyone: the secret is the authority, and looking uses nothing up. */
export async function loadInvitation(secret: string): Promise<InvitationPage> {
  const [row, actor] = await Promise.all([
    findInvitationBySecret(hashInvitationSecret(secret)),
    currentActor(),
  ]);
  const reader = (email: string | null): InvitationPage["reader"] =>
    actor ? { email: actor.email, isInvited: actor.email === email } : null;
  if (!row || row.isDeactivated) return { sight: { status: "unknown" }, reader: reader(null) };
  const state = invitationStateOf(row, row.now);
  if (state !== "open") return { sight: { status: state }, reader: reader(null) };
  const { name, email, role, invitedByName, expiresAt, departmentName, office, canSignIn } = row;
  return {
    sight: {
      status: "open",
      name,
      email,
      role,
      place: departmentName ?? (office ? officeWords[office] : ""),
      invitedByName,
      expiresAt: expiresAt.toISOString(),
      hasAccount: canSignIn,
    },
    reader: reader(email),
  };
}

/** What the link of a change of address shows. For everyone, as above. */
export async function loadEmailChange(secret: string): Promise<EmailChangeSight> {
  return findEmailChange(secret);
}

/** One's own address, and the one to which a change is under way. */
export async function loadOwnEmail(): Promise<
  Pick<PersonRow, "email" | "isEmailVerified" | "pendingEmail" | "hasPassword">
> {
  const actor: Actor = await requireActor();
  const person = await findPerson(actor.personId);
  if (!person) notFound();
  const { email, isEmailVerified, pendingEmail, hasPassword } = person;
  return { email, isEmailVerified, pendingEmail, hasPassword };
}
