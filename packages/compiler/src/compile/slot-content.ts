import { HIDE } from "../schema/index.ts";
import type { Content, Json } from "@facet/engine";
import { compileValue } from "./content-value.ts";
import { checkLength } from "./length.ts";
import { mergeContent } from "./merge-content.ts";
import { checkValue } from "./slots.ts";
import type { CompiledSlot } from "./slots.ts";
import type { Spot } from "./spot.ts";

/** Content of one slot as it is written. */
export interface SlotContentSource {
  /** Has the shape of the slot's type. */
  readonly value: Json;
  readonly locale: string;
  readonly spot: Spot;
}

/** Compiles content for one slot: insertions are found, and it is laid over the slot's default. */
export function compileSlotContent(slot: CompiledSlot, source: SlotContentSource): Content {
  const { value, locale, spot } = source;
  if (value === HIDE) return { hidden: true };
  const own = compileValue(slot.type, value, { rules: slot.rules, spot });
  checkLength(slot.slot, own, spot);
  const base = slot.defaults[locale] ?? Object.values(slot.defaults)[0];
  const whole = base ? mergeContent(base, own) : own;
  checkValue(slot.check, whole.value, spot);
  return whole;
}
