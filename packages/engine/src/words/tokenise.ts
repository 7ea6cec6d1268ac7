import { fold } from "../text/fold.ts";
import { KIND, characterOf, foldedOf, kindOf } from "./characters.ts";
import { MAX_POSITIONS, MAX_WORD_LENGTH, createTextWords, setWords, wordAt } from "./text-words.ts";
import type { TextWords } from "./text-words.ts";

/** Words of a query beyond these are not read. */
export const MAX_WORDS = 24;

/** Characters of a text beyond these are not read. */
export const MAX_TEXT = 4096;

const LETTER = /[\p{L}\p{M}]/u;
const DIGIT = /\p{Nd}/u;
/** Stress marks that are part of no letter: до́ма. */
const STRESS = /[\u0300\u0301]/gu;
const POSSESSIVE = /(?<=[\p{L}\p{M}])['’]+(?:s(?![\p{L}\p{M}]))?/giu;

const SPACE = 0x20;

/** Reads the words that {@link tokenise} gives without making texts of them. */
export function readWords(into: TextWords, text: string, limit: number = MAX_WORDS): void {
  const short = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
  if (readSimple(into, short, limit)) {
    if (short !== text) into.isWhole = false;
  } else if (readSimple(into, short.replace(POSSESSIVE, ""), limit)) {
    into.isWhole = false;
  } else {
    setWords(into, tokeniseAny(short, limit));
  }
}

/**
 * Reads a text of letters, digits and separators that the table of characters tells.
 *
 * @param into Has room for so many words.
 * @returns `false` where there is anything else.
 */
function readSimple(into: TextWords, text: string, limit: number): boolean {
  const { units, starts, lengths } = into;
  let count = 0;
  let start = 0;
  let length = 0;
  let isWhole = true;
  let last: number = KIND.separator;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const character = characterOf(code);
    const kind = kindOf(character);
    if (kind !== last) {
      if (kind > KIND.letter) return false;
      if (length > 0) {
        starts[count] = start;
        lengths[count] = length;
        if (kind !== KIND.separator) isWhole = false;
        if (++count === limit) {
          isWhole = false;
          break;
        }
        start += length;
        length = 0;
      }
      last = kind;
    }
    if (kind === KIND.separator) {
      if (code !== SPACE) isWhole = false;
    } else if (length < MAX_WORD_LENGTH) {
      units[start + length++] = foldedOf(character);
    } else {
      isWhole = false;
    }
  }
  if (length > 0 && count < limit) {
    starts[count] = start;
    lengths[count++] = length;
  }
  into.count = count;
  into.isWhole = isWhole;
  into.seed = -1;
  return true;
}

/**
 * Splits a text into folded words: lower case, ё as е. Everything but letters and digits separates,
 * hyphens too, and so does the border of letters and digits: «128GB» is `128`, `gb`. An apostrophe
 * inside a word is dropped, together with the s of an English possessive.
 *
 * @param text Any text; read up to 4096 characters.
 * @param limit How many words are read, {@link MAX_POSITIONS} at most.
 */
export function tokenise(text: string, limit: number = MAX_WORDS): string[] {
  readWords(scratch, text, limit);
  return Array.from({ length: scratch.count }, (_, position) => wordAt(scratch, position));
}

const scratch = createTextWords(MAX_POSITIONS);

/** The same words by Unicode properties, for the texts that need them. */
function tokeniseAny(text: string, limit: number): string[] {
  const words: string[] = [];
  let word = "";
  let last: number = KIND.separator;
  for (const character of fold(fold(text).replace(STRESS, "").replace(POSSESSIVE, ""))) {
    const kind = LETTER.test(character)
      ? KIND.letter
      : DIGIT.test(character)
        ? KIND.digit
        : KIND.separator;
    if (kind !== last && word !== "") {
      words.push(word);
      if (words.length === limit) return words;
      word = "";
    }
    if (kind !== KIND.separator && word.length < MAX_WORD_LENGTH) word += character;
    last = kind;
  }
  if (word !== "") words.push(word);
  return words;
}
