import Link from "next/link";
import { StatusTag } from "@/components/ui/status-tag";
import { occasionOf, statusLabels } from "@/lib/features/mail/messages";
import type { MessageLine } from "@/lib/features/mail/types";
import { formatDateTime, formatShortDate, formatTime } from "@/lib/kernel/format-date";
import { mailBase } from "./mail-tabs";
import { statusTones } from "./status-tone";

/** The delivery log: what, to whom, when, and what became of it. One table; on a phone each row is a card. */
export function MessageList({ lines }: { lines: readonly MessageLine[] }) {
  return (
    <table className="print-rows w-full table-fixed border-collapse text-left phone:block">
      <thead className="border-strong border-b text-14 text-muted phone:hidden">
        <tr>
          <th scope="col" className="w-[38%] py-2 pr-4 font-medium">
            Message
          </th>
          <th scope="col" className="w-[28%] py-2 pr-4 font-medium">
            To
          </th>
          <th scope="col" className="py-2 pr-4 font-medium">
            Due
          </th>
          <th scope="col" className="py-2 font-medium">
            State
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line phone:block">
        {lines.map((line) => (
          <tr key={line.id} className="break-inside-avoid align-top phone:block phone:py-3">
            <th scope="row" className="wrap-anywhere py-3 pr-4 font-medium phone:block phone:p-0">
              <Link
                href={`${mailBase}/${line.id}`}
                prefetch={false}
                className="phone:inline-flex phone:min-h-11 phone:items-center"
              >
                {line.subject}
              </Link>
              <span className="block font-normal text-13 text-muted">{occasionOf(line)}</span>
            </th>
            <td className="wrap-anywhere py-3 pr-4 phone:block phone:p-0">
              {line.personName}
              <span className="block text-14 text-muted">{line.address}</span>
              {line.departmentName && <span className="block text-14 text-muted">{line.departmentName}</span>}
            </td>
            <td className="py-3 pr-4 text-14 phone:block phone:p-0 phone:text-muted">
              <time dateTime={line.createdAt.toISOString()} title={formatDateTime(line.createdAt)}>
                {formatShortDate(line.createdAt)},{" "}
                <span className="whitespace-nowrap">{formatTime(line.createdAt)}</span>
              </time>
            </td>
            <td className="py-3 phone:block phone:pt-1 phone:pb-0">
              <StatusTag tone={statusTones[line.status]}>{statusLabels[line.status]}</StatusTag>
              <span className="block text-13 text-muted phone:ml-2 phone:inline">{triesOf(line)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function triesOf({ attempts, status }: MessageLine): string {
  if (attempts === 0) return status === "queued" ? "not tried yet" : "";
  return attempts === 1 ? "1 try" : `${attempts.toLocaleString("en-US")} tries`;
}
