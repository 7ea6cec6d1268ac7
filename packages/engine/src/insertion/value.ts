import { lookup } from "../condition/lookup.ts";
import type { Signals } from "../context.ts";
import type { InsertedValue } from "./filters.ts";
import { sanitise } from "./sanitise.ts";

/** Signals whose text a visitor, or whoever made the link, has written into the URL. */
const FROM_URL: ReadonlySet<string> = new Set([
  "query",
  "url",
  "utm",
  "click",
  "referrer",
  "firstTouch",
  "lastTouch",
]);

/** Where insertions take their values from. */
export interface ValueSource {
  readonly signals: Signals;
  /** Text of the listed phrase that matched: what `{query}` may safely insert. */
  readonly phrase?: string;
  /** Whether the slot lets text from the URL through. */
  readonly echo?: boolean;
}

/**
 * The values that an insertion may insert, the first being the one to prefer; only a signal with
 * several names has more. What came from a URL is never echoed: `query` gives the listed phrase that
 * matched, other signals from the URL give nothing, unless the slot allows it.
 *
 * @param path Path of the signal.
 * @returns clean texts and numbers; none where there is nothing fit to insert.
 */
export function valuesOf(path: readonly string[], source: ValueSource): readonly InsertedValue[] {
  const [root = ""] = path;
  if (!source.echo && FROM_URL.has(root)) {
    return path.length === 1 && root === "query" ? toInserted(source.phrase) : [];
  }
  const found = lookup(source.signals, path);
  return Array.isArray(found) ? found.flatMap(toInserted) : toInserted(found);
}

function toInserted(value: unknown): readonly InsertedValue[] {
  if (typeof value === "number") return Number.isFinite(value) ? [value] : [];
  if (typeof value !== "string") return [];
  const clean = sanitise(value);
  return clean === "" ? [] : [clean];
}
