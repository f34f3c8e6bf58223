import Link from "next/link";
import { plainRefusal } from "@/lib/features/mail/messages";
import type { UnreachableLine } from "@/lib/features/mail/types";
import { formatDateTime } from "@/lib/kernel/format-date";
import { mailBase } from "./mail-tabs";
import { SendAnew } from "./send-anew";

/** People whom no mail reaches: since when, why, with which department, and the way to try again. */
export function UnreachableList({
  lines,
  maySendAnew,
}: {
  lines: readonly UnreachableLine[];
  maySendAnew: boolean;
}) {
  return (
    <ul className="divide-y divide-line border-line border-y">
      {lines.map((line) => (
        <li key={line.personId} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-4">
          <div className="wrap-anywhere flex min-w-0 flex-col gap-1">
            <h3 className="text-16">{line.name}</h3>
            <p className="text-14 text-muted">
              {line.address}
              {line.departmentName && `, ${line.departmentName}`}
            </p>
            <p>
              {plainRefusal(line.lastRefusal)} Cannot be reached since {formatDateTime(line.unreachableSince)}
              .
            </p>
            <p className="text-14">
              The mail server said: <q>{line.lastRefusal}</q>
            </p>
            <p className="text-14 text-muted">
              {line.lastTakenAt
                ? `Mail was taken there last on ${formatDateTime(line.lastTakenAt)}.`
                : "No mail was ever taken there."}
            </p>
            <p className="flex flex-wrap gap-x-4 text-14">
              <Link
                href={`${mailBase}?q=${encodeURIComponent(line.address)}`}
                className="inline-flex min-h-11 items-center sm:min-h-6"
              >
                Messages to this address
              </Link>
              {line.departmentCode && (
                <Link
                  href={`/department/${line.departmentCode}/liaison`}
                  className="inline-flex min-h-11 items-center sm:min-h-6"
                >
                  Whom to call there
                </Link>
              )}
            </p>
          </div>
          {maySendAnew && line.messageId && (
            <SendAnew messageId={line.messageId} about={`the newest message to ${line.name}`} />
          )}
        </li>
      ))}
    </ul>
  );
}
