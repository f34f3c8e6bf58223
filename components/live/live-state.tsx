"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { formatTime } from "@/lib/kernel/format-date";
import type { ConnectionState } from "./connection";
import { useConnectionState } from "./live";

/** Shorter losses are nobody's business. */
const toleratedMs = 2_000;
const healedShownMs = 10_000;

type Shown = "nothing" | "live" | "healed" | Extract<ConnectionState, { kind: "lost" | "ended" }>;

/** Whether the page moves by itself, in a word; only a loss, and its mending, are spoken. */
export function LiveState() {
  const shown = useShown(useConnectionState());
  const pathname = usePathname();
  const isSpoken = typeof shown === "object" || shown === "healed";
  return (
    <span className="print-hidden inline-flex min-h-6 items-center text-14">
      {shown === "live" && (
        <span className="text-muted">
          <span aria-hidden="true" className="text-done">
            ●{" "}
          </span>
          Live
        </span>
      )}
      <span role="status" className={isSpoken ? undefined : "sr-only"}>
        {shown === "healed" && (
          <>
            <span aria-hidden="true" className="text-done">
              ●{" "}
            </span>
            Live again
          </>
        )}
        {typeof shown === "object" && (
          <span className="text-attention">
            <span aria-hidden="true">▲ </span>
            {shown.kind === "lost" &&
              `Connection lost since ${formatTime(new Date(shown.since))}, trying again`}
            {shown.kind === "ended" && shown.why === "no_access" && "This page is no longer kept up to date"}
            {shown.kind === "ended" && shown.why === "signed_out" && (
              <>
                You are signed out.{" "}
                <Link
                  href={`/sign-in?next=${encodeURIComponent(pathname)}`}
                  className="inline-flex min-h-6 items-center"
                >
                  Sign in
                </Link>
              </>
            )}
          </span>
        )}
      </span>
    </span>
  );
}

function useShown(state: ConnectionState): Shown {
  const [shown, setShown] = useState<Shown>("nothing");
  useEffect(() => {
    if (state.kind === "ended") return setShown(state);
    if (state.kind === "lost") {
      const timer = setTimeout(() => setShown(state), toleratedMs);
      return () => clearTimeout(timer);
    }
    if (state.kind !== "live") return;
    setShown((before) => (typeof before === "object" ? "healed" : before === "healed" ? "healed" : "live"));
    const timer = setTimeout(() => setShown("live"), healedShownMs);
    return () => clearTimeout(timer);
  }, [state]);
  return shown;
}
