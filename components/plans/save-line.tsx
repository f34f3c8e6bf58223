"use client";

import { formatTime } from "@/lib/kernel/format-date";
import type { SaveState } from "./autosave";

/** Says quietly what is saved, and plainly what is not. */
export function SaveLine({ state, returnTo }: { state: SaveState; returnTo: string }) {
  return (
    <div aria-live="polite" className="print-hidden sticky bottom-16 z-5 min-h-6 text-14 lg:bottom-2">
      {state.kind !== "idle" && (
        <span className="-mx-2 inline-block rounded-md border border-line bg-paper px-2 py-1">
          {words(state, returnTo)}
        </span>
      )}
    </div>
  );
}

function words(state: SaveState, returnTo: string) {
  switch (state.kind) {
    case "idle":
      return null;
    case "pending":
    case "saving":
      return <span className="text-muted">Saving…</span>;
    case "saved":
      return <span className="text-muted">Saved {formatTime(state.at)}</span>;
    case "offline":
      return (
        <strong className="text-attention">
          Not saved: no connection. What you typed is kept on this device and goes out by itself.
        </strong>
      );
    case "signed_out":
      return (
        <strong className="text-attention">
          Not saved: you were signed out. What you typed is kept on this device.{" "}
          <a href={`/sign-in?next=${encodeURIComponent(returnTo)}`}>Sign in again</a>
        </strong>
      );
    case "locked":
      return (
        <strong className="text-attention">
          Not saved: the plan can no longer be changed here. What you typed is kept on this device.
        </strong>
      );
    case "failed":
      return <strong className="text-late">Not saved: {state.message}</strong>;
    case "held":
      return <strong className="text-attention">Not saved yet: look at the warning above the form.</strong>;
    case "conflict":
      return <strong className="text-attention">Not saved: choose between both texts.</strong>;
  }
}
