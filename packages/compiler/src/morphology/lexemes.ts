import { guessKeys } from "@facet/engine";
import type { Dictionary, Lexeme } from "./dictionary.ts";
import { RELATED_WORDS } from "./related-words.ts";

/** Says which lexemes a word may be a form of. */
export type LexemesOf = (word: string) => readonly Lexeme[];

const withDictionary = new WeakMap<Dictionary, LexemesOf>();
let withoutDictionary: LexemesOf | undefined;

/**
 * Looks words up in a dictionary; what it does not know is guessed from the ending. Words of the
 * table of related words are also of the lexeme that they share.
 */
export function lexemesWith(dictionary: Dictionary | undefined): LexemesOf {
  if (!dictionary) return (withoutDictionary ??= createLexemesOf(dictionary));
  const known = withDictionary.get(dictionary) ?? createLexemesOf(dictionary);
  withDictionary.set(dictionary, known);
  return known;
}

function createLexemesOf(dictionary: Dictionary | undefined): LexemesOf {
  const own = (word: string): readonly Lexeme[] => {
    const known = dictionary?.lookup(word) ?? [];
    return known.length > 0 ? known : guessKeys(word).map(guessedLexeme);
  };
  const related = indexRelated(own);
  return (word) => {
    const lexemes = own(word);
    const shared = new Set(related.byWord.get(word));
    for (const { id } of lexemes) {
      for (const lexeme of related.byLexeme.get(id) ?? []) shared.add(lexeme);
    }
    return shared.size === 0 ? lexemes : [...lexemes, ...shared];
  };
}

function guessedLexeme(key: string): Lexeme {
  return { id: `~${key}`, forms: () => [], keys: [key] };
}

/** Lexemes of related words. */
interface Related {
  /** By each word that is listed. */
  readonly byWord: ReadonlyMap<string, readonly Lexeme[]>;
  /** By the id of each lexeme of the starred ones. */
  readonly byLexeme: ReadonlyMap<string, readonly Lexeme[]>;
}

function indexRelated(own: LexemesOf): Related {
  const byWord = new Map<string, Lexeme[]>();
  const byLexeme = new Map<string, Lexeme[]>();
  for (const row of RELATED_WORDS) {
    const listed = row.split(" ");
    const words = listed.map((word) => word.replace("*", ""));
    const members = listed
      .filter((word) => word.endsWith("*"))
      .flatMap((word) => own(word.slice(0, -1)));
    const lexeme: Lexeme = {
      id: `+${row}`,
      forms: () => [...words, ...members.flatMap(({ forms }) => [...forms()])],
      keys: members.flatMap(({ keys }) => keys ?? []),
    };
    for (const word of words) append(byWord, word, lexeme);
    for (const { id } of members) append(byLexeme, id, lexeme);
  }
  return { byWord, byLexeme };
}

function append(index: Map<string, Lexeme[]>, key: string, lexeme: Lexeme): void {
  const known = index.get(key);
  if (known) known.push(lexeme);
  else index.set(key, [lexeme]);
}
