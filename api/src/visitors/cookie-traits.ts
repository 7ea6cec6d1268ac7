import { type Json, type JsonObject, sortedRecord } from "@facet/engine";
import type { CookieClock } from "./cookie-clock.ts";
import { isNumber } from "./cookie-parts.ts";
import type { TraitsStamp } from "./visitor.ts";

/** Traits, and which facts set them. */
export interface KeptTraits {
  readonly traits: JsonObject;
  /** Oldest first. */
  readonly stamps: readonly TraitsStamp[];
}

/** Keeps the traits of some names. */
export function traitsInUse(
  { traits, stamps }: KeptTraits,
  names: ReadonlySet<string> | "all",
): KeptTraits {
  const isKept = (name: string): boolean =>
    (names === "all" || names.has(name)) && Object.hasOwn(traits, name);
  return {
    traits: Object.fromEntries(Object.entries(traits).filter(([name]) => isKept(name))),
    stamps: stamps.flatMap(([at, message, set]): TraitsStamp[] => {
      const kept = set.filter(isKept);
      return kept.length === 0 ? [] : [[at, message, kept]];
    }),
  };
}

/** Writes traits as lists of a time, names and values. */
export function toCompactTraits({ traits, stamps }: KeptTraits, clock: CookieClock): Json[] {
  const values = new Map(Object.entries(traits));
  const take = (name: string): Json[] => {
    const value = values.get(name);
    values.delete(name);
    return value === undefined ? [] : [name, value];
  };
  const stamped = stamps.map(([at, , names]): Json => [clock.write(at), ...names.flatMap(take)]);
  const others = [...values.keys()].flatMap(take);
  return others.length === 0 ? stamped : [[0, ...others], ...stamped];
}

/** Reads what {@link toCompactTraits} wrote. */
export function fromCompactTraits(value: Json | undefined, clock: CookieClock): KeptTraits {
  const groups = Array.isArray(value) ? value : [];
  const traits: (readonly [string, Json])[] = [];
  const stamps = groups.flatMap((group): TraitsStamp[] => {
    const [at, ...pairs] = Array.isArray(group) ? group : [];
    if (!isNumber(at)) return [];
    const names = pairs.flatMap((name, i): string[] => {
      const trait = pairs[i + 1];
      if (i % 2 === 1 || typeof name !== "string" || trait === undefined) return [];
      traits.push([name, trait]);
      return [name];
    });
    return [[clock.read(at), "", names]];
  });
  return { traits: sortedRecord(traits), stamps };
}
