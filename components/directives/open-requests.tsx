import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { OpenRequest } from "@/lib/features/directives/types";
import { formatDateTime, formatDeadline } from "@/lib/kernel/format-date";

/** Who asks for more time, the longest-waiting first, each with the way to the answer. */
export function OpenRequests({
  requests,
  inAll,
  base,
  timeZone,
  mayAnswer,
}: {
  requests: readonly OpenRequest[];
  inAll: number;
  base: string;
  timeZone: string;
  mayAnswer: boolean;
}) {
  if (requests.length === 0) {
    return (
      <EmptyState title="Nobody waits for an answer">
        A department that asks for more time stands here until it is answered.
      </EmptyState>
    );
  }
  return (
    <>
      <ol className="divide-y divide-line rounded-md border border-line bg-surface">
        {requests.map((request) => (
          <li
            key={request.id}
            className="flex flex-col gap-2 px-4 py-3 sm:flex-row sm:items-start sm:justify-between sm:gap-6 sm:px-6"
          >
            <div className="flex min-w-0 flex-col gap-0.5">
              <p className="font-medium">{request.name}</p>
              <p>
                Until {formatDeadline(request.requestedDueAt, timeZone)}
                <span className="text-muted">; due now {formatDeadline(request.dueAt, timeZone)}</span>
              </p>
              <p className="wrap-anywhere whitespace-pre-line">{request.reason}</p>
              <p className="text-14 text-muted">
                {request.requestedByName}, {formatDateTime(request.requestedAt, timeZone)}
              </p>
            </div>
            <ButtonLink
              variant="secondary"
              size="sm"
              className="shrink-0"
              href={`${base}/bodies/${request.code}/deadline`}
              aria-label={`${mayAnswer ? "Answer" : "See"} ${request.name}`}
            >
              {mayAnswer ? "Answer" : "See"}
            </ButtonLink>
          </li>
        ))}
      </ol>
      {inAll > requests.length && (
        <p className="text-muted">
          {inAll.toLocaleString("en-US")} wait in all; the first {requests.length} are shown.
        </p>
      )}
    </>
  );
}
