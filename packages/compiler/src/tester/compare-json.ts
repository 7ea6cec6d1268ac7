import type { Json, JsonObject } from "@facet/engine";

/** Says whether two JSON values are the same; the order of keys means nothing. */
export function isEqualJson(a: Json, b: Json): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isEqualJson(item, b[index] ?? null));
  }
  if (!isObject(a) || !isObject(b)) return a === b;
  return Object.keys(a).length === Object.keys(b).length && hasAll(a, b, isEqualJson);
}

/** Says whether a value has everything that is wanted: objects by the wanted keys, the rest alike. */
export function includesJson(actual: Json, wanted: Json): boolean {
  return isObject(actual) && isObject(wanted)
    ? hasAll(wanted, actual, (part, whole) => includesJson(whole, part))
    : isEqualJson(actual, wanted);
}

function hasAll(
  wanted: JsonObject,
  actual: JsonObject,
  matches: (wanted: Json, actual: Json) => boolean,
): boolean {
  return Object.entries(wanted).every(([key, value]) => {
    const other = Object.hasOwn(actual, key) ? actual[key] : undefined;
    return other !== undefined && matches(value, other);
  });
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
