import { z } from "zod";
import { readableText } from "@/lib/kernel/readable-text";

/**
 * Drafts are lenient: every field may be empty or missing, and what was typed is never changed. The one
 * thing refused is text that Postgres cannot keep as JSON (a NUL, half of a surrogate pair).
 */
function text(maxLength: number) {
  return readableText
    .max(maxLength, `Use at most ${maxLength.toLocaleString("en-US")} characters.`)
    .default("");
}

export const shortText = text(200);
export const mediumText = text(1_000);
export const longText = text(8_000);
/** "YYYY-MM-DD", or "" while unanswered; anything half-typed is kept and judged by the checks. */
export const dateText = text(10);
/** "HH:MM" on the 24-hour clock, or "". */
export const timeText = text(5);
/** A whole number as typed ("1,200"), or ""; read it with `readWholeNumber`. */
export const numberText = text(12);
export const phoneText = text(40);

/** Made in the browser when a row is added; how rows are told apart in paths and comparisons. */
export const rowId = z.uuid();

export function choice<const Options extends readonly [string, ...string[]]>(options: Options) {
  return z.enum(["", ...options]).default("" as never);
}

/** Rows of a list, each with its own id; two rows with one id would be one row to every comparison. */
export function rows<Row extends z.ZodType<{ id: string }>>(row: Row, maxRows: number) {
  return z
    .array(row)
    .max(maxRows, `List at most ${maxRows.toLocaleString("en-US")}.`)
    .refine(
      (list) => new Set(list.map((entry) => entry.id)).size === list.length,
      "Two rows have the same id.",
    )
    .default([]);
}

/** The texts that still stand as our model text suggests them; a change by hand takes a name out of the list. */
export const modelTextNames = z.array(readableText.min(1).max(40)).max(20).default([]);

export const languageCodes = z.array(readableText.min(1).max(40)).max(40).default([]);
/** Ids of facilities of the facilities section; one that was removed there is shown as unknown. */
export const facilityIds = z.array(rowId).max(500).default([]);
export const listedOrNone = choice(["listed", "none"]);
