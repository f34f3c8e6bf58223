import "server-only";
import type { z } from "zod";
import { ok } from "@/lib/kernel/result";
import { defineRoute } from "@/lib/platform/actions";
import { doerOf } from "@/lib/platform/audit";
import { db } from "@/lib/platform/db";
import { canEditPlan, canReadPlan, rolesForStep } from "./policy";
import { findPlan, findSectionContent, listSections } from "./queries";
import { saveSectionSchema, sectionAddressSchema } from "./schema";
import { planKey, saveSection } from "./service";

const load = (input: z.output<typeof sectionAddressSchema>) =>
  findPlan({ departmentCode: input.code, directiveCode: input.directive });

/** One section as it is stored, with the revision that the next save must name. */
export const readSectionHandler = defineRoute({
  name: "read-section",
  input: sectionAddressSchema,
  load,
  authorize: canReadPlan,
  run: async ({ input, subject }) => {
    // The revision is read before the text, so that a save in between is met as a conflict and not overwritten.
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

/** The autosave: a stale revision is answered with 409 and the stored text. */
export const saveSectionHandler = defineRoute({
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
