import Link from "next/link";
import { StatusTag } from "@/components/ui/status-tag";
import { contactText, kindLabels } from "@/lib/features/liaisons/messages";
import type { DesignationKind, DirectoryContact, DirectoryLine } from "@/lib/features/liaisons/types";
import { formatDateTime, formatShortDate } from "@/lib/kernel/format-date";
import { PhoneLink } from "./phone-link";

const kinds = ["liaison", "alternate"] as const;
const pageOf = (line: DirectoryLine) => `/department/${line.code}/liaison`;

/**
 * Whom to call in every department. One table: on a phone each row is a card that keeps the names and the numbers,
 * and its department's page holds the rest.
 */
export function DirectoryList({ lines }: { lines: readonly DirectoryLine[] }) {
  return (
    <table className="print-rows w-full table-fixed border-collapse text-left phone:block">
      <thead className="border-strong border-b text-14 text-muted phone:hidden">
        <tr>
          <th scope="col" className="w-[28%] py-2 pr-4 font-medium print:w-[20%]">
            Department
          </th>
          {kinds.map((kind) => (
            <th key={kind} scope="col" className="py-2 pr-4 font-medium">
              {kindLabels[kind]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line phone:block">
        {lines.map((line) => (
          <tr key={line.code} className="break-inside-avoid align-top phone:block phone:py-2">
            <th scope="row" className="py-3 pr-4 font-medium phone:block phone:p-0">
              <Link
                href={pageOf(line)}
                prefetch={false}
                className="phone:inline-flex phone:min-h-11 phone:items-center"
              >
                {line.name}
              </Link>
              <Invited line={line} />
            </th>
            {kinds.map((kind) => (
              <td key={kind} className="py-3 pr-4 phone:block phone:p-0">
                <Contact kind={kind} contact={line[kind]} isInvited={line.isInvited} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Invited({ line }: { line: DirectoryLine }) {
  if (!line.isInvited) return null;
  return <p className="font-normal text-14 text-muted">Invited, not required</p>;
}

function Contact({
  kind,
  contact,
  isInvited,
}: {
  kind: DesignationKind;
  contact: DirectoryContact | null;
  isInvited: boolean;
}) {
  if (!contact) {
    return (
      <p className="phone:py-1">
        <StatusTag tone={isInvited ? "neutral" : "attention"}>
          {kind === "liaison" ? "No liaison" : "No alternate"}
        </StatusTag>
      </p>
    );
  }
  return (
    <div className="flex flex-col items-start phone:grid phone:min-h-11 phone:grid-cols-[1fr_auto] phone:items-center phone:gap-x-4">
      <p className="min-w-0">
        <span className="font-medium">{contact.name}</span>
        <span className="text-14 text-muted phone:hidden">, {contact.title}</span>
        {kind === "alternate" && <span className="hidden text-14 text-muted phone:inline">, alternate</span>}
      </p>
      <PhoneLink phone={contact.phone} className="font-medium" />
      <a
        href={`mailto:${contact.email}`}
        className="inline-flex min-h-6 items-center break-all text-14 phone:hidden"
      >
        {contact.email}
      </a>
      <p className="text-14 phone:hidden">
        {contact.hours} · {contactText("languages", contact)}
      </p>
      {!contact.isAccepted && (
        <p className="mt-1 phone:col-span-2 phone:my-0">
          <StatusTag tone="waiting">Duties not accepted</StatusTag>
        </p>
      )}
      <p className="mt-1 text-13 text-muted phone:col-span-2 phone:mt-0">
        Changed by {contact.changedByName},{" "}
        <time dateTime={contact.changedAt} title={formatDateTime(contact.changedAt)}>
          {formatShortDate(contact.changedAt)}
        </time>
      </p>
    </div>
  );
}
