/**
 * Sets one entry of a record whose keys are in ascending order (by UTF-16 code units), so that equal
 * records are equal bytes however they came about.
 *
 * @returns a new record; a key such as `__proto__` is an entry like any other.
 */
export function withEntry<T>(
  record: Readonly<Record<string, T>>,
  key: string,
  value: T,
): Readonly<Record<string, T>> {
  if (Object.hasOwn(record, key)) return { ...record, [key]: value };
  return sortedRecord([...Object.entries(record), [key, value]]);
}

/** Makes a record with its keys in ascending order; of entries with one key the last one counts. */
export function sortedRecord<T>(
  entries: readonly (readonly [key: string, value: T])[],
): Readonly<Record<string, T>> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
