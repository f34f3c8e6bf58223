import fc from "fast-check";
import type { z } from "zod";
import {
  type SectionContents,
  type SectionName,
  sectionNames,
  sectionSchemas,
} from "@/lib/features/plans/schema";

/** Few ids, so that rows of two texts are often the same row. */
const ids = [1, 2, 3, 4, 5, 6].map((n) => `01890000-0000-7000-8000-00000000000${n}`);

/** What people type: nothing, blanks, days, hours, numbers, words. */
const typed = fc.constantFrom(
  "",
  " ",
  "2025-07-21",
  "2026-06-30",
  "00:00",
  "12:30",
  "7",
  "(213) 555-0142",
  "words",
);

type Part = z.core.$ZodTypes;

/** Any value that a section's schema accepts, read off the schema itself, so that a new field is tried at once. */
function anyOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  const { def } = (schema as unknown as Part)._zod;
  const inner = (part: unknown) => anyOf(part as z.ZodType);
  switch (def.type) {
    case "object":
      return fc.record(
        Object.fromEntries(Object.entries(def.shape).map(([name, part]) => [name, inner(part)])),
      );
    case "array":
      return fc.uniqueArray(inner(def.element), {
        maxLength: 3,
        selector: (item) => (typeof item === "object" && item !== null && "id" in item ? item.id : item),
      });
    case "enum":
      return fc.constantFrom(...Object.values(def.entries));
    case "boolean":
      return fc.boolean();
    case "default":
    case "prefault":
      return inner(def.innerType);
    case "union":
      return fc.oneof(...def.options.map(inner));
    case "literal":
      return fc.constantFrom(...def.values);
    case "string":
      return "format" in def && def.format === "uuid"
        ? fc.constantFrom(...ids)
        : typed.filter(isShort(schema));
    default:
      throw new Error(`no way is known to make up a ${def.type}`);
  }
}

const isShort = (schema: z.ZodType) => (text: string) => schema.safeParse(text).success;

const bySection = Object.fromEntries(
  sectionNames.map((section) => [section, anyOf(sectionSchemas[section])]),
) as { readonly [Section in SectionName]: fc.Arbitrary<SectionContents[Section]> };

export const anyContent = <Section extends SectionName>(section: Section) => bySection[section];
export const anySections = fc.record(bySection) as fc.Arbitrary<SectionContents>;
