import type { Condition, Test } from "../condition/condition.ts";
import { writeDuration, writeList, writeScalar } from "./notation.ts";

/** Writes a nested condition; given by the caller, which nests these tests. */
type Describe = (condition: Condition) => string;

/**
 * Writes the tests of one signal as its value in a condition: `Москва`, `[a, b]`, `2..5`,
 * `{ startsWith: brand_ }`.
 */
export function describeTests(
  tests: readonly Test[],
  options: { readonly describe: Describe; readonly orUnknown?: boolean },
): string {
  if (options.orUnknown !== true) {
    const short = shortForm(tests);
    if (short !== undefined) return short;
  }
  const parts = tests.flatMap((test) => operators(test, options.describe));
  if (options.orUnknown === true) parts.push("orUnknown: true");
  return `{ ${parts.join(", ")} }`;
}

function shortForm(tests: readonly Test[]): string | undefined {
  const [first, second] = tests;
  if (first === undefined || tests.length > 2) return undefined;
  if (second === undefined) {
    if (first.is === "eq") return writeScalar(first.value);
    if (first.is === "in") return writeList(first.values);
    if (first.is === "glob") return shortGlobs(first.globs);
    if (first.is === "gte") return numberRange(first.value, undefined);
    return first.is === "lte" ? numberRange(undefined, first.value) : undefined;
  }
  if (first.is !== "gte" || second.is !== "lte") return undefined;
  return typeof second.value === "number" ? numberRange(first.value, second.value) : undefined;
}

function numberRange(min: unknown, max: unknown): string | undefined {
  if (typeof (min ?? max) !== "number") return undefined;
  const from = typeof min === "number" ? min : undefined;
  const to = typeof max === "number" ? max : undefined;
  return `${from ?? ""}..${to ?? ""}`;
}

function shortGlobs(globs: readonly (readonly string[])[]): string {
  const texts = globs.map((parts) => parts.join("*"));
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? writeScalar(only) : writeList(texts);
}

function operators(test: Test, describe: Describe): string {
  switch (test.is) {
    case "in":
    case "nin":
      return `${test.is}: ${writeList(test.values)}`;
    case "allOf":
      return `all: ${writeList(test.values)}`;
    case "glob":
      return `in: ${writeList(test.globs.map((parts) => parts.join("*")))}`;
    case "matches":
      return `matches: ${JSON.stringify(test.pattern)}`;
    case "elemMatch":
      return `elemMatch: ${describe(test.of)}`;
    case "elemTests":
      return `elemMatch: ${mapping(test.tests, describe)}`;
    case "not":
      return `not: ${mapping(test.tests, describe)}`;
    case "size":
      return `size: ${describeTests(test.tests, { describe })}`;
    case "olderThan":
    case "newerThan":
      return `${test.is}: ${writeDuration(test.ms)}`;
    case "semverEq":
    case "semverGt":
    case "semverGte":
    case "semverLt":
    case "semverLte":
      return `semver.${test.is.slice("semver".length).toLowerCase()}: ${writeScalar(test.value)}`;
    default:
      return `${test.is}: ${writeScalar(test.value)}`;
  }
}

function mapping(tests: readonly Test[], describe: Describe): string {
  return `{ ${tests.map((test) => operators(test, describe)).join(", ")} }`;
}
