import type { Json, OfferDecision, OfferTrace, SlotDecision } from "@facet/engine";
import type { OfrepFlag } from "@facet/protocol";

/** A flag, evaluated: as it travels, of values that are not to be changed. */
export interface Flag extends Readonly<Omit<OfrepFlag, "value">> {
  readonly value: Json;
}

/** A slot as a flag: its content is the value. What is hidden has nothing to show, and says so. */
export function toSlotFlag(key: string, decided: SlotDecision): Flag {
  const { type, content, hidden, rule, variant, experiment, arm, reason, errorCode } = decided;
  return {
    key,
    reason,
    variant: variantOf(decided),
    value: hidden ? nothingOf(type) : content,
    metadata: given({ type, hidden, rule, variant, experiment, arm, errorCode }),
  };
}

/** An offer as a flag: whether it may show. */
export function toOfferFlag(
  key: string,
  shown: OfferDecision | undefined,
  trace: Pick<OfferTrace, "suppressed"> | undefined,
): Flag {
  const { suppressed } = trace ?? {};
  return {
    key,
    reason: shown ? "TARGETING_MATCH" : (REASONS.get(suppressed) ?? "DEFAULT"),
    variant: shown ? "on" : "off",
    value: shown !== undefined,
    metadata: given({ type: shown?.type, suppressed: shown ? undefined : suppressed }),
  };
}

const REASONS: ReadonlyMap<OfferTrace["suppressed"], string> = new Map([
  ["holdout", "SPLIT"],
  ["disabled", "DISABLED"],
  ["error", "ERROR"],
]);

function variantOf({ rule, variant, experiment, arm }: SlotDecision): string {
  if (experiment !== undefined && arm !== undefined) return `${experiment}/${arm}`;
  if (rule !== undefined && variant !== undefined) return `${rule}/${variant}`;
  return experiment ?? "default";
}

/** A value of the type that callers ask for: a flag without one would be their own default again. */
function nothingOf(type: SlotDecision["type"]): Json {
  return type === "text" || type === "html" ? "" : { hidden: true };
}

function given(
  facts: Readonly<Record<string, string | boolean | undefined>>,
): OfrepFlag["metadata"] {
  const known = Object.entries(facts).filter(
    (entry): entry is [string, string | boolean] => entry[1] !== undefined,
  );
  return Object.fromEntries(known);
}
