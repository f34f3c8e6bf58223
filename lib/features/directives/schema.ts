import { z } from "zod";
import { isDay } from "@/lib/kernel/calendar-day";
import { readableText } from "@/lib/kernel/readable-text";

/** Their plans are locked together until all are extended, and whoever writes in one of them waits. */
export const bodiesAtOnce = 100;

const code = readableText.min(1).max(40);
const body = { departmentCode: code, directiveCode: code };

/** The last day on which filing is to be on time; the service makes the instant of it. */
const day = z.string().refine(isDay, "Choose the last day on which filing is on time.");

const words = (missing: string) =>
  readableText.trim().min(1, missing).max(1_000, "Use at most 1,000 characters.");

/** Moves the deadline of one or several bodies later, to the same day. */
export const extendDeadlinesSchema = z.strictObject({
  directiveCode: code,
  bodies: z
    .array(
      z.strictObject({
        code,
        /** The due instant that the reader had before them: one that was moved since is not moved again unseen. */
        seenDueAt: z.iso.datetime(),
        /** The request that this answers, where the reader had one before them. */
        requestId: z.uuid().optional(),
      }),
    )
    .min(1, "Choose at least one body.")
    .max(bodiesAtOnce, `Choose at most ${bodiesAtOnce} bodies at a time.`),
  day,
  reason: words("Say why, for the department and the record."),
});
export type ExtendDeadlinesInput = z.infer<typeof extendDeadlinesSchema>;

/** Puts the newest extension of a body right, with the day that holds in its place. */
export const correctExtensionSchema = z.strictObject({
  ...body,
  extensionId: z.uuid(),
  day,
  reason: words("Say what was wrong, for the department and the record."),
});
export type CorrectExtensionInput = z.infer<typeof correctExtensionSchema>;

/** A department asks for a later deadline. */
export const requestExtensionSchema = z.strictObject({
  ...body,
  day,
  reason: words("Say what stands in the way, so that the Mayor's Office can decide."),
});
export type RequestExtensionInput = z.infer<typeof requestExtensionSchema>;

export const withdrawRequestSchema = z.strictObject({ ...body, requestId: z.uuid() });

export const declineRequestSchema = z.strictObject({
  ...body,
  requestId: z.uuid(),
  answer: words("Say why not, so that the department knows."),
});
export type DeclineRequestInput = z.infer<typeof declineRequestSchema>;

const page = z.coerce.number().int().min(1).max(100_000).catch(1).default(1);

/** The page of the extensions given that an address asks for. */
export const givenViewSchema = z.object({ page });

/** The bodies that an address asks for, by name. An unknown value is read as absent, so that an old link still opens. */
export const owingViewSchema = z.object({
  q: readableText.trim().max(100).catch("").default(""),
  page,
});
export type OwingView = z.infer<typeof owingViewSchema>;

/** The address of a view: only what differs from the first one stands in it. */
export function owingQuery(view: Partial<OwingView>): string {
  const search = new URLSearchParams();
  if (view.q) search.set("q", view.q);
  if (view.page && view.page > 1) search.set("page", String(view.page));
  const text = search.toString();
  return text ? `?${text}` : "";
}
