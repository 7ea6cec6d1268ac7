import type { Json } from "./json.ts";
import type { KeywordMatch } from "./keyword/matcher.ts";
import type { VisitorHistory } from "./history/history.ts";

/** The value of one signal; `null` and `undefined` both mean absent. */
export type SignalValue = Json | undefined;

/**
 * The signals of one request as a tree: `utm.source` is `{ utm: { source } }`. Names are those of
 * {@link SIGNALS} plus the attributes that the rule set declares. An absent signal is a missing
 * key: conditions on it are unknown.
 */
export interface Signals {
  readonly [name: string]: SignalValue | Signals;
}

/** Everything one decision may depend on. Built once per request, never changed. */
export interface Context {
  /** The clock of the decision: epoch milliseconds. The engine reads no other clock. */
  readonly now: number;
  /** Id of the page that is shown, `null` where the URL is on no page of the rule set. */
  readonly page: string | null;
  /** Narrows the answer to these slots; the decision itself is the same. On no page: what to answer. */
  readonly slots?: readonly string[];
  /** Language tag of the wanted content, one of the site's locales; absent: the site's first. */
  readonly locale?: string;
  readonly signals: Signals;
  /**
   * The ad phrase as it was received, and the ids that came with it. The engine matches them
   * against the keyword lists and sets `keyword.*` itself.
   */
  readonly phrase?: PhraseInput;
  /** The phrase of an earlier page that is still the visitor's; for a request that brings none. */
  readonly remembered?: RememberedPhrase;
  /** Unit of randomisation. Absent (no id, or no consent): enrolled in nothing, not held out. */
  readonly visitorId?: string;
  /**
   * What is known of the visitor's past. Absent where it may not or cannot be read (no consent,
   * store down): conditions on history are then unknown and offers with limits are suppressed.
   * A new visitor has an empty history, which is not absent.
   */
  readonly history?: VisitorHistory;
  /** A crawler: gets defaults everywhere and no offers. */
  readonly bot?: boolean;
  /** What the visitor allowed; absent: everything. Signals `consent.*` are set apart from it. */
  readonly consent?: Consent;
}

/** The five purposes a visitor may allow. */
export interface Consent {
  readonly storage: boolean;
  readonly analytics: boolean;
  readonly profile: boolean;
  readonly ads: boolean;
  readonly sharing: boolean;
}

/** A listed phrase that was matched before, and how. */
export type RememberedPhrase = Required<Pick<KeywordMatch, "phrase" | "list" | "match" | "rung">>;

/** What the request says of the ad phrase that brought the visitor. */
export interface PhraseInput {
  /** The phrase or search query, decoded, not yet folded. */
  readonly text?: string;
  /** Ids that a list may carry: `phrase_id`, `targetid`, `ad_id`, `gbid`, `param1`, …; always strings. */
  readonly ids?: Readonly<Record<string, string>>;
  /** Ad system of the visit: decides between phrases that are equally good. */
  readonly platform?: string;
}
