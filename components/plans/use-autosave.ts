"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type Content, retryDelayMs, type SaveState, sendSection } from "./autosave";
import { dropDraft, keepDraft } from "./kept-draft";

const quietMs = 1_000;

type Saved = { readonly revision: number; readonly content: Content };

// The browser's Back shows a page as it was first drawn; what was saved from here since is newer than that.
const savedHere = new Map<string, Saved>();

/** What the page was drawn with, or what this tab has saved at the same address since. */
export function newestOf(url: string, drawn: Saved): Saved {
  const saved = savedHere.get(url);
  return saved && saved.revision > drawn.revision ? saved : drawn;
}

/**
 * Saves a text about a second after typing stops, one request at a time, and keeps in the browser whatever the
 * server does not have. Never touches the form: focus, caret, scroll and open menus stay as they are.
 */
export function useAutosave(options: {
  url: string;
  storageKey: string;
  initial: { revision: number; content: Content };
  /** True while the text must wait for its writer, as after a privacy warning. */
  isHeld: (content: Content) => boolean;
}) {
  const { url, storageKey, isHeld } = options;
  const [state, setState] = useState<SaveState>({ kind: "idle" });
  const base = useRef(options.initial);
  const latest = useRef<Content | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isSending = useRef(false);
  const isStopped = useRef(false);
  const failures = useRef(0);
  const held = useRef(isHeld);
  held.current = isHeld;

  const keep = useCallback(() => {
    if (!latest.current) return;
    keepDraft(window.localStorage, storageKey, {
      baseRevision: base.current.revision,
      base: base.current.content,
      content: latest.current,
    });
  }, [storageKey]);

  const send = useCallback(async () => {
    clearTimeout(timer.current);
    const content = latest.current;
    if (!content || isSending.current || isStopped.current) return;
    if (held.current(content)) {
      setState({ kind: "held" });
      return;
    }
    isSending.current = true;
    setState({ kind: "saving" });
    const answer = await sendSection(url, { revision: base.current.revision, content });
    isSending.current = false;
    if (answer.kind === "saved") {
      failures.current = 0;
      base.current = { revision: answer.revision, content };
      savedHere.set(url, base.current);
      if (latest.current === content) {
        latest.current = null;
        dropDraft(window.localStorage, storageKey);
        setState({ kind: "saved", at: answer.savedAt });
      } else {
        keep();
        timer.current = setTimeout(send, quietMs);
      }
    } else if (answer.kind === "stale") {
      isStopped.current = true;
      setState({ kind: "conflict", theirs: answer.theirs });
    } else if (answer.kind === "locked") {
      isStopped.current = true;
      setState({ kind: "locked" });
    } else if (answer.kind === "refused") {
      setState({ kind: "failed", message: answer.message });
    } else {
      failures.current += 1;
      setState({ kind: answer.kind === "signed_out" ? "signed_out" : "offline" });
      timer.current = setTimeout(send, retryDelayMs(failures.current));
    }
  }, [keep, storageKey, url]);

  const change = useCallback(
    (content: Content) => {
      latest.current = content;
      keep();
      if (isStopped.current) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(send, failures.current > 0 ? retryDelayMs(failures.current) : quietMs);
      setState((before) =>
        before.kind === "offline" || before.kind === "signed_out" ? before : { kind: "pending" },
      );
    },
    [keep, send],
  );

  /** Goes on from a text that both sides now stand behind: the revision the server named, and what was chosen. */
  const settle = useCallback(
    (theirs: { revision: number; content: Content }, chosen: Content) => {
      isStopped.current = false;
      base.current = theirs;
      latest.current = chosen;
      keep();
      void send();
    },
    [keep, send],
  );

  const compare = useCallback(
    (theirs: SaveState & { kind: "conflict" }, mine: { base: Content; content: Content }) => {
      isStopped.current = true;
      base.current = { ...base.current, content: mine.base };
      latest.current = mine.content;
      setState(theirs);
    },
    [],
  );

  useEffect(() => {
    const retry = () => void send();
    const leave = () => {
      if (document.visibilityState === "hidden") void send();
    };
    window.addEventListener("online", retry);
    window.addEventListener("focus", retry);
    document.addEventListener("visibilitychange", leave);
    return () => {
      window.removeEventListener("online", retry);
      window.removeEventListener("focus", retry);
      document.removeEventListener("visibilitychange", leave);
      void send();
    };
  }, [send]);

  return { state, change, send, settle, compare, base, latest };
}
