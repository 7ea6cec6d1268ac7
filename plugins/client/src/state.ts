import type { OfferDecision, SlotDecision } from "@facet/protocol";
import { toDefaultDecision } from "./defaults.ts";
import { ENDPOINT } from "./facts.ts";
import { escapeJson } from "./html.ts";
import type { FacetDecision, ShareableDecision } from "./types.ts";

/** Id of the state element. */
export const STATE_ID = "facet-state";

/** What the page runtime needs of a decision. Nothing in it names or describes the visitor. */
export interface PageState extends Omit<SharedPageState, "key"> {
  readonly decisionId: string;
  readonly offers: readonly OfferDecision[];
  readonly offerLimits: FacetDecision["offerLimits"];
  /** What forms send along; absent: the page shows none. */
  readonly formToken?: string;
  /** By form slot, the names of the fields to ask; slots that ask all of theirs are left out. */
  readonly askedFields?: FacetDecision["askedFields"];
}

/** What a page holds that several visitors share: the page runtime fetches the rest of its state. */
export interface SharedPageState {
  /** The page's variation code. */
  readonly key: string;
  readonly page: string | null;
  /** Where the page posts events and forms. */
  readonly endpoint: string;
  /** By slot id: where its content came from, for exposures. */
  readonly slots: Readonly<Record<string, SlotOrigin>>;
  /** Clicks to report; absent: none. */
  readonly clicks?: FacetDecision["clicks"];
}

/** Which rule, variant, experiment and arm filled a slot, and why. */
export type SlotOrigin = Pick<SlotDecision, "rule" | "variant" | "experiment" | "arm" | "reason">;

/** The part of a decision that goes into the page of one visitor. */
export function toPageState(decision: FacetDecision): PageState {
  return {
    decisionId: decision.decisionId,
    ...toCommonState(decision),
    offers: decision.offers,
    offerLimits: decision.offerLimits,
    ...(decision.formToken === undefined ? {} : { formToken: decision.formToken }),
    ...(decision.askedFields === undefined ? {} : { askedFields: decision.askedFields }),
  };
}

/**
 * The state as an HTML element; a data block, so it is allowed under `script-src 'self'`. Where the
 * page is shared it holds nothing but what all visitors of its code share.
 */
export function stateTag(decision: ShareableDecision | FacetDecision): string {
  return `<script type="application/json" id="${STATE_ID}">${toStateText(decision)}</script>`;
}

/** The text of that element, for those who make it themselves: JSON that cannot end the element. */
export function toStateText(decision: ShareableDecision | FacetDecision): string {
  return escapeJson(toStateOf(decision));
}

function toStateOf(decision: ShareableDecision | FacetDecision): PageState | SharedPageState {
  const { cache } = decision;
  if (cache?.key !== undefined && cache.scope !== "private") {
    return { key: cache.key, ...toCommonState(decision) };
  }
  return toPageState({ ...toDefaultDecision({}, []), ...decision });
}

function toCommonState(decision: ShareableDecision): Omit<SharedPageState, "key"> {
  const slots = Object.entries(decision.slots).map(([id, slot]) => {
    const { rule, variant, experiment, arm, reason } = slot;
    return [id, { rule, variant, experiment, arm, reason }] as const;
  });
  return {
    page: decision.page,
    endpoint: ENDPOINT,
    slots: Object.fromEntries(slots),
    ...(decision.clicks === undefined ? {} : { clicks: decision.clicks }),
  };
}
