import type { SignalValue } from "../../context.ts";
import type { Scalar } from "../condition.ts";
import type { Truth } from "../truth.ts";

/** Operators that compare by order. */
export type OrderOperator = "gt" | "gte" | "lt" | "lte";

/**
 * `gt`, `gte`, `lt`, `lte`: numbers by size, texts by UTF-16 code units. Other types, and a number
 * beside a text, are unknown.
 */
export function compares(is: OrderOperator, value: SignalValue, operand: Scalar): Truth {
  if (typeof value === "number" && typeof operand === "number") return holds(is, value, operand);
  if (typeof value === "string" && typeof operand === "string") return holds(is, value, operand);
  return "unknown";
}

function holds<T extends number | string>(is: OrderOperator, value: T, operand: T): boolean {
  switch (is) {
    case "gt":
      return value > operand;
    case "gte":
      return value >= operand;
    case "lt":
      return value < operand;
    case "lte":
      return value <= operand;
  }
}
