/** Operators that stand under a signal. */
export const OPERATOR_NAMES: ReadonlySet<string> = new Set([
  "eq",
  "ne",
  "in",
  "nin",
  "gt",
  "gte",
  "lt",
  "lte",
  "exists",
  "startsWith",
  "endsWith",
  "contains",
  "icontains",
  "matches",
  "all",
  "elemMatch",
  "size",
  "olderThan",
  "newerThan",
  "semver.eq",
  "semver.gt",
  "semver.gte",
  "semver.lt",
  "semver.lte",
  "not",
  "orUnknown",
]);

/** How other languages and people call them. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["regex", "matches"],
  ["regexp", "matches"],
  ["equals", "eq"],
  ["is", "eq"],
  ["min", "gte"],
  ["max", "lte"],
  ["from", "gte"],
  ["to", "lte"],
  ["notIn", "nin"],
  ["oneOf", "in"],
  ["includes", "contains"],
  ["like", "contains"],
  ["vgt", "semver.gt"],
  ["vgte", "semver.gte"],
  ["vlt", "semver.lt"],
  ["vlte", "semver.lte"],
  ["veq", "semver.eq"],
]);

/** The operator that a key under a signal names, with or without `$`. */
export function operatorOf(key: string): string | undefined {
  if (key === "$regex") return "matches";
  const name = key.startsWith("$") ? key.slice(1) : key;
  return OPERATOR_NAMES.has(name) ? name : undefined;
}

/** The operator that is called like this elsewhere. */
export function aliasOf(key: string): string | undefined {
  return ALIASES.get(key.startsWith("$") ? key.slice(1) : key);
}
