import { z } from "zod";
import { kindNames } from "./kinds";
import { deliveries } from "./reach";

/** The view of the inbox that an address describes. An unknown value is read as absent, so that an old link still opens. */
export const inboxViewSchema = z.object({
  show: z.enum(["unread"]).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});
export type InboxView = z.infer<typeof inboxViewSchema>;

/** The address of a view: only what differs from the plain list stands in it. */
export function inboxQuery(view: Partial<InboxView>): string {
  const search = new URLSearchParams();
  if (view.show) search.set("show", view.show);
  if (view.page && view.page > 1) search.set("page", String(view.page));
  const text = search.toString();
  return text ? `?${text}` : "";
}

export const markNotificationSchema = z.strictObject({ notificationId: z.uuid(), isRead: z.boolean() });

/** `through` is the newest event that the page showed: what came since is not marked unseen. */
export const markAllReadSchema = z.strictObject({ through: z.string().regex(/^\d{1,18}$/) });

export const savePreferencesSchema = z.strictObject({
  choices: z.partialRecord(z.enum(kindNames), z.enum(deliveries, "Choose how you want to hear of this.")),
});
export type SavePreferencesInput = z.infer<typeof savePreferencesSchema>;

export const ownCalendarSchema = z.strictObject({});

/** What stands in the address of a calendar: the secret, and the ending by which programs know what it is. */
export const calendarAddressSchema = z.object({
  secret: z.string().regex(/^[A-Za-z0-9_-]{43}\.ics$/),
});
