import type { Condition } from "@facet/engine";
import { parseDuration } from "../scalar/duration.ts";
import { parseRange } from "../scalar/range.ts";
import { suggest } from "../suggest.ts";
import { type Place, fail, failEmpty, isMapping, show, under, withSuggestion } from "./scope.ts";
import { readFlag } from "./signal-tests.ts";

const KEYS = ["count", "within", "orUnknown"];
const KEPT_MS = 90 * 86_400_000;

interface Count {
  readonly min: number;
  readonly max?: number;
}

/** At least once. */
const ONCE: Count = { min: 1 };

/** Compiles `did`: events by name, and how often each happened. */
export function compileDid(input: unknown, place: Place): Condition {
  if (!isMapping(input)) {
    fail(place, {
      code: "bad-did",
      message: `did takes events and how often they happened, not ${show(input)}`,
      suggestion:
        typeof input === "string" ? `write { ${input}: 1.. }` : "write { Lead Submitted: 1.. }",
    });
    return { op: "constant", value: false };
  }
  const entries = Object.entries(input);
  if (entries.length === 0) failEmpty(place, "did names no event: this matches everybody");
  const parts = entries.map(([event, spec]) => compileEvent(event, spec, under(place, event)));
  const [only] = parts;
  return parts.length === 1 && only ? only : { op: "all", of: parts };
}

function compileEvent(event: string, spec: unknown, place: Place): Condition {
  if (!isMapping(spec)) return { op: "did", event, ...readCount(spec, place) };
  let count = ONCE;
  let within: { readonly withinMs?: number } = {};
  let orUnknown = false;
  for (const [key, value] of Object.entries(spec)) {
    const at = under(place, key);
    if (key === "count") count = readCount(value, at);
    else if (key === "within") within = readWithin(value, at);
    else if (key === "orUnknown") orUnknown = readFlag(value, at);
    else {
      fail(at, {
        code: "unknown-key",
        onKey: true,
        message: `did takes count and within, not "${key}"`,
        ...withSuggestion(suggest(key, KEYS)),
      });
    }
  }
  return { op: "did", event, ...count, ...within, ...(orUnknown ? { orUnknown: true } : {}) };
}

function readCount(value: unknown, place: Place): Count {
  const count = typeof value === "number" ? { min: value, max: value } : readCountText(value);
  if (count && isWhole(count.min) && (count.max === undefined || isWhole(count.max))) {
    if (count.max === undefined || count.max >= count.min) return count;
  }
  fail(place, {
    code: "bad-count",
    message: `${show(value)} does not say how often: write 0, 3, 1.., ..5 or 2..5`,
  });
  return ONCE;
}

function readCountText(value: unknown): Count | undefined {
  if (typeof value !== "string") return undefined;
  const range = parseRange(value);
  if (range) return { min: range.min ?? 0, ...(range.max === undefined ? {} : { max: range.max }) };
  const match = /^(>=|<=|==?|>|<)\s*(\d+)$/.exec(value.trim());
  const n = Number(match?.[2]);
  switch (match?.[1]) {
    case ">=":
      return { min: n };
    case ">":
      return { min: n + 1 };
    case "<=":
      return { min: 0, max: n };
    case "<":
      return { min: 0, max: n - 1 };
    case "=":
    case "==":
      return { min: n, max: n };
    default:
      return undefined;
  }
}

function isWhole(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

function readWithin(value: unknown, place: Place): { readonly withinMs?: number } {
  const withinMs = typeof value === "string" ? parseDuration(value) : undefined;
  if (withinMs === undefined || withinMs === 0) {
    fail(place, {
      code: "bad-duration",
      message: `${show(value)} is no length of time: write a number and s, m, h, d or w, as in 14d`,
    });
    return {};
  }
  if (withinMs > KEPT_MS) {
    fail(place, {
      code: "within-too-long",
      message: `events are kept for 90 days: nothing is known of the last ${String(value)}`,
      suggestion: "write at most 90d, or leave within out",
    });
  }
  return { withinMs };
}
