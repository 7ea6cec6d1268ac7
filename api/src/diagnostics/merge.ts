import type { HeavyKey, SpaceSaving } from "@facet/engine";

/**
 * Adds up summaries of several streams into the heaviest keys of all of them. A key that one of them
 * does not hold may still have had its floor there, which goes into weight and error.
 *
 * @param join Makes one value of two.
 */
export function mergeHeaviest<T>(
  summaries: readonly SpaceSaving<T>[],
  { count, join }: { readonly count: number; readonly join: (a: T, b: T) => T },
): HeavyKey<T>[] {
  const floors = summaries.reduce((sum, summary) => sum + summary.floor(), 0);
  const merged = new Map<string, HeavyKey<T>>();
  for (const summary of summaries) {
    const floor = summary.floor();
    for (const { key, weight, error, value } of summary.top()) {
      const before = merged.get(key);
      merged.set(key, {
        key,
        weight: (before?.weight ?? floors) + weight - floor,
        error: (before?.error ?? floors) + error - floor,
        value: before ? join(before.value, value) : value,
      });
    }
  }
  return [...merged.values()]
    .sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))
    .slice(0, count);
}
