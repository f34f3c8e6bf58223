"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { useUnread } from "@/components/live/use-unread";
import { Notice } from "@/components/ui/notice";
import { markNotificationAction } from "@/lib/features/notifications/actions";
import { notificationMessage } from "@/lib/features/notifications/messages";
import type { InboxLine } from "@/lib/features/notifications/types";
import { focusHeading } from "./focus-heading";
import { InboxRow } from "./inbox-row";

/** A slow line holds nobody up: the mark goes on its way by itself. */
const patienceMs = 1_000;
const noConnection = { ok: false, error: { code: "NO_CONNECTION" } } as const;

/**
 * The lines of an inbox. Opening one marks it as read and leads to what it is about; in another tab too. A line that
 * leaves the list because it was marked hands the focus to the one that takes its place.
 */
export function InboxList({ lines, unread }: { lines: readonly InboxLine[]; unread: number }) {
  const router = useRouter();
  const list = useRef<HTMLUListElement>(null);
  const focusAt = useRef<number | null>(null);
  const [problem, setProblem] = useState("");
  const [marked, setMarked] = useState<Readonly<Record<string, boolean>>>({});
  const [, startTransition] = useTransition();

  // What was told since the page was drawn: it is drawn anew, and what is in focus stays.
  const count = useUnread(unread);
  const drawn = useRef(count);
  useEffect(() => {
    if (drawn.current === count) return;
    drawn.current = count;
    router.refresh();
  }, [count, router]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a fresh page has its own word on what is read.
  useEffect(() => {
    setMarked({});
    if (focusAt.current === null) return;
    const links = list.current?.querySelectorAll<HTMLElement>("h2 a") ?? [];
    if (!list.current?.contains(document.activeElement)) {
      links[Math.min(focusAt.current, links.length - 1)]?.focus();
    }
    focusAt.current = null;
  }, [lines]);

  // The last line of the unread ones takes the whole list with it.
  useEffect(
    () => () => {
      if (focusAt.current !== null) focusHeading();
    },
    [],
  );

  const mark = (line: InboxLine, isRead: boolean, index: number) =>
    startTransition(async () => {
      setProblem("");
      setMarked((before) => ({ ...before, [line.id]: isRead }));
      const answer = await markNotificationAction({ notificationId: line.id, isRead }).catch(
        () => noConnection,
      );
      if (!answer.ok) {
        setMarked((before) => ({ ...before, [line.id]: line.isRead }));
        setProblem(notificationMessage(answer.error));
        return;
      }
      focusAt.current = index;
      router.refresh();
    });

  const open = (line: InboxLine, isHere: boolean) => {
    // Whether it is marked or not: what it is about is shown.
    const done = markNotificationAction({ notificationId: line.id, isRead: true }).catch(() => null);
    if (!isHere) {
      setMarked((before) => ({ ...before, [line.id]: true }));
      void done.then(() => router.refresh());
      return;
    }
    startTransition(async () => {
      await Promise.race([done, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
      router.push(line.href);
      router.refresh();
    });
  };

  return (
    <>
      {problem && <Notice tone="late" role="alert" title={problem} />}
      <ul ref={list} className="divide-y divide-line border-line border-y">
        {lines.map((line, index) => (
          <InboxRow
            key={line.id}
            line={{ ...line, isRead: marked[line.id] ?? line.isRead }}
            onOpen={(isHere) => open(line, isHere)}
            onMark={(isRead) => mark(line, isRead, index)}
          />
        ))}
      </ul>
    </>
  );
}
