import { readFormOutcome } from "@facet/client";
import type { FormOutcome } from "@facet/client";

/** What became of a form that posted itself, as plain data: it may go to the browser as it is. */
export interface PlainFormOutcome extends Omit<FormOutcome, "values"> {
  /** What was typed: name and text of each field. */
  readonly values: readonly (readonly [name: string, text: string])[];
}

/** What a page of one visitor knows of its own request, for the forms in it. */
export interface PageCall {
  /** Path and query: where a form without JavaScript returns to. */
  readonly path: string;
  /** Absent: the visitor does not come from a form. */
  readonly outcome?: PlainFormOutcome;
}

/**
 * Reads from the request of a page what its forms are drawn with, beside the decision. It is its
 * visitor's own: no part of a page that others share.
 */
export function readPageCall(request: Request): PageCall {
  const { pathname, search } = new URL(request.url);
  const path = pathname + search;
  const outcome = readFormOutcome(request);
  return outcome === undefined
    ? { path }
    : { path, outcome: { ...outcome, values: [...outcome.values] } };
}
