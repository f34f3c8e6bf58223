import Link from "next/link";
import { StatusTag } from "@/components/ui/status-tag";
import { contactText, kindLabels } from "@/lib/features/liaisons/messages";
import type { DesignationKind, DirectoryContact, DirectoryLine } from "@/lib/features/liaisons/types";
import { formatDateTime, formatShortDate } from "@/lib/kernel/format-date";
import { PhoneLink } from "./phone-link";

const kinds = ["liaison", "alternate"] as const;
const pageOf = (line: DirectoryLine) => `/department/${line.code}/liaison`;

/** Whom to call in every department: a table on a desk and on paper, cards on a phone. */
export function DirectoryList({ lines }: { lines: readonly DirectoryLine[] }) {
  return (
    <>
      <table className="hidden w-full table-fixed border-collapse text-left md:table print:table print:text-13">
        <thead className="border-strong border-b text-14 text-muted">
          <tr>
            <th scope="col" className="w-[28%] py-2 pr-4 font-medium">
              Department
            </th>
            {kinds.map((kind) => (
              <th key={kind} scope="col" className="py-2 pr-4 font-medium">
                {kindLabels[kind]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {lines.map((line) => (
            <tr key={line.code} className="break-inside-avoid align-top">
              <th scope="row" className="py-3 pr-4 font-medium">
                <Link href={pageOf(line)}>{line.name}</Link>
                <Invited line={line} />
              </th>
              {kinds.map((kind) => (
                <td key={kind} className="py-3 pr-4">
                  <Contact kind={kind} contact={line[kind]} isInvited={line.isInvited} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="flex flex-col gap-3 md:hidden print:hidden">
        {lines.map((line) => (
          <li key={line.code} className="flex flex-col gap-3 rounded-md border border-line bg-surface p-4">
            <div>
              <Link href={pageOf(line)} className="inline-flex min-h-11 items-center font-semibold">
                {line.name}
              </Link>
              <Invited line={line} />
            </div>
            {kinds.map((kind) => (
              <div key={kind} className="border-line border-t pt-2">
                <p className="text-13 text-muted">{kindLabels[kind]}</p>
                <Contact kind={kind} contact={line[kind]} isInvited={line.isInvited} />
              </div>
            ))}
          </li>
        ))}
      </ul>
    </>
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
      <StatusTag tone={isInvited ? "neutral" : "attention"}>
        {kind === "liaison" ? "No liaison" : "No alternate"}
      </StatusTag>
    );
  }
  return (
    <div className="flex flex-col items-start">
      <p>
        <span className="font-medium">{contact.name}</span>
        <span className="text-14 text-muted">, {contact.title}</span>
      </p>
      <PhoneLink phone={contact.phone} className="font-medium" />
      <p className="text-14">
        {contact.hours} · {contactText("languages", contact)}
      </p>
      <a
        href={`mailto:${contact.email}`}
        className="break-all text-14 max-md:inline-flex max-md:min-h-11 max-md:items-center"
      >
        {contact.email}
      </a>
      {!contact.isAccepted && (
        <p className="mt-1">
          <StatusTag tone="waiting">Duties not accepted</StatusTag>
        </p>
      )}
      <p className="mt-1 text-13 text-muted">
        Changed by {contact.changedByName},{" "}
        <time dateTime={contact.changedAt} title={formatDateTime(contact.changedAt)}>
          {formatShortDate(contact.changedAt)}
        </time>
      </p>
    </div>
  );
}
