/** What a character is to the tokeniser. */
export const KIND = { separator: 0, digit: 1, letter: 2, apostrophe: 3, other: 4 } as const;

// Code units below this are classified by a table; rarer ones by Unicode properties.
const TABLE_SIZE = 0x460;
const YO = 0x451;
const YE = 0x435;

const kinds = new Uint8Array(TABLE_SIZE);
const folded = new Uint16Array(TABLE_SIZE);

for (let code = 0; code < TABLE_SIZE; code++) {
  const character = String.fromCharCode(code);
  folded[code] = code;
  if (code >= 0x30 && code <= 0x39) kinds[code] = KIND.digit;
  else if (code === 0x27) kinds[code] = KIND.apostrophe;
  else if (code < 0x80 ? /[a-z]/i.test(character) : code >= 0x400) {
    kinds[code] = KIND.letter;
    folded[code] = character.toLowerCase().charCodeAt(0);
  } else if (code >= 0x80) kinds[code] = KIND.other;
}
// Ѐ and ѐ are ё's look-alikes with another mark; only ё is е.
folded[0x401] = YE;
folded[YO] = YE;

/** What a UTF-16 code unit is: `other` where only Unicode knows. */
export function kindOf(code: number): number {
  return code < TABLE_SIZE ? (kinds[code] as number) : KIND.other;
}

/** A letter's code unit in lower case, ё as е; defined for what is not `other`. */
export function foldCode(code: number): number {
  return folded[code] as number;
}

/** The digits are one script, so that «128gb» is cut; of letters only the Cyrillic ones are told. */
export type Script = "latin" | "cyrillic" | "digits" | "other";

/** The script of a folded word, by its first character: a word never mixes digits and letters. */
export function scriptOf(word: string): Script {
  const code = word.charCodeAt(0);
  if (code >= 0x30 && code <= 0x39) return "digits";
  if (code >= 0x61 && code <= 0x7a) return "latin";
  return code >= 0x400 && code < 0x530 ? "cyrillic" : "other";
}
