import type { Finding } from "../problem.ts";
import { RUSSIAN_DICTIONARY } from "./az.ts";

/**
 * The finding for a rule set whose Russian words had to be expanded without a dictionary.
 *
 * @param words The vocabulary.
 * @returns `undefined` where no word is Russian.
 */
export function missingDictionary(words: Iterable<string>): Omit<Finding, "path"> | undefined {
  for (const word of words) {
    if (!/\p{Script=Cyrillic}/u.test(word)) continue;
    return {
      severity: "warning",
      code: "no-dictionary",
      message: `the package "${RUSSIAN_DICTIONARY}" is not installed: forms of Russian words are guessed from their endings`,
      suggestion: `npm install ${RUSSIAN_DICTIONARY}`,
    };
  }
  return undefined;
}
