/** An object of the entries in order of key, so that where a thing is written changes nothing. */
export function byKey<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => compareText(a, b)));
}

/** Cascade order: highest priority first, then by id. */
export function byPriority<T extends { readonly priority: number; readonly id: string }>(
  items: readonly T[],
): T[] {
  return [...items].sort((a, b) => b.priority - a.priority || compareText(a.id, b.id));
}

/** Order of UTF-16 code units, which is the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
