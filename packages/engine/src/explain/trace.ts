import type { Truth } from "../condition/truth.ts";
import type { Json } from "../json.ts";

/** One node of a condition with the value it had. */
export interface ConditionTrace {
  /** The node as an author would write it, e.g. `geo.city: Москва`. */
  readonly condition: string;
  readonly value: Truth;
  /** What the signal was; absent where it was absent or the node is not a leaf. */
  readonly actual?: Json;
  /** On the root: the first leaf that kept it from being true. */
  readonly failed?: string;
  readonly of?: readonly ConditionTrace[];
}
