import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { DeadLetters } from "@/components/operations/dead-letters";
import { QueueTable } from "@/components/operations/queue-table";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { Notice } from "@/components/ui/notice";
import { loadOperations } from "@/lib/features/operations/loaders";
import { standingOf } from "@/lib/features/operations/messages";
import type { OperationsView } from "@/lib/features/operations/types";
import { formatDateTime } from "@/lib/kernel/format-date";

export const metadata: Metadata = { title: "Operations" };

export default async function OperationsPage() {
  const view = await loadOperations();
  const standing = standingOf(view);
  return (
    <>
      <PageHeader
        title="Operations"
        lead={`Whether mails go out and jobs are done, as of ${formatDateTime(view.now)}.`}
        action={
          <ButtonLink variant="secondary" href="/mayor/operations/mail">
            Delivery log
          </ButtonLink>
        }
      />
      <Notice tone={standing.tone} title={standing.title}>
        <p>{standing.text}</p>
      </Notice>
      {!view.mail.isSent && (
        <Notice tone="attention" title="Mails are kept, not sent">
          <p>
            No mail server is set. What would be sent can be read in the delivery log. Set SMTP_URL and
            MAIL_FROM where the portal is started, to send what is written from then on.
          </p>
        </Notice>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card title="Mail">
          <DataList items={mailItems(view)} />
        </Card>
        <Card title="Workers">
          {view.workers.length === 0 ? (
            <p className="text-muted">None has been heard of in the last half minute.</p>
          ) : (
            <ul className="divide-y divide-line">
              {view.workers.map((worker) => (
                <li key={worker.id} className="py-2">
                  At work since {formatDateTime(worker.startedAt)}
                  <span className="block text-14 text-muted">
                    Last heard {formatDateTime(worker.heardAt)}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
      <Card title="Given up">
        <DeadLetters letters={view.deadLetters} count={view.deadLetterCount} mayReplay={view.mayReplay} />
      </Card>
      <Card title="Queues">
        <QueueTable queues={view.queues} />
      </Card>
    </>
  );
}

function mailItems({ mail }: OperationsView) {
  const count = (amount: number) => amount.toLocaleString("en-US");
  const waiting = mail.oldestQueuedAt
    ? `${count(mail.queued)}, the oldest since ${formatDateTime(mail.oldestQueuedAt)}`
    : "None";
  return [
    { term: "Waiting to be sent", detail: waiting },
    { term: "Taken in the last 24 hours", detail: count(mail.settledToday) },
    ...(mail.kept > 0 ? [{ term: "Kept, never sent", detail: count(mail.kept) }] : []),
    { term: "Addresses that refuse", detail: count(mail.unreachable) },
  ];
}
