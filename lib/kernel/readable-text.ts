import { z } from "zod";

/** Text that Postgres can keep and look for: no NUL, no half of a surrogate pair. With these it would fail there. */
export const readableText = z
  .string()
  .refine((text) => !text.includes("\u0000") && text.isWellFormed(), "Remove the unreadable character.");
