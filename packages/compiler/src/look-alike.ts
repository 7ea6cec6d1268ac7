/** Cyrillic and Greek letters that look like Latin ones. */
const LATIN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: "a",
    в: "b",
    е: "e",
    к: "k",
    м: "m",
    н: "h",
    о: "o",
    р: "p",
    с: "c",
    т: "t",
    у: "y",
    х: "x",
    і: "i",
    ј: "j",
    ѕ: "s",
    α: "a",
    ο: "o",
    ν: "v",
    ρ: "p",
  }),
);

const LETTER = /\p{Script=Cyrillic}|\p{Script=Greek}/u;
const CURLY_QUOTE = /[“”„‟‘’‚«»]/u;
/** Spaces that are no plain space, and characters that are not seen at all. */
const UNSEEN = /[\u00a0\u00ad\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000]/u;
/** A whole text in curly quotes, which its author took for the quotes of YAML. */
export const CURLY_QUOTED = /^[“„‟‘‚]([^“”„‟‘’‚]*)[”“’‘]$/u;

const ODD = new RegExp(`${LETTER.source}|${CURLY_QUOTE.source}|${UNSEEN.source}`, "gu");

/** A name with the characters that it was probably meant to have. */
export interface PlainName {
  readonly text: string;
  /** A sentence about the character that is not what it looks like. */
  readonly because: string;
}

/**
 * Finds characters in a Latin name that cannot be told from others by eye: Cyrillic letters, curly
 * quotes, no-break spaces.
 *
 * @returns `undefined` where the name has none of them, or is not Latin at all.
 */
export function toPlainName(name: string): PlainName | undefined {
  const [odd] = name.match(ODD) ?? [];
  if (odd === undefined || !/[a-z]/i.test(name)) return undefined;
  return { text: name.replace(ODD, plain).trim(), because: describe(odd) };
}

function plain(character: string): string {
  if (!LETTER.test(character)) return "";
  const latin = LATIN.get(character.toLowerCase());
  if (latin === undefined) return character;
  return character === character.toLowerCase() ? latin : latin.toUpperCase();
}

function describe(character: string): string {
  if (CURLY_QUOTE.test(character)) return `${character} is not the quote that YAML knows`;
  if (!UNSEEN.test(character))
    return `its "${character}" is no Latin letter, it only looks like one`;
  const point = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `it holds a character that is not seen (U+${point})`;
}
