import type { OfferDecision, SlotDecision } from "@facet/protocol";
import { ENDPOINT } from "./facts.ts";
import { escapeJson } from "./html.ts";
import type { FacetDecision } from "./types.ts";

/** Id of the state element. */
export const STATE_ID = "facet-state";

/** What the page runtime needs of a decision. Nothing in it names or describes the visitor. */
export interface PageState {
  readonly decisionId: string;
  readonly page: string | null;
  /** Where the page posts events and forms. */
  readonly endpoint: string;
  /** By slot id: where its content came from, for exposures. */
  readonly slots: Readonly<Record<string, SlotOrigin>>;
  readonly offers: readonly OfferDecision[];
  readonly offerLimits: FacetDecision["offerLimits"];
  /** Clicks to report; absent: none. */
  readonly clicks?: FacetDecision["clicks"];
  /** What forms send along; absent: the page shows none. */
  readonly formToken?: string;
  /** By form slot, the names of the fields to ask; slots that ask all of theirs are left out. */
  readonly askedFields?: FacetDecision["askedFields"];
}

/** Which rule, variant, experiment and arm filled a slot, and why. */
export type SlotOrigin = Pick<SlotDecision, "rule" | "variant" | "experiment" | "arm" | "reason">;

/** The part of a decision that goes into the page. */
export function toPageState(decision: FacetDecision): PageState {
  const slots = Object.entries(decision.slots).map(([id, slot]) => {
    const { rule, variant, experiment, arm, reason } = slot;
    return [id, { rule, variant, experiment, arm, reason }] as const;
  });
  return {
    decisionId: decision.decisionId,
    page: decision.page,
    endpoint: ENDPOINT,
    slots: Object.fromEntries(slots),
    offers: decision.offers,
    offerLimits: decision.offerLimits,
    ...(decision.clicks === undefined ? {} : { clicks: decision.clicks }),
    ...(decision.formToken === undefined ? {} : { formToken: decision.formToken }),
    ...(decision.askedFields === undefined ? {} : { askedFields: decision.askedFields }),
  };
}

/** The state as an HTML element; a data block, so it is allowed under `script-src 'self'`. */
export function stateTag(decision: FacetDecision): string {
  const json = escapeJson(toPageState(decision));
  return `<script type="application/json" id="${STATE_ID}">${json}</script>`;
}
