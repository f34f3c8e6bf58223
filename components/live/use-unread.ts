"use client";

import { useState } from "react";
import { useNews, useWatch } from "./live";

// A page that the browser's Back brings out of the router's memory was drawn before what has been told since.
let lastTold: number | null = null;

/**
 * How many notifications of the signed-in person are unread: what the page was drawn with, and from then on what the
 * open stream says.
 */
export function useUnread(initial: number): number {
  const [told, setTold] = useState<{ unread: number; after: number } | null>(() =>
    lastTold === null ? null : { unread: lastTold, after: initial },
  );
  useWatch({});
  useNews("inbox", ({ unread }) => {
    lastTold = unread;
    setTold({ unread, after: initial });
  });
  // A page that was drawn with another count since then knows better.
  return told?.after === initial ? told.unread : initial;
}
