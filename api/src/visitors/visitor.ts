import type { Consent, JsonObject, RememberedPhrase, VisitorHistory } from "@facet/engine";
import type { Touch } from "../context/types.ts";

/** Idle time that ends a session. */
export const SESSION_IDLE_MS = 30 * 60_000;

/** A touch and when it opened its session, epoch milliseconds. */
export interface VisitorTouch extends Touch {
  readonly at: number;
}

/**
 * What is kept of one visitor: plain JSON, replaced as a whole, never changed in place. Times are
 * epoch milliseconds.
 */
export interface VisitorState {
  readonly id: string;
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
  readonly history: VisitorHistory;
  /** What the visitor allowed at the latest page view. */
  readonly consent?: Consent;
  /** The listed phrase that brought them, while its list has it remembered. */
  readonly phrase?: VisitorPhrase;
}

/** A listed phrase that stays the visitor's on pages that bring none. */
export interface VisitorPhrase extends RememberedPhrase {
  /** Epoch milliseconds; absent: to the end of the visit. */
  readonly until?: number;
}

/** One page view, as far as a visitor's state depends on it. */
export interface PageView {
  readonly at: number;
  readonly touch: Touch;
  /** Path of the page's URL, for events that are recognised by page. */
  readonly path?: string;
  readonly consent: Consent;
}

/** Something a visitor did. */
export interface VisitorEvent {
  readonly name: string;
  readonly at: number;
  readonly properties: JsonObject;
  /** Merged over what is known. */
  readonly traits?: JsonObject;
  /** It is a form's submit. */
  readonly submission?: true;
}
