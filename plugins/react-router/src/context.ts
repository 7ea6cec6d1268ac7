import { createContext } from "react-router";
import type { RouterContextProvider } from "react-router";
import type { FacetResult } from "@facet/client";
import { readPageCall } from "@facet/react";
import type { PageCall } from "@facet/react";

/** Where middleware and loaders of one request find its decision; null: nobody decided. */
export const facetContext = createContext<FacetResult | null>(null);

/** Where loaders find what forms know of the page's request; null: nothing. */
export const callContext = createContext<PageCall | null>(null);

/** Puts a decision, and what forms know of the `request` of its page, where loaders find it. */
export function putDecision(
  context: Readonly<RouterContextProvider>,
  { result, request }: { readonly result: FacetResult; readonly request: Request },
): void {
  context.set(facetContext, result);
  context.set(callContext, readPageCall(request));
}
