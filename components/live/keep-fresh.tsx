"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { isBusy } from "./use-refresh-soon";

const everyMs = 60_000;

/**
 * Reads the page's figures again once a minute while it is in sight, when it comes into sight again, and at the
 * instant of the deadline, so that a screen on the wall is never older than a minute. Whoever is typing or choosing
 * is left alone. It prolongs nobody's session: that ends when it was to end.
 */
export function KeepFresh({ dueAt, serverNow }: { dueAt: string; serverNow: string }) {
  const router = useRouter();
  useEffect(() => {
    let readAt = performance.now();
    const read = () => {
      if (document.visibilityState !== "visible" || isBusy()) return;
      readAt = performance.now();
      router.refresh();
    };
    const timer = setInterval(read, everyMs);
    const onSight = () => {
      if (performance.now() - readAt > everyMs / 2) read();
    };
    document.addEventListener("visibilitychange", onSight);
    const untilDueMs = Date.parse(dueAt) - Date.parse(serverNow);
    const atDeadline =
      untilDueMs > 0 && untilDueMs < everyMs ? setTimeout(read, untilDueMs + 500) : undefined;
    return () => {
      clearInterval(timer);
      clearTimeout(atDeadline);
      document.removeEventListener("visibilitychange", onSight);
    };
  }, [router, dueAt, serverNow]);
  return null;
}
