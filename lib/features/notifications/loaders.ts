import "server-only";
import { requireActor } from "@/lib/platform/auth";
import { db } from "@/lib/platform/db";
import { choicesWithin, deliveryFor, kindDefinition, kindsFor } from "./kinds";
import {
  countNotifications,
  countUnread,
  findCalendarFeed,
  inboxPageSize,
  listChoices,
  listNotifications,
} from "./queries";
import { type Delivery, kindGroups } from "./reach";
import { type InboxView, inboxViewSchema } from "./schema";
import type { CalendarState, InboxLine, PreferenceGroup } from "./types";

type Search = Promise<Record<string, string | string[] | undefined>>;

export type InboxPage = {
  /** As asked, but for a page past the end, which is answered with the last. */
  readonly view: InboxView;
  readonly lines: readonly InboxLine[];
  readonly unread: number;
  /** The newest event of the whole inbox; null while it is empty. */
  readonly newest: string | null;
  readonly pages: number;
};

/** The signed-in person's own inbox, the newest first. Looking at it marks nothing as read. */
export async function loadInbox(search: Search): Promise<InboxPage> {
  const { personId } = await requireActor();
  const asked = inboxViewSchema.parse(await search);
  const [unread, { total, newest }] = await Promise.all([
    countUnread(personId),
    countNotifications(personId, asked),
  ]);
  const pages = Math.max(1, Math.ceil(total / inboxPageSize));
  const view = { ...asked, page: Math.min(asked.page, pages) };
  const rows = await listNotifications(personId, view);
  const lines = rows.map(({ createdAt, readAt, ...line }) => ({
    ...line,
    at: createdAt.toISOString(),
    isRead: readAt !== null,
  }));
  return { view, lines, unread, newest: newest === null ? null : String(newest), pages };
}

/** Of what the signed-in person can hear in their roles, how, and what they may choose instead. */
export async function loadPreferences(): Promise<readonly PreferenceGroup[]> {
  const { personId, roles } = await requireActor();
  const kept = new Map<string, Delivery>(
    (await listChoices(db, personId)).map(({ kind, delivery }) => [kind, delivery]),
  );
  const lines = kindsFor(roles.map(({ role }) => role)).map(({ kind, reach }) => {
    const { label, description, floorReason, group } = kindDefinition(kind);
    const isBound = reach.floor !== "portal";
    return {
      kind,
      group,
      label,
      description,
      choices: choicesWithin(reach),
      usual: reach.default,
      chosen: deliveryFor(reach, kept.get(kind) ?? null),
      floorReason: isBound ? (floorReason ?? "") : "",
    };
  });
  return Object.entries(kindGroups).flatMap(([group, title]) => {
    const kinds = lines.filter((line) => line.group === group).map(({ group: _, ...line }) => line);
    return kinds.length > 0 ? [{ title, kinds }] : [];
  });
}

/** Whether the signed-in person's calendar has an address that opens, since when, and when a program last read it. */
export async function loadCalendarState(): Promise<CalendarState> {
  const { personId } = await requireActor();
  const feed = await findCalendarFeed(personId);
  return (
    feed && {
      madeAt: feed.createdAt.toISOString(),
      lastReadAt: feed.lastReadAt?.toISOString() ?? null,
    }
  );
}
