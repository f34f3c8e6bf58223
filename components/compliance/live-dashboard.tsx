"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { useNews, useWatch } from "@/components/live/live";
import { useRefreshSoon } from "@/components/live/use-refresh-soon";
import type { BodyLine, DashboardNews } from "@/lib/features/compliance/types";
import { figuresAfter, lineAfter, nothingTold, take } from "./live-news";

type Live = { readonly told: typeof nothingTold; readonly readAt: string };
const LiveContext = createContext<Live>({ told: nothingTold, readAt: "" });

/**
 * Keeps the figures and rows that stand within it as the stream tells them. Rows keep their order and place while
 * somebody reads; what has changed more than can be told is read again.
 */
export function LiveDashboard({
  directive,
  readAt,
  children,
}: {
  directive: string;
  /** When the server read what the page shows. */
  readAt: string;
  children: ReactNode;
}) {
  const [told, setTold] = useState(nothingTold);
  const refreshSoon = useRefreshSoon();
  useWatch({ directive, read: readAt });
  useNews("dashboard", (news) => {
    setTold((before) => take(before, news));
    if (news.isPartial) refreshSoon();
  });
  useNews("reset", refreshSoon);
  return <LiveContext value={{ told, readAt }}>{children}</LiveContext>;
}

/** The figures as they were told after the page was read; null until then. */
export function useLiveFigures(): DashboardNews | null {
  const { told, readAt } = useContext(LiveContext);
  return figuresAfter(told, readAt);
}

/** The line of a body as it was told after the page was read; null until then. */
export function useLiveLine(code: string): BodyLine | null {
  const { told, readAt } = useContext(LiveContext);
  return lineAfter(told, code, readAt);
}

/**
 * How often a value has changed since it was first shown: the key of the element that shows it, which then comes in
 * quietly.
 */
export function useChanges(value: string): number {
  const [shown, setShown] = useState({ value, times: 0 });
  if (shown.value === value) return shown.times;
  const next = { value, times: shown.times + 1 };
  setShown(next);
  return next.times;
}
