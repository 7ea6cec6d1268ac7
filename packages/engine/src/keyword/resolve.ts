import { lookup } from "../condition/lookup.ts";
import type { Context, PhraseInput, RememberedPhrase, Signals } from "../context.ts";
import type { RulesetIndex } from "../load/ruleset.ts";
import type { KeywordList } from "../ruleset.ts";
import type { KeywordMatch, KeywordMatcher } from "./matcher.ts";

/** Where the content columns of a list are read: a phrase's row, a group's row, or both. */
export interface KeywordSource {
  /** Id of the list. */
  readonly list: string;
  readonly group?: string;
  /** Position of the phrase in its list. */
  readonly row?: number;
  /** Its text; absent where texts are not loaded. */
  readonly phrase?: string;
}

/** What a decision knows of the ad phrase. */
export interface KeywordState {
  /** The listed phrase, where one matched. */
  readonly match?: KeywordMatch;
  readonly source?: KeywordSource;
  /** The caller has set it: nothing was looked for. */
  readonly isGiven?: true;
  /** The phrase is of an earlier page. */
  readonly isRemembered?: true;
  /** The text of the match is the request's own: good to compare with, not to be shown. */
  readonly isEcho?: true;
  /**
   * The signal `keyword`: absent without a phrase, an empty object for a phrase that no list has.
   */
  readonly signal?: Signals;
}

/**
 * Finds the listed phrase of a request. A `keyword` signal that the caller has set (a preview) stands
 * in for the phrase and is looked up by its own `phrase`, else by its `group`. A request without a
 * phrase has the one that is remembered of the visitor, while its list still has it. Where phrases
 * are not loaded, nothing is known of a phrase: not even that no list has it.
 */
export function resolveKeyword(index: RulesetIndex, context: Context): KeywordState {
  const given = givenKeyword(context.signals);
  if (given) return { ...resolveGiven(index, given), isGiven: true };
  const phrase = phraseOf(context);
  const { keywords } = index;
  if (!keywords) return {};
  const match = phrase && keywords.match(phrase);
  if (match) return toState(match, keywords);
  if (hasText(phrase)) return { signal: {} };
  if (!context.remembered) return {};
  return { ...resolveRemembered(keywords, context.remembered), isRemembered: true };
}

function toState(match: KeywordMatch, { source }: KeywordMatcher): KeywordState {
  const state = { match, source: match, signal: toSignal(match) };
  return source?.buffers.texts ? state : { ...state, isEcho: true };
}

/** The phrase of a request, with the ad system of the visit. */
export function phraseOf({ phrase, signals }: Context): PhraseInput | undefined {
  const query = phrase ? undefined : lookup(signals, QUERY);
  const given = phrase ?? (typeof query === "string" ? { text: query } : undefined);
  const platform = given && platformOf(signals);
  return platform === undefined ? given : { ...given, platform };
}

function hasText(phrase: PhraseInput | undefined): boolean {
  return phrase?.text !== undefined && phrase.text.trim() !== "";
}

/** Values of `utm.source` that name an ad system otherwise than lists do. */
const SOURCES: ReadonlyMap<string, string> = new Map([
  ["bing", "microsoft"],
  ["adwords", "google"],
  ["direct", "yandex"],
  ["ya", "yandex"],
]);

function platformOf(signals: Signals): string | undefined {
  const platform = lookup(signals, CLICK_PLATFORM) ?? lookup(signals, UTM_SOURCE);
  if (typeof platform !== "string") return undefined;
  const name = platform.toLowerCase();
  return SOURCES.get(name) ?? name;
}

function resolveRemembered(
  keywords: KeywordMatcher,
  { phrase, list, match: kind, rung }: RememberedPhrase,
): KeywordState {
  const known = keywords.match({ text: phrase });
  return known?.list === list ? toState({ ...known, match: kind, rung }, keywords) : {};
}

function toSignal({ list, group, phrase, match, rung }: KeywordMatch): Signals {
  return {
    list,
    ...(group === undefined ? {} : { group }),
    ...(phrase === undefined ? {} : { phrase }),
    match,
    rung,
  };
}

const FIELDS = ["list", "group", "phrase", "match", "rung"] as const;
// Paths are made once: looking up a new array every time costs more than the rest of a decision.
const PATHS = FIELDS.map((field) => ["keyword", field] as const);
const FLAT = FIELDS.map((field) => `keyword.${field}`);
const QUERY = ["query"] as const;
const CLICK_PLATFORM = ["click", "platform"] as const;
const UTM_SOURCE = ["utm", "source"] as const;

function givenKeyword(signals: Signals): Readonly<Record<string, string>> | undefined {
  if (!Object.hasOwn(signals, "keyword") && !FLAT.some((name) => Object.hasOwn(signals, name))) {
    return undefined;
  }
  const found = PATHS.flatMap((path) => {
    const value = lookup(signals, path);
    return typeof value === "string" ? [[path[1], value] as const] : [];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function resolveGiven(index: RulesetIndex, given: Readonly<Record<string, string>>): KeywordState {
  const { phrase, group, list } = given;
  const { keywords } = index;
  const match = phrase === undefined ? undefined : keywords?.match({ text: phrase });
  if (keywords && match && (list === undefined || match.list === list)) {
    return { ...toState(match, keywords), signal: given };
  }
  const home = [...index.lists.values()].find((each) => isHome(each, { group, list }));
  return home && group !== undefined
    ? { source: { list: home.id, group }, signal: given }
    : { signal: given };
}

function isHome(
  { id, groups }: KeywordList,
  { group, list }: { readonly group: string | undefined; readonly list: string | undefined },
): boolean {
  return group !== undefined && Object.hasOwn(groups, group) && (list === undefined || id === list);
}
