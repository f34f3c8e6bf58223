"use client";

import { type Count, countTo, spokenCount } from "./count";
import { useServerNow } from "./use-server-now";

/**
 * The one face of the deadline: its date in words, the rule that gave it and what moved it, then the count, which is
 * right when the browser's clock is wrong.
 */
export function DeadlineClock({
  label,
  dueAt,
  dueText,
  serverNow,
  rule,
  extensions = [],
  filedText,
  withdrawnText,
  overdueAdvice,
  isInvited = false,
}: {
  label: string;
  dueAt: string;
  dueText: string;
  serverNow: string;
  rule: string;
  extensions?: readonly { id: string; text: string }[];
  /** Set once the plan is filed: the count no longer asks anything of the reader. */
  filedText?: string | undefined;
  /** Set where the newest filing was taken back: told, and in no colour of a thing that is done. */
  withdrawnText?: string | undefined;
  overdueAdvice?: string;
  isInvited?: boolean;
}) {
  const due = Date.parse(dueAt);
  const now = useServerNow(serverNow);
  const count = countTo(due, now);
  return (
    <section aria-label={label} className="rounded-md border border-line bg-surface p-4 sm:p-6">
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div className="min-w-0">
          <p className="text-14 text-muted">{label}</p>
          <p className="font-semibold text-18">{dueText}</p>
          <p className="text-14 text-muted">{rule}</p>
          {extensions.map((extension) => (
            <p key={extension.id} className="text-14 text-muted">
              {extension.text}
            </p>
          ))}
          {filedText && <p className="mt-1 font-medium text-done">{filedText}</p>}
          {withdrawnText && <p className="mt-1 font-medium">{withdrawnText}</p>}
        </div>
        {!(isInvited && count.isOverdue) && !(filedText && count.isOverdue) && <Face count={count} />}
      </div>
      {count.isOverdue && !filedText && !isInvited && overdueAdvice && (
        <p className="mt-3 text-late">{overdueAdvice}</p>
      )}
    </section>
  );
}

function Face({ count }: { count: Count }) {
  const parts = [
    [count.days, count.days === 1 ? "day" : "days"],
    [count.hours, "hours"],
    [count.minutes, "min"],
    [count.seconds, "sec"],
  ] as const;
  // On paper a count would be wrong as soon as it is printed; the date stays.
  return (
    <div className="print-hidden">
      <p className="text-14 text-muted" aria-hidden="true">
        {count.isOverdue ? "Overdue by" : "Time left"}
      </p>
      <p className="tabular flex gap-4" aria-hidden="true" suppressHydrationWarning>
        {parts.map(([amount, word]) => (
          <span key={word === "day" ? "days" : word} className="flex flex-col items-start">
            <span className="font-semibold text-28 leading-none sm:text-36" data-unit={word}>
              {word === "days" || word === "day" ? amount : String(amount).padStart(2, "0")}
            </span>
            <span className="text-13 text-muted">{word}</span>
          </span>
        ))}
      </p>
      <p className="sr-only" role="timer" aria-live="polite">
        {spokenCount(count)}
      </p>
    </div>
  );
}
