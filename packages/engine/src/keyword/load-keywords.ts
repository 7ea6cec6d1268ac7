import type { PhraseInput } from "../context.ts";
import { RulesetError } from "../load/ruleset-error.ts";
import type { KeywordBuffers, KeywordList, RulesetArtifact } from "../ruleset.ts";
import { readFormTable } from "../words/form-table.ts";
import { loadWordForms } from "../words/load-word-forms.ts";
import { createNumberList } from "../words/number-list.ts";
import type { NumberList } from "../words/number-list.ts";
import { isTight } from "../words/text-words.ts";
import type { TextWords } from "../words/text-words.ts";
import { readWords } from "../words/tokenise.ts";
import { plainPhrase } from "./canonical.ts";
import { explainSearch } from "./explain.ts";
import { platformOf } from "./fit.ts";
import { NO_PHRASES } from "./matcher.ts";
import type { KeywordMatch, KeywordMatcher, MatchKind, Rung } from "./matcher.ts";
import { createMinusPhrases } from "./minus.ts";
import { openBuffer } from "./open-buffer.ts";
import { MATCH_CLASS } from "./pattern.ts";
import { headerOf, phraseIndex, rowOf } from "./pattern-index.ts";
import { classOf } from "./precedence.ts";
import type { Contest } from "./precedence.ts";
import { createQuery, findClasses, readText } from "./query.ts";
import { createRowKeys } from "./row-keys.ts";
import { createRowTable, toListedRow } from "./row-table.ts";
import type { Draft, RowTable } from "./row-table.ts";
import { createSearch } from "./search.ts";
import { createSecondChances } from "./second-chances.ts";
import { readSections } from "./sections.ts";
import type { Sections } from "./sections.ts";
import { readTexts } from "./texts.ts";
import { createVocabulary } from "./vocabulary.ts";

/**
 * Loads the phrases of an artifact: makes the matcher that {@link loadRuleset} takes. It finds a
 * phrase by an id that the request carries, else by identical text, else by the words, else by the
 * second chances that a list asks for.
 *
 * @param buffers What goes with the artifact; kept, not copied, and not to be changed any more. May be
 *   absent where the artifact has no phrases.
 * @throws RulesetError where a buffer is missing, damaged, or of another revision.
 */
export function loadKeywords(
  { keywords, keywordLists: lists }: Pick<RulesetArtifact, "keywords" | "keywordLists">,
  buffers: KeywordBuffers | undefined,
): KeywordMatcher {
  if (!keywords) return NO_PHRASES;
  if (!buffers) {
    throw new RulesetError(
      "incomplete",
      "the rule set has phrases: hand over the index that was written beside it",
    );
  }
  const sections = readSections(openBuffer(buffers.index, keywords.index, "index"));
  const texts = buffers.texts && readTexts(openBuffer(buffers.texts, keywords.texts, "texts"));
  const rows = createRowTable({ sections, groups: keywords.groups, lists, texts });
  const keys = createRowKeys(readFormTable(sections.keys));
  const forms = loadWordForms(sections.forms);
  const fixed = readFormTable(sections.fixed);
  const vocabulary = createVocabulary(forms, fixed, sections);
  const contest = createContest(sections, rows, {
    defaultRank: keywords.defaultRank,
    query: createQuery(vocabulary),
  });
  const search = createSearch(contest, createMinusPhrases(contest.index, sections));
  const chances = createSecondChances({ contest, search, vocabulary, forms });
  const identical = createNumberList();

  /** Matches the words of a text that have been read. */
  function matchWords(text: string, platform: string | undefined): KeywordMatch | undefined {
    contest.platform = platform;
    findClasses(contest.query, vocabulary);
    const best = search.best();
    if (best >= 0) return matchOf(best, { match: kindOfMatch(best, contest), rung: "matcher" });
    const hit = chances.find(text);
    return hit && matchOf(hit.pattern, { match: hit.chance, rung: hit.chance });
  }

  function matchOf(pattern: number, how: How): KeywordMatch {
    return toMatch(rows, rowOf(contest.index, pattern), how);
  }

  function match(phrase: PhraseInput): KeywordMatch | undefined {
    const bound = keys.findById(phrase);
    if (bound >= 0) return toMatch(rows, bound, BY_ID);
    const { text, platform } = phrase;
    if (text === undefined) return undefined;
    readWords(contest.query.words, text);
    // While this is fetched the text is looked for: that it is not listed is known late.
    vocabulary.readAhead(contest.query.words);
    keys.findByText(text, contest.query.words, identical);
    const same = ofVisit(identical, rows, platform);
    if (same === undefined) return matchWords(text, platform);
    const phraseText = rows.textOf(same) ?? plainTextOf(text, contest.query.words);
    return toMatch(rows, same, { ...IDENTICAL, phrase: phraseText });
  }

  function matchByWords({ text, platform }: PhraseInput): KeywordMatch | undefined {
    if (text === undefined) return undefined;
    readWords(contest.query.words, text);
    return matchWords(text, platform);
  }

  return {
    source: { seal: keywords.index, buffers },
    match,
    explain(phrase, options = {}) {
      const { text } = phrase;
      const winner = options.byWords ? matchByWords(phrase) : match(phrase);
      if (text === undefined) return { ...(winner && { match: winner }), losers: [] };
      contest.platform = phrase.platform;
      readText(contest.query, text, vocabulary);
      const losers = explainSearch(
        { contest, search, texts },
        {
          ...options,
          ...(winner && { winner: { row: placeOf(winner, sections, lists), rung: winner.rung } }),
        },
      );
      return { text, ...(winner && { match: winner }), losers };
    },
    *phrases() {
      for (let row = 0; row < rows.size; row++) yield toListedRow(rows, row);
    },
    textAt: (row) => (row < rows.size ? rows.textOf(row) : undefined),
  };
}

interface How {
  /** Text of the phrase, where it is known. */
  readonly phrase?: string;
  readonly match: MatchKind;
  readonly rung: Rung;
}

const BY_ID: How = { match: "id", rung: "id" };
const IDENTICAL: How = { match: "identical", rung: "identical" };

function createContest(
  sections: Sections,
  rows: RowTable,
  { defaultRank, query }: Pick<Contest, "defaultRank" | "query">,
): Contest {
  const { frequency } = sections;
  const index = phraseIndex(sections);
  return { index, rows, frequency, defaultRank, query, platform: undefined };
}

/** Of rows that are equally good otherwise, the first of the visit's ad system, else the first. */
function ofVisit(
  { items, length }: NumberList,
  rows: RowTable,
  platform: string | undefined,
): number | undefined {
  if (length < 2) return length === 0 ? undefined : items[0];
  for (let i = 0; i < length; i++) {
    const row = items[i] as number;
    if (rows.lists[rows.listOf(row)]?.platform === platform) return row;
  }
  return items[0];
}

function toMatch(rows: RowTable, row: number, { phrase, match, rung }: How): KeywordMatch {
  const found: Draft<KeywordMatch> = toListedRow(rows, row, phrase);
  found.match = match;
  found.rung = rung;
  return found as KeywordMatch;
}

/** A text without operators, as most are, is as people read it already. */
function plainTextOf(text: string, words: TextWords): string {
  return words.isWhole && isTight(words, text) ? text : plainPhrase(text);
}

function placeOf(
  { list, row }: KeywordMatch,
  { listStart }: Sections,
  lists: readonly KeywordList[],
): number {
  return (listStart[lists.findIndex(({ id }) => id === list)] ?? 0) + row;
}

/** What a match of a pattern is called: Yandex and the others have names of their own. */
function kindOfMatch(pattern: number, contest: Contest): MatchKind {
  const isYandex = platformOf(headerOf(contest.index, pattern)) === "yandex";
  switch (classOf(pattern, contest)) {
    case MATCH_CLASS.exact:
      return isYandex ? "quoted" : "exact";
    case MATCH_CLASS.ordered:
      return isYandex ? "ordered" : "phrase";
    case MATCH_CLASS.broad:
      return "broad";
    default:
      return "stem";
  }
}
