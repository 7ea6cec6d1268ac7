import type { PageName } from "./site.ts";
import type { Answer } from "./visitor.ts";

/** One page view of the suite: who asked for what, and what came. */
export interface Exchange {
  /** Name of the visitor. */
  readonly visitor: string;
  /** Whether the visitor had a cookie when asking. */
  readonly isKnown: boolean;
  readonly page: PageName;
  /** The headline that this visitor must see. */
  readonly headline: string;
  /** Counts as no view: HEAD, or a prefetch. */
  readonly isPeek: boolean;
  readonly method: "GET" | "HEAD";
  /** The request in words, for a person. */
  readonly label: string;
  readonly answer: Answer;
  /** Positions of its begin and end in the order of all begins and ends. */
  readonly began: number;
  readonly ended: number;
}

/** What the page fetched for itself from `/~facet/state`. */
export interface StateExchange {
  readonly visitor: string;
  readonly label: string;
  readonly answer: Answer;
}

/** Whether a page is one for everybody of a code. */
export function isForMany({ page }: Pick<Exchange, "page">): boolean {
  return page !== "private";
}

/**
 * Which rendering an answer is: the header `x-render-id`, or `<!-- render:ID -->` in the page.
 * Frameworks may write comments elsewhere, so `data-render="ID"` on an element counts too.
 */
export function renderId({ headers, body }: Answer): string | undefined {
  const header = headers.get("x-render-id");
  if (header !== null) return header;
  const found = /<!--\s*render:([\w.-]+)\s*-->|data-render="([\w.-]+)"/.exec(body);
  return found?.[1] ?? found?.[2];
}
