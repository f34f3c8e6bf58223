import type { z } from "zod";
import { canEditPlan, canReadPlan, rolesForStep } from "@/lib/features/plans/policy";
import { findPlan, findSectionContent, listSections } from "@/lib/features/plans/queries";
import { saveSectionSchema, sectionAddressSchema } from "@/lib/features/plans/schema";
import { planKey, saveSection } from "@/lib/features/plans/service";
import { ok } from "@/lib/kernel/result";
import { defineRoute } from "@/lib/platform/actions";
import { doerOf } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";

const load = (input: z.output<typeof sectionAddressSchema>) =>
  findPlan({ departmentCode: input.code, directiveCode: input.directive });

export const GET = defineRoute({
  name: "read-section",
  input: sectionAddressSchema,
  load,
  authorize: canReadPlan,
  run: async ({ input, subject }) => {
    const rows = await listSections(db, subject);
    const row = rows.find((one) => one.section === input.section);
    return ok({
      content: await findSectionContent(db, subject, input.section),
      revision: row?.revision ?? 0,
      outcomes: row?.outcomes ?? [],
      editedByName: row?.editedByName ?? "",
      editedAt: row?.editedAt?.toISOString() ?? null,
    });
  },
});

export const PUT = defineRoute({
  name: "save-section",
  input: saveSectionSchema,
  load,
  authorize: canEditPlan,
  run: async ({ actor, input, subject, requestId }) =>
    saveSection({
      plan: planKey(subject),
      section: input.section,
      revision: input.revision,
      content: input.content,
      by: doerOf(actor, subject.departmentId, rolesForStep.edit, requestId),
    }),
});
