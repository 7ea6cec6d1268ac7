import { scriptOf } from "./characters.ts";
import { guessRussian } from "./guess-russian.ts";
import { createWordCodes, setWord } from "./hash.ts";
import type { WordCodes } from "./hash.ts";
import { stemEnglish } from "./stem-english.ts";
import { MAX_WORD_LENGTH } from "./tokenise.ts";

const ACCENTED_LATIN = /^[\p{Script=Latin}\p{M}]+$/u;
const MARKS = /\p{M}+/gu;

/** Marks an English stem, where no letter can stand; Russian ones end in lower marks. */
const STEM = 0x1ff;

// A key is a stem and a mark.
const codes = createWordCodes(MAX_WORD_LENGTH + 2);

/**
 * What the forms of a word that no dictionary knows have in common: calls `visit` with a key of each
 * reading of its ending; words that share a key may be forms of one word. By the script of the first
 * letter it is a Russian word, with a few readings, or an English one, with its stem. Numbers and
 * words of other scripts have none. Steps are linear in the length of the word.
 *
 * @param text Folded.
 * @param visit Gets a buffer that is only valid during the call.
 */
export function guess(text: string, visit: (key: WordCodes) => void): void {
  const word = text.length > MAX_WORD_LENGTH ? text.slice(0, MAX_WORD_LENGTH) : text;
  const script = scriptOf(word);
  if (script === "cyrillic") {
    setWord(codes, word);
    guessRussian(codes, visit);
  } else if (script === "latin" || (script === "other" && ACCENTED_LATIN.test(word))) {
    setWord(codes, stemEnglish(isAscii(word) ? word : dropAccents(word)));
    codes.units[codes.length] = STEM;
    codes.length += 1;
    visit(codes);
  }
}

/** The keys of a word's readings as texts. */
export function guessKeys(word: string): string[] {
  const keys = new Set<string>();
  guess(word, ({ units, length }) => keys.add(String.fromCharCode(...units.subarray(0, length))));
  return [...keys];
}

function isAscii(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) > 0x7f) return false;
  return true;
}

function dropAccents(word: string): string {
  return word.normalize("NFD").replace(MARKS, "");
}
