import type { WordCodes } from "./hash.ts";
import { PARADIGMS } from "./paradigms.ts";

/** One paradigm that an ending belongs to. */
interface Fit {
  readonly paradigm: number;
  readonly verb: boolean;
  /** Letters of the stem before the ending, a bit each; every bit where any will do. */
  readonly after: number;
}

// The letters а to я are 32: an ending of up to six of them is packed into 30 bits and a leading one.
const FIRST_LETTER = 0x430;
const LETTERS = 32;
const BITS = 5;
const MIN_STEM = 2;

/** Marks the number of a paradigm behind a stem, where no letter can stand. */
const PARADIGM = 0x100;
/** Added to the paradigm of reflexive forms. */
const REFLEXIVE = 0x40;

const VOWELS = maskOf("аеиоуыэюя");
const [YE, O, SOFT, SHORT_I, KA, ES, YA] = [..."еоьйкся"].map((letter) => letter.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

const fits = new Map<number, Fit[]>();
let longest = 0;

for (const [paradigm, { endings, after, verb }] of PARADIGMS.entries()) {
  const fit = { paradigm, verb: verb === true, after: after === undefined ? -1 : maskOf(after) };
  for (const ending of new Set(endings.split(" "))) {
    const letters = ending === "0" ? "" : ending;
    longest = Math.max(longest, letters.length);
    const key = [...letters].reduceRight((packed, letter) => pack(packed, letter.charCodeAt(0)), 1);
    const known = fits.get(key);
    if (known) known.push(fit);
    else fits.set(key, [fit]);
  }
}

/**
 * Calls `visit` with each reading that the ending of a Russian word allows: a stem and the number of
 * the paradigm that it inflects by, as one key in the buffer. Two words that share a reading may be
 * forms of one word. A form without an ending is also read without its fleeting vowel (окон as
 * окн-, линеек as линейк-).
 *
 * @param word Folded; unchanged when this returns. The buffer has room for two letters more.
 * @param visit Reads `word`, which holds the key during the call.
 */
export function guessRussian(word: WordCodes, visit: (key: WordCodes) => void): void {
  readEndings(word, { reflexive: false, visit });
  const { units, length } = word;
  const last = units[length - 1];
  if (length > MIN_STEM + 2 && units[length - 2] === ES && (last === YA || last === SOFT)) {
    word.length = length - 2;
    readEndings(word, { reflexive: true, visit });
    word.length = length;
  }
}

interface Reading {
  readonly reflexive: boolean;
  readonly visit: (key: WordCodes) => void;
}

function readEndings(word: WordCodes, { reflexive, visit }: Reading): void {
  const { units, length } = word;
  const most = Math.min(longest, length - 1);
  let ending = 1;
  for (let size = 0; size <= most; size++) {
    if (size > 0) {
      const unit = units[length - size] as number;
      if (!isLetter(unit)) return;
      ending = pack(ending, unit);
    }
    const stem = length - size;
    const last = units[stem - 1] as number;
    if (!isLetter(last)) return;
    for (const { paradigm, verb, after } of fits.get(ending) ?? []) {
      if ((after & bitOf(last)) === 0 || (reflexive && !verb)) continue;
      const code = PARADIGM + paradigm + (reflexive ? REFLEXIVE : 0);
      if (stem >= MIN_STEM) visitKey(word, { stem, code, visit });
      const isBare = size === 0 || (size === 1 && units[stem] === SOFT);
      if (isBare && !verb && stem > MIN_STEM) dropFleeting(word, { stem, code, visit });
    }
  }
}

interface Key {
  readonly stem: number;
  readonly code: number;
  readonly visit: (key: WordCodes) => void;
}

function visitKey(word: WordCodes, { stem, code, visit }: Key): void {
  const { units, length } = word;
  const kept = units[stem] as number;
  units[stem] = code;
  word.length = stem + 1;
  visit(word);
  units[stem] = kept;
  word.length = length;
}

/** Reads the stem as other forms have it: without е or о before its last letter, or with й or ь. */
function dropFleeting(word: WordCodes, { stem, code, visit }: Key): void {
  const { units } = word;
  const vowel = units[stem - 2] as number;
  const last = units[stem - 1] as number;
  const before = stem > 2 ? (units[stem - 3] as number) : 0;
  if ((vowel !== YE && vowel !== O) || isVowel(last) || !isLetter(before)) return;
  if (vowel === YE && (isVowel(before) || last === KA || before !== KA)) {
    units[stem - 2] = isVowel(before) ? SHORT_I : SOFT;
    visitKey(word, { stem, code, visit });
    units[stem - 2] = vowel;
  }
  if (isVowel(before)) return;
  units[stem - 2] = last;
  visitKey(word, { stem: stem - 1, code, visit });
  units[stem - 2] = vowel;
}

function pack(ending: number, unit: number): number {
  return (ending << BITS) | (unit - FIRST_LETTER);
}

function isLetter(unit: number): boolean {
  return unit >= FIRST_LETTER && unit < FIRST_LETTER + LETTERS;
}

function isVowel(unit: number): boolean {
  return isLetter(unit) && (VOWELS & bitOf(unit)) !== 0;
}

function bitOf(unit: number): number {
  return 1 << (unit - FIRST_LETTER);
}

function maskOf(letters: string): number {
  let mask = 0;
  for (const letter of letters) mask |= bitOf(letter.charCodeAt(0));
  return mask;
}
