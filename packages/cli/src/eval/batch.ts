import { type Signals, evaluateCondition } from "@facet/engine";
import { type LineInput, answerLines } from "../batch/answer-lines.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { isMapping } from "../yaml-argument.ts";
import { compileLoneCondition } from "./condition.ts";

/**
 * Evaluates conditions from standard input, a JSON object `{ condition, attributes }` a line, and
 * writes one JSON object a line in the same order: `{ value }`, with `problems` where the condition
 * is wrong, or `{ error }` where the line is no such object.
 *
 * @param now The clock, epoch milliseconds.
 */
export async function evaluateBatch(terminal: Terminal, now: number): Promise<void> {
  await answerLines(terminal, {
    expected: '{"condition": {…}, "attributes": {…}}',
    answer: (input) => answer(input, now),
  });
}

function answer(input: LineInput, now: number): object | string {
  if (!Object.hasOwn(input, "condition")) return '"condition" is missing';
  const attributes = Object.hasOwn(input, "attributes") ? input["attributes"] : {};
  if (!isMapping(attributes)) return '"attributes" is no object';
  const { condition, problems } = compileLoneCondition(input["condition"]);
  if (problems.length > 0) {
    return {
      value: false,
      problems: problems.map(({ path, code, message, suggestion }) => ({
        path: path.join("."),
        code,
        message,
        suggestion,
      })),
    };
  }
  const signals = attributes as Signals;
  return { value: evaluateCondition(condition, { signals, now }).value };
}
