import type { Condition, Scope, Test, Truth } from "../../src/condition/index.ts";
import { evaluate } from "../../src/condition/index.ts";
import type { SignalValue } from "../../src/context.ts";

/** A scope with nothing in it but what is given. */
export function scopeOf(given: Partial<Scope> = {}): Scope {
  return { signals: {}, now: 0, siteTimeZone: "UTC", segment: () => "unknown", ...given };
}

/** A condition of a certain value. */
export function constant(value: Truth): Condition {
  return value === "unknown" ? { op: "segment", id: "nobody-knows" } : { op: "constant", value };
}

/** The value of one test of a signal `s`. */
export function test(one: Test, value: SignalValue, scope: Partial<Scope> = {}): Truth {
  return evaluate(
    { op: "signal", path: ["s"], tests: [one] },
    scopeOf({ signals: { s: value }, ...scope }),
  );
}
