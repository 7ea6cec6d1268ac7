import { fold } from "../text/fold.ts";

const GROUPING = /["«»“”„[\]()|]/gu;
/** A minus phrase of several words. */
const MINUS_GROUP = /(?<=^|\s)[!+]*-[!+-]*(?:"[^"]*"|\([^()]*\)|\[[^[\]]*\])/gu;

/**
 * A listed phrase as people read it: minus words, operators, quotes and brackets removed, spaces
 * collapsed.
 *
 * @returns an empty text where nothing is left, as of Yandex's `---autotargeting`.
 */
export function plainPhrase(text: string): string {
  return text
    .replace(MINUS_GROUP, " ")
    .replace(GROUPING, " ")
    .split(/\s+/u)
    .map((word) => word.replace(/^[!+]+/u, ""))
    .filter((word) => word !== "" && !word.startsWith("-"))
    .join(" ");
}

/**
 * The form in which two spellings of one phrase are the same text: its plain form, case and ё
 * folded.
 */
export function canonicalPhrase(text: string): string {
  return fold(plainPhrase(text));
}
