"use client";

import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useUnread } from "@/components/live/use-unread";
import { unreadWords } from "@/lib/features/notifications/messages";

/** The way to the inbox, with how much in it is unread, as it is at this moment. */
export function InboxLink({ unread: initial }: { unread: number }) {
  const unread = useUnread(initial);
  const pathname = usePathname();
  const isHere = pathname === "/inbox" || pathname.startsWith("/inbox/");
  return (
    <Link
      href="/inbox"
      aria-current={pathname === "/inbox" ? "page" : isHere ? "true" : undefined}
      className={clsx(
        "flex min-h-11 items-center gap-2 whitespace-nowrap rounded-md px-3 font-medium no-underline lg:min-h-10 lg:border-l-4",
        isHere
          ? "border-action bg-sunken text-ink"
          : "border-transparent text-muted hover:bg-sunken hover:text-ink",
      )}
    >
      Inbox
      {unread > 0 && (
        <span className="tabular min-w-6 rounded-full bg-action px-1.5 text-center text-13 text-on-action">
          {unreadWords(unread)}
          <span className="sr-only"> unread</span>
        </span>
      )}
    </Link>
  );
}
