import { MAX_WORDS, MAX_WORD_LENGTH, createWordCodes, fold } from "@facet/engine";
import type { WordCodes } from "@facet/engine";
import { byteOf } from "@facet/engine/keywords";
import { createHashedWords, hashFirst } from "./hashed-words.ts";
import type { HashedWords } from "./hashed-words.ts";
import type { TextPool } from "./text-pool.ts";

/**
 * A phrase of ordinary characters, taken apart in buffers that are used again. Nearly all phrases are
 * such, and this takes a tenth of the time that reading any operators does.
 */
export interface SimplePhrase {
  /** Has the text in its room, as it is shown to people: as many bytes as there are folded units. */
  readonly texts: TextPool;
  /** The canonical text. */
  readonly folded: WordCodes;
  /** How many words there are; at least one. */
  count: number;
  /** The words inside `folded`. */
  readonly words: HashedWords;
  /** Word → what its operators ask, see {@link ASKED}. */
  readonly asked: Uint8Array;
  /** No other words than these. */
  isQuoted: boolean;
  /** Whether words are what stands between spaces, whole. */
  isWhole: boolean;
  /** Where the minus words start in the text; its length where it has none. */
  end: number;
}

/** What operators ask of a word. */
export const ASKED = {
  /** `!`: exactly this form. */
  fixed: 1,
  /** `+`: required although it is a stop word. */
  kept: 2,
  /** Stands in square brackets. */
  bracket: 4,
  /** Stands right behind the word before it. */
  adjacent: 8,
} as const;

/** Which characters mean anything. */
export interface SimpleSyntax {
  /** `!w`, `+w`, `"a b"`, `[a b]`, and minus words behind, as Yandex Direct has them. */
  readonly operators: boolean;
}

/** Longer phrases are left to those who say what is wrong with them. */
const MAX_LENGTH = 1_024;

/** Makes the buffers. */
export function createSimplePhrase(texts: TextPool): SimplePhrase {
  const folded = createWordCodes(MAX_LENGTH);
  return {
    texts,
    folded,
    count: 0,
    words: createHashedWords(folded.units, MAX_WORDS),
    asked: new Uint8Array(MAX_WORDS),
    isQuoted: false,
    isWhole: false,
    end: 0,
  };
}

const KIND = { none: 0, operator: 1, space: 2, mark: 3, hyphen: 4, digit: 5, letter: 6 } as const;
const SPACE = 0x20;

// Latin, digits, and Cyrillic up to џ: all that phrases are made of, as good as always.
const TABLE_SIZE = 0x460;
const KIND_SHIFT = 24;
const FOLDED_SHIFT = 8;
const FOLDED = 0xffff;
const BYTE = 0xff;
/** Kind, folded code unit and byte of each code unit, so that one look tells all of them. */
const characters = new Int32Array(TABLE_SIZE);
for (let code = 0; code < TABLE_SIZE; code++) {
  const character = String.fromCharCode(code);
  const folded = fold(character).charCodeAt(0);
  characters[code] = (kindOf(character) << KIND_SHIFT) | (folded << FOLDED_SHIFT) | byteOf(code);
}

function kindOf(character: string): number {
  if (/[A-Za-z\u0400-\u045f]/.test(character)) return KIND.letter;
  if (/[0-9]/.test(character)) return KIND.digit;
  if (character === ".") return KIND.mark;
  if (character === "-") return KIND.hyphen;
  if (/[!+"[\]]/.test(character)) return KIND.operator;
  return character === " " ? KIND.space : KIND.none;
}

/** Where the phrase that is being read stands. */
const place = {
  /** Operators in front of the piece. */
  prefix: 0,
  /** Words before the open bracket, -1 where none is open. */
  bracket: -1,
  quote: "none" as "none" | "open" | "closed",
};

/**
 * Reads a phrase of letters, digits, spaces, dots, and hyphens inside words, with operators that stand
 * where they should. Its minus words are only found, not read.
 *
 * @returns `false` where there is anything else, no word, or more than an ordinary phrase has; what was
 *   read then means nothing.
 */
export function readSimple(text: string, into: SimplePhrase, { operators }: SimpleSyntax): boolean {
  if (text.length > MAX_LENGTH) return false;
  const { asked, words } = into;
  const { bytes: shown, at: start } = into.texts.reserve(text.length);
  const { units: folded, starts, ends } = words;
  let length = 0;
  let count = 0;
  let gap = false;
  let isWhole = true;
  let last: number = KIND.space;
  let at = 0;
  startPhrase();
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const character = code < TABLE_SIZE ? (characters[code] as number) : 0;
    const kind = character >> KIND_SHIFT;
    if (kind !== last && last >= KIND.digit) ends[count - 1] = length;
    if (kind === KIND.space) {
      gap = length > 0;
      place.prefix = 0;
      last = kind;
      continue;
    }
    if (kind <= KIND.operator) {
      if (!operators || kind === KIND.none) return false;
      last = readOperator({ text, at, last, length, count });
      if (last === KIND.none) return false;
      continue;
    }
    if (last <= KIND.space && (kind === KIND.hyphen || place.quote === "closed")) {
      // In front of a piece a hyphen is a minus.
      const isMinus = kind === KIND.hyphen && last === KIND.space && operators;
      if (!isMinus || place.quote === "open" || place.bracket >= 0) return false;
      break;
    }
    if (gap) {
      shown[start + length] = SPACE;
      folded[length++] = SPACE;
      gap = false;
    }
    if (kind < KIND.digit) {
      isWhole = false;
    } else if (kind !== last) {
      if (count === MAX_WORDS) return false;
      if (last > KIND.space) isWhole = false;
      asked[count] = askedOf(count);
      starts[count++] = length;
    }
    shown[start + length] = character & BYTE;
    folded[length++] = (character >> FOLDED_SHIFT) & FOLDED;
    last = kind;
    // Nearly every character follows one of its kind.
    for (; at + 1 < text.length; at++) {
      const next = text.charCodeAt(at + 1);
      const same = next < TABLE_SIZE ? (characters[next] as number) : 0;
      if (same >> KIND_SHIFT !== kind) break;
      shown[start + length] = same & BYTE;
      folded[length++] = (same >> FOLDED_SHIFT) & FOLDED;
    }
  }
  if (place.quote === "open" || place.bracket >= 0) return false;
  if (last >= KIND.digit) ends[count - 1] = length;
  into.folded.length = length;
  into.count = count;
  into.isQuoted = place.quote === "closed";
  into.end = at;
  for (let word = 0; word < count; word++) {
    const longest = (starts[word] as number) + MAX_WORD_LENGTH;
    if ((ends[word] as number) <= longest) continue;
    ends[word] = longest;
    isWhole = false;
  }
  into.isWhole = isWhole;
  hashFirst(words, count);
  return count > 0;
}

function startPhrase(): void {
  place.prefix = 0;
  place.bracket = -1;
  place.quote = "none";
}

function askedOf(word: number): number {
  const { prefix, bracket } = place;
  if (bracket < 0) return prefix;
  return prefix | ASKED.bracket | (word > bracket ? ASKED.adjacent : 0);
}

/** An operator, and what has been read before it. */
interface Operator {
  readonly text: string;
  readonly at: number;
  /** Kind of the character before. */
  readonly last: number;
  /** Code units and words so far. */
  readonly length: number;
  readonly count: number;
}

/** @returns what the operator is to the character behind it; `none` where it does not stand well. */
function readOperator({ text, at, last, length, count }: Operator): number {
  const { quote, bracket } = place;
  const isBefore = last <= KIND.space && quote !== "closed";
  switch (text.charAt(at)) {
    case "!":
      place.prefix |= ASKED.fixed;
      return isBefore ? KIND.operator : KIND.none;
    case "+":
      place.prefix |= ASKED.kept;
      return isBefore ? KIND.operator : KIND.none;
    case "[":
      place.bracket = count;
      return isBefore && last === KIND.space && bracket < 0 ? KIND.space : KIND.none;
    case "]":
      place.bracket = -1;
      return bracket >= 0 && last !== KIND.operator && endsPiece(text, at) ? KIND.space : KIND.none;
  }
  if (last === KIND.operator || bracket >= 0 || quote === "closed") return KIND.none;
  place.quote = quote === "none" ? "open" : "closed";
  const stands = quote === "none" ? length === 0 : endsPiece(text, at);
  return stands ? KIND.space : KIND.none;
}

/** Whether the character behind a closing one begins no other piece. */
function endsPiece(text: string, at: number): boolean {
  const behind = text.charAt(at + 1);
  return behind === "" || behind === " " || behind === '"';
}
