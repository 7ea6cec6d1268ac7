import type { Json } from "./json.ts";
import type { Grade, OfferLimits, OfferType, SlotType, Trigger } from "./ruleset.ts";
import type { ConditionTrace } from "./explain/trace.ts";
import type { MatchKind, Rung } from "./keyword/matcher.ts";
import type { KeywordTrace } from "./keyword/trace.ts";

/** Why a slot shows what it shows (OpenFeature's reasons). */
export type Reason = "STATIC" | "DEFAULT" | "TARGETING_MATCH" | "SPLIT" | "DISABLED" | "ERROR";

/** What went wrong where the reason is `ERROR`. */
export type ErrorCode = "GENERAL" | "CONTENT";

/** The full answer for one request. */
export interface Decision {
  /** Revision of the rule set that decided. */
  readonly rules: string;
  readonly page: string | null;
  readonly slots: Readonly<Record<string, SlotDecision>>;
  /** All that may show, best first. */
  readonly offers: readonly OfferDecision[];
  readonly offerLimits: OfferBudget;
  /**
   * By form slot, the names of the fields to ask this visitor, where not all of its fields are asked.
   * Content has all of them, so that it can be shared.
   */
  readonly askedFields?: Readonly<Record<string, readonly string[]>>;
  readonly visitor: VisitorDecision;
  readonly keyword?: KeywordDecision;
  /** Experiment id → arm id, of those this decision enrolled the visitor in or kept. */
  readonly assignments: Readonly<Record<string, string>>;
  readonly explain?: Explanation;
  /** How the answer may be cached, where that was asked for; absent on no page. */
  readonly cache?: CacheDecision;
}

/** For whom an answer may be kept, and how long. */
export interface CacheDecision {
  /**
   * `static`: nothing but the page decides · `shared`: the request decides, one page for each key ·
   * `private`: the visitor's past, or a text that is not listed, decides.
   */
  readonly scope: "static" | "shared" | "private";
  /** The variation code without a signature; absent where it is private. */
  readonly key?: string;
  /** Seconds that it is fresh: to the next moment at which a schedule changes, five minutes at most. */
  readonly maxAge: number;
  /** Seconds that it may still be given while a fresh one is fetched. */
  readonly swr: number;
  readonly tags: readonly string[];
  /** Signals that decide, in order of name. */
  readonly varies: readonly string[];
  /** How many different answers there may be. */
  readonly cardinality: number;
}

/** What one slot shows, and why. */
export interface SlotDecision {
  readonly type: SlotType;
  /** `null` where hidden. */
  readonly content: Json;
  readonly hidden?: true;
  readonly rule?: string;
  readonly variant?: string;
  readonly experiment?: string;
  readonly arm?: string;
  readonly reason: Reason;
  readonly errorCode?: ErrorCode;
}

/** What is left of the budget over all offers for one page view. */
export interface OfferBudget extends Omit<OfferLimits, "searchSafe"> {
  /** Milliseconds until the quiet time after the last offer is over; absent: it is over. */
  readonly waitMs?: number;
}

/** One offer that may show. */
export interface OfferDecision {
  readonly id: string;
  readonly type: OfferType;
  /** It is a modal that opens as a bar until the visitor has scrolled 60 % of the page. */
  readonly searchSafe?: true;
  readonly trigger: Trigger;
  readonly content: Json;
  readonly form?: Json;
  readonly goal?: string;
}

/** What the decision knew of the visitor; history-derived fields are absent where history is. */
export interface VisitorDecision {
  readonly id?: string;
  readonly visits?: number;
  readonly returning?: boolean;
  readonly score?: number;
  readonly scores?: Readonly<Record<string, number>>;
  readonly grade?: Grade;
  readonly interest?: number;
  readonly rank?: string;
  /** Segments whose condition is true, in order of id. */
  readonly segments: readonly string[];
  readonly holdout: boolean;
}

/** Which listed phrase the request matched, and how. */
export interface KeywordDecision {
  /** Absent only where the texts of phrases are not loaded. */
  readonly phrase?: string;
  readonly list: string;
  readonly group?: string;
  readonly match: MatchKind;
  /** The step of the ladder that answered. */
  readonly rung: Rung;
}

/** Why an offer was not let through. */
export type OfferSuppression =
  | "audience"
  | "schedule"
  | "consent"
  | "limits"
  | "group"
  | "holdout"
  | "converted"
  | "dismissed"
  | "bot"
  | "search-safe"
  | "disabled"
  | "page"
  | "error";

/** Every step of a decision, in cascade order. */
export interface Explanation {
  /** How the phrase was found, and what else was in the running; absent: there was none to look for. */
  readonly keyword?: KeywordTrace;
  readonly rules: readonly RuleTrace[];
  readonly offers: readonly OfferTrace[];
  readonly segments: Readonly<Record<string, ConditionTrace>>;
}

/** What became of one rule, experiment or keyword list. */
export interface RuleTrace {
  readonly id: string;
  readonly kind: "rule" | "experiment" | "keywords";
  readonly priority: number;
  /** What became of it. */
  readonly outcome:
    | "matched"
    | "page"
    | "schedule"
    | "condition"
    | "no-variant"
    | "disabled"
    | "traffic"
    | "not-enrolled"
    | "taken"
    | "holdout"
    | "bot"
    | "error";
  /** The variant or arm it chose. */
  readonly variant?: string;
  /** Slots it filled. */
  readonly filled: readonly string[];
  readonly when?: ConditionTrace;
  readonly variants?: readonly { readonly id: string; readonly when?: ConditionTrace }[];
}

/** What became of one offer. */
export interface OfferTrace {
  readonly id: string;
  readonly priority: number;
  /** Absent: it may show. `search-safe`: it may, but as a bar at first. */
  readonly suppressed?: OfferSuppression;
  /** Words for people: which limit, which offer of the group took its place. */
  readonly detail?: string;
  readonly when?: ConditionTrace;
}
