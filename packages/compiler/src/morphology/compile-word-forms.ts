import { toKeyedNumbers, writeKeyTable } from "../keyword/key-table.ts";
import type { Dictionary, Lexeme } from "./dictionary.ts";
import { lexemesWith } from "./lexemes.ts";

/** Word forms of a vocabulary, compiled. */
export interface CompiledWordForms {
  /** The table that `loadWordForms` of the engine reads. */
  readonly table: Uint32Array;
  /** Word of the vocabulary → its term. */
  readonly terms: ReadonlyMap<string, number>;
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
  const lexemesOf = lexemesWith(dictionary);
  const terms = new Map<string, number>();
  const byLexemes = new Map<string, number>();
  const members = new Map<string, Member>();
  const own = new Map<string, readonly Lexeme[]>();
  for (const word of words) {
    if (terms.has(word)) continue;
    const lexemes = lexemesOf(word);
    const key =
      lexemes.length === 0
        ? `!${word}`
        : lexemes
            .map(({ id }) => id)
            .sort()
            .join("\n");
    const term = byLexemes.get(key) ?? byLexemes.size;
    byLexemes.set(key, term);
    terms.set(word, term);
    own.set(word, lexemes);
    for (const lexeme of lexemes) addMember(members, lexeme, term);
  }
  const forms: Forms = new Map();
  for (const { lexeme, terms: all } of members.values()) {
    for (const form of lexeme.forms()) addTerms(forms, form, all);
    for (const key of lexeme.keys ?? []) addTerms(forms, key, all);
  }
  for (const [word, lexemes] of own) {
    addTerms(forms, word, [terms.get(word) ?? 0]);
    for (const { id } of lexemes) addTerms(forms, word, members.get(id)?.terms ?? []);
  }
  return { table: writeKeyTable(toKeyedNumbers(forms), byLexemes.size), terms };
}

interface Member {
  readonly lexeme: Lexeme;
  readonly terms: Set<number>;
}

function addMember(members: Map<string, Member>, lexeme: Lexeme, term: number): void {
  const known = members.get(lexeme.id);
  if (known) known.terms.add(term);
  else members.set(lexeme.id, { lexeme, terms: new Set([term]) });
}

/** Most forms are of one term: a set for each would take a third of the time of compiling. */
type Forms = Map<string, number | Set<number>>;

function addTerms(forms: Forms, key: string, terms: Iterable<number>): void {
  for (const term of terms) {
    const known = forms.get(key);
    if (known === undefined) forms.set(key, term);
    else if (typeof known !== "number") known.add(term);
    else if (known !== term) forms.set(key, new Set([known, term]));
  }
}
