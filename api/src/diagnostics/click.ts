import type { KeywordDecision } from "@facet/engine";
import type { RequestReading } from "@facet/context";

/** What one page view that came from an ad says of its phrase. */
export interface AdClick {
  /** `utm_source`. */
  readonly source?: string;
  /** `utm_campaign`. */
  readonly campaign?: string;
  /** URL parameters whose macro was not filled in. */
  readonly brokenMacros: readonly string[];
  /** The phrase as it was received. */
  readonly phrase?: string;
  /** The step of the ladder that found it; absent: no list has content for it. */
  readonly rung?: string;
  /** No phrase stands for it because a minus phrase keeps it away: nobody forgot it. */
  readonly blocked?: true;
}

/** What the rules made of the phrase of a page view. */
export interface PhraseOutcome {
  readonly keyword: KeywordDecision | undefined;
  /** Whether a minus phrase keeps a text away from the phrases that would stand for it. */
  isBlocked(text: string): boolean;
}

/** @returns `undefined` where the page view shows no sign of an ad. */
export function toAdClick(
  { touch, phrase, diagnostics }: RequestReading,
  { keyword, isBlocked }: PhraseOutcome,
): AdClick | undefined {
  const { brokenMacros } = diagnostics;
  const isClick =
    phrase !== undefined || brokenMacros.length > 0 || touch.clickPlatform !== undefined;
  if (!isClick) return undefined;
  // Without a text of its own the page view may be under a phrase that was remembered.
  const isOwn = phrase?.text !== undefined || (phrase !== undefined && keyword?.rung === "id");
  const rung = isOwn ? keyword?.rung : undefined;
  const blocked = rung === undefined && phrase?.text !== undefined && isBlocked(phrase.text);
  return {
    brokenMacros,
    ...(touch.source === undefined ? {} : { source: touch.source }),
    ...(touch.campaign === undefined ? {} : { campaign: touch.campaign }),
    ...(phrase?.text === undefined ? {} : { phrase: phrase.text }),
    ...(rung === undefined ? {} : { rung }),
    ...(blocked ? { blocked } : {}),
  };
}
