"use client";

import { useState } from "react";
import { useNews, useWatch } from "./live";

/**
 * How many notifications of the signed-in person are unread: what the page was drawn with, and from then on what the
 * open stream says.
 */
export function useUnread(initial: number): number {
  const [told, setTold] = useState<{ unread: number; after: number } | null>(null);
  useWatch({});
  useNews("inbox", ({ unread }) => setTold({ unread, after: initial }));
  // A page that was drawn with another count since then knows better.
  return told?.after === initial ? told.unread : initial;
}
