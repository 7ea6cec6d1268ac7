import type { KeywordList, KeywordLoser, KeywordTrace, MatchKind } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import type { Dictionary } from "../morphology/index.ts";
import { createKeywordBuilder } from "./keyword-builder.ts";
import type { KeywordSource } from "./read-keyword.ts";
import { readMinusPhrases } from "./read-minus.ts";

/** One keyword and one query. */
export interface KeywordTrial extends KeywordSource {
  readonly query: string;
  /** Minus phrases, one a line. */
  readonly minus?: string;
  readonly platform: KeywordList["platform"];
}

/** Whether the keyword matches the query. */
export interface TrialResult {
  readonly match: boolean;
  /** Words for people. */
  readonly why: string;
}

/** Tries one keyword on one query by their words, without a rule set. */
export function tryKeyword(
  { query, minus = "", platform, ...source }: KeywordTrial,
  scope: { readonly dictionary?: Dictionary | undefined } = {},
): TrialResult {
  const builder = createKeywordBuilder();
  builder.openList({
    platform,
    minus: readMinusPhrases(minus, platform).minus,
    groupMinus: new Map(),
    synonyms: [],
  });
  const { phrases, isNegative } = builder.addKeyword(source);
  if (isNegative) return { match: false, why: "it is a negative keyword" };
  const list: KeywordList = {
    id: "trial",
    platform,
    phrases,
    remember: "page",
    secondChances: [],
    groups: {},
    content: {},
  };
  const { keywords, buffers } = builder.build(scope) ?? {};
  const matcher = loadKeywords({ ...(keywords && { keywords }), keywordLists: [list] }, buffers);
  const trace = matcher.explain({ text: query }, { missing: true, byWords: true });
  return { match: trace.match !== undefined, why: whyOf(trace) };
}

/** What each kind of match is, for people. */
const MATCHED: Readonly<Partial<Record<MatchKind, string>>> = {
  exact: "exact: the query has its words and no others",
  quoted: "quoted: the query has its words and no others",
  ordered: "ordered: the query has its words, those in brackets side by side",
  phrase: "phrase: the query has its words in their order",
  broad: "broad: the query has all of its words",
  stem: "stem: the query has all of its words, some known by their endings alone",
};

function whyOf({ match, losers: [closest] }: KeywordTrace): string {
  if (match) return MATCHED[match.match] ?? match.match;
  return closest ? LOST[closest.lost](closest) : "missing: the query lacks its words";
}

const LOST: Readonly<Record<KeywordLoser["lost"], (loser: KeywordLoser) => string>> = {
  beaten: ({ detail }) => `beaten: ${detail}`,
  blocked: ({ detail }) => `blocked: by the minus phrase "${detail}"`,
  extra: ({ detail }) => `extra: the query has other words: ${detail}`,
  order: ({ detail }) => `order: ${detail}`,
  missing: ({ detail }) => `missing: the query lacks "${detail}"`,
};
