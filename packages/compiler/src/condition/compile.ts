import type { Condition } from "@facet/engine";
import { compileDid } from "./did.ts";
import {
  type ConditionScope,
  type Place,
  fail,
  failEmpty,
  isMapping,
  isTooDeep,
  show,
  under,
  withSuggestion,
} from "./scope.ts";
import { compileSegment } from "./segment.ts";
import { compileSignal } from "./signal.ts";
import { adviseTest } from "./test-advice.ts";
import { compileTime } from "./time.ts";

const NOBODY: Condition = { op: "constant", value: false };
const EVERYBODY: Condition = { op: "constant", value: true };

/**
 * Compiles a condition as authors write it. Every mistake is reported, not only the first.
 *
 * @param input what YAML or JSON gave.
 * @returns the condition; constant false where something was wrong with it. Never throws.
 */
export function compileCondition(input: unknown, scope: ConditionScope): Condition {
  let broken = false;
  const place: Place = {
    ...scope,
    depth: 0,
    element: false,
    nested: compileNode,
    report(finding) {
      if (finding.severity !== "warning") broken = true;
      scope.report(finding);
    },
  };
  const condition = compileNode(input, place);
  return broken ? NOBODY : condition;
}

function compileNode(input: unknown, place: Place): Condition {
  if (isTooDeep(place)) return NOBODY;
  if (!isMapping(input)) {
    fail(place, {
      code: "bad-condition",
      message: `a condition is a mapping such as { visits: 2.. }, not ${input === null ? "empty" : show(input)}`,
      ...withSuggestion(adviseNode(input)),
    });
    return NOBODY;
  }
  const entries = Object.entries(input);
  if (entries.length === 0) {
    failEmpty(place, "an empty condition matches everybody");
    return EVERYBODY;
  }
  const parts = entries.map(([key, value]) => compileEntry(key, value, under(place, key)));
  const [only] = parts;
  return parts.length === 1 && only ? only : { op: "all", of: parts };
}

/** What to write in place of something that is no mapping. */
function adviseNode(input: unknown): string | undefined {
  if (Array.isArray(input)) return "write any: [ … ] or all: [ … ]";
  return typeof input === "string" ? adviseTest(input) : undefined;
}

function compileEntry(key: string, value: unknown, place: Place): Condition {
  switch (key) {
    case "all":
    case "$all":
    case "$and":
      return { op: "all", of: compileParts(value, place) };
    case "any":
    case "$any":
    case "$or":
      return { op: "any", of: compileParts(value, place) };
    case "$nor":
      return { op: "not", of: { op: "any", of: compileParts(value, place) } };
    case "not":
    case "$not":
      return { op: "not", of: compileNode(value, place) };
  }
  if (key.startsWith("$")) return failLogical(key, place);
  if (!place.element) {
    if (key === "segment") return compileSegment(value, place);
    if (key === "did") return compileDid(value, place);
    if (key === "time") return compileTime(value, place);
  }
  return compileSignal(key, value, place);
}

function compileParts(value: unknown, place: Place): readonly Condition[] {
  if (!Array.isArray(value)) {
    fail(place, {
      code: "bad-condition",
      message: `a list of conditions was expected, not ${show(value)}`,
      suggestion: "write [ { … }, { … } ]",
    });
    return [];
  }
  if (value.length === 0) {
    const matches =
      place.path.at(-1) === "any" || place.path.at(-1) === "$or" ? "nobody" : "everybody";
    failEmpty(place, `an empty list of conditions matches ${matches}`);
  }
  return value.map((part: unknown, index) => compileNode(part, under(place, index)));
}

function failLogical(key: string, place: Place): Condition {
  fail(place, {
    code: "unknown-operator",
    onKey: true,
    message: `there is no operator "${key}" here: conditions are joined with all, any and not`,
    suggestion: "operators such as eq stand under a signal",
  });
  return NOBODY;
}
