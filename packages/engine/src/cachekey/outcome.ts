import type { ArmName } from "../cascade/state.ts";
import { fold } from "../text/fold.ts";
import { rowIndex } from "./sources.ts";
import type { PageLayout, SlotLayout } from "./layout.ts";

/** What one slot came to, in the terms that a code has numbers for. */
export interface Outcome {
  /** Place in the slot's sources. */
  readonly source: number;
  readonly pass: ArmName | undefined;
  /** Place of the language among the site's. */
  readonly locale: number;
  /** Of a source with rows: position of the phrase in its list. */
  readonly row: number | undefined;
  /** The listed phrase, counted over all lists from 1; 0: none. */
  readonly phrase: number;
  /** Place of the city among those with a form, from 1; 0: none of them. */
  readonly city: number;
}

/** The number of an outcome; `undefined` where it has none. */
export function toNumber(slot: SlotLayout, layout: PageLayout, of: Outcome): number | undefined {
  const source = slot.sources[of.source];
  const start = slot.starts[of.source];
  if (!source || start === undefined || source.inserted.free) return undefined;
  const pass = slot.passes.findIndex(
    (each) => each?.experiment === of.pass?.experiment && each?.arm === of.pass?.arm,
  );
  const row = source.rows ? rowIndex(source, of.row) : 0;
  if (pass < 0 || row < 0) return undefined;
  let number = row;
  number = number * slot.passes.length + pass;
  number = number * slot.locales + (slot.locales > 1 ? of.locale : 0);
  if (source.inserted.phrase) number = number * (layout.phrases + 1) + of.phrase;
  if (source.inserted.city) number = number * (layout.cities.length + 1) + of.city;
  return start + number;
}

/** The outcome of a number; `undefined` for a number that is none. */
export function fromNumber(
  slot: SlotLayout,
  layout: PageLayout,
  number: number,
): Outcome | undefined {
  if (!Number.isSafeInteger(number) || number < 0) return undefined;
  const source = slot.starts.findIndex((start, i) => i > 0 && number < start) - 1;
  const found = slot.sources[source];
  if (!found) return undefined;
  let rest = number - (slot.starts[source] ?? 0);
  const take = (width: number): number => {
    const digit = rest % width;
    rest = Math.floor(rest / width);
    return digit;
  };
  const city = found.inserted.city ? take(layout.cities.length + 1) : 0;
  const phrase = found.inserted.phrase ? take(layout.phrases + 1) : 0;
  const locale = take(slot.locales);
  const pass = slot.passes[take(slot.passes.length)];
  return { source, pass, locale, row: found.rows?.[rest], phrase, city };
}

/** Place of the first name of a city that has a form, from 1; 0: none has. */
export function cityOf(names: unknown, { cityPlaces }: PageLayout): number {
  if (cityPlaces.size === 0) return 0;
  for (const name of Array.isArray(names) ? names : [names]) {
    if (typeof name !== "string") continue;
    const place = cityPlaces.get(fold(name));
    if (place !== undefined) return place + 1;
  }
  return 0;
}
