import type { SourceText } from "./source-text.ts";
import type { Node, ScalarNode } from "./tree.ts";

/**
 * A number whose digits say more than its value (`0123`, `+7495…`, more digits than a number holds)
 * stays text where no schema asks for a number.
 */
export function plainValue(value: unknown, text: string): ScalarNode["value"] {
  if (typeof value === "boolean" || value === null) return value;
  if (typeof value !== "number") return text;
  if (/^-?\d+\.\d+$/.test(text)) return value;
  return /^-?(0|[1-9]\d*)$/.test(text) && Number.isSafeInteger(value) ? value : text;
}

/** Offset of a `#` right after a text: one space before it, none after it. */
export function cutAfter(text: string, offset: number): number | undefined {
  return /^ #[^\s#]/.test(text.slice(offset, offset + 3)) ? offset + 1 : undefined;
}

/** An empty value whose line goes on with `#…`: the text its author wanted was taken for a comment. */
export function afterKey(source: SourceText, keyEnd: number, value: Node): Node {
  if (value.kind !== "scalar" || !value.plain || value.text !== "") return value;
  const match = /^["']?\s*: #(?=[^\s#])/.exec(source.text.slice(keyEnd, keyEnd + 200));
  return match ? { ...value, cutAt: keyEnd + match[0].length - 1 } : value;
}
