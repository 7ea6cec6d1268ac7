import type { Slot } from "@facet/engine";
import type { ShownContent } from "./content-value.ts";
import { complain, within } from "./spot.ts";
import type { Spot } from "./spot.ts";

/**
 * Reports text that is longer than its slot takes. Of a text with insertions the one with the
 * defaults is measured: it is what shows when an insertion would be too long.
 */
export function checkLength(
  slot: Pick<Slot, "type" | "maxLength">,
  content: ShownContent,
  spot: Spot,
): void {
  const { maxLength, type } = slot;
  if (maxLength === undefined) return;
  const { value } = content;
  const isCta = type === "cta" && typeof value === "object" && value !== null && "label" in value;
  const text = isCta ? value.label : value;
  if (typeof text !== "string") return;
  const length = [...text].length;
  if (length <= maxLength) return;
  const inserted = content.inserts !== undefined && content.inserts.length > 0;
  complain(isCta ? within(spot, "label") : spot, {
    code: "content-too-long",
    message: `${inserted ? "with its defaults this" : "this"} is ${length} characters, but the slot takes at most ${maxLength}`,
    suggestion: `shorten it by ${length - maxLength}, or raise maxLength`,
  });
}
