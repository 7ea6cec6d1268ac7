import type { RouterContextProvider } from "react-router";
import { toDefaultDecision, toStateText } from "@facet/client";
import type { PageDecision } from "@facet/react";
import { callContext, facetContext } from "./context.ts";

/** What a page gets of the decision: it goes to the browser, and nothing else of it does. */
export interface FacetData {
  readonly decision: PageDecision;
  /** State of the page runtime, as the text of its element. */
  readonly state: string;
}

/**
 * What a loader returns of its request's decision. For a page that many share it holds only what
 * they share. Where no middleware decided, there is nothing in it and the page shows its children.
 */
export function facetData(context: Readonly<RouterContextProvider>): FacetData {
  const result = context.get(facetContext);
  const decision = result?.decision ?? toDefaultDecision({}, ["api"]);
  const { slots, decisionId, formToken, askedFields } = decision;
  const state = toStateText(decision);
  if (result !== null && result.scope !== "private") return { decision: { slots }, state };
  const offers = decision.offers.map(({ id, form }) => ({ id, form }));
  return {
    decision: {
      slots,
      offers,
      decisionId,
      ...(formToken === undefined ? {} : { formToken }),
      ...(askedFields === undefined ? {} : { askedFields }),
      ...context.get(callContext),
    },
    state,
  };
}
