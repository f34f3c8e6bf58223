import "server-only";
import { findDirectiveInForce } from "@/lib/features/directives/queries";
import { readableText } from "@/lib/kernel/readable-text";
import { ok } from "@/lib/kernel/result";
import { defineRoute } from "@/lib/platform/actions";
import { findBodiesPage } from "./loaders";
import { canSeeCompliance } from "./policy";
import { bodyViewSchema } from "./schema";

/** Where every body stands, as JSON: the counts, and one page of the list under the filters of the dashboard's address. */
export const readStatusHandler = defineRoute({
  name: "read-status",
  input: bodyViewSchema.extend({ directive: readableText.max(40) }),
  load: ({ directive }) => findDirectiveInForce(directive),
  authorize: canSeeCompliance,
  run: async ({ input: { directive: _, ...asked }, subject }) => {
    const { overview, view, bodies, total, pages } = await findBodiesPage(subject, asked);
    const { code, number, title, dueAt } = subject;
    return ok({
      directive: { code, number, title, dueAt },
      at: overview.now,
      counts: overview.counts,
      page: view.page,
      pages,
      total,
      bodies,
    });
  },
});
