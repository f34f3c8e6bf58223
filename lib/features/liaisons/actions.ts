"use server";

import { defineAction } from "@/lib/platform/actions";
import { doerOf } from "@/lib/platform/audit";
import { canAcceptDuties, canDesignate, canUpdateContact, rolesFor } from "./policy";
import { findDepartment, findDesignation } from "./queries";
import { acceptDutiesSchema, designateLiaisonSchema, updateContactSchema } from "./schema";
import { acceptDuties, designateLiaison, updateContact } from "./service";

export const designateLiaisonAction = defineAction({
  name: "designate-liaison",
  input: designateLiaisonSchema,
  load: (input) => findDepartment(input.departmentCode),
  authorize: (actor, department) => canDesignate(actor, department),
  run: async ({ actor, input, subject, requestId }) =>
    designateLiaison({
      ...input,
      departmentId: subject.departmentId,
      by: doerOf(actor, subject.departmentId, rolesFor.designate, requestId),
    }),
});

export const updateContactAction = defineAction({
  name: "update-contact",
  input: updateContactSchema,
  load: findDesignation,
  authorize: (actor, designation) => canUpdateContact(actor, designation),
  run: async ({ actor, input, subject, requestId }) =>
    updateContact({
      ...input,
      departmentId: subject.departmentId,
      by: doerOf(actor, subject.departmentId, rolesFor.updateContact, requestId),
    }),
});

export const acceptDutiesAction = defineAction({
  name: "accept-duties",
  input: acceptDutiesSchema,
  load: findDesignation,
  authorize: (actor, designation) => canAcceptDuties(actor, designation),
  run: async ({ actor, input, subject, requestId }) =>
    acceptDuties({
      departmentId: subject.departmentId,
      designationId: input.designationId,
      actor,
      requestId,
    }),
});
