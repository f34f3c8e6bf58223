"use client";

import type { ReactNode } from "react";
import { formatTime } from "@/lib/kernel/format-date";
import type { SaveState } from "./autosave";

/** Says quietly what is saved, and plainly what is not. Read out only when something stands in the way, or no longer does. */
export function SaveLine({
  state,
  isOwn,
  returnTo,
  planHref,
  onGo,
  hadTrouble,
}: {
  state: SaveState;
  /** Whether the other text of a conflict is the reader's own, from another tab. */
  isOwn: boolean;
  returnTo: string;
  planHref: string;
  /** Leads to the field that holds the saving up. */
  onGo: () => void;
  hadTrouble: boolean;
}) {
  const trouble = troubleOf(state, { isOwn, returnTo, planHref, onGo });
  return (
    <>
      <div role="status">
        {trouble && <p className="font-medium text-attention">{trouble}</p>}
        {!trouble && hadTrouble && state.kind === "saved" && (
          <span className="sr-only">The connection is back: what you typed has reached the server.</span>
        )}
      </div>
      {!trouble && <p className="tabular text-muted">{quietWords(state)}</p>}
    </>
  );
}

export function isTrouble({ kind }: SaveState): boolean {
  return kind !== "idle" && kind !== "pending" && kind !== "saving" && kind !== "saved";
}

function quietWords(state: SaveState): string {
  if (state.kind === "saved") return `Saved ${formatTime(state.at)}`;
  if (state.kind === "pending" || state.kind === "saving") return "Saving…";
  return "Saved as you write";
}

const kept = "What you typed is kept on this device";

function troubleOf(
  state: SaveState,
  to: { isOwn: boolean; returnTo: string; planHref: string; onGo: () => void },
): ReactNode {
  const go = (words: string) => (
    <button type="button" onClick={to.onGo} className="min-h-6 cursor-pointer underline underline-offset-2">
      {words}
    </button>
  );
  switch (state.kind) {
    case "offline":
      return `Not saved: no connection. ${kept} and goes out by itself.`;
    case "server_error":
      return `Not saved: something went wrong on our side. ${kept} and goes out by itself. Reference: ${state.reference}`;
    case "signed_out":
      return (
        <>
          Not saved: you were signed out. {kept}.{" "}
          <a href={`/sign-in?next=${encodeURIComponent(to.returnTo)}${window.location.hash}`}>
            Sign in again
          </a>
        </>
      );
    case "locked":
      return (
        <>
          Not saved: the plan can no longer be changed here. {kept}.{" "}
          <a href={to.planHref}>See where the plan stands</a>
        </>
      );
    case "failed":
      return (
        <>
          Not saved: {afterColon(state.message)} {state.field && go("Go to the field")}
        </>
      );
    case "held":
      return <>Not saved yet: a text looks like something that is never kept here. {go("Look at it")}</>;
    case "conflict":
      return (
        <>
          Not saved:{" "}
          {to.isOwn
            ? "you changed this section in another tab or on another device"
            : "somebody else changed this section"}
          . {go("Choose between both texts")}
        </>
      );
    default:
      return null;
  }
}

/** A sentence that goes on after a colon; an abbreviation keeps its capitals. */
function afterColon(sentence: string): string {
  return /^\p{Lu}\p{Lu}/u.test(sentence) ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
