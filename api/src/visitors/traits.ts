import { type JsonObject, sortedRecord } from "@facet/engine";
import { boundTraits } from "./bounds.ts";
import { compareStamps, isAfter } from "./stamps.ts";
import type { Stamp, TraitsStamp, VisitorState } from "./visitor.ts";

/** One trait and the fact that is the latest word on it; without a value: it was taken away. */
export interface StampedTrait {
  readonly name: string;
  readonly stamp: Stamp;
  readonly value?: JsonObject[string];
}

/** A name that no record can hold without harm somewhere behind. */
const FORBIDDEN = "__proto__";

/**
 * Merges traits over those that are known. For each name the latest fact has the last word, whenever
 * it arrives; `null` takes a trait away.
 */
export function mergeTraits(state: VisitorState, added: JsonObject, stamp: Stamp): VisitorState {
  const traits = new Map<string, StampedTrait>();
  for (const each of stampedTraits(state)) traits.set(each.name, each);
  for (const [name, value] of Object.entries(added)) {
    if (name === FORBIDDEN || !isAfter(stamp, traits.get(name)?.stamp)) continue;
    traits.set(name, { name, stamp, ...(value === null ? {} : { value }) });
  }
  const kept = boundTraits([...traits.values()]);
  const values = kept.flatMap(({ name, value }) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    ...state,
    traits: sortedRecord(values),
    stamps: { ...state.stamps, traits: toTraitsStamps(kept) },
  };
}

/** Traits that no stamp is kept of are older than all others. */
function stampedTraits({ traits, stamps }: VisitorState): StampedTrait[] {
  const values = new Map(Object.entries(traits));
  const stamped = stamps.traits.flatMap(([at, message, names]) =>
    names.map((name): StampedTrait => {
      const value = values.get(name);
      values.delete(name);
      return { name, stamp: [at, message], ...(value === undefined ? {} : { value }) };
    }),
  );
  const others = [...values].map(([name, value]): StampedTrait => ({
    name,
    stamp: [Number.MIN_SAFE_INTEGER, ""],
    value,
  }));
  return [...others, ...stamped];
}

function toTraitsStamps(traits: readonly StampedTrait[]): TraitsStamp[] {
  const sorted = traits.toSorted(
    (a, b) => compareStamps(a.stamp, b.stamp) || (a.name < b.name ? -1 : 1),
  );
  const groups: [at: number, message: string, names: string[]][] = [];
  for (const { name, stamp } of sorted) {
    const last = groups.at(-1);
    if (last?.[0] === stamp[0] && last[1] === stamp[1]) last[2].push(name);
    else groups.push([...stamp, [name]]);
  }
  return groups;
}
