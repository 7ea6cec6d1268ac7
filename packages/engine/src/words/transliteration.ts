import { scriptOf } from "./characters.ts";
import { tokenise } from "./tokenise.ts";

/** Spellings of a letter or of several; the usual one first. */
type Spellings = ReadonlyMap<string, readonly string[]>;

const TO_RUSSIAN = spellings(
  "shch щ|sch щ|sh ш|ch ч|zh ж|kh х|ts ц тс|tz ц|ya я|ja я|ia ия я|yu ю|ju ю|iu ию ю|yo е|jo е|ye ые е|je е|iy ий|yy ый",
  "yj ый|ij ий|ey ей|ay ай|oy ой|uy уй|ks кс|ck к|ph ф|a а|b б|c ц к|d д|e е э|f ф|g г|h х|i и|j й ж|k к|l л|m м|n н",
  "o о|p п|q к|r р|s с|t т|u у|v в|w в ш|x кс х|y ы й и|z з",
);

const TO_LATIN = spellings(
  "кс x ks|дж j dzh|ий iy y|ый yy y|а a|б b|в v w|г g|д d|е e ye|ж zh j|з z s|и i y|й y i|к k c|л l|м m|н n|о o|п p|р r",
  "с s c|т t|у u w|ф f ph|х h kh|ц ts c|ч ch|ш sh|щ shch sch|ъ |ы y|ь |э e a|ю yu u|я ya ia",
);

function spellings(...tables: readonly string[]): Spellings {
  return new Map(
    tables
      .flatMap((table) => table.split("|"))
      .map((row) => {
        const [letters = "", ...others] = row.split(" ");
        return [letters, others];
      }),
  );
}

/** Letters of the longest row. */
const LONGEST = 4;
const MAX_SPELLINGS = 32;
/** A longer word is not written in other letters. */
const MAX_LENGTH = 24;

/**
 * Rewrites the words of a text that are written in the letters of the other language («okna» for
 * «окна», «самсунг» for samsung). A word is rewritten where it is not known and one of its spellings
 * is.
 *
 * @param isKnown Whether a folded word may be part of any phrase.
 * @returns the words of the text joined by spaces; `undefined` where nothing was rewritten.
 */
export function rewriteTransliteration(
  text: string,
  isKnown: (word: string) => boolean,
): string | undefined {
  const words = tokenise(text);
  const rewritten = words.map((word) =>
    isKnown(word) ? word : (transliterate(word).find(isKnown) ?? word),
  );
  return rewritten.some((word, index) => word !== words[index]) ? rewritten.join(" ") : undefined;
}

/** The spellings of a word in the letters of the other language, the likeliest first; at most 64. */
export function transliterate(word: string): string[] {
  const script = scriptOf(word);
  if (word.length > MAX_LENGTH) return [];
  if (script === "cyrillic") return spell(word, TO_LATIN);
  if (script !== "latin") return [];
  const spelled = spell(word, TO_RUSSIAN);
  // The soft sign at the end is mostly left out.
  return [
    ...spelled,
    ...spelled.filter((each) => /[бвдзлмнпрстфч]$/u.test(each)).map((each) => `${each}ь`),
  ];
}

function spell(word: string, table: Spellings): string[] {
  let spelled = [""];
  for (let at = 0; at < word.length;) {
    const letters = longestAt(word, at, table);
    if (letters === undefined) return [];
    const others = table.get(letters) ?? [];
    const next = others.flatMap((other) => spelled.map((start) => start + other));
    spelled =
      next.length > MAX_SPELLINGS ? spelled.map((start) => start + (others[0] ?? "")) : next;
    at += letters.length;
  }
  return spelled;
}

function longestAt(word: string, at: number, table: Spellings): string | undefined {
  for (let length = LONGEST; length > 0; length--) {
    const letters = word.slice(at, at + length);
    if (letters.length === length && table.has(letters)) return letters;
  }
  return undefined;
}
