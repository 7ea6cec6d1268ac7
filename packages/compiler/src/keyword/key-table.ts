import { hashKey, writeFormTable } from "@facet/engine";

/**
 * Writes a table that the engine looks numbers up in by the hash of a text.
 *
 * @param entries Text → numbers, at least one each.
 * @param size Numbers are below it.
 */
export function writeKeyTable(
  entries: ReadonlyMap<string, readonly number[]>,
  size: number,
): ArrayBuffer {
  for (let seed = 0; ; seed++) {
    const hashed = Array.from(entries, ([key, terms]) => ({ hash: hashKey(key, seed), terms }));
    const buffer = writeFormTable(hashed, { terms: size, seed });
    if (buffer) return buffer;
  }
}
