import type { Scalar, Test } from "@facet/engine";
import type { Subject } from "./subject.ts";

/** The test of `eq` or `ne`; with `*` in the operand, and where that is a pattern, the pattern's. */
export function valueTest(is: "eq" | "ne", value: Scalar, subject: Subject): Test {
  if (isPattern(value, subject)) {
    return valuesTest(is === "eq" ? "in" : "nin", [value], subject);
  }
  return { is, value };
}

/** The test of `in` or `nin`; patterns as in {@link valueTest}. */
export function valuesTest(is: "in" | "nin", values: readonly Scalar[], subject: Subject): Test {
  if (!values.some((value) => isPattern(value, subject))) return { is, values };
  const glob: Test = { is: "glob", globs: values.map((value) => String(value).split("*")) };
  return is === "in" ? glob : { is: "not", tests: [glob] };
}

function isPattern(value: Scalar, subject: Subject): boolean {
  return subject.glob && typeof value === "string" && value.includes("*");
}
