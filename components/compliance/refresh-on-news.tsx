"use client";

import { useNews, useWatch } from "@/components/live/live";
import { useRefreshSoon } from "@/components/live/use-refresh-soon";

/** Draws the page again when something happened under a directive, or, where one is named, to one body. */
export function RefreshOnNews({
  directive,
  readAt,
  code,
}: {
  directive: string;
  readAt: string;
  code?: string;
}) {
  const refreshSoon = useRefreshSoon();
  useWatch({ directive, read: readAt });
  useNews("dashboard", ({ bodies, isPartial }) => {
    if (!code || isPartial || bodies.some((body) => body.code === code)) refreshSoon();
  });
  useNews("reset", refreshSoon);
  return null;
}
