import { StatusTag } from "@/components/ui/status-tag";
import type { Tone } from "@/components/ui/tone";
import { requestStateLabels } from "@/lib/features/directives/messages";
import type { ExtensionRequest, RequestState } from "@/lib/features/directives/types";
import { formatDateTime, formatDeadline } from "@/lib/kernel/format-date";

const tones: Readonly<Record<RequestState, Tone>> = {
  open: "waiting",
  granted: "done",
  declined: "attention",
  withdrawn: "neutral",
};

/** The requests that a body has made and what became of each, the newest first. */
export function RequestHistory({
  requests,
  timeZone,
}: {
  requests: readonly ExtensionRequest[];
  timeZone: string;
}) {
  return (
    <ol className="divide-y divide-line rounded-md border border-line bg-surface">
      {requests.map((request) => (
        <li key={request.id} className="flex flex-col gap-1 px-4 py-3 sm:px-6">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-medium">
              Asked for until {formatDeadline(request.requestedDueAt, timeZone)}
            </span>
            <StatusTag tone={tones[request.state]}>{requestStateLabels[request.state]}</StatusTag>
          </p>
          <p className="wrap-anywhere whitespace-pre-line">{request.reason}</p>
          <p className="text-14 text-muted">
            {request.requestedByName}, {formatDateTime(request.requestedAt, timeZone)}
          </p>
          {request.decidedAt && (
            <div className="mt-1 border-line border-l-4 pl-3">
              {request.answer && <p className="wrap-anywhere whitespace-pre-line">{request.answer}</p>}
              <p className="text-14 text-muted">
                {requestStateLabels[request.state]} by {request.decidedByName},{" "}
                {formatDateTime(request.decidedAt, timeZone)}
              </p>
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
