import { scriptOfUnit } from "./characters.ts";
import { guessRussian } from "./guess-russian.ts";
import { createWordCodes, setWord } from "./hash.ts";
import type { WordCodes } from "./hash.ts";
import { stemEnglish } from "./stem-english.ts";
import { MAX_WORD_LENGTH } from "./text-words.ts";

const ACCENTED_LATIN = /^[\p{Script=Latin}\p{M}]+$/u;
const MARKS = /\p{M}+/gu;

/** Marks an English stem, where no letter can stand; Russian ones end in lower marks. */
const STEM = 0x1ff;

/** A buffer for a word to be guessed at: a key is a stem and a mark. */
export function createGuessCodes(): WordCodes {
  return createWordCodes(MAX_WORD_LENGTH + 2);
}

/**
 * What the forms of a word that no dictionary knows have in common: calls `visit` with a key of each
 * reading of its ending; words that share a key may be forms of one word. By the script of the first
 * letter it is a Russian word, with a few readings, or an English one, with its stem. Numbers and
 * words of other scripts have none. Steps are linear in the length of the word.
 *
 * @param word Folded, in a buffer of {@link createGuessCodes}; overwritten.
 * @param visit Gets a buffer that is only valid during the call.
 */
export function guess(word: WordCodes, visit: (key: WordCodes) => void): void {
  word.length = Math.min(word.length, MAX_WORD_LENGTH);
  const script = word.length === 0 ? "digits" : scriptOfUnit(word.units[0] as number);
  if (script === "cyrillic") guessRussian(word, visit);
  else if (script !== "digits") guessLatin(word, { script, visit });
}

interface Latin {
  readonly script: "latin" | "other";
  readonly visit: (key: WordCodes) => void;
}

function guessLatin(word: WordCodes, { script, visit }: Latin): void {
  const text = textOf(word);
  if (script === "other" && !ACCENTED_LATIN.test(text)) return;
  setWord(word, stemEnglish(isAscii(text) ? text : dropAccents(text)));
  word.units[word.length] = STEM;
  word.length += 1;
  visit(word);
}

/** The keys of a word's readings as texts. */
export function guessKeys(word: string): string[] {
  const keys = new Set<string>();
  const codes = createGuessCodes();
  setWord(codes, word);
  guess(codes, (key) => keys.add(textOf(key)));
  return [...keys];
}

function textOf({ units, length }: WordCodes): string {
  return String.fromCharCode(...units.subarray(0, length));
}

function isAscii(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) > 0x7f) return false;
  return true;
}

function dropAccents(word: string): string {
  return word.normalize("NFD").replace(MARKS, "");
}
