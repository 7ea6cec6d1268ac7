import type { EventCounter } from "@facet/engine";
import { compareStamps } from "./stamps.ts";
import type { StampedTrait } from "./traits.ts";

const MAX_EVENT_NAMES = 200;
const MAX_TRAITS = 200;
const MAX_TRAITS_CHARS = 65_536;
const MAX_SHOWN = 50;

/** Keeps the latest 50 of the times that an offer was shown, given in ascending order. */
export function boundShown(shown: readonly number[]): readonly number[] {
  return shown.length <= MAX_SHOWN ? shown : shown.slice(-MAX_SHOWN);
}

/**
 * Keeps the counters of the 200 events that happened last, of equal ones the first by name.
 *
 * @param events In the order of names.
 */
export function boundEvents(
  events: Readonly<Record<string, EventCounter>>,
): Readonly<Record<string, EventCounter>> {
  const entries = Object.entries(events);
  if (entries.length <= MAX_EVENT_NAMES) return events;
  const kept = entries
    .toSorted(([, one], [, other]) => lastOf(other) - lastOf(one))
    .slice(0, MAX_EVENT_NAMES);
  const names = new Set(kept.map(([name]) => name));
  return Object.fromEntries(entries.filter(([name]) => names.has(name)));
}

function lastOf({ recent }: EventCounter): number {
  return recent.at(-1) ?? 0;
}

/** Keeps the traits that were set last: at most 200, and at most 65,536 characters of JSON. */
export function boundTraits(traits: readonly StampedTrait[]): readonly StampedTrait[] {
  const latestFirst = traits.toSorted(
    (a, b) => compareStamps(b.stamp, a.stamp) || (a.name < b.name ? -1 : 1),
  );
  let chars = 0;
  return latestFirst.slice(0, MAX_TRAITS).filter(({ name, value }) => {
    chars += name.length + JSON.stringify(value ?? null).length;
    return chars <= MAX_TRAITS_CHARS;
  });
}
