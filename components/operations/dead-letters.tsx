import { queueTitle } from "@/lib/features/operations/messages";
import type { DeadLetterLine } from "@/lib/features/operations/types";
import { formatDateTime } from "@/lib/kernel/format-date";
import { ReplayButton } from "./replay-button";

/** Jobs that were given up, with what went wrong the last time, and the way back into their queue. */
export function DeadLetters({
  letters,
  count,
  mayReplay,
}: {
  letters: readonly DeadLetterLine[];
  count: number;
  mayReplay: boolean;
}) {
  if (letters.length === 0) return <p className="text-muted">Nothing was given up.</p>;
  return (
    <div className="flex flex-col gap-4">
      {mayReplay && letters.length > 1 && (
        <ReplayButton ids={letters.map(({ id }) => id)}>
          {count > letters.length
            ? `Set these ${letters.length} going again`
            : `Set all ${letters.length} going again`}
        </ReplayButton>
      )}
      <ul className="divide-y divide-line border-line border-y">
        {letters.map((letter) => (
          <li key={letter.id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-3">
            <div className="min-w-0">
              <p className="font-medium">{queueTitle(letter.from)}</p>
              <p className="wrap-anywhere">{letter.words}</p>
              <p className="text-14 text-muted">
                Tried {letter.tries === 1 ? "once" : `${letter.tries} times`} since{" "}
                {formatDateTime(letter.createdAt)}, given up {formatDateTime(letter.givenUpAt)}
              </p>
              <p className="wrap-anywhere text-13 text-muted">Request {letter.requestId || "of the clock"}</p>
            </div>
            {mayReplay && <ReplayButton ids={[letter.id]}>Set going again</ReplayButton>}
          </li>
        ))}
      </ul>
      {count > letters.length && (
        <p className="text-muted">
          The oldest {letters.length} of {count.toLocaleString("en-US")}.
        </p>
      )}
    </div>
  );
}
