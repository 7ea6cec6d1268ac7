import type { ReactNode } from "react";
import { toStateText } from "@facet/client";
import type { FacetDecision, ShareableDecision } from "@facet/client";
import { StateElement } from "./state.tsx";

/**
 * What the page runtime needs of the decision, and the runtime itself: put it once into every page.
 * Without it the page reports no exposures and opens no offers.
 */
export function FacetState({
  decision,
}: {
  readonly decision: ShareableDecision | FacetDecision;
}): ReactNode {
  return <StateElement state={toStateText(decision)} />;
}
