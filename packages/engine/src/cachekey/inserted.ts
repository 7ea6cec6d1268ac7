import type { Content, Localised, Slot } from "../ruleset.ts";

/** What the insertions of a content depend on. */
export interface Inserted {
  /** The listed phrase that matched. */
  readonly phrase: boolean;
  /** The city, one of those that have a form in the rule set. */
  readonly city: boolean;
  /** Anything else: there are as many answers as values. */
  readonly free: boolean;
  /** Dotted names of the signals. */
  readonly signals: readonly string[];
}

const NOTHING: Inserted = { phrase: false, city: false, free: false, signals: [] };

/** What a content, in all its languages, inserts. */
export function insertedBy(content: Localised<Content>, slot: Slot): Inserted {
  return Object.values(content).reduce(
    (sum, each) => both(sum, insertedByOne(each, slot)),
    NOTHING,
  );
}

/** Two contents taken together. */
export function both(a: Inserted, b: Inserted): Inserted {
  if (b === NOTHING) return a;
  return {
    phrase: a.phrase || b.phrase,
    city: a.city || b.city,
    free: a.free || b.free,
    signals: [...new Set([...a.signals, ...b.signals])],
  };
}

function insertedByOne(content: Content, { insert }: Slot): Inserted {
  if ("hidden" in content || !content.inserts) return NOTHING;
  let result = NOTHING;
  for (const { template } of content.inserts) {
    for (const part of template) {
      if (typeof part === "string") continue;
      const name = part.signal.join(".");
      const phrase = (name === "query" && insert !== "any") || name === "keyword.phrase";
      const city = name === "geo.city";
      result = both(result, { phrase, city, free: !phrase && !city, signals: [name] });
    }
  }
  return result;
}
