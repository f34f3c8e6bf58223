"use server";

import { findDepartment, listDesignations } from "@/lib/features/liaisons/queries";
import { defineAction } from "@/lib/platform/actions";
import { doerOf } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";
import { canEnterAbsence, canOverride, canTakeBack, coverageRoles } from "./policy";
import { findCoverage } from "./queries";
import { addAbsenceSchema, addOverrideSchema, takeBackSchema } from "./schema";
import { addAbsence, addOverride, takeBackCoverage } from "./service";

async function findSubject({ departmentCode }: { departmentCode: string }) {
  const department = await findDepartment(departmentCode);
  if (!department) return null;
  const { departmentId } = department;
  return { departmentId, designations: await listDesignations(db, departmentId) };
}

export const addAbsenceAction = defineAction({
  name: "add-absence",
  input: addAbsenceSchema,
  load: findSubject,
  authorize: (actor, subject, input) => canEnterAbsence(actor, subject, input.designationKind),
  run: async ({ actor, input, subject: { departmentId }, requestId }) =>
    addAbsence({ ...input, departmentId, by: doerOf(actor, departmentId, coverageRoles, requestId) }),
});

export const addOverrideAction = defineAction({
  name: "add-override",
  input: addOverrideSchema,
  load: findSubject,
  authorize: (actor, subject) => canOverride(actor, subject),
  run: async ({ actor, input, subject: { departmentId }, requestId }) =>
    addOverride({ ...input, departmentId, by: doerOf(actor, departmentId, coverageRoles, requestId) }),
});

export const takeBackCoverageAction = defineAction({
  name: "take-back-coverage",
  input: takeBackSchema,
  load: async (input) => {
    const coverage = await findCoverage(input);
    const subject = coverage && (await findSubject(input));
    return subject ? { ...subject, kind: coverage.kind, designationKind: coverage.designationKind } : null;
  },
  authorize: (actor, subject) => canTakeBack(actor, subject),
  run: async ({ actor, input, subject: { departmentId }, requestId }) =>
    takeBackCoverage({
      departmentId,
      coverageId: input.coverageId,
      by: doerOf(actor, departmentId, coverageRoles, requestId),
    }),
});
