import { NOTHING, findValue, listOf, readAhead, readFormTable, startOfLook } from "./form-table.ts";
import { createGuessCodes, guess } from "./guess.ts";
import { hashWord, setWord } from "./hash.ts";
import type { WordCodes } from "./hash.ts";
import { visitNear } from "./near.ts";
import { addNumber, createNumberList } from "./number-list.ts";
import type { NumberList } from "./number-list.ts";
import { MAX_WORD_LENGTH } from "./text-words.ts";
import type { TextWords } from "./text-words.ts";
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
  const { seed, lists } = table;
  const guessed = createGuessCodes();
  const hash = { high: 0, low: 0 };
  const own = createNumberList();
  // What the look-up in progress adds to: a closure for each word would be an allocation for each.
  let into = own;

  function add(start: number, low: number): void {
    const value = findValue(table, start, low);
    if (value === NOTHING) return;
    if (value >= 0) {
      addNumber(into, value);
      return;
    }
    const at = listOf(value);
    const end = at + 1 + (lists[at] as number);
    for (let i = at + 1; i < end; i++) addNumber(into, lists[i] as number);
  }

  function look(key: WordCodes): void {
    hashWord(key, seed, hash);
    add(startOfLook(table, hash.high), hash.low);
  }

  function guessAt({ units, starts, lengths }: TextWords, position: number): void {
    const start = starts[position] as number;
    guessed.length = lengths[position] as number;
    for (let i = 0; i < guessed.length; i++) guessed.units[i] = units[start + i] as number;
    guess(guessed, look);
  }

  function lookAtGuesses({ units, length }: WordCodes): void {
    guessed.units.set(units.subarray(0, length));
    guessed.length = length;
    guess(guessed, look);
  }

  return {
    terms: table.terms,
    readAhead: (words) => readAhead(table, words),
    findAll(words, found) {
      readAhead(table, words);
      into = found.terms;
      into.length = 0;
      found.listed = 0;
      for (let position = 0; position < words.count; position++) {
        const before = into.length;
        add(startOfLook(table, words.highs[position] as number), words.lows[position] as number);
        if (into.length > before) found.listed |= 1 << position;
        else guessAt(words, position);
        found.ends[position] = into.length;
      }
    },
    find(word, found) {
      into = emptied(own);
      setWord(guessed, word);
      guessed.length = Math.min(guessed.length, MAX_WORD_LENGTH);
      look(guessed);
      const isForm = own.length > 0;
      if (!isForm) guess(guessed, look);
      if (own.length === 0) return undefined;
      addNew(found, own);
      return isForm ? "form" : "stem";
    },
    findNear(word, found) {
      into = emptied(own);
      visitNear(word, look);
      if (own.length === 0 && word.length <= MAX_GUESSED) visitNear(word, lookAtGuesses);
      addNew(found, own);
      return own.length > 0;
    },
  };
}

function emptied(list: NumberList): NumberList {
  list.length = 0;
  return list;
}

/** Adds the numbers that are not there yet. */
function addNew(found: number[], { items, length }: NumberList): void {
  const known = new Set(found);
  for (let i = 0; i < length; i++) {
    const number = items[i] as number;
    if (known.has(number)) continue;
    known.add(number);
    found.push(number);
  }
}
