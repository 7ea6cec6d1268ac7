import { SIGNALS, findSignal } from "@facet/engine";

const TEST = /^\s*([\p{L}\w.]+)\s*(:|==?|!=|>=|<=|>|<)\s*(\S.*?)\s*$/u;

/**
 * How a test that is written as in a formula (`visits > 2`), or without a space after its colon, is
 * written in a condition.
 *
 * @returns `undefined` where the text is no such test.
 */
export function adviseTest(text: string): string | undefined {
  const [, name = "", sign = "", value = ""] = TEST.exec(text) ?? [];
  if (name === "" || !findSignal(name)) return undefined;
  const operand = [":", "=", "=="].includes(sign) ? value : `"${sign} ${value}"`;
  return `write ${name}: ${operand}, with a space after the colon`;
}

/** Other words for the keys of a condition. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ["or", "any"],
  ["some", "any"],
  ["and", "all"],
  ["every", "all"],
  ["none", "not"],
  ["nor", "not"],
]);

/** The name of a condition or a signal that is known by another word, or by its last part. */
export function otherName(name: string): string | undefined {
  const word = name.toLowerCase();
  return (
    WORDS.get(word) ??
    SIGNALS.find((signal) => signal.name.toLowerCase().endsWith(`.${word}`))?.name
  );
}
