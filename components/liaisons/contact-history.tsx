import { EmptyState } from "@/components/ui/empty-state";
import type { LiaisonHistoryEntry } from "@/lib/features/liaisons/types";
import { formatDateTime } from "@/lib/kernel/format-date";

/** Who changed what and when, newest first, with the value before each change. */
export function ContactHistory({ entries }: { entries: readonly LiaisonHistoryEntry[] }) {
  if (entries.length === 0) {
    return (
      <EmptyState title="Nothing has changed yet">
        Each designation, acceptance and change of contact details is written down here.
      </EmptyState>
    );
  }
  return (
    <ol className="divide-y divide-line rounded-md border border-line bg-surface">
      {entries.map((entry) => (
        <li key={entry.key} className="flex flex-col gap-1 px-4 py-3 sm:px-6">
          <p>{entry.text}</p>
          {entry.changes.length > 0 && (
            <ul className="flex flex-col gap-0.5 text-14">
              {entry.changes.map(({ label, from, to }) => (
                <li key={label}>
                  {label}: <del className="text-muted">{from}</del>{" "}
                  <ins className="no-underline">
                    <span aria-hidden="true">→ </span>
                    {to}
                  </ins>
                </li>
              ))}
            </ul>
          )}
          <p className="text-14 text-muted">
            {entry.byName} · <span className="tabular">{formatDateTime(entry.at)}</span>
          </p>
        </li>
      ))}
    </ol>
  );
}
