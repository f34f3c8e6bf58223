import { StatusTag } from "@/components/ui/status-tag";
import type { AttemptLine } from "@/lib/features/mail/types";
import { formatDateTime } from "@/lib/kernel/format-date";

/** Each try with what the mail server said, the newest first. */
export function AttemptList({ attempts, total }: { attempts: readonly AttemptLine[]; total: number }) {
  if (attempts.length === 0) return <p className="text-muted">It was not tried yet.</p>;
  return (
    <>
      <ol className="divide-y divide-line border-line border-y">
        {attempts.map((attempt) => (
          <li key={attempt.id} className="flex flex-col gap-1 py-3">
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <StatusTag tone={attempt.isTaken ? "done" : "attention"}>
                {attempt.isTaken ? "Taken" : "Not taken"}
              </StatusTag>
              <time dateTime={attempt.at.toISOString()} className="text-14 text-muted">
                {formatDateTime(attempt.at)}
              </time>
            </span>
            <span className="wrap-anywhere">{attempt.words}</span>
          </li>
        ))}
      </ol>
      {total > attempts.length && (
        <p className="mt-2 text-14 text-muted">
          The newest {attempts.length} of {total.toLocaleString("en-US")} tries.
        </p>
      )}
    </>
  );
}
