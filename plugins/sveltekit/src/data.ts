import { readFormOutcome, toStateText } from "@facet/client";
import type { FacetDecision, FormOutcome, ShareableDecision, SlotDecision } from "@facet/client";

/** What the components need of a decision: the `facet` of a page's data. */
export interface FacetData extends Partial<
  Pick<FacetDecision, "decisionId" | "formToken" | "askedFields">
> {
  readonly slots: Readonly<Record<string, SlotDecision>>;
  /** Offers of this visitor; none where others share the page, which then fetches them itself. */
  readonly offers: FacetDecision["offers"];
  /** What became of a form that posted itself to come back to this page. */
  readonly outcome?: FormOutcome;
  /** What the page runtime needs, as JSON. */
  readonly state: string;
}

/**
 * The data of a decision, e.g. of one that `fromCode` answers.
 *
 * @param request The request of the page, where it is one visitor's.
 */
export function toFacetData(
  decision: FacetDecision | ShareableDecision,
  request?: Request,
): FacetData {
  const { offers = [], decisionId, formToken, askedFields }: Partial<FacetDecision> = decision;
  const outcome = request === undefined ? undefined : readFormOutcome(request);
  return {
    slots: decision.slots,
    offers,
    ...(decisionId === undefined ? {} : { decisionId }),
    ...(formToken === undefined ? {} : { formToken }),
    ...(askedFields === undefined ? {} : { askedFields }),
    ...(outcome === undefined ? {} : { outcome }),
    state: toStateText(decision),
  };
}
