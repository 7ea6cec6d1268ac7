import type { ClickEvent } from "@facet/engine";
import { toDefaultDecision } from "../defaults.ts";
import type { FacetDecision } from "../types.ts";

/** Parts of a decision that was made in this process. */
export interface LocalParts {
  readonly page: string | null;
  readonly rules: string;
  readonly slots: object;
  readonly clicks: readonly ClickEvent[];
  readonly degraded: FacetDecision["degraded"];
  readonly [part: string]: unknown;
}

/**
 * A decision as it would have come from the service: a copy of its own, as JSON has it, so that
 * nothing a page does to it reaches the rule set.
 */
export function toDecision({ clicks, ...parts }: LocalParts): FacetDecision {
  const whole = { ...parts, ...(clicks.length === 0 ? {} : { clicks }) };
  // The engine's answer has the wire's shape, and JSON is what the wire makes of it.
  const copy = JSON.parse(JSON.stringify(whole)) as FacetDecision;
  return { ...toDefaultDecision({}, []), ...copy };
}
