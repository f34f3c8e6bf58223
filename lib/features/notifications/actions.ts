"use server";

import { defineAction } from "@/lib/platform/actions";
import { ownDoer } from "@/lib/platform/audit";
import { isOwn } from "./policy";
import { findNotification } from "./queries";
import {
  markAllReadSchema,
  markNotificationSchema,
  ownCalendarSchema,
  savePreferencesSchema,
} from "./schema";
import { makeCalendar, markAllRead, markNotification, revokeCalendar, savePreferences } from "./service";

export const markNotificationAction = defineAction({
  name: "mark-notification",
  input: markNotificationSchema,
  load: ({ notificationId }, actor) => findNotification(actor.personId, notificationId),
  authorize: isOwn,
  run: async ({ actor, input, requestId }) => markNotification({ ...input, by: ownDoer(actor, requestId) }),
});

export const markAllReadAction = defineAction({
  name: "mark-all-read",
  input: markAllReadSchema,
  load: async (_, { personId }) => ({ personId }),
  authorize: isOwn,
  run: async ({ actor, input, requestId }) => markAllRead({ ...input, by: ownDoer(actor, requestId) }),
});

export const savePreferencesAction = defineAction({
  name: "save-preferences",
  input: savePreferencesSchema,
  load: async (_, { personId }) => ({ personId }),
  authorize: isOwn,
  run: async ({ actor, input, requestId }) =>
    savePreferences({
      ...input,
      roles: actor.roles.map(({ role }) => role),
      by: ownDoer(actor, requestId),
    }),
});

export const makeCalendarAction = defineAction({
  name: "make-calendar",
  input: ownCalendarSchema,
  load: async (_, { personId }) => ({ personId }),
  authorize: isOwn,
  run: async ({ actor, requestId }) => makeCalendar({ by: ownDoer(actor, requestId) }),
});

export const revokeCalendarAction = defineAction({
  name: "revoke-calendar",
  input: ownCalendarSchema,
  load: async (_, { personId }) => ({ personId }),
  authorize: isOwn,
  run: async ({ actor, requestId }) => revokeCalendar({ by: ownDoer(actor, requestId) }),
});
