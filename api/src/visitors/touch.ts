import type { Json } from "@facet/engine";
import type { Touch } from "@facet/context";
import { CAMPAIGN_FIELDS } from "./session.ts";

/** Longest value of a touch that is kept, UTF-16 units. */
const MAX_VALUE_LENGTH = 200;

/** Fields of a touch beside its channel, in the order in which they are written. */
const FIELDS = [...CAMPAIGN_FIELDS, "referrer"] as const satisfies readonly (keyof Touch)[];

/** A touch as it is kept: with values of at most 200 characters, of whatever length the URL's were. */
export function boundTouch(touch: Touch): Touch {
  const isShort = FIELDS.every((field) => (touch[field]?.length ?? 0) <= MAX_VALUE_LENGTH);
  if (isShort) return touch;
  const cut = FIELDS.flatMap((field) => {
    const value = touch[field];
    return value === undefined ? [] : [[field, value.slice(0, MAX_VALUE_LENGTH).toWellFormed()]];
  });
  return { ...touch, ...Object.fromEntries(cut) };
}

/** A touch without its longest value; `undefined`: it has none left but its channel. */
export function withoutLongest(touch: Touch): Touch | undefined {
  const [longest] = FIELDS.filter((field) => touch[field] !== undefined).toSorted(
    (a, b) => (touch[b]?.length ?? 0) - (touch[a]?.length ?? 0),
  );
  if (longest === undefined) return undefined;
  const { [longest]: _, ...rest } = touch;
  return rest;
}

/** Writes a touch as a short list: the channel, then the other fields, 0 for one that is absent. */
export function toCompactTouch(touch: Touch): Json[] {
  const values: Json[] = [touch.channel, ...FIELDS.map((field) => touch[field] ?? 0)];
  while (values.at(-1) === 0) values.pop();
  return values;
}

/** Reads what {@link toCompactTouch} wrote; `undefined` for anything else. */
export function fromCompactTouch(value: Json | undefined): Touch | undefined {
  if (!Array.isArray(value)) return undefined;
  const [channel, ...values] = value;
  if (typeof channel !== "string") return undefined;
  const known = FIELDS.flatMap((field, i) => {
    const text = values[i];
    return typeof text === "string" ? [[field, text]] : [];
  });
  return { ...Object.fromEntries(known), channel };
}
