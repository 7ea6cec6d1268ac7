import type { FacetResult, FormOutcome } from "@facet/client";

/** What the middleware leaves for the layers after it; for the server's side alone. */
export interface PageContext {
  readonly result: FacetResult;
  /** Path and query that the page is rendered for, where it is kept for everybody of its code. */
  readonly sharedPath?: string;
  /** What became of the form that the visitor comes from. */
  readonly outcome?: FormOutcome;
}
