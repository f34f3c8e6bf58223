"use server";

import { verifyPassword } from "@/lib/features/accounts/password-service";
import { completeSetUpSchema } from "@/lib/features/accounts/schema";
import type { Role } from "@/lib/kernel/actor";
import { asId } from "@/lib/kernel/ids";
import { defineAction, definePublicAction } from "@/lib/platform/actions";
import { doerOf, ownDoer } from "@/lib/platform/audit";
import { acceptInvitation, setUpByInvitation } from "./acceptance";
import { confirmEmailChange, requestEmailChange } from "./email-changes";
import { invitePerson, resendInvitation, withdrawInvitation } from "./invitations";
import { letGo } from "./leaving";
import { findInvitation } from "./list-queries";
import {
  canEndRole,
  canGrantRole,
  canInvite,
  canManageAccount,
  canManageDepartmentPeople,
  rolesFor,
} from "./policy";
import { findAssignment, findDepartment, findPerson } from "./queries";
import {
  changeEmailOfSchema,
  changeOwnEmailSchema,
  endRoleSchema,
  grantRoleSchema,
  invitationReferenceSchema,
  invitePersonSchema,
  isDepartmentRole,
  leaveSchema,
  officeOfRole,
  personReferenceSchema,
  secretSchema,
  workplaceSchema,
} from "./schema";
import {
  deactivatePerson,
  endRole,
  endSessionsOfPerson,
  grantRole,
  reactivatePerson,
  rememberWorkplace,
  sendSetUpLink,
} from "./service";
import type { Placement } from "./types";

/** The place of a role: the named department for a department's, its own office for an office's. Null: there is none. */
async function findPlacement(input: { role: Role; departmentCode: string }): Promise<Placement | null> {
  if (!isDepartmentRole(input.role)) return { departmentId: null, office: officeOfRole[input.role] };
  const department = await findDepartment(input.departmentCode);
  return department && { departmentId: department.departmentId, office: null };
}

export const invitePersonAction = defineAction({
  name: "invite-person",
  input: invitePersonSchema,
  load: findPlacement,
  authorize: canInvite,
  run: async ({ actor, input, subject, requestId }) => {
    const by = doerOf(actor, subject.departmentId, rolesFor.manageDepartment, requestId);
    return invitePerson({ ...input, ...subject, by: { ...by, email: actor.email } });
  },
});

export const resendInvitationAction = defineAction({
  name: "resend-invitation",
  input: invitationReferenceSchema,
  load: ({ invitationId }) => findInvitation(invitationId),
  authorize: canInvite,
  run: async ({ actor, subject, requestId }) =>
    resendInvitation({
      invitation: subject,
      by: doerOf(actor, subject.departmentId, rolesFor.manageDepartment, requestId),
    }),
});

export const withdrawInvitationAction = defineAction({
  name: "withdraw-invitation",
  input: invitationReferenceSchema,
  load: ({ invitationId }) => findInvitation(invitationId),
  authorize: canInvite,
  run: async ({ actor, subject, requestId }) =>
    withdrawInvitation({
      invitation: subject,
      by: doerOf(actor, subject.departmentId, rolesFor.manageDepartment, requestId),
    }),
});

/** For everyone: whoever holds the secret of an open invitation reads the mail of the address that it is for. */
export const setUpByInvitationAction = definePublicAction({
  name: "set-up-by-invitation",
  input: completeSetUpSchema,
  authorize: "everyone",
  run: ({ input, requestId }) => setUpByInvitation({ ...input, requestId }),
});

/** Whoever is signed in may try: the service judges whether the invitation is for their address. */
export const acceptInvitationAction = defineAction({
  name: "accept-invitation",
  input: secretSchema,
  load: async (input) => input,
  authorize: () => true,
  run: async ({ actor, input, requestId }) => acceptInvitation({ secret: input.secret, actor, requestId }),
});

export const grantRoleAction = defineAction({
  name: "grant-role",
  input: grantRoleSchema,
  load: async (input) => {
    const [person, place] = await Promise.all([findPerson(input.personId), findPlacement(input)]);
    return person && place && { ...place, personId: person.personId };
  },
  authorize: canGrantRole,
  run: async ({ actor, input, subject, requestId }) =>
    grantRole({ ...input, ...subject, by: doerOf(actor, null, rolesFor.manageEverybody, requestId) }),
});

export const endRoleAction = defineAction({
  name: "end-role",
  input: endRoleSchema,
  load: ({ roleAssignmentId }) => findAssignment(roleAssignmentId),
  authorize: canEndRole,
  run: async ({ actor, input, subject, requestId }) =>
    endRole({
      held: subject,
      lastDay: input.lastDay,
      isConfirmed: input.isConfirmed,
      by: doerOf(actor, subject.departmentId, rolesFor.manageDepartment, requestId),
    }),
});

export const deactivatePersonAction = defineAction({
  name: "deactivate-person",
  input: personReferenceSchema,
  load: ({ personId }) => findPerson(personId),
  authorize: canManageAccount,
  run: async ({ actor, subject, requestId }) =>
    deactivatePerson({
      personId: subject.personId,
      by: doerOf(actor, null, rolesFor.manageEverybody, requestId),
    }),
});

export const reactivatePersonAction = defineAction({
  name: "reactivate-person",
  input: personReferenceSchema,
  load: ({ personId }) => findPerson(personId),
  authorize: canManageAccount,
  run: async ({ actor, subject, requestId }) =>
    reactivatePerson({
      personId: subject.personId,
      by: doerOf(actor, null, rolesFor.manageEverybody, requestId),
    }),
});

export const endSessionsOfPersonAction = defineAction({
  name: "end-sessions-of-person",
  input: personReferenceSchema,
  load: ({ personId }) => findPerson(personId),
  authorize: canManageAccount,
  run: async ({ actor, subject, requestId }) =>
    endSessionsOfPerson({
      personId: subject.personId,
      by: doerOf(actor, null, rolesFor.manageEverybody, requestId),
    }),
});

export const sendSetUpLinkAction = defineAction({
  name: "send-set-up-link",
  input: personReferenceSchema,
  load: ({ personId }) => findPerson(personId),
  authorize: canManageAccount,
  run: async ({ actor, subject, requestId }) =>
    sendSetUpLink({
      personId: subject.personId,
      by: doerOf(actor, null, rolesFor.manageEverybody, requestId),
    }),
});

export const changeEmailOfAction = defineAction({
  name: "change-email-of",
  input: changeEmailOfSchema,
  load: ({ personId }) => findPerson(personId),
  authorize: canManageAccount,
  run: async ({ actor, input, subject, requestId }) =>
    requestEmailChange({
      personId: subject.personId,
      newEmail: input.newEmail,
      by: doerOf(actor, null, rolesFor.manageEverybody, requestId),
    }),
});

/** One's own: the password is asked for again, since a session that was left open shall not take an account away. */
export const changeOwnEmailAction = defineAction({
  name: "change-own-email",
  input: changeOwnEmailSchema,
  load: async (_, actor) => actor,
  authorize: () => true,
  run: async ({ actor, input, requestId }) => {
    const verified = await verifyPassword({ personId: actor.personId, password: input.password });
    if (!verified.ok) return verified;
    const { personId } = actor;
    return requestEmailChange({ personId, newEmail: input.newEmail, by: ownDoer(actor, requestId) });
  },
});

/** For everyone: whoever holds the secret reads the mail of the new address. */
export const confirmEmailChangeAction = definePublicAction({
  name: "confirm-email-change",
  input: secretSchema,
  authorize: "everyone",
  run: ({ input, requestId }) => confirmEmailChange({ ...input, requestId }),
});

export const rememberWorkplaceAction = defineAction({
  name: "remember-workplace",
  input: workplaceSchema,
  load: async (_, actor) => actor,
  authorize: () => true,
  run: async ({ actor, input }) => rememberWorkplace({ ...input, sessionId: actor.sessionId }),
});

export const letGoAction = defineAction({
  name: "let-go",
  input: leaveSchema,
  load: async (input) => {
    const [person, department] = await Promise.all([
      findPerson(input.personId),
      input.departmentCode === "" ? null : findDepartment(input.departmentCode),
    ]);
    if (!person || (input.departmentCode !== "" && !department)) return null;
    return { personId: person.personId, departmentId: department?.departmentId ?? null };
  },
  authorize: (actor, subject) =>
    subject.departmentId === null
      ? canManageAccount(actor, subject)
      : canManageDepartmentPeople(actor, subject),
  run: async ({ actor, input, subject, requestId }) => {
    const handovers = await Promise.all(
      input.handovers.map(async ({ departmentCode, ...rest }) => {
        const department = await findDepartment(departmentCode);
        return department ? [{ ...rest, departmentId: asId<"Department">(department.departmentId) }] : [];
      }),
    );
    return letGo({
      ...subject,
      handovers: handovers.flat(),
      by: doerOf(actor, subject.departmentId, rolesFor.manageDepartment, requestId),
    });
  },
});
