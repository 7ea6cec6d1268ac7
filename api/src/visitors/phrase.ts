import type { KeywordDecision, PhraseInput, RememberedPhrase, Ruleset } from "@facet/engine";
import type { VisitorPhrase, VisitorState } from "./visitor.ts";

/** What a page view tells of the phrase that brought the visitor. */
export interface PhraseFacts {
  /** What the request said; absent: nothing. */
  readonly phrase?: PhraseInput | undefined;
  /** The listed phrase that was decided with. */
  readonly keyword?: KeywordDecision | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The phrase that is still the visitor's at a time. */
export function recallPhrase({ phrase }: VisitorState, now: number): RememberedPhrase | undefined {
  return phrase === undefined || isOver(phrase, now) ? undefined : phrase;
}

function isOver({ until }: VisitorPhrase, now: number): boolean {
  return until !== undefined && until <= now;
}

/**
 * Keeps the listed phrase of a page view for as long as its list says. A page view without a phrase
 * changes nothing; one with a phrase that no list has ends what was remembered.
 */
export function rememberPhrase(
  state: VisitorState,
  { phrase, keyword, at }: PhraseFacts,
  { artifact }: Ruleset,
): VisitorState {
  if (phrase === undefined) return state;
  const isRecalled =
    phrase.text === undefined &&
    keyword?.phrase === state.phrase?.phrase &&
    keyword?.list === state.phrase?.list;
  if (isRecalled) return state;
  const { phrase: _, ...rest } = state;
  const list = artifact.keywordLists.find(({ id }) => id === keyword?.list);
  if (keyword === undefined || list === undefined || list.remember === "page") return rest;
  const { phrase: text, match, rung } = keyword;
  if (text === undefined) return rest;
  const until = list.remember === "visit" ? {} : { until: at + list.remember };
  return { ...rest, phrase: { phrase: text, list: list.id, match, rung, ...until } };
}

/** A visitor whose phrase was remembered for the visit that is over. */
export function forgetVisitPhrase(state: VisitorState): VisitorState {
  if (state.phrase === undefined || state.phrase.until !== undefined) return state;
  const { phrase: _, ...rest } = state;
  return rest;
}
