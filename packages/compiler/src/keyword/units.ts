import { isStopWord } from "@facet/engine";
import type { StopWordSystem } from "@facet/engine";
import { toHashedWord } from "./hashed-words.ts";
import type { HashedWords } from "./hashed-words.ts";
import { createSpellings, enlarged } from "./spellings.ts";

/** The words of patterns by number; a word in any form and the same word as it stands are two. */
export interface Units {
  readonly size: number;
  numberOf(word: string, kind: UnitKind): number;
  /** The number of a word that stands among code units. */
  numberAt(words: HashedWords, word: number, kind: UnitKind): number;
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
/** Beside the bits of the systems of which a word is a stop word. */
const EXACT = 16;

/** Makes an empty register of words: a hash table over code units, so that looking up makes no strings. */
export function createUnits(): Units {
  const words: string[] = [];
  const spellings = createSpellings();
  /** Unit → a bit for each system of which it is a stop word, and {@link EXACT}. */
  let traits = new Uint8Array(512);
  /** 1 + unit and lower hash of each word side by side, 0 where free; a quarter of them is. */
  let slots = new Int32Array(2 * 1_024);
  const highs: number[] = [];

  function add(word: string, { exact }: UnitKind): number {
    const unit = words.push(word) - 1;
    spellings.add(word);
    if (unit === traits.length) traits = enlarged(traits, new Uint8Array(2 * unit));
    traits[unit] = (exact ? EXACT : 0) | stopWordBits(word);
    return unit;
  }

  function place(unit: number, low: number): void {
    const mask = slots.length - 1;
    let slot = (2 * (highs[unit] as number)) & mask;
    while (slots[slot] !== 0) slot = (slot + 2) & mask;
    slots[slot] = unit + 1;
    slots[slot + 1] = low;
  }

  function grow(): void {
    const before = slots;
    slots = new Int32Array(2 * before.length);
    for (let slot = 0; slot < before.length; slot += 2) {
      if (before[slot] !== 0) place((before[slot] as number) - 1, before[slot + 1] as number);
    }
  }

  function numberAt(among: HashedWords, word: number, kind: UnitKind): number {
    const { units, starts, ends, highs: hashes, lows } = among;
    const start = starts[word] as number;
    const end = ends[word] as number;
    const high = hashes[word] as number;
    const low = kind.exact ? ~(lows[word] as number) : (lows[word] as number);
    const mask = slots.length - 1;
    for (let slot = (2 * high) & mask; slots[slot] !== 0; slot = (slot + 2) & mask) {
      if (slots[slot + 1] !== low) continue;
      const unit = (slots[slot] as number) - 1;
      if (isExact(unit) === kind.exact && spellings.isAt(unit, units, start, end)) return unit;
    }
    if (8 * words.length >= 3 * slots.length) grow();
    const unit = add(String.fromCharCode(...units.subarray(start, end)), kind);
    highs.push(high);
    place(unit, low);
    return unit;
  }

  function isExact(unit: number): boolean {
    return ((traits[unit] as number) & EXACT) !== 0;
  }

  return {
    get size() {
      return words.length;
    },
    numberOf: (word, kind) => numberAt(toHashedWord(word), 0, kind),
    numberAt,
    wordOf: (unit) => words[unit] ?? "",
    isExact,
    isStopWord: (unit, system) => ((traits[unit] as number) & SYSTEMS[system]) !== 0,
  };
}

const SYSTEM_BITS = Object.entries(SYSTEMS) as readonly (readonly [StopWordSystem, number])[];

function stopWordBits(word: string): number {
  return SYSTEM_BITS.reduce((bits, [each, bit]) => bits | (isStopWord(word, each) ? bit : 0), 0);
}
