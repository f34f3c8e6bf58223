import type { LiveMessages } from "@/lib/features/live/types";
import { createEventReader } from "./event-stream";

/** What a part of a page wants to hear of; the parts of one page are joined into one stream. */
export type Topic = {
  readonly directive?: string | undefined;
  readonly plan?: string | undefined;
  readonly section?: string | undefined;
  /** The id of a readiness drill. */
  readonly drill?: string | undefined;
  /** When the server read what the page shows. */
  readonly read?: string | undefined;
};

export type ConnectionState =
  /** Nothing is asked for, or nobody looks. */
  | { readonly kind: "idle" }
  | { readonly kind: "opening" }
  | { readonly kind: "live" }
  /** Tried again until it stands; `since` is in milliseconds of this machine's clock. */
  | { readonly kind: "lost"; readonly since: number }
  /** Not tried again. */
  | { readonly kind: "ended"; readonly why: "signed_out" | "no_access" };

type Listener<Name extends keyof LiveMessages> = (data: LiveMessages[Name]) => void;

export type Connection = {
  /** Asks for a topic until the answer is called. */
  readonly watch: (topic: Topic) => () => void;
  readonly listen: <Name extends keyof LiveMessages>(name: Name, listener: Listener<Name>) => () => void;
  readonly subscribe: (onChange: () => void) => () => void;
  readonly state: () => ConnectionState;
  /** While nobody looks the stream is closed: a browser has six connections to a host for all of its tabs. */
  readonly setInSight: (isInSight: boolean) => void;
  /** The network is gone, or is back. */
  readonly setOnline: (isOnline: boolean) => void;
};

/** Tabs that are looked at by turns keep theirs. */
const outOfSightMs = 10_000;
/** The server lets itself be heard every fifteen seconds. */
const silentAtMostMs = 40_000;
const lookEveryMs = 5_000;
const longestRetryMs = 30_000;

/**
 * The one stream of a page: opened for what its parts ask for, resumed where it broke off, tried again at growing and
 * uneven intervals, so that a thousand browsers do not come back at once. A machine that wakes up finds it silent and
 * opens it anew.
 */
export function createConnection(outside: {
  readonly request: (path: string, init: RequestInit) => Promise<Response>;
  readonly random: () => number;
  readonly pageId: string;
}): Connection {
  const topics = new Set<Topic>();
  const listeners = new Map<string, Set<(data: never) => void>>();
  const subscribers = new Set<() => void>();
  let state: ConnectionState = { kind: "idle" };
  let isInSight = true;
  let isOnline = true;
  let open: { readonly asked: string; readonly abort: AbortController } | null = null;
  /** What was asked for last, to which the place belongs from where it is resumed. */
  let asked: string | null = null;
  let lastId = "";
  let retryMs = 2_000;
  let failures = 0;
  let heardAt = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let settleTimer: ReturnType<typeof setTimeout> | undefined;
  let lookTimer: ReturnType<typeof setInterval> | undefined;

  const become = (next: ConnectionState) => {
    if (next.kind === state.kind && next.kind !== "ended") return;
    state = next;
    for (const onChange of subscribers) onChange();
  };
  const merged = (): Topic => Object.assign({}, ...topics);
  const askedFor = ({ directive, plan, section, drill }: Topic): string => {
    const query = new URLSearchParams();
    if (directive) query.set("directive", directive);
    if (plan) query.set("plan", plan);
    if (drill) query.set("drill", drill);
    if (section) {
      query.set("section", section);
      query.set("page", outside.pageId);
    }
    return query.toString();
  };
  const close = () => {
    clearTimeout(retryTimer);
    clearInterval(lookTimer);
    open?.abort.abort();
    open = null;
  };

  /** Brings the stream in step with what is asked for, and with whether anybody looks. */
  const settle = () => {
    const wanted = topics.size > 0 && isInSight ? askedFor(merged()) : null;
    if (wanted === null) {
      close();
      become({ kind: "idle" });
      return;
    }
    if (wanted !== asked) {
      asked = wanted;
      lastId = "";
      close();
    } else if (open || state.kind === "lost" || state.kind === "ended") return;
    void start(wanted);
  };
  const settleSoon = (ms: number) => {
    clearTimeout(settleTimer);
    settleTimer = setTimeout(settle, ms);
  };

  const lose = (since = Date.now()) => {
    close();
    become({ kind: "lost", since });
    const waitMs = Math.min(longestRetryMs, retryMs * 2 ** failures) * (0.5 + outside.random());
    failures++;
    retryIn(waitMs);
  };
  const retryIn = (ms: number) => {
    clearTimeout(retryTimer);
    retryTimer = setTimeout(() => {
      if (asked !== null && !open) void start(asked);
    }, ms);
  };
  const end = (why: "signed_out" | "no_access") => {
    close();
    become({ kind: "ended", why });
  };

  const hear = (name: string, text: string) => {
    const data = JSON.parse(text) as never;
    if (name === "ended") end((data as LiveMessages["ended"]).why);
    if (name === "again") {
      // Its time was over; this is no loss, unless the next one fails.
      close();
      retryIn(1_000 * outside.random());
    }
    for (const listener of listeners.get(name) ?? []) listener(data);
  };

  const start = async (query: string): Promise<void> => {
    close();
    const abort = new AbortController();
    const own = { asked: query, abort };
    open = own;
    const isOwn = () => open === own;
    if (state.kind !== "lost" && state.kind !== "live") become({ kind: "opening" });
    heardAt = Date.now();
    lookTimer = setInterval(() => {
      if (Date.now() - heardAt > silentAtMostMs) lose(heardAt);
    }, lookEveryMs);
    try {
      const { read } = merged();
      const path = new URLSearchParams(query);
      if (read && !lastId) path.set("read", read);
      const response = await outside.request(`/api/live?${path}`, {
        headers: { accept: "text/event-stream", ...(lastId && { "last-event-id": lastId }) },
        cache: "no-store",
        signal: abort.signal,
      });
      if (!isOwn()) return;
      if (response.status === 401) return end("signed_out");
      if (response.status === 404) return end("no_access");
      if (!response.ok || !response.body) return lose();
      await follow(response.body, isOwn);
      if (isOwn()) lose();
    } catch {
      if (isOwn()) lose();
    }
  };

  const follow = async (body: ReadableStream<Uint8Array>, isOwn: () => boolean): Promise<void> => {
    const read = createEventReader({
      onMessage: (name, data) => isOwn() && hear(name, data),
      onId: (id) => {
        if (isOwn()) lastId = id;
      },
      onRetry: (ms) => {
        retryMs = ms;
      },
    });
    const reader = body.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { value, done } = await reader.read();
      if (done || !isOwn()) return;
      heardAt = Date.now();
      failures = 0;
      become({ kind: "live" });
      read(decoder.decode(value, { stream: true }));
    }
  };

  return {
    watch: (topic) => {
      topics.add(topic);
      // What the parts of a page ask for while it is drawn becomes one stream.
      settleSoon(50);
      return () => {
        topics.delete(topic);
        settleSoon(50);
      };
    },
    listen: (name, listener) => {
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all.add(listener as (data: never) => void));
      return () => all.delete(listener as (data: never) => void);
    },
    subscribe: (onChange) => {
      subscribers.add(onChange);
      return () => subscribers.delete(onChange);
    },
    state: () => state,
    setInSight: (now) => {
      isInSight = now;
      if (!now) return settleSoon(outOfSightMs);
      // Whoever signed in again elsewhere comes back to this tab.
      if (state.kind === "ended") become({ kind: "idle" });
      settleSoon(0);
      if (state.kind === "lost") retryIn(500 * outside.random());
    },
    setOnline: (now) => {
      const wasOnline = isOnline;
      isOnline = now;
      if (!now && open) lose();
      if (now && !wasOnline && state.kind === "lost") retryIn(1_000 * outside.random());
    },
  };
}
