import "server-only";
import { inBatches } from "@/lib/kernel/batched";
import type { PersonId } from "@/lib/kernel/ids";
import type { Channel } from "@/lib/platform/channel";
import type { OutboxEvent } from "@/lib/platform/outbox";
import type { Message } from "@/lib/platform/streams";
import { notificationEvents } from "./events";
import { countUnreadOf } from "./queries";

const countUnread = inBatches(countUnreadOf);

/** Read once an event, and not once for each inbox that is open. */
const named = new WeakMap<OutboxEvent, ReadonlySet<string>>();

function personsNamedIn(event: OutboxEvent): ReadonlySet<string> {
  const known = named.get(event);
  if (known) return known;
  const { personIds } = notificationEvents.inboxChanged.payload.parse(event.payload);
  const persons = new Set(personIds);
  named.set(event, persons);
  return persons;
}

/** One person's inbox, wherever they have it open. */
export function inboxChannel(personId: PersonId): Channel {
  const { name } = notificationEvents.inboxChanged;
  const tell = async (): Promise<Message> => {
    return { name: "inbox", data: { unread: (await countUnread(personId)) ?? 0 } };
  };
  return {
    key: `inbox ${personId}`,
    everyMs: 500,
    concerns: (event) => event.name === name && personsNamedIn(event).has(personId),
    tell,
    greet: tell,
  };
}
