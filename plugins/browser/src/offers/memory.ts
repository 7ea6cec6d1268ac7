/**
 * What is remembered of offers for as long as the document lives, over client-side navigations, and
 * stored nowhere: where the visitor allows no storage it is all there is.
 */
export interface OfferMemory {
  /** Ids of offers that the visitor has closed or taken. */
  readonly closed: Set<string>;
  /** When the quiet time after the last offer is over; epoch milliseconds. */
  quietUntilMs: number;
}

/** The one memory of this document. */
export const memory: OfferMemory = { closed: new Set(), quietUntilMs: 0 };
