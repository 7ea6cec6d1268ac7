import { toStateText } from "@facet/client";
import type { FacetDecision, ShareableDecision, SlotDecision } from "@facet/client";

/** What the components need of a decision: the `facet` of a page's data. */
export interface FacetData {
  readonly slots: Readonly<Record<string, SlotDecision>>;
  /** Offers of this visitor; none where others share the page, which then fetches them itself. */
  readonly offers: FacetDecision["offers"];
  /** What forms send along; absent where others share the page, whose runtime adds it. */
  readonly decisionId?: string;
  readonly formToken?: string;
  /** What the page runtime needs, as JSON. */
  readonly state: string;
}

/** The data of a decision, e.g. of one that `fromCode` answers. */
export function toFacetData(decision: FacetDecision | ShareableDecision): FacetData {
  const { offers = [], decisionId, formToken }: Partial<FacetDecision> = decision;
  return {
    slots: decision.slots,
    offers,
    ...(decisionId === undefined ? {} : { decisionId }),
    ...(formToken === undefined ? {} : { formToken }),
    state: toStateText(decision),
  };
}
