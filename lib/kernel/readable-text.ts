/** Whether Postgres can keep the text: it holds no NUL and no half of a surrogate pair. */
export function isReadable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}

/** A refinement of any text that is stored or looked for: unrefused, it would fail in the database. */
export const readable = [isReadable, "Remove the unreadable character."] as const;
