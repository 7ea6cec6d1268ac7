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
  const exact = new Map<string, number>();
  const exactUnits = new Set<number>();
  /** Unit → a bit for each system of which it is a stop word. */
  const stops: number[] = [];
  /** 1 + unit and hash of each word in any form side by side, 0 where free. */
  let slots = new Int32Array(2 * 1_024);

  function add(word: string): number {
    const systems = Object.entries(SYSTEMS) as [StopWordSystem, number][];
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
      if (isAt(words[unit] as string, codes, start, end)) return unit;
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

function isAt(word: string, codes: Uint16Array, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let i = start; i < end; i++) if (word.charCodeAt(i - start) !== codes[i]) return false;
  return true;
}
