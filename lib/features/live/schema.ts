import { z } from "zod";
import { sectionNameSchema } from "@/lib/features/plans/schema";
import { readableText } from "@/lib/kernel/readable-text";

/**
 * What a page watches. A directive alone is its dashboard; with a department's code it is that department's plan, and
 * with a section besides, that section as a page that has it open.
 */
export const watchSchema = z
  .object({
    directive: readableText.max(40).optional(),
    plan: readableText.max(40).optional(),
    section: sectionNameSchema.optional(),
    /** A readiness drill, whose results the page shows. */
    drill: z.uuid().optional(),
    /** The page's own mark, the same for each stream that it opens. */
    page: z.uuid().optional(),
    /** Where the stream before this one ended. */
    since: z.string().max(2_000).optional(),
    /** Where there was none: when the page read what it shows. */
    read: z.coerce.date().optional(),
  })
  .refine(({ plan, directive }) => !plan || directive, {
    path: ["directive"],
    error: "A plan needs its directive.",
  })
  .refine(({ section, plan, page }) => !section || (plan && page), {
    path: ["section"],
    error: "A section needs its plan and the page that has it open.",
  });
