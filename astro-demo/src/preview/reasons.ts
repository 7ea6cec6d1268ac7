import type { FacetDecision, Json } from "@facet/astro";

type Slot = FacetDecision["slots"][string];

/** Where one slot's content came from. */
export interface SlotSource {
  readonly id: string;
  /** `rule / variant`, `experiment / arm`; undefined: the default. */
  readonly source: string | undefined;
  readonly reason: Slot["reason"];
  /** The conditions that held, or the phrase that matched; undefined where there were none. */
  readonly because: string | undefined;
  readonly hidden: boolean;
}

/** What became of one offer. */
export interface OfferSource {
  readonly id: string;
  /** Why it may not show; undefined: it may. */
  readonly suppressed: string | undefined;
  /** The condition that did not hold. */
  readonly failed: string | undefined;
}

/** Where each slot of a decision came from, in the decision's order; `trace` is its explanation. */
export function slotSources(
  decision: FacetDecision,
  trace: FacetDecision["explain"],
): SlotSource[] {
  const rules = listOf(trace?.["rules"]);
  const becauseOf = (slot: Slot): string | undefined => {
    const rule = rules.find((one) => textOf(one, "id") === (slot.rule ?? slot.experiment));
    if (textOf(rule, "kind") === "keywords") return `keyword: ${decision.keyword?.phrase}`;
    return conditionsOf(rule, slot.variant);
  };
  return Object.entries(decision.slots).map(([id, slot]) => ({
    id,
    source: sourceOf(slot),
    reason: slot.reason,
    because: becauseOf(slot),
    hidden: slot.hidden === true,
  }));
}

/** All offers of the page, those held back included, where the decision was explained. */
export function offerSources(decision: FacetDecision): OfferSource[] {
  const traced = decision.explain?.["offers"];
  if (!Array.isArray(traced)) {
    return decision.offers.map(({ id }) => ({ id, suppressed: undefined, failed: undefined }));
  }
  return traced.flatMap((offer) => {
    const id = textOf(offer, "id");
    const suppressed = textOf(offer, "suppressed");
    // Offers of other pages are noise here.
    if (id === undefined || suppressed === "page") return [];
    return [{ id, suppressed, failed: textOf(memberOf(offer, "when"), "failed") }];
  });
}

function sourceOf(slot: Slot): string | undefined {
  if (slot.experiment !== undefined) {
    return slot.arm === undefined ? slot.experiment : `${slot.experiment} / ${slot.arm}`;
  }
  if (slot.rule === undefined) return undefined;
  return slot.variant === undefined ? slot.rule : `${slot.rule} / ${slot.variant}`;
}

function conditionsOf(rule: Json | undefined, variantId: string | undefined): string | undefined {
  const variant = listOf(memberOf(rule, "variants")).find((one) => textOf(one, "id") === variantId);
  const conditions = [rule, variant].flatMap(
    (part) => textOf(memberOf(part, "when"), "condition") ?? [],
  );
  return conditions.length === 0 ? undefined : conditions.join(", ");
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value)).get(name);
}

function textOf(value: Json | undefined, name: string): string | undefined {
  const found = memberOf(value, name);
  return typeof found === "string" ? found : undefined;
}
