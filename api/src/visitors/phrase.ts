import type { KeywordDecision, PhraseInput, RememberedPhrase, Ruleset } from "@facet/engine";
import type { VisitorPhrase, VisitorState } from "./visitor.ts";

/** What a page view tells of the phrase that brought the visitor. */
export interface PhraseFacts {
  /** What the request said; absent: nothing. */
  readonly phrase?: PhraseInput | undefined;
  /** The listed phrase that was decided with. */
  readonly keyword?: KeywordDecision | undefined;
  /** What was remembered when it was decided. */
  readonly remembered?: RememberedPhrase | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The phrase that is still the visitor's at a time. */
export function recallPhrase(state: VisitorState, now: number): RememberedPhrase | undefined {
  const { phrase, stamps, history } = state;
  if (phrase === undefined) return undefined;
  if (phrase.until !== undefined) return phrase.until > now ? phrase : undefined;
  const [since] = stamps.phrase ?? [history.visitStartedAt];
  return since >= history.visitStartedAt ? phrase : undefined;
}

/**
 * What of the phrase of a page view is to be remembered, for as long as its list says.
 *
 * @returns `undefined`: what is remembered stays, as for a view without a phrase; `null`: it ends, as
 *   for a phrase that no list has.
 */
export function phraseToRemember(
  { phrase, keyword, remembered, at }: PhraseFacts,
  { artifact }: Ruleset,
): VisitorPhrase | null | undefined {
  if (phrase === undefined) return undefined;
  const isRecalled =
    phrase.text === undefined &&
    keyword?.phrase === remembered?.phrase &&
    keyword?.list === remembered?.list;
  if (isRecalled) return undefined;
  const list = artifact.keywordLists.find(({ id }) => id === keyword?.list);
  if (keyword === undefined || list === undefined || list.remember === "page") return null;
  const { phrase: text, match, rung } = keyword;
  if (text === undefined) return null;
  const until = list.remember === "visit" ? {} : { until: at + list.remember };
  return { phrase: text, list: list.id, match, rung, ...until };
}
