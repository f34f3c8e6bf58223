import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { InboxList } from "@/components/notifications/inbox-list";
import { MarkAllRead } from "@/components/notifications/mark-all-read";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { TabLinks } from "@/components/ui/tab-links";
import { loadInbox } from "@/lib/features/notifications/loaders";
import { unreadWords } from "@/lib/features/notifications/messages";
import { inboxQuery } from "@/lib/features/notifications/schema";
import { isTidy } from "@/lib/kernel/tidy-query";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Inbox" };

export default async function InboxPage({ searchParams }: Props) {
  const { view, lines, unread, newest, pages } = await loadInbox(searchParams);
  if (!isTidy(await searchParams, inboxQuery(view))) redirect(`/inbox${inboxQuery(view)}`);
  return (
    <>
      <PageHeader
        title="Inbox"
        lead="What concerns you, the newest first. Some of it reaches you by mail as well."
        {...(newest && unread > 0 && { action: <MarkAllRead through={newest} /> })}
      />
      <p className="flex flex-wrap gap-x-6">
        <Link href="/inbox/preferences" className="inline-flex min-h-11 items-center">
          What reaches you, and how
        </Link>
        <Link href="/inbox/calendar" className="inline-flex min-h-11 items-center">
          Deadlines in your calendar
        </Link>
      </p>
      <TabLinks
        label="What is shown"
        tabs={[
          { href: "/inbox", label: "All", isCurrent: view.show === undefined },
          {
            href: "/inbox?show=unread",
            label: unread > 0 ? `Unread (${unreadWords(unread)})` : "Unread",
            isCurrent: view.show === "unread",
          },
        ]}
      />
      {lines.length === 0 ? (
        <EmptyState title={view.show === "unread" && newest ? "Nothing is unread" : "Nothing has come yet"}>
          {view.show === "unread" && newest ? (
            <Link href="/inbox" className="inline-flex min-h-11 items-center">
              Show all
            </Link>
          ) : (
            "When a draft waits for you, a plan is filed or a deadline moves, it stands here, with the way to it."
          )}
        </EmptyState>
      ) : (
        <>
          <InboxList lines={lines} unread={unread} />
          <Pagination
            page={view.page}
            pages={pages}
            hrefFor={(page) => `/inbox${inboxQuery({ ...view, page })}`}
          />
        </>
      )}
    </>
  );
}
