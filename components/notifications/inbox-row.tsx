"use client";

import clsx from "clsx";
import Link from "next/link";
import type { MouseEvent } from "react";
import { Button } from "@/components/ui/button";
import { StatusTag } from "@/components/ui/status-tag";
import type { InboxLine } from "@/lib/features/notifications/types";
import { formatDateTime } from "@/lib/kernel/format-date";

/** One line: whether it is unread, when it happened, what, and the way there. */
export function InboxRow({
  line,
  onOpen,
  onMark,
}: {
  line: InboxLine;
  /** `isHere` when it opens in the place of this page; else the browser opens it elsewhere. */
  onOpen: (isHere: boolean) => void;
  onMark: (isRead: boolean) => void;
}) {
  const { title, body, href, at, isRead } = line;
  const follow = (event: MouseEvent) => {
    if (isRead) return;
    const isElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!isElsewhere) event.preventDefault();
    onOpen(!isElsewhere);
  };
  return (
    <li
      className={clsx(
        "flex flex-col gap-x-6 gap-y-1 py-4 sm:flex-row sm:items-start sm:justify-between",
        isRead ? "pl-4" : "border-l-4 border-l-action pl-3",
      )}
    >
      <div className="flex min-w-0 flex-col gap-1">
        <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 text-13 text-muted">
          {!isRead && <StatusTag tone="waiting">Unread</StatusTag>}
          <time dateTime={at} className="tabular">
            {formatDateTime(at)}
          </time>
        </div>
        <h2 className={clsx("text-16", isRead && "font-medium")}>
          <Link
            href={href}
            onClick={follow}
            onAuxClick={() => !isRead && onOpen(false)}
            className="inline-block py-1"
          >
            {title}
          </Link>
        </h2>
        <p className="prose-measure text-14 wrap-anywhere">{body}</p>
      </div>
      <Button
        variant="quiet"
        size="sm"
        className="shrink-0 max-sm:-ml-3 max-sm:self-start"
        aria-label={`${isRead ? "Mark as unread" : "Mark as read"}: ${title}`}
        onClick={() => onMark(!isRead)}
      >
        {isRead ? "Mark as unread" : "Mark as read"}
      </Button>
    </li>
  );
}
