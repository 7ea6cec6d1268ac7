/** What a character is to the tokeniser. */
export const KIND = { separator: 0, digit: 1, letter: 2, apostrophe: 3, other: 4 } as const;

// Code units below this are classified by a table; rarer ones by Unicode properties.
const TABLE_SIZE = 0x460;
const YO = 0x451;
const YE = 0x435;

/** Kind and folded code unit of each code unit, so that one look tells both. */
const characters = new Uint16Array(TABLE_SIZE);

const KIND_SHIFT = 12;
const FOLDED = (1 << KIND_SHIFT) - 1;
const OTHER = KIND.other << KIND_SHIFT;

for (let code = 0; code < TABLE_SIZE; code++) {
  characters[code] = (classify(code) << KIND_SHIFT) | foldLetter(code);
}

function classify(code: number): number {
  if (code >= 0x30 && code <= 0x39) return KIND.digit;
  if (code === 0x27) return KIND.apostrophe;
  if (code < 0x80) return /[a-z]/i.test(String.fromCharCode(code)) ? KIND.letter : KIND.separator;
  return code >= 0x400 ? KIND.letter : KIND.other;
}

function foldLetter(code: number): number {
  if (classify(code) !== KIND.letter) return code;
  const lower = String.fromCharCode(code).toLowerCase().charCodeAt(0);
  // Ѐ and ѐ are ё's look-alikes with another mark; only ё is е.
  return lower === YO ? YE : lower;
}

/** Kind and folded form of a UTF-16 code unit, for {@link kindOf} and {@link foldedOf}. */
export function characterOf(code: number): number {
  return code < TABLE_SIZE ? (characters[code] as number) : OTHER;
}

/** What a character is: `other` where only Unicode knows. */
export function kindOf(character: number): number {
  return character >> KIND_SHIFT;
}

/** A letter's code unit in lower case, ё as е; defined for what is not `other`. */
export function foldedOf(character: number): number {
  return character & FOLDED;
}

/** The digits are one script, so that «128gb» is cut; of letters only the Cyrillic ones are told. */
export type Script = "latin" | "cyrillic" | "digits" | "other";

/** The script of a folded word, by its first character: a word never mixes digits and letters. */
export function scriptOf(word: string): Script {
  return scriptOfUnit(word.charCodeAt(0));
}

/** The script of a folded word that starts with this code unit. */
export function scriptOfUnit(code: number): Script {
  if (code >= 0x30 && code <= 0x39) return "digits";
  if (code >= 0x61 && code <= 0x7a) return "latin";
  return code >= 0x400 && code < 0x530 ? "cyrillic" : "other";
}
