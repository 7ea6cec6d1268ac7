import type { Condition } from "@facet/engine";
import { suggest } from "../suggest.ts";
import { textOperand } from "./operand.ts";
import { type Place, fail, failEmpty, isMapping, under, withSuggestion } from "./scope.ts";
import { readFlag } from "./signal-tests.ts";

const OPERATORS = ["eq", "in", "ne", "nin", "orUnknown"];

/** Compiles what stands under `segment`: a name, a list (in any of these), or eq, ne, in, nin. */
export function compileSegment(input: unknown, place: Place): Condition {
  if (!isMapping(input)) return anyOf(input, place);
  const entries = Object.entries(input);
  if (entries.length === 0) failEmpty(place, "segment names none: this matches everybody");
  const parts: Condition[] = [];
  let orUnknown = false;
  for (const [key, operand] of entries) {
    const at = under(place, key);
    switch (key.replace(/^\$/, "")) {
      case "eq":
      case "in":
        parts.push(anyOf(operand, at));
        break;
      case "ne":
      case "nin":
        parts.push({ op: "not", of: anyOf(operand, at) });
        break;
      case "orUnknown":
        orUnknown = readFlag(operand, at);
        break;
      default:
        fail(at, {
          code: "unknown-operator",
          onKey: true,
          message: `segment takes a name, a list of names, or eq, ne, in and nin, not "${key}"`,
          ...withSuggestion(suggest(key, OPERATORS)),
        });
    }
  }
  const [only] = parts;
  const all: Condition = parts.length === 1 && only ? only : { op: "all", of: parts };
  return orUnknown ? { op: "orUnknown", of: all } : all;
}

function anyOf(input: unknown, place: Place): Condition {
  if (!Array.isArray(input)) return one(input, place);
  if (input.length === 0) failEmpty(place, "nobody is in an empty list of segments");
  const parts = input.map((name: unknown, index) => one(name, under(place, index)));
  const [only] = parts;
  return parts.length === 1 && only ? only : { op: "any", of: parts };
}

function one(input: unknown, place: Place): Condition {
  const id = textOperand(input, place) ?? "";
  if (place.segments && id !== "" && !place.segments.has(id)) {
    fail(place, {
      code: "unknown-segment",
      message: `there is no segment "${id}"`,
      ...withSuggestion(suggest(id, place.segments)),
    });
  }
  return { op: "segment", id };
}
