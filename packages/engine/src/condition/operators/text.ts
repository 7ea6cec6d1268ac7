import type { SignalValue } from "../../context.ts";
import type { Test } from "../condition.ts";
import { matchesRegex } from "../regex.ts";
import type { Truth } from "../truth.ts";
import { anyElement } from "./equality.ts";

/** Tests of a text. */
export type TextTest = Extract<
  Test,
  { is: "startsWith" | "endsWith" | "contains" | "icontains" | "glob" | "matches" }
>;

/**
 * `startsWith`, `endsWith`, `contains`, `icontains`, `matches` and patterns with `*`: the text, or a
 * text of a list, passes. `contains` and `icontains` ask whether a list has the operand, except
 * where the list holds several names of one thing.
 *
 * @param signal folded signals are the ones whose lists hold names.
 */
export function passesText(
  test: TextTest,
  value: SignalValue,
  signal: { readonly fold?: boolean },
): Truth {
  if (typeof value === "string") return holds(test, value);
  if (!Array.isArray(value)) return "unknown";
  const whole = signal.fold !== true && (test.is === "contains" || test.is === "icontains");
  return anyElement(value, (element) => {
    if (typeof element !== "string") return "unknown";
    return whole ? isWhole(test, element) : holds(test, element);
  });
}

function holds(test: TextTest, text: string): boolean {
  switch (test.is) {
    case "startsWith":
      return text.startsWith(test.value);
    case "endsWith":
      return text.endsWith(test.value);
    case "contains":
      return text.includes(test.value);
    case "icontains":
      return text.toLowerCase().includes(test.value);
    case "glob":
      return test.globs.some((parts) => matchesGlob(parts, text));
    case "matches":
      return matchesRegex(test.program, text);
  }
}

function isWhole(test: TextTest, text: string): boolean {
  if (test.is === "icontains") return text.toLowerCase() === test.value;
  return test.is === "contains" && text === test.value;
}

/** Whether literal parts with anything between them make up a whole text. */
function matchesGlob(parts: readonly string[], text: string): boolean {
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (let i = 1; i < parts.length - 1; i++) {
    const part = parts[i] ?? "";
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= end && text.endsWith(last);
}
