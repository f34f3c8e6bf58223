import { z } from "zod";
import { longText } from "./fields";

/** The designations live in their own tables and outlive the plan; the section itself holds only a note. */
export const liaisonSchema = z.object({ note: longText });
export type Liaison = z.infer<typeof liaisonSchema>;

export function emptyLiaison(): Liaison {
  return liaisonSchema.parse({});
}
