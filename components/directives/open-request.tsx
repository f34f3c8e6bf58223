import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import type { ExtensionRequest } from "@/lib/features/directives/types";
import { formatDateTime, formatDeadline } from "@/lib/kernel/format-date";

/** A request for more time that waits for its answer: until when, why, and who asked. */
export function OpenRequest({
  request,
  timeZone,
  children,
}: {
  request: ExtensionRequest;
  timeZone: string;
  children?: ReactNode;
}) {
  return (
    <Notice
      tone="waiting"
      title={`Asked for more time, until ${formatDeadline(request.requestedDueAt, timeZone)}`}
    >
      <p className="wrap-anywhere whitespace-pre-line">{request.reason}</p>
      <p className="text-14 text-muted">
        {request.requestedByName}, {formatDateTime(request.requestedAt, timeZone)}
      </p>
      {children}
    </Notice>
  );
}
