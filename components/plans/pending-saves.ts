type Flush = () => Promise<void>;

const flushes = new Set<Flush>();

/** Registers how an open form sends what it has not sent yet; the answer takes the registration back. */
export function onFlush(flush: Flush): () => void {
  flushes.add(flush);
  return () => flushes.delete(flush);
}

/** Sends at once what open forms would send in a moment, and waits for it, but never longer than the given time. */
export async function flushPendingSaves(waitMs: number): Promise<void> {
  const waited = new Promise<void>((done) => setTimeout(done, waitMs));
  await Promise.race([Promise.allSettled([...flushes].map((flush) => flush())), waited]);
}
