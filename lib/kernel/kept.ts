const keptAtMost = 100;

/**
 * Answers the same key out of memory until the given time has passed, for what changes seldom and may be a little
 * old. Many who ask at once wait for one answer; a failure is not kept. Keys may come out of addresses: what a
 * stranger invents does not fill the memory.
 */
export function keepFor<Key extends string, T>(
  keptForMs: number,
  find: (key: Key) => Promise<T>,
): (key: Key) => Promise<T> {
  const kept = new Map<Key, { readonly askedAtMs: number; readonly answer: Promise<T> }>();
  return (key) => {
    const known = kept.get(key);
    if (known && performance.now() - known.askedAtMs < keptForMs) return known.answer;
    if (kept.size >= keptAtMost) kept.clear();
    const answer = find(key);
    kept.set(key, { askedAtMs: performance.now(), answer });
    answer.catch(() => kept.delete(key));
    return answer;
  };
}
