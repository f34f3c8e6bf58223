import { useEffect, useState } from "react";

// A stopwatch and a wall clock that part by more than this have been through a sleep, or somebody set the clock.
const toleratedMs = 3_000;
const askAgainAfterMs = 30_000;

type Anchor = {
  /** The server's clock when the stopwatch showed `stopwatch` and this machine's clock showed `wall`. */
  readonly server: number;
  readonly stopwatch: number;
  readonly wall: number;
};

/**
 * The server's clock by whole seconds, in milliseconds. It goes on from what the server said by the page's own
 * stopwatch, so that a browser whose clock is wrong, or is set, changes nothing. A stopwatch stands still while the
 * machine sleeps; the server is then asked again.
 */
export function useServerNow(serverNow: string): number {
  const [now, setNow] = useState(() => Date.parse(serverNow));
  useEffect(() => {
    let anchor = anchorAt(Date.parse(serverNow), answerArrivedAt());
    let askedAt = Number.NEGATIVE_INFINITY;
    let isOver = false;
    const ask = async () => {
      askedAt = performance.now();
      const told = await askServer();
      if (told !== null && !isOver) anchor = anchorAt(told, performance.now());
    };
    const tick = () => {
      const passed = performance.now() - anchor.stopwatch;
      const isAstray = Math.abs(Date.now() - anchor.wall - passed) > toleratedMs;
      if (isAstray && performance.now() - askedAt > askAgainAfterMs) void ask();
      setNow(Math.floor((anchor.server + passed) / 1_000) * 1_000);
    };
    tick();
    const timer = setInterval(tick, 250);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [serverNow]);
  return now;
}

function anchorAt(server: number, stopwatch: number): Anchor {
  return { server, stopwatch, wall: Date.now() - (performance.now() - stopwatch) };
}

/** When the page's first byte came, while the page is still loading; now, when it was reached from another page. */
function answerArrivedAt(): number {
  const [navigation] = performance.getEntriesByType("navigation");
  if (!(navigation instanceof PerformanceNavigationTiming)) return performance.now();
  const isLoading = navigation.loadEventEnd === 0;
  return isLoading && navigation.responseStart > 0 ? navigation.responseStart : performance.now();
}

/** The time in the head of any answer, to half a second; null without one. */
async function askServer(): Promise<number | null> {
  const answer = await fetch("/api/health/live", { method: "GET", cache: "no-store" }).catch(() => null);
  const told = Date.parse(answer?.headers.get("date") ?? "");
  return Number.isNaN(told) ? null : told + 500;
}
