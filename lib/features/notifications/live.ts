import "server-only";
import { inBatches } from "@/lib/kernel/batched";
import type { PersonId } from "@/lib/kernel/ids";
import type { Channel } from "@/lib/platform/channel";
import { db } from "@/lib/platform/db";
import type { Message } from "@/lib/platform/streams";
import { notificationEvents } from "./events";

const countUnread = inBatches<PersonId, number>(async (personIds) => {
  const rows = await db.$queryRaw<{ personId: PersonId; unread: number }[]>`
    SELECT person_id AS "personId", count(*)::int AS unread FROM notifications
    WHERE person_id = ANY(${[...personIds]}::uuid[]) AND read_at IS NULL
    GROUP BY person_id`;
  return new Map(rows.map(({ personId, unread }) => [personId, unread]));
});

/** One person's inbox, wherever they have it open. */
export function inboxChannel(personId: PersonId): Channel {
  const { name, payload } = notificationEvents.inboxChanged;
  const tell = async (): Promise<Message> => {
    return { name: "inbox", data: { unread: (await countUnread(personId)) ?? 0 } };
  };
  return {
    key: `inbox ${personId}`,
    everyMs: 500,
    concerns: (event) => event.name === name && payload.parse(event.payload).personIds.includes(personId),
    tell,
    greet: tell,
  };
}
