"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";

/** Whoever is typing or choosing is left alone. */
export function isBusy(): boolean {
  return document.activeElement?.matches("input, select, textarea") ?? false;
}

const busyAgainMs = 5_000;

/**
 * Draws the page again with what the server knows by now, once for many calls, and at an uneven moment, so that a
 * thousand pages that heard the same do not ask at once. Scroll and focus stay; it waits for whoever is typing.
 */
export function useRefreshSoon(withinMs = 1_500): () => void {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const refresh = () => {
    timer.current = undefined;
    if (!isBusy()) router.refresh();
    else timer.current = setTimeout(refresh, busyAgainMs);
  };
  return () => {
    timer.current ??= setTimeout(refresh, 200 + Math.random() * withinMs);
  };
}
