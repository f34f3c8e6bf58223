import { EmptyState } from "@/components/ui/empty-state";
import type { HistoryEntry } from "@/lib/features/plans/types";
import { formatDateTime } from "@/lib/kernel/format-date";

export function HistoryList({ entries }: { entries: readonly HistoryEntry[] }) {
  if (entries.length === 0) {
    return (
      <EmptyState title="Nothing has happened yet">
        The first edit of the plan, and every step after it, is written down here.
      </EmptyState>
    );
  }
  return (
    <ol className="divide-y divide-line rounded-md border border-line bg-surface">
      {entries.map((entry) => (
        <li key={entry.sequence} className="flex flex-col gap-0.5 px-4 py-3 sm:px-6">
          <p>{entry.text}</p>
          <p className="text-14 text-muted">
            {entry.actorName}
            {entry.actorRole !== "system" && `, ${entry.actorRole.replaceAll("_", " ")}`} ·{" "}
            <span className="tabular">{formatDateTime(entry.at)}</span>
          </p>
        </li>
      ))}
    </ol>
  );
}
