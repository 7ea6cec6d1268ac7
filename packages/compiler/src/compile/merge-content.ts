import type { Insert, Json, JsonObject } from "@facet/engine";
import type { ShownContent } from "./content-value.ts";

/**
 * Lays content over a complete one: objects key by key at every depth, everything else (lists too)
 * as a whole.
 */
export function mergeContent(base: ShownContent, own: ShownContent): ShownContent {
  const kept = (base.inserts ?? []).filter((insert) => !replaces(own.value, insert.path));
  const inserts: readonly Insert[] = [...kept, ...(own.inserts ?? [])];
  const value = mergeJson(base.value, own.value);
  return inserts.length === 0 ? { value } : { value, inserts };
}

function mergeJson(base: Json, own: Json): Json {
  if (!isObject(base) || !isObject(own)) return own;
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(own)) {
    const below = merged.get(key);
    merged.set(key, below === undefined ? value : mergeJson(below, value));
  }
  return Object.fromEntries(merged);
}

/** Whether laying `own` over something replaces what is at `path` there. */
function replaces(own: Json, path: readonly (string | number)[]): boolean {
  let node = own;
  for (const key of path) {
    if (!isObject(node)) return true;
    const child = Object.hasOwn(node, key) ? node[key] : undefined;
    if (child === undefined) return false;
    node = child;
  }
  return true;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
