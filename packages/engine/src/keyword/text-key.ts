import { KIND, characterOf, foldedOf, kindOf } from "../words/characters.ts";
import { createWordCodes, setWord } from "../words/hash.ts";
import type { WordCodes } from "../words/hash.ts";
import { canonicalPhrase } from "./canonical.ts";

/** Longest key of a phrase, in UTF-16 units; ad systems allow phrases of 4096. */
const MAX_KEY = 4_096;

const SPACE = 0x20;
const HYPHEN = 0x2d;
const DOT = 0x2e;

/** A buffer for keys. */
export function createKeyCodes(): WordCodes {
  return createWordCodes(MAX_KEY);
}

/**
 * Writes the canonical form of a phrase into `codes`, as {@link canonicalPhrase} has it. Phrases of
 * nothing but letters, digits, spaces, hyphens inside words and dots, which nearly all are, need no
 * other text to be made.
 *
 * @returns whether anything is left of the phrase, and it is not too long to be a key.
 */
export function setTextKey(codes: WordCodes, text: string): boolean {
  if (text.length > MAX_KEY) return false;
  if (!setSimpleKey(codes, text)) setWord(codes, canonicalPhrase(text));
  return codes.length > 0;
}

/** @returns `false` where the text has a character that needs more care. */
function setSimpleKey(codes: WordCodes, text: string): boolean {
  const { units } = codes;
  let length = 0;
  let inWord = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === SPACE) {
      inWord = false;
      continue;
    }
    const character = characterOf(code);
    const kind = kindOf(character);
    const isLetter = kind === KIND.letter || kind === KIND.digit;
    if (!isLetter && code !== DOT && !(code === HYPHEN && inWord)) return false;
    if (!inWord && length > 0) units[length++] = SPACE;
    units[length++] = foldedOf(character);
    inWord = true;
  }
  codes.length = length;
  return true;
}
