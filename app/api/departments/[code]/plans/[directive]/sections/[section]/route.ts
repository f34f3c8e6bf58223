import { z } from "zod";
import { canEditPlan, canReadPlan } from "@/lib/features/plans/policy";
import { findPlan, findSectionContent, listSections } from "@/lib/features/plans/queries";
import { sectionNameSchema } from "@/lib/features/plans/schema";
import { doerOf, planKey, saveSection } from "@/lib/features/plans/service";
import { ok } from "@/lib/kernel/result";
import { defineRoute } from "@/lib/platform/actions";
import { db } from "@/lib/platform/db";

const address = z.object({
  code: z.string().max(40),
  directive: z.string().max(40),
  section: sectionNameSchema,
});

const load = (input: z.output<typeof address>) =>
  findPlan({ departmentCode: input.code, directiveCode: input.directive });

export const GET = defineRoute({
  name: "read-section",
  input: address,
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
  input: address.extend({ revision: z.number().int().min(0), content: z.record(z.string(), z.unknown()) }),
  load,
  authorize: canEditPlan,
  run: async ({ actor, input, subject, requestId }) =>
    saveSection({
      plan: planKey(subject),
      section: input.section,
      revision: input.revision,
      content: input.content,
      by: doerOf(actor, subject.departmentId, ["preparer", "certifier"], requestId),
    }),
});
