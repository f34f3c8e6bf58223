import { StatusTag } from "@/components/ui/status-tag";
import { lengthWords, outcomeLabels, outcomeTones } from "@/lib/features/drills/messages";
import type { Outcome } from "@/lib/features/drills/types";
import { formatDateTime } from "@/lib/kernel/format-date";

/** How a department's people answered the newest drills; nothing where there was none. */
export function OwnDrillHistory({
  history,
}: {
  history: readonly {
    readonly key: string;
    readonly title: string;
    readonly startedAt: Date;
    readonly name: string | null;
    readonly kind: "liaison" | "alternate";
    readonly outcome: Outcome;
    readonly seconds: number | null;
  }[];
}) {
  if (history.length === 0) return null;
  return (
    <section aria-labelledby="drills-heading" className="flex flex-col gap-3">
      <h2 id="drills-heading">Readiness drills</h2>
      <ul className="divide-y divide-line border-line border-y">
        {history.map(({ key, title, startedAt, name, kind, outcome, seconds }) => (
          <li key={key} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
            <span className="min-w-0">
              {title}: {name ?? `no ${kind}`}
              <span className="block text-14 text-muted">{formatDateTime(startedAt)}</span>
            </span>
            <span className="tabular flex items-center gap-3">
              {seconds !== null && lengthWords(seconds)}
              <StatusTag tone={outcomeTones[outcome]}>{outcomeLabels[outcome]}</StatusTag>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
