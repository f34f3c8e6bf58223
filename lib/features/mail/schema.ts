import { z } from "zod";
import { readableText } from "@/lib/kernel/readable-text";

export const shownStatuses = ["queued", "given_up", "refused", "kept", "sent", "cancelled"] as const;

const page = z.coerce.number().int().min(1).max(100_000).catch(1).default(1);

/** The view of the delivery log that an address describes. An unknown value is read as absent, so that an old link still opens. */
export const mailViewSchema = z.object({
  q: readableText.trim().max(100).catch("").default(""),
  status: z.enum(shownStatuses).optional().catch(undefined),
  page,
});
export type MailView = z.infer<typeof mailViewSchema>;

export const unreachableViewSchema = z.object({ page });
export type UnreachableView = z.infer<typeof unreachableViewSchema>;

/** The address of a view: only what differs from the plain list stands in it. */
export function mailQuery(view: Partial<MailView>): string {
  const search = new URLSearchParams();
  if (view.q) search.set("q", view.q);
  if (view.status) search.set("status", view.status);
  if (view.page && view.page > 1) search.set("page", String(view.page));
  const text = search.toString();
  return text ? `?${text}` : "";
}

export const sendAnewSchema = z.strictObject({ messageId: z.uuid() });
