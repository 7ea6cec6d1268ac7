/**
 * Numbers by the hash of a text, twelve bytes an entry, so that millions of phrases can be told
 * apart without keeping them. Two of ten million texts share their 64 bits once in 400,000 imports.
 */
export interface KeyIndex {
  /** @returns the number of the text; `undefined` where it has none. */
  get(text: string): number | undefined;
  /** Gives the text a number where it has none. @returns the number it had. */
  add(text: string, value: number): number | undefined;
}

const FIRST_CAPACITY = 1_024;
const MAX_LOAD = 0.6;
const EMPTY = 0xffff_ffff;

interface Table {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly values: Uint32Array;
}

/** Makes an empty index; its numbers are 0 to 2³²−2. */
export function createKeyIndex(): KeyIndex {
  let table = createTable(FIRST_CAPACITY);
  let size = 0;
  return {
    get(text) {
      const value = table.values[findSlot(table, hash(text))] ?? EMPTY;
      return value === EMPTY ? undefined : value;
    },
    add(text, value) {
      const key = hash(text);
      const slot = findSlot(table, key);
      const before = table.values[slot] ?? EMPTY;
      if (before !== EMPTY) return before;
      put(table, { slot, key, value });
      size += 1;
      if (size > table.values.length * MAX_LOAD) table = grow(table);
      return undefined;
    },
  };
}

interface Key {
  readonly high: number;
  readonly low: number;
}

function createTable(capacity: number): Table {
  return {
    high: new Uint32Array(capacity),
    low: new Uint32Array(capacity),
    values: new Uint32Array(capacity).fill(EMPTY),
  };
}

function grow({ high, low, values }: Table): Table {
  const larger = createTable(values.length * 2);
  for (const [index, value] of values.entries()) {
    if (value === EMPTY) continue;
    const key = { high: high[index] ?? 0, low: low[index] ?? 0 };
    put(larger, { slot: findSlot(larger, key), key, value });
  }
  return larger;
}

function put(
  table: Table,
  { slot, key, value }: { readonly slot: number; readonly key: Key; readonly value: number },
) {
  table.high[slot] = key.high;
  table.low[slot] = key.low;
  table.values[slot] = value;
}

/** The slot that holds a key, else the free one where it belongs. */
function findSlot({ high, low, values }: Table, key: Key): number {
  const mask = values.length - 1;
  let slot = key.low & mask;
  while (values[slot] !== EMPTY && (low[slot] !== key.low || high[slot] !== key.high))
    slot = (slot + 1) & mask;
  return slot;
}

/** Two 32-bit hashes of the code units, each mixed at the end as in MurmurHash3. */
function hash(text: string): Key {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x5f356495);
    a ^= a >>> 15;
    b ^= b >>> 13;
  }
  return { high: mix(a ^ Math.imul(b, 0x27d4eb2f)), low: mix(b ^ Math.imul(a, 0x165667b1)) };
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
