"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { markAllReadAction } from "@/lib/features/notifications/actions";
import { notificationMessage } from "@/lib/features/notifications/messages";
import { focusHeading } from "./focus-heading";

/** Marks everything as read that the page knew of: what has come since stays unread. */
export function MarkAllRead({ through }: { through: string }) {
  const router = useRouter();
  const [said, setSaid] = useState("");
  const [isPending, startTransition] = useTransition();
  const isDone = useRef(false);
  // With nothing left to mark the button goes, and the focus with it.
  useEffect(
    () => () => {
      if (isDone.current && document.activeElement === document.body) focusHeading();
    },
    [],
  );
  const mark = () => {
    if (isPending) return;
    startTransition(async () => {
      const answer = await markAllReadAction({ through }).catch(() => null);
      if (answer?.ok) {
        isDone.current = true;
        setSaid("Everything is marked as read.");
        router.refresh();
      } else setSaid(notificationMessage(answer?.error ?? { code: "NO_CONNECTION" }));
    });
  };
  return (
    <div className="flex flex-col items-start gap-1 sm:items-end">
      <Button variant="secondary" onClick={mark} aria-busy={isPending}>
        {isPending ? "Marking…" : "Mark all as read"}
      </Button>
      <p role="status" className="text-14 text-muted">
        {said}
      </p>
    </div>
  );
}
