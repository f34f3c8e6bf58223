"use client";

import { useEffect, useRef } from "react";
import { Notice } from "@/components/ui/notice";

/**
 * What has just been done, read out and seen first on the page that follows a form. The address forgets it at once,
 * so that a reload or a bookmark does not say it again.
 */
export function OutcomeNotice({ title, children }: { title: string; children: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    window.history.replaceState(null, "", window.location.pathname);
  }, []);
  return (
    <div ref={box} tabIndex={-1} className="print-hidden">
      <Notice tone="done" title={title}>
        <p>{children}</p>
      </Notice>
    </div>
  );
}
