import { rootOf, within } from "../compile/spot.ts";
import type { Spot } from "../compile/spot.ts";
import type { RulesSource } from "../load/located.ts";

/** A condition as it is written, and where. */
export interface AuthoredCondition {
  readonly input: unknown;
  readonly spot: Spot;
}

/** Every condition on visitors that the files hold. */
export function authoredConditions(source: RulesSource): AuthoredCondition[] {
  const found: AuthoredCondition[] = [];
  const add = (input: unknown, spot: Spot): void => {
    if (input !== undefined) found.push({ input, spot });
  };
  for (const item of [
    ...source.segments,
    ...source.rules,
    ...source.experiments,
    ...source.offers,
  ]) {
    add(item.value.when, within(rootOf(item), "when"));
  }
  for (const item of source.rules) {
    item.value.variants.forEach(({ when }, index) =>
      add(when, within(rootOf(item), "variants", index, "when")),
    );
  }
  const { scoring } = source;
  scoring?.value.fit?.forEach(({ when }, index) =>
    add(when, within(rootOf(scoring), "fit", index, "when")),
  );
  return found;
}

/** An event that a condition counts. */
export interface CountedEvent {
  readonly event: string;
  /** Place of its name. */
  readonly spot: Spot;
}

/** Finds the events of every `did` in a condition. */
export function countedEvents({ input, spot }: AuthoredCondition): CountedEvent[] {
  if (Array.isArray(input)) {
    return input.flatMap((part: unknown, index) =>
      countedEvents({ input: part, spot: within(spot, index) }),
    );
  }
  if (typeof input !== "object" || input === null) return [];
  return Object.entries(input).flatMap(([key, value]: [string, unknown]) => {
    const place = within(spot, key);
    if (LOGICAL.has(key)) return countedEvents({ input: value, spot: place });
    if (key !== "did" || typeof value !== "object" || value === null || Array.isArray(value))
      return [];
    return Object.keys(value).map((event) => ({ event, spot: within(place, event) }));
  });
}

const LOGICAL: ReadonlySet<string> = new Set("all any not $all $any $not $and $or $nor".split(" "));
