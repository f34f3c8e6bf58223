import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { AttemptList } from "@/components/mail/attempt-list";
import { KeptNotice, mailBase } from "@/components/mail/mail-tabs";
import { SendAnew } from "@/components/mail/send-anew";
import { statusTones } from "@/components/mail/status-tone";
import { Card } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { Disclosure } from "@/components/ui/disclosure";
import { StatusTag } from "@/components/ui/status-tag";
import { loadMessage } from "@/lib/features/mail/loaders";
import { occasionOf, statusLabels, statusSentences } from "@/lib/features/mail/messages";
import { formatDateTime } from "@/lib/kernel/format-date";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Message" };

export default async function MessagePage({ params }: Props) {
  const { id } = await params;
  const { message, headers, attempts, maySendAnew, isMailSent } = await loadMessage(id);
  const { status, settledAt } = message;
  return (
    <>
      <PageHeader
        title={message.subject}
        lead={`To ${message.personName}${message.departmentName ? `, ${message.departmentName}` : ""}.`}
        back={{ href: mailBase, label: "Delivery log" }}
      />
      {!isMailSent && <KeptNotice />}
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusTag tone={statusTones[status]}>{statusLabels[status]}</StatusTag>
          <span>{statusSentences[status]}</span>
        </p>
        {maySendAnew && (
          <SendAnew
            messageId={message.id}
            label={status === "kept" ? "Send it now" : "Try again"}
            about={`the message to ${message.personName}`}
          />
        )}
      </div>
      <Card title="When and why">
        <DataList
          items={[
            { term: "Due", detail: formatDateTime(message.createdAt) },
            ...(settledAt ? [{ term: statusLabels[status], detail: formatDateTime(settledAt) }] : []),
            { term: "In answer to", detail: occasionOf(message) },
            ...(message.isReminder
              ? [{ term: "Reminder", detail: "Sent only while the body still owes its filing" }]
              : []),
          ]}
        />
      </Card>
      <Card title="What the mail server said">
        <AttemptList attempts={attempts} total={message.attempts} />
      </Card>
      <Card title="The message">
        <DataList
          items={headers.map(({ term, detail }) => ({
            term,
            detail: <span className="wrap-anywhere">{detail}</span>,
          }))}
        />
        <pre className="wrap-anywhere mt-4 whitespace-pre-wrap rounded-md border border-line bg-sunken p-4 font-mono text-14">
          {message.text}
        </pre>
        <Disclosure summary="Source of the HTML part" className="mt-2">
          <pre className="wrap-anywhere whitespace-pre-wrap rounded-md border border-line bg-sunken p-4 font-mono text-13">
            {message.html}
          </pre>
        </Disclosure>
      </Card>
    </>
  );
}
