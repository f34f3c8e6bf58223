/**
 * Gathers what is asked for in the same turn of the process and finds all of it at once. Who asks for what was not found
 * is answered undefined; a failure is everybody's.
 */
export function inBatches<Key extends string, T>(
  find: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, T>>,
): (key: Key) => Promise<T | undefined> {
  let gathering: { keys: Set<Key>; found: Promise<ReadonlyMap<Key, T>> } | null = null;
  return async (key) => {
    if (!gathering) {
      const keys = new Set<Key>();
      const found = new Promise<void>((done) => setImmediate(done)).then(() => {
        gathering = null;
        return find([...keys]);
      });
      gathering = { keys, found };
    }
    gathering.keys.add(key);
    return (await gathering.found).get(key);
  };
}
