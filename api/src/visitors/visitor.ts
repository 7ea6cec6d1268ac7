import type {
  Consent,
  EventCounter,
  JsonObject,
  Ledger,
  RememberedPhrase,
  VisitorHistory,
} from "@facet/engine";
import type { Touch } from "@facet/context";

/** Idle time that ends a session. */
export const SESSION_IDLE_MS = 30 * 60_000;

/** A touch and when it opened its session, epoch milliseconds. */
export interface VisitorTouch extends Touch {
  readonly at: number;
}

/** Which fact says something: its time, epoch milliseconds, and its message id. */
export type Stamp = readonly [at: number, message: string];

/**
 * What is kept of one visitor: plain JSON, replaced as a whole, never changed in place. Times are
 * epoch milliseconds. Facts that make the same state make the same bytes: keys have one order.
 */
export interface VisitorState {
  readonly id: string;
  /** Time of the earliest fact. */
  readonly createdAt: number;
  /** Number of sessions; 0 for one who is known from events only. */
  readonly visits: number;
  /** Latest page view; absent before the first one. */
  readonly lastSeenAt?: number;
  /** When the visit before this one began; absent in the first. */
  readonly previousVisitAt?: number;
  /** Page views of the current visit. */
  readonly pageviews: number;
  readonly firstTouch?: VisitorTouch;
  /** What opened the current visit. */
  readonly lastTouch?: VisitorTouch;
  /** The latest touch whose channel is not `Direct`. */
  readonly lastNonDirectTouch?: VisitorTouch;
  readonly traits: JsonObject;
  readonly history: KeptHistory;
  /** What the visitor allowed at the latest page view. */
  readonly consent?: Consent;
  /** The listed phrase that brought them latest; whether it still counts: `recallPhrase`. */
  readonly phrase?: VisitorPhrase;
  /** Absent: none is kept one by one, as in a state that was read from a cookie. */
  readonly views?: KeptViews;
  readonly stamps: Stamps;
}

/** The history as it is kept; `toHistory` makes the engine's of it. */
export interface KeptHistory extends Omit<VisitorHistory, "ledger"> {
  readonly ledger: Ledger;
}

/** A listed phrase that stays the visitor's on pages that bring none. */
export interface VisitorPhrase extends RememberedPhrase {
  /** Epoch milliseconds; absent: to the end of the visit. */
  readonly until?: number;
}

/** Page views of the last day, from which sessions are made anew when one arrives late. */
export interface KeptViews {
  /** What the views before them make. */
  readonly before?: VisitSummary;
  /** When the sessions before them were, ascending, at most the last 20. */
  readonly spans?: readonly SessionSpan[];
  /** Starts of still older sessions, and of such as a caller reported. */
  readonly starts?: EventCounter;
  /** Those that open a session or bring a campaign; by time, then by message. */
  readonly openers: readonly OpeningView[];
  /** Times of all others, ascending. */
  readonly others: readonly number[];
}

/** Times of the first and the last page view of a session. */
export type SessionSpan = readonly [start: number, last: number];

/** A page view that opens a session, or would if another one came late. */
export interface OpeningView {
  readonly at: number;
  readonly message: string;
  readonly touch: Touch;
  readonly opens?: true;
}

/** What a row of page views makes. */
export interface VisitSummary {
  readonly visits: number;
  readonly lastSeenAt: number;
  readonly previousVisitAt?: number;
  /** Page views of the last visit. */
  readonly pageviews: number;
  /** What opened the last visit. */
  readonly lastTouch: VisitorTouch;
  /** The latest touch before `lastTouch` whose channel is not `Direct`; absent where `lastTouch`'s is not. */
  readonly lastNonDirectTouch?: VisitorTouch;
}

/** Which facts said what is kept, so that a fact that arrives late does not undo a later one. */
export interface Stamps {
  /** Of the latest page view. */
  readonly view?: Stamp;
  /** Of the view that brought the phrase, or ended it. */
  readonly phrase?: Stamp;
  /** Facts that set traits which still stand, or took some away; ascending. */
  readonly traits: readonly TraitsStamp[];
  /** Experiment → the view that it was assigned with; absent for one: before all others. */
  readonly assignments: Readonly<Record<string, Stamp>>;
}

/** A fact and the names of traits of which it is the latest word, ascending. */
export type TraitsStamp = readonly [at: number, message: string, names: readonly string[]];
