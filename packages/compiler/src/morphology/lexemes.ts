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
    const shared = [word, ...lexemes.map(lexemeKey)].flatMap((key) => related.get(key) ?? []);
    return [...lexemes, ...new Set(shared)];
  };
}

function guessedLexeme(key: string): Lexeme {
  return { id: `~${key}`, forms: () => [], keys: [key] };
}

/** Lexemes of related words, by each listed word and by each lexeme of the starred ones. */
function indexRelated(own: LexemesOf): ReadonlyMap<string, readonly Lexeme[]> {
  const index = new Map<string, Lexeme[]>();
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
    for (const key of [...words, ...members.map(lexemeKey)]) {
      const known = index.get(key);
      if (known) known.push(lexeme);
      else index.set(key, [lexeme]);
    }
  }
  return index;
}

/** The key of a lexeme among words: none of them has such a sign. */
function lexemeKey({ id }: Lexeme): string {
  return `=${id}`;
}
