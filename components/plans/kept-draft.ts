const prefix = "portal.draft.";

type Content = Record<string, unknown>;

/** Text that the server does not have yet, kept in the browser: what it began from, and what it has become. */
export type KeptDraft = {
  readonly baseRevision: number;
  readonly base: Content;
  readonly content: Content;
  /** What was sent and never answered: the server may have it all the same. */
  readonly sent?: Content | undefined;
};

const isContent = (value: unknown): value is Content =>
  typeof value === "object" && value !== null && !Array.isArray(value);

// By hand, since the way out of every page reads this file: a schema library is no weight for all of them.
function isKeptDraft(value: unknown): value is KeptDraft {
  return (
    isContent(value) &&
    Number.isInteger(value.baseRevision) &&
    isContent(value.base) &&
    isContent(value.content) &&
    (value.sent === undefined || isContent(value.sent))
  );
}

type Place = { personId: string; departmentCode: string; directiveCode: string; section: string };

/** One key a person and section: nobody else who signs in on the same device is shown the text. */
export function draftKey(of: Place): string {
  return `${prefix}${of.personId}.${of.departmentCode}.${of.directiveCode}.${of.section}`;
}

const written = new WeakMap<Content, string>();

/** The JSON of a text that is written again at each change of another: what was begun from stays the same. */
function jsonOf(content: Content): string {
  const json = written.get(content) ?? JSON.stringify(content);
  written.set(content, json);
  return json;
}

export function keepDraft(storage: Storage, key: string, draft: KeptDraft): void {
  try {
    const sent = draft.sent ? `,"sent":${jsonOf(draft.sent)}` : "";
    storage.setItem(
      key,
      `{"baseRevision":${draft.baseRevision},"base":${jsonOf(draft.base)},"content":${jsonOf(draft.content)}${sent}}`,
    );
  } catch {
    // The storage is full or forbidden: the text is still on the page and on its way to the server.
  }
}

export function findDraft(storage: Storage, key: string): KeptDraft | null {
  try {
    const draft: unknown = JSON.parse(storage.getItem(key) ?? "null");
    return isKeptDraft(draft) ? draft : null;
  } catch {
    return null;
  }
}

export function dropDraft(storage: Storage, key: string): void {
  storage.removeItem(key);
}

/** The sections of which this browser holds text that the server does not have. */
export function listKeptSections(storage: Storage): string[] {
  const sections = Object.keys(storage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(key.lastIndexOf(".") + 1));
  return [...new Set(sections)];
}

export function clearKeptDrafts(storage: Storage): void {
  for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key);
}
