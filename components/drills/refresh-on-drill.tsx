"use client";

import { useNews, useWatch } from "@/components/live/live";
import { useRefreshSoon } from "@/components/live/use-refresh-soon";

/** Draws a drill's results again as answers come in. */
export function RefreshOnDrill({ drillId, readAt }: { drillId: string; readAt: string }) {
  const refreshSoon = useRefreshSoon();
  useWatch({ drill: drillId, read: readAt });
  useNews("drill", refreshSoon);
  useNews("reset", refreshSoon);
  return null;
}
