import { z } from "zod";
import { departmentRoles, officeRoles } from "@/lib/kernel/actor";
import { defineEvent } from "@/lib/kernel/events";
import { lackKinds } from "./types";

const person = z.object({ personId: z.uuid(), name: z.string() });
const role = z.enum([...departmentRoles, ...officeRoles]);
const office = z.enum(["mayor", "working_group", "audit"]).nullable();
const instant = z.iso.datetime();
const invitation = z.object({ invitationId: z.uuid(), email: z.string(), name: z.string(), role, office });
const assignment = person.extend({
  roleAssignmentId: z.uuid(),
  role,
  office,
  startsAt: instant,
  endsAt: instant.nullable(),
});

/** Who may come in and as what. In the department's chain where a department is concerned, else in the office's. */
export const peopleEvents = {
  invited: defineEvent("person.invited", invitation.extend({ roleEndsAt: instant.nullable() })),
  invitationResent: defineEvent(
    "person.invitation_resent",
    invitation.extend({ timesSent: z.number().int() }),
  ),
  invitationWithdrawn: defineEvent("person.invitation_withdrawn", invitation),
  /** The role is theirs from now on; none is given where they held it already. */
  invitationAccepted: defineEvent(
    "person.invitation_accepted",
    invitation.extend({
      personId: z.uuid(),
      invitedById: z.uuid().nullable(),
      roleAssignmentId: z.uuid().nullable(),
    }),
  ),
  roleGranted: defineEvent("person.role_granted", assignment),
  /** At once, or on a day to come: `endsAt` says when. */
  roleEnded: defineEvent("person.role_ended", assignment.extend({ endsAt: instant })),
  deactivated: defineEvent("person.deactivated", person),
  reactivated: defineEvent("person.reactivated", person),
  setUpLinkSent: defineEvent("person.set_up_link_sent", person),
  emailChangeRequested: defineEvent("person.email_change_requested", person.extend({ newEmail: z.string() })),
  emailChanged: defineEvent("person.email_changed", person.extend({ before: z.string(), after: z.string() })),
  /** Somebody left a department: all their roles and designations there have ended. */
  left: defineEvent(
    "person.left",
    person.extend({
      roles: z.array(role),
      relieved: z.array(z.enum(["liaison", "alternate"])),
      handoverId: z.uuid(),
      toPersonId: z.uuid().nullable(),
      toName: z.string().nullable(),
      /** How much was handed over. */
      items: z.number().int(),
      lacks: z.array(z.enum(lackKinds)),
    }),
  ),
} as const;
