import { MAX_WORDS, MAX_WORD_LENGTH, createWordCodes, fold } from "@facet/engine";
import type { WordCodes } from "@facet/engine";

/**
 * A phrase without operators, taken apart in buffers that are used again. Nearly all phrases are such,
 * and this takes a tenth of the time that reading operators does.
 */
export interface PlainPhrase {
  /** Code units as shown to people, as many as there are folded ones. */
  readonly shown: Uint16Array;
  /** The same folded: the canonical text. */
  readonly folded: WordCodes;
  /** How many words there are; at least one. */
  count: number;
  /** Word → where it starts in `folded`. */
  readonly starts: Uint16Array;
  readonly ends: Uint16Array;
}

/** Longer phrases are left to those who say what is wrong with them. */
const MAX_LENGTH = 1_024;

/** Makes the buffers. */
export function createPlainPhrase(): PlainPhrase {
  return {
    shown: new Uint16Array(MAX_LENGTH),
    folded: createWordCodes(MAX_LENGTH),
    count: 0,
    starts: new Uint16Array(MAX_WORDS),
    ends: new Uint16Array(MAX_WORDS),
  };
}

const KIND = { none: 0, space: 1, mark: 2, hyphen: 3, digit: 4, letter: 5 } as const;
const SPACE = 0x20;

// Latin, digits, and Cyrillic up to џ: all that phrases are made of, as good as always.
const TABLE_SIZE = 0x460;
const kinds = new Uint8Array(TABLE_SIZE);
const folds = new Uint16Array(TABLE_SIZE);
for (let code = 0; code < TABLE_SIZE; code++) {
  const character = String.fromCharCode(code);
  kinds[code] = kindOf(character);
  folds[code] = fold(character).charCodeAt(0);
}
folds[SPACE] = SPACE;

function kindOf(character: string): number {
  if (/[A-Za-z\u0400-\u045f]/.test(character)) return KIND.letter;
  if (/[0-9]/.test(character)) return KIND.digit;
  if (character === ".") return KIND.mark;
  if (character === "-") return KIND.hyphen;
  return character === " " ? KIND.space : KIND.none;
}

/**
 * Reads a phrase of letters, digits, spaces, dots, and hyphens inside words.
 *
 * @returns `false` where there is anything else, no word, or more than an ordinary phrase has; what was
 *   read then means nothing.
 */
export function readPlain(text: string, into: PlainPhrase): boolean {
  if (text.length > MAX_LENGTH) return false;
  const { shown, starts, ends } = into;
  const folded = into.folded.units;
  let length = 0;
  let count = 0;
  let gap = false;
  let last: number = KIND.space;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = code < TABLE_SIZE ? (kinds[code] as number) : KIND.none;
    if (kind === KIND.none) return false;
    if (kind === KIND.space) {
      if (last >= KIND.digit) ends[count - 1] = length;
      gap = length > 0;
      last = kind;
      continue;
    }
    // In front of a word a hyphen is a minus.
    if (kind === KIND.hyphen && last === KIND.space) return false;
    if (kind !== last && last >= KIND.digit) ends[count - 1] = length;
    if (gap) {
      shown[length] = SPACE;
      folded[length++] = SPACE;
      gap = false;
    }
    if (kind !== last && kind >= KIND.digit) {
      if (count === MAX_WORDS) return false;
      starts[count++] = length;
    }
    shown[length] = code;
    folded[length++] = folds[code] as number;
    last = kind;
  }
  if (last >= KIND.digit) ends[count - 1] = length;
  into.folded.length = length;
  into.count = count;
  for (let word = 0; word < count; word++) {
    const longest = (starts[word] as number) + MAX_WORD_LENGTH;
    if ((ends[word] as number) > longest) ends[word] = longest;
  }
  return count > 0;
}
