import { isStopWord } from "@facet/engine";
import type { StopWordSystem } from "@facet/engine";

/** The words of patterns by number; a word in any form and the same word as it stands are two. */
export interface Units {
  readonly size: number;
  numberOf(word: string, kind: UnitKind): number;
  /** The number of a word, in any form, that stands among code units. */
  numberAt(codes: Uint16Array, start: number, end: number): number;
  wordOf(unit: number): string;
  isExact(unit: number): boolean;
  isStopWord(unit: number, system: StopWordSystem): boolean;
}

/** Whether a word stands for itself alone. */
export interface UnitKind {
  readonly exact: boolean;
}

const SYSTEMS: Readonly<Record<StopWordSystem, number>> = {
  yandex: 1,
  google: 2,
  microsoft: 4,
  plain: 8,
};

/** Makes an empty register of words: a hash table over code units, so that looking up makes no strings. */
export function createUnits(): Units {
  const words: string[] = [];
  const spellings = createSpellings();
  const exact = new Map<string, number>();
  const exactUnits = new Set<number>();
  /** Unit → a bit for each system of which it is a stop word. */
  const stops: number[] = [];
  /** 1 + unit and hash of each word in any form side by side, 0 where free. */
  let slots = new Int32Array(2 * 1_024);

  function add(word: string): number {
    const systems = Object.entries(SYSTEMS) as [StopWordSystem, number][];
    spellings.add(word);
    stops.push(systems.reduce((all, [each, bit]) => all | (isStopWord(word, each) ? bit : 0), 0));
    return words.push(word) - 1;
  }

  function place(unit: number, hash: number): void {
    const mask = slots.length - 1;
    let slot = (2 * hash) & mask;
    while (slots[slot] !== 0) slot = (slot + 2) & mask;
    slots[slot] = unit + 1;
    slots[slot + 1] = hash;
  }

  function grow(): void {
    const before = slots;
    slots = new Int32Array(2 * before.length);
    for (let slot = 0; slot < before.length; slot += 2) {
      if (before[slot] !== 0) place((before[slot] as number) - 1, before[slot + 1] as number);
    }
  }

  function numberAt(codes: Uint16Array, start: number, end: number): number {
    let hash = 0;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + (codes[i] as number)) | 0;
    hash = Math.imul(hash, 0x9e3779b1);
    hash ^= hash >>> 15;
    const mask = slots.length - 1;
    for (let slot = (2 * hash) & mask; slots[slot] !== 0; slot = (slot + 2) & mask) {
      if (slots[slot + 1] !== hash) continue;
      const unit = (slots[slot] as number) - 1;
      if (spellings.isAt(unit, codes, start, end)) return unit;
    }
    if (4 * words.length >= slots.length) grow();
    const unit = add(String.fromCharCode(...codes.subarray(start, end)));
    place(unit, hash);
    return unit;
  }

  function numberOfExact(word: string): number {
    const known = exact.get(word) ?? add(word);
    exact.set(word, known);
    exactUnits.add(known);
    return known;
  }

  return {
    get size() {
      return words.length;
    },
    numberOf: (word, kind) =>
      kind.exact ? numberOfExact(word) : numberAt(toCodes(word), 0, word.length),
    numberAt,
    wordOf: (unit) => words[unit] ?? "",
    isExact: (unit) => exactUnits.has(unit),
    isStopWord: (unit, system) => ((stops[unit] as number) & SYSTEMS[system]) !== 0,
  };
}

let scratch = new Uint16Array(64);

function toCodes(word: string): Uint16Array {
  if (word.length > scratch.length) scratch = new Uint16Array(2 * word.length);
  for (let i = 0; i < word.length; i++) scratch[i] = word.charCodeAt(i);
  return scratch;
}

/** Words as code units close together: to compare with strings takes twice as long. */
function createSpellings() {
  let letters = new Uint16Array(4_096);
  let starts = new Uint32Array(512);
  let size = 0;
  return {
    add(word: string): void {
      const start = starts[size] as number;
      const end = start + word.length;
      if (end > letters.length) letters = enlarged(letters, new Uint16Array(2 * end));
      if (size + 2 > starts.length) starts = enlarged(starts, new Uint32Array(2 * starts.length));
      for (let i = 0; i < word.length; i++) letters[start + i] = word.charCodeAt(i);
      size += 1;
      starts[size] = end;
    },
    isAt(word: number, codes: Uint16Array, start: number, end: number): boolean {
      const shift = (starts[word] as number) - start;
      if ((starts[word + 1] as number) !== end + shift) return false;
      for (let i = start; i < end; i++) if (letters[shift + i] !== codes[i]) return false;
      return true;
    },
  };
}

function enlarged<T extends Uint16Array | Uint32Array>(numbers: T, larger: T): T {
  larger.set(numbers);
  return larger;
}
