import { scriptOf } from "./characters.ts";
import { createWordCodes, setWord } from "./hash.ts";
import type { WordCodes } from "./hash.ts";
import { MAX_WORD_LENGTH } from "./text-words.ts";

/** Shorter words have too many neighbours that are words of their own. */
const MIN_LENGTH = 5;

const ALPHABETS = {
  cyrillic: unitsOf("абвгдежзийклмнопрстуфхцчшщъыьэюя"),
  latin: unitsOf("abcdefghijklmnopqrstuvwxyz"),
};

const word: WordCodes = createWordCodes(MAX_WORD_LENGTH);
const near: WordCodes = createWordCodes(MAX_WORD_LENGTH + 1);

/**
 * Calls `visit` with all spellings that are one typo away from a word: a letter left out, put in,
 * replaced, or two neighbours swapped; about 65 a letter. Words of fewer than five letters, numbers
 * and words of other scripts have none.
 *
 * @param text Folded.
 * @param visit Gets a buffer that is only valid during the call.
 */
export function visitNear(text: string, visit: (spelling: WordCodes) => void): void {
  const script = scriptOf(text);
  if (text.length < MIN_LENGTH || (script !== "cyrillic" && script !== "latin")) return;
  setWord(word, text);
  const letters = word.units.subarray(0, word.length);
  visitShorter(letters, visit);
  visitSwapped(letters, visit);
  visitOthers(letters, { alphabet: ALPHABETS[script], visit });
}

type Visit = (spelling: WordCodes) => void;

function visitShorter(letters: Uint16Array, visit: Visit): void {
  for (let skip = 0; skip < letters.length; skip++) {
    near.units.set(letters.subarray(0, skip));
    near.units.set(letters.subarray(skip + 1), skip);
    near.length = letters.length - 1;
    visit(near);
  }
}

function visitSwapped(letters: Uint16Array, visit: Visit): void {
  for (let at = 0; at + 1 < letters.length; at++) {
    near.units.set(letters);
    near.units[at] = letters[at + 1] as number;
    near.units[at + 1] = letters[at] as number;
    near.length = letters.length;
    visit(near);
  }
}

interface Letters {
  readonly alphabet: Uint16Array;
  readonly visit: Visit;
}

/** A letter in the place of another, and one letter more. */
function visitOthers(letters: Uint16Array, { alphabet, visit }: Letters): void {
  for (let at = 0; at <= letters.length; at++) {
    near.units.set(letters);
    near.length = letters.length;
    for (let i = 0; at < letters.length && i < alphabet.length; i++) {
      near.units[at] = alphabet[i] as number;
      visit(near);
    }
    near.units.set(letters.subarray(0, at));
    near.units.set(letters.subarray(at), at + 1);
    near.length = letters.length + 1;
    for (const letter of alphabet) {
      near.units[at] = letter;
      visit(near);
    }
  }
}

function unitsOf(text: string): Uint16Array {
  return Uint16Array.from(text, (letter) => letter.charCodeAt(0));
}
