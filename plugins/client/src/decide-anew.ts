import type { DecideOverrides, Facet, FacetResult, HandleOptions } from "./types.ts";

/** A page view that was decided, and what to ask with to decide it anew. */
export interface DecidedView {
  readonly facet: Facet;
  readonly request: Request;
  readonly options: HandleOptions;
}

/** Decides a page view once more, e.g. as another visitor. It counts nothing, and nobody shares it. */
export async function decideAnew(
  { facet, request, options }: DecidedView,
  overrides: DecideOverrides,
): Promise<FacetResult> {
  const decide = { peek: true, ...overrides };
  return { ...(await facet.handle(request, { ...options, decide })), scope: "private" };
}
