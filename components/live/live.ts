"use client";

import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import type { LiveMessages } from "@/lib/features/live/types";
import { type Connection, type ConnectionState, createConnection, type Topic } from "./connection";

let only: Connection | undefined;

/** The page's connection, made at first use in the browser. */
function connection(): Connection {
  if (only) return only;
  const made = createConnection({
    request: (path, init) => fetch(path, init),
    random: Math.random,
    pageId: crypto.randomUUID(),
  });
  const look = () => made.setInSight(document.visibilityState === "visible");
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pageshow", look);
  window.addEventListener("pagehide", () => made.setInSight(false));
  window.addEventListener("online", () => made.setOnline(true));
  window.addEventListener("offline", () => made.setOnline(false));
  only = made;
  return made;
}

/** Has the page's stream tell of a topic while this part of the page stands. */
export function useWatch({ directive, plan, section, drill, read }: Topic): void {
  useEffect(
    () => connection().watch({ directive, plan, section, drill, read }),
    [directive, plan, section, drill, read],
  );
}

/** Calls back with each message of a name. */
export function useNews<Name extends keyof LiveMessages>(
  name: Name,
  onNews: (data: LiveMessages[Name]) => void,
): void {
  const tell = useEffectEvent(onNews);
  useEffect(() => connection().listen(name, (data) => tell(data)), [name]);
}

const notYet: ConnectionState = { kind: "idle" };

const subscribe = (onChange: () => void) => connection().subscribe(onChange);
const getState = () => connection().state();

/** Where the page's stream stands. */
export function useConnectionState(): ConnectionState {
  return useSyncExternalStore(subscribe, getState, () => notYet);
}
