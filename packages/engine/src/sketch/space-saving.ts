/** One of the heaviest keys of a stream. */
export interface HeavyKey<T = undefined> {
  readonly key: string;
  /** At most so much was added for the key. */
  readonly weight: number;
  /** At least `weight` − `error` was added for it. */
  readonly error: number;
  /** What the caller keeps with the key, since it was last taken in. */
  readonly value: T;
}

/** The heaviest keys of a stream of any length, in bounded memory. */
export interface SpaceSaving<T = undefined> {
  /**
   * Adds to a key.
   *
   * @param weight Not negative. Of 0 the key is only taken in where there is room.
   * @param update Makes the value kept with the key from the one before.
   */
  add(key: string, weight: number, update: (before: T | undefined) => T): void;
  /** The keys, heaviest first; those of equal weight in order of the key. */
  top(count?: number): HeavyKey<T>[];
  /** Most that may have been added for a key that is not among them. */
  floor(): number;
  /** All that was added. */
  total(): number;
}

interface Entry<T> {
  key: string;
  weight: number;
  error: number;
  value: T;
  /** Place in the heap. */
  at: number;
}

/**
 * Makes a Space-Saving summary (Metwally, Agrawal, El Abbadi: Efficient Computation of Frequent and
 * Top-k Elements in Data Streams, 2005), weighted. It is exact as long as there are no more than
 * `capacity` keys; past that each key of more than total ∕ capacity is still there, and no weight is
 * too low.
 *
 * @param capacity How many keys are kept, at least 1.
 */
export function createSpaceSaving<T = undefined>({
  capacity,
}: {
  readonly capacity: number;
}): SpaceSaving<T> {
  const entries = new Map<string, Entry<T>>();
  /** Binary heap, the lightest at 0. */
  const heap: Entry<T>[] = [];
  let total = 0;

  function settle(entry: Entry<T>, at: number): void {
    heap[at] = entry;
    entry.at = at;
  }

  function rise(entry: Entry<T>): void {
    let at = entry.at;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (!parent || parent.weight <= entry.weight) break;
      settle(parent, at);
      at = above;
    }
    settle(entry, at);
  }

  function sink(entry: Entry<T>): void {
    let at = entry.at;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      const child = right && left && right.weight < left.weight ? right : left;
      if (!child || child.weight >= entry.weight) break;
      const below = child.at;
      settle(child, at);
      at = below;
    }
    settle(entry, at);
  }

  return {
    add(key, weight, update) {
      total += weight;
      const known = entries.get(key);
      if (known) {
        known.weight += weight;
        known.value = update(known.value);
        sink(known);
        return;
      }
      if (heap.length < capacity) {
        const entry = { key, weight, error: 0, value: update(undefined), at: heap.length };
        entries.set(key, entry);
        heap.push(entry);
        rise(entry);
        return;
      }
      const [lightest] = heap;
      if (!lightest || weight === 0) return;
      entries.delete(lightest.key);
      lightest.key = key;
      lightest.error = lightest.weight;
      lightest.weight += weight;
      lightest.value = update(undefined);
      entries.set(key, lightest);
      sink(lightest);
    },
    top(count = heap.length) {
      return heap
        .toSorted((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))
        .slice(0, count)
        .map(({ key, weight, error, value }) => ({ key, weight, error, value }));
    },
    floor: () => (heap.length < capacity ? 0 : (heap[0]?.weight ?? 0)),
    total: () => total,
  };
}
