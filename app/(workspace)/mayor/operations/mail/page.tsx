import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { MailTabs, mailBase } from "@/components/mail/mail-tabs";
import { MessageList } from "@/components/mail/message-list";
import { MessageSearch } from "@/components/mail/message-search";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { loadMailLog } from "@/lib/features/mail/loaders";
import { mailSentence } from "@/lib/features/mail/messages";
import { mailQuery } from "@/lib/features/mail/schema";
import { isTidy, type Search } from "@/lib/kernel/tidy-query";

type Props = { searchParams: Promise<Search> };

export const metadata: Metadata = { title: "Delivery log" };

export default async function MailPage({ searchParams }: Props) {
  const { standing, view, lines, total, pages } = await loadMailLog(searchParams);
  if (!isTidy(await searchParams, mailQuery(view))) redirect(`${mailBase}${mailQuery(view)}`);
  const isNarrowed = view.q !== "" || view.status !== undefined || view.page > 1;
  return (
    <>
      <PageHeader
        title="Delivery log"
        lead="Every message that was due: what, to whom, when, in answer to which event, and what the mail server said."
        back={{ href: "/mayor/operations", label: "Operations" }}
      />
      <MailTabs current="log" standing={standing} />
      <MessageSearch view={view} counts={standing.counts} />
      {lines.length === 0 ? (
        <EmptyState title={isNarrowed ? "No message fits" : "No message was due yet"}>
          {isNarrowed ? (
            <Link href={mailBase} className="inline-flex min-h-11 items-center">
              Show all messages
            </Link>
          ) : (
            "Each stands here from the moment it is due, whether it could be sent or not."
          )}
        </EmptyState>
      ) : (
        <section aria-labelledby="messages-heading" className="flex flex-col gap-4">
          <h2 id="messages-heading" className="text-18">
            {mailSentence(view, total)}
          </h2>
          <MessageList lines={lines} />
          <Pagination
            page={view.page}
            pages={pages}
            hrefFor={(page) => `${mailBase}${mailQuery({ ...view, page })}`}
          />
        </section>
      )}
    </>
  );
}
