import type { SignalValue } from "../context.ts";
import { fold } from "./fold.ts";

// The same few signals are compared by rule after rule; long texts are not worth keeping.
const MAX_TEXTS = 512;
const MAX_LENGTH = 256;

const texts = new Map<string, string>();
const lists = new WeakMap<readonly SignalValue[], readonly SignalValue[]>();

/** Folds the texts of a signal, a list's as well; other values stay. Remembers what it folded. */
export function foldValue(value: SignalValue): SignalValue {
  if (typeof value === "string") return foldText(value);
  if (!Array.isArray(value)) return value;
  let folded = lists.get(value);
  if (folded === undefined) {
    folded = value.map((element: SignalValue) =>
      typeof element === "string" ? fold(element) : element,
    );
    lists.set(value, folded);
  }
  return folded as SignalValue;
}

function foldText(text: string): string {
  if (text.length > MAX_LENGTH) return fold(text);
  let folded = texts.get(text);
  if (folded === undefined) {
    folded = fold(text);
    if (texts.size >= MAX_TEXTS) texts.clear();
    texts.set(text, folded);
  }
  return folded;
}
