import { z } from "zod";
import { canSeeCompliance } from "@/lib/features/compliance/policy";
import { countBodies, findOverview, listBodies, pageSize } from "@/lib/features/compliance/queries";
import { bodyViewSchema } from "@/lib/features/compliance/schema";
import { findDirectiveInForce } from "@/lib/features/directives/queries";
import { ok } from "@/lib/kernel/result";
import { defineRoute } from "@/lib/platform/actions";

/** Where every body stands, as JSON: the counts, and one page of the list under the filters of the dashboard's address. */
export const GET = defineRoute({
  name: "read-status",
  input: bodyViewSchema.extend({ directive: z.string().max(40) }),
  load: ({ directive }) => findDirectiveInForce(directive),
  authorize: canSeeCompliance,
  run: async ({ input, subject }) => {
    const [{ counts }, bodies, total] = await Promise.all([
      findOverview(subject.id),
      listBodies(subject.id, input),
      countBodies(subject.id, input),
    ]);
    return ok({
      directive: { code: subject.code, number: subject.number, title: subject.title, dueAt: subject.dueAt },
      at: subject.now,
      counts,
      page: input.page,
      pages: Math.max(1, Math.ceil(total / pageSize)),
      total,
      bodies,
    });
  },
});
