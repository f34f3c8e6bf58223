"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type Content, isOwnEcho, retryDelayMs, type SaveState, sendSection } from "./autosave";
import { dropDraft, type KeptDraft, keepDraft } from "./kept-draft";

const quietMs = 800;

type Saved = { readonly revision: number; readonly content: Content };

// The browser's Back shows a page as it was first drawn; what was saved from here since is newer than that.
const savedHere = new Map<string, Saved>();

/** What the page was drawn with, or what this tab has saved at the same address since. */
export function newestOf(url: string, drawn: Saved): Saved {
  const saved = savedHere.get(url);
  return saved && saved.revision > drawn.revision ? saved : drawn;
}

const stays: readonly SaveState["kind"][] = ["offline", "server_error", "signed_out", "conflict", "locked"];

/**
 * Saves a text shortly after typing stops, one request at a time, and keeps in the browser whatever the server does
 * not have. Never touches the form: focus, caret, scroll and open menus stay as they are.
 */
export function useAutosave(options: {
  url: string;
  storageKey: string;
  initial: { revision: number; content: Content };
  /** True while the text must wait for its writer, as after a privacy warning. */
  isHeld: (content: Content) => boolean;
  /** What the server would refuse the text for. */
  refusalOf: (content: Content) => { field: string; message: string } | null;
}) {
  const { url, storageKey, isHeld, refusalOf } = options;
  const [state, setState] = useState<SaveState>({ kind: "idle" });
  const base = useRef(options.initial);
  const latest = useRef<Content | null>(null);
  /** Sent, and not known to have arrived. */
  const sent = useRef<Content | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sending = useRef<Promise<unknown> | null>(null);
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
      ...(sent.current && { sent: sent.current }),
    });
  }, [storageKey]);

  const hasArrived = useCallback(
    (saved: Saved, savedAt: string) => {
      failures.current = 0;
      sent.current = undefined;
      base.current = saved;
      savedHere.set(url, saved);
      if (latest.current && latest.current !== saved.content) return false;
      latest.current = null;
      dropDraft(window.localStorage, storageKey);
      setState({ kind: "saved", at: savedAt });
      return true;
    },
    [storageKey, url],
  );

  const send = useCallback(async () => {
    clearTimeout(timer.current);
    const content = latest.current;
    if (!content || sending.current || isStopped.current) return;
    if (held.current(content)) {
      setState({ kind: "held" });
      return;
    }
    const refusal = refusalOf(content);
    if (refusal) {
      setState({ kind: "failed", ...refusal });
      return;
    }
    setState((before) => (stays.includes(before.kind) ? before : { kind: "saving" }));
    const before = sent.current;
    sent.current = content;
    const request = sendSection(url, { revision: base.current.revision, content });
    sending.current = request;
    const answer = await request;
    sending.current = null;
    const goOn = () => {
      keep();
      timer.current = setTimeout(send, quietMs);
    };
    if (answer.kind === "saved") {
      if (!hasArrived({ revision: answer.revision, content }, answer.savedAt)) goOn();
    } else if (answer.kind === "stale") {
      const { theirs } = answer;
      const echoed = [content, before].find((text) => isOwnEcho(theirs.content, text));
      if (echoed) {
        if (!hasArrived({ revision: theirs.revision, content: echoed }, theirs.editedAt ?? "")) goOn();
        return;
      }
      isStopped.current = true;
      sent.current = undefined;
      setState({ kind: "conflict", theirs });
    } else if (answer.kind === "locked") {
      isStopped.current = true;
      setState({ kind: "locked" });
    } else if (answer.kind === "refused") {
      sent.current = before;
      setState({ kind: "failed", message: answer.message, field: answer.field });
    } else {
      failures.current += 1;
      keep();
      setState(
        answer.kind === "server_error"
          ? answer
          : { kind: answer.kind === "signed_out" ? "signed_out" : "offline" },
      );
      timer.current = setTimeout(send, retryDelayMs(failures.current));
    }
  }, [hasArrived, keep, refusalOf, url]);

  /** Sends what is not sent yet, and waits for the answer. */
  const flush = useCallback(async () => {
    await sending.current;
    await send();
  }, [send]);

  const change = useCallback(
    (content: Content) => {
      latest.current = content;
      keep();
      if (isStopped.current) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(send, failures.current > 0 ? retryDelayMs(failures.current) : quietMs);
      setState((before) => (stays.includes(before.kind) ? before : { kind: "pending" }));
    },
    [keep, send],
  );

  /** Says that typing has begun, before its text is taken: nothing shows "Saved" that is not. */
  const announce = useCallback(
    () =>
      setState((before) =>
        before.kind === "pending" || stays.includes(before.kind) ? before : { kind: "pending" },
      ),
    [],
  );

  /** Goes on from a text that both sides now stand behind: the revision the server named, and what was chosen. */
  const settle = useCallback(
    (theirs: { revision: number; content: Content }, chosen: Content) => {
      isStopped.current = false;
      base.current = theirs;
      latest.current = chosen;
      keep();
      setState({ kind: "saving" });
      void send();
    },
    [keep, send],
  );

  /** Takes up a text that was kept in this browser: it is sent, or, where the server has moved on, put beside its own. */
  const takeUp = useCallback(
    (kept: KeptDraft, conflict: SaveState | null) => {
      latest.current = kept.content;
      sent.current = kept.sent;
      if (!conflict) {
        setState({ kind: "pending" });
        timer.current = setTimeout(send, quietMs);
        return;
      }
      isStopped.current = true;
      // Until the choice is made, opening the page once more must find the same two texts.
      base.current = { revision: kept.baseRevision, content: kept.base };
      setState(conflict);
    },
    [send],
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

  return { state, change, announce, send, flush, settle, takeUp, base, latest };
}
