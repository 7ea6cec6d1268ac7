import { lookUp, readFormTable } from "./form-table.ts";
import { guess } from "./guess.ts";
import { createWordCodes, hashWord, setWord } from "./hash.ts";
import type { WordCodes } from "./hash.ts";
import { visitNear } from "./near.ts";
import { MAX_WORD_LENGTH } from "./tokenise.ts";
import type { WordForms } from "./word-forms.ts";

// Guessing at every spelling of a longer word would take over a millisecond.
const MAX_GUESSED = 20;

/**
 * Loads the word forms of a compiled rule set.
 *
 * @param words A table as `writeFormTable` makes it; kept, not copied.
 * @throws RulesetError where it is no such table.
 */
export function loadWordForms(words: Uint32Array): WordForms {
  const table = readFormTable(words);
  const own = createWordCodes(MAX_WORD_LENGTH);
  const hash = { high: 0, low: 0 };
  // What the look-up in progress adds to: a closure for each word would be an allocation for each.
  let into: number[] = [];
  let isFound = false;
  const look = (key: WordCodes): void => {
    hashWord(key, table.seed, hash);
    if (lookUp(table, hash, into)) isFound = true;
  };
  const lookAtGuesses = ({ units, length }: WordCodes): void => {
    guess(String.fromCharCode(...units.subarray(0, length)), look);
  };
  const begin = (found: number[]): void => {
    into = found;
    isFound = false;
  };
  return {
    terms: table.terms,
    find(word, found) {
      begin(found);
      setWord(own, word);
      look(own);
      if (isFound) return "form";
      guess(word, look);
      return isFound ? "stem" : undefined;
    },
    findNear(word, found) {
      begin(found);
      visitNear(word, look);
      if (!isFound && word.length <= MAX_GUESSED) visitNear(word, lookAtGuesses);
      return isFound;
    },
  };
}
