/** What is wrong with an answer. */
export type LeakKind =
  /** Another visitor's content. */
  | "foreign-content"
  /** Another arm of the experiment than the visitor's own. */
  | "foreign-arm"
  /** Neither one's own content nor anybody's. */
  | "missing-content"
  /** A visitor cookie that is another's, or nobody's. */
  | "foreign-cookie"
  /** A visitor cookie for a request that counts as no view. */
  | "cookie-for-peek"
  /** The same id in the pages of two visitors. */
  | "foreign-id"
  /** A page for many that names a visitor or a decision. */
  | "id-in-page"
  /** A page for many that has the offer of one. */
  | "offer-in-page"
  /** Headers that let a cache give it to others. */
  | "storable"
  /** A host that only a request's header named. */
  | "reflected-header"
  /** One rendering for two different answers. */
  | "shared-render"
  /** A private page that came from a cache. */
  | "stored-private"
  /** A status other than 200, or an empty page. */
  | "broken"
  /** The page does not say which rendering it is. */
  | "no-render-id"
  /** Too many repeats were rendered anew. */
  | "cold-cache";

/** One fault that the suite found. */
export interface Leak {
  readonly kind: LeakKind;
  /** The request that met it. */
  readonly where: string;
  readonly expected: string;
  readonly got: string;
}
