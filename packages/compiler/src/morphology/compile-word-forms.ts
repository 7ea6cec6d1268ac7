import { toKeyedNumbers, writeKeyTable } from "../keyword/key-table.ts";
import type { Dictionary, Lexeme } from "./dictionary.ts";
import { lexemesWith } from "./lexemes.ts";

/** One term, or several; most forms are of one, and a set for each would take a third of the time. */
export type Terms = number | ReadonlySet<number>;

/** Word forms of a vocabulary, compiled. */
export interface CompiledWordForms {
  /** The table that `loadWordForms` of the engine reads. */
  readonly table: Uint32Array;
  /** How many terms there are. */
  readonly size: number;
  /** Word of the vocabulary → its term. */
  readonly terms: ReadonlyMap<string, number>;
  /** Form → the terms that it is of; every word of the vocabulary is a form. */
  readonly forms: ReadonlyMap<string, Terms>;
}

/** What word forms are compiled with. */
export interface WordFormsScope {
  /** Without one, all forms are guessed from the endings of words. */
  readonly dictionary?: Dictionary | undefined;
}

/**
 * Expands a vocabulary into a table of forms: only forms of these words are in it. Words of the same
 * lexemes are one term; a form is of every term with which it shares a lexeme.
 *
 * @param words Folded, as the tokeniser gives them.
 */
export function compileWordForms(
  words: Iterable<string>,
  { dictionary }: WordFormsScope = {},
): CompiledWordForms {
  const vocabulary = createVocabulary();
  const lexemesOf = lexemesWith(dictionary);
  for (const word of words) vocabulary.add(word, lexemesOf);
  const forms = vocabulary.toForms();
  const size = vocabulary.size();
  return {
    table: writeKeyTable(toKeyedNumbers(forms), size),
    size,
    terms: vocabulary.terms,
    forms,
  };
}

/** Words with their terms and lexemes. */
interface Vocabulary {
  readonly terms: ReadonlyMap<string, number>;
  /** How many terms there are. */
  size(): number;
  add(word: string, lexemesOf: (word: string) => readonly Lexeme[]): void;
  toForms(): Forms;
}

/** A lexeme and the terms of its words. */
interface Member {
  readonly lexeme: Lexeme;
  readonly terms: number[];
}

function createVocabulary(): Vocabulary {
  const terms = new Map<string, number>();
  const byLexemes = new Map<string, number>();
  const members = new Map<string, Member>();
  /** The members that each word is of, in the order of `terms`. */
  const own: (readonly Member[])[] = [];

  function memberOf(lexeme: Lexeme, term: number): Member {
    const known = members.get(lexeme.id);
    if (known) {
      if (!known.terms.includes(term)) known.terms.push(term);
      return known;
    }
    const member = { lexeme, terms: [term] };
    members.set(lexeme.id, member);
    return member;
  }

  return {
    terms,
    size: () => byLexemes.size,
    add(word, lexemesOf) {
      if (terms.has(word)) return;
      const lexemes = lexemesOf(word);
      const key = keyOf(word, lexemes);
      const term = byLexemes.get(key) ?? byLexemes.size;
      if (term === byLexemes.size) byLexemes.set(key, term);
      terms.set(word, term);
      own.push(lexemes.map((lexeme) => memberOf(lexeme, term)));
    },
    toForms() {
      const forms: Forms = new Map();
      for (const { lexeme, terms: all } of members.values()) {
        for (const form of lexeme.forms()) addTerms(forms, form, all);
        for (const key of lexeme.keys ?? []) addTerms(forms, key, all);
      }
      let place = 0;
      for (const [word, term] of terms) {
        addTerm(forms, word, term);
        for (const member of own[place] ?? []) addTerms(forms, word, member.terms);
        place += 1;
      }
      return forms;
    },
  };
}

/** What words of one term have in common. */
function keyOf(word: string, lexemes: readonly Lexeme[]): string {
  const [only] = lexemes;
  if (!only) return `!${word}`;
  if (lexemes.length === 1) return only.id;
  return lexemes
    .map(({ id }) => id)
    .sort()
    .join("\n");
}

type Forms = Map<string, number | Set<number>>;

function addTerms(forms: Forms, key: string, terms: readonly number[]): void {
  for (const term of terms) addTerm(forms, key, term);
}

function addTerm(forms: Forms, key: string, term: number): void {
  const known = forms.get(key);
  if (known === undefined) forms.set(key, term);
  else if (typeof known !== "number") known.add(term);
  else if (known !== term) forms.set(key, new Set([known, term]));
}
