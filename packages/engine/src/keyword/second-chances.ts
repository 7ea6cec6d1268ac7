import type { SecondChance } from "../ruleset.ts";
import { rewriteLayout } from "../words/layout.ts";
import { createSynonyms } from "../words/synonyms.ts";
import { tokenise } from "../words/tokenise.ts";
import { rewriteTransliteration } from "../words/transliteration.ts";
import type { WordForms } from "../words/word-forms.ts";
import type { Contest } from "./precedence.ts";
import { addClasses, readQuery, readText } from "./query.ts";
import type { Search } from "./search.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What nothing else found may be found by. */
export type Chance = "synonym" | SecondChance;

/** A phrase that was found by a second chance. */
export interface ChanceHit {
  readonly pattern: number;
  readonly chance: Chance;
}

/** Tries the chances that lists ask for on a text that nothing matches as it is. */
export interface SecondChances {
  find(text: string): ChanceHit | undefined;
}

/** What second chances work with. */
export interface ChanceTools {
  readonly contest: Contest;
  readonly search: Search;
  readonly vocabulary: Vocabulary;
  readonly forms: WordForms;
}

/**
 * Tries one chance.
 *
 * @returns the phrase pattern that it finds, -1 for none.
 */
type Attempt = (text: string) => number;

/** Makes the second chances over the lists of a contest; they are tried surest first. */
export function createSecondChances(tools: ChanceTools): SecondChances {
  const attempts: { readonly chance: Chance; readonly attempt: Attempt }[] = [
    ...synonymAttempts(tools).map((attempt) => ({ chance: "synonym" as const, attempt })),
    ...chanceAttempt("layout", rewriting(rewriteLayout), tools),
    ...chanceAttempt("transliteration", rewriting(rewriteTransliteration), tools),
    ...chanceAttempt("typo", readNearWords, tools),
  ];
  return {
    find(text) {
      for (const { chance, attempt } of attempts) {
        const pattern = attempt(text);
        if (pattern >= 0) return { pattern, chance };
      }
      return undefined;
    },
  };
}

/** Each list has synonyms of its own, for its own phrases. */
function synonymAttempts(tools: ChanceTools): Attempt[] {
  const { contest, search, vocabulary, forms } = tools;
  return contest.rows.lists.flatMap((list, at) => {
    if (!list.synonyms || list.synonyms.length === 0) return [];
    const synonyms = createSynonyms(list.synonyms, forms);
    const attempt: Attempt = (text) => {
      for (const words of synonyms.rewrite(tokenise(text))) {
        readQuery(contest.query, words, vocabulary);
        const pattern = search.best((each) => each === at);
        if (pattern >= 0) return pattern;
      }
      return -1;
    };
    return [attempt];
  });
}

/**
 * Reads a text into the query in another way.
 *
 * @returns whether there is another way.
 */
type Reread = (text: string, tools: ChanceTools) => boolean;

/** A chance for the lists that ask for it; none where no list does. */
function chanceAttempt(chance: SecondChance, reread: Reread, tools: ChanceTools) {
  const asking = new Set(
    tools.contest.rows.lists.flatMap((list, at) =>
      list.secondChances.includes(chance) ? [at] : [],
    ),
  );
  if (asking.size === 0) return [];
  const attempt: Attempt = (text) =>
    reread(text, tools) ? tools.search.best((list) => asking.has(list)) : -1;
  return [{ chance, attempt }];
}

type Rewrite = (text: string, isKnown: (word: string) => boolean) => string | undefined;

function rewriting(rewrite: Rewrite): Reread {
  return (text, { contest, vocabulary }) => {
    const rewritten = rewrite(text, vocabulary.isKnown);
    if (rewritten !== undefined) readText(contest.query, rewritten, vocabulary);
    return rewritten !== undefined;
  };
}

/** Reads words that nothing knows as those that are one typo away. */
function readNearWords(text: string, { contest, vocabulary }: ChanceTools): boolean {
  const words = tokenise(text);
  readQuery(contest.query, words, vocabulary);
  let isMended = false;
  for (const [position, word] of words.entries()) {
    const near: number[] = [];
    if (vocabulary.isKnown(word) || !vocabulary.findNear(word, near)) continue;
    addClasses(contest.query, near, position);
    isMended = true;
  }
  return isMended;
}
