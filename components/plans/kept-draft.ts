import { z } from "zod";

const prefix = "portal.draft.";

/** Text that the server does not have yet, kept in the browser: what it began from, and what it has become. */
const keptDraftSchema = z.object({
  baseRevision: z.number().int(),
  base: z.record(z.string(), z.unknown()),
  content: z.record(z.string(), z.unknown()),
});
export type KeptDraft = z.infer<typeof keptDraftSchema>;

/** One key a person and section: nobody else who signs in on the same device is shown the text. */
export function draftKey(of: {
  personId: string;
  departmentCode: string;
  directiveCode: string;
  section: string;
}): string {
  return `${prefix}${of.personId}.${of.departmentCode}.${of.directiveCode}.${of.section}`;
}

export function keepDraft(storage: Storage, key: string, draft: KeptDraft): void {
  try {
    storage.setItem(key, JSON.stringify(draft));
  } catch {
    // The storage is full or forbidden: the text is still on the page and on its way to the server.
  }
}

export function findDraft(storage: Storage, key: string): KeptDraft | null {
  try {
    const parsed = keptDraftSchema.safeParse(JSON.parse(storage.getItem(key) ?? "null"));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function dropDraft(storage: Storage, key: string): void {
  storage.removeItem(key);
}

export function clearKeptDrafts(storage: Storage): void {
  for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key);
}
