import { Notice } from "@/components/ui/notice";
import { plainRefusal } from "@/lib/features/mail/messages";
import type { UnreachableLine } from "@/lib/features/mail/types";
import { formatDateTime } from "@/lib/kernel/format-date";

/** On a department's page: whom of it no mail reaches, and what is to be done. Nothing where everybody is reached. */
export function UnreachableNotice({ people }: { people: readonly UnreachableLine[] }) {
  const [first] = people;
  if (!first) return null;
  const title =
    people.length === 1
      ? `Mail does not reach ${first.name}`
      : `Mail does not reach ${people.length} people of this department`;
  return (
    <Notice tone="attention" title={title}>
      <ul className="flex flex-col gap-2">
        {people.map((person) => (
          <li key={person.personId} className="wrap-anywhere">
            {people.length > 1 && <span className="font-medium">{person.name}: </span>}
            {person.address} cannot be reached since {formatDateTime(person.unreachableSince)}.{" "}
            {plainRefusal(person.lastRefusal)}{" "}
            <span className="text-14 text-muted">
              (The mail server: <q>{person.lastRefusal}</q>)
            </span>
          </li>
        ))}
      </ul>
      <p>
        Until this is mended they hear of deadlines and decisions in the portal only: call them. A full or
        closed mailbox is for their own mail administrators; a wrong address is corrected by the portal's
        administrator in the Mayor's Office.
      </p>
    </Notice>
  );
}
