import { type Signals, evaluateCondition } from "@facet/engine";
import type { Terminal } from "../terminal/terminal.ts";
import { isMapping } from "../yaml-argument.ts";
import { compileLoneCondition } from "./condition.ts";
import { splitLines } from "./lines.ts";

/**
 * Evaluates conditions from standard input, a JSON object `{ condition, attributes }` a line, and
 * writes one JSON object a line in the same order: `{ value }`, with `problems` where the condition
 * is wrong, or `{ error }` where the line is no such object.
 *
 * @param now The clock, epoch milliseconds.
 */
export async function evaluateBatch(terminal: Terminal, now: number): Promise<void> {
  for await (const lines of splitLines(terminal.input)) {
    await terminal.write(`${lines.map((line) => evaluateLine(line, now)).join("\n")}\n`);
  }
}

/** Answers one line of a batch. */
export function evaluateLine(line: string, now: number): string {
  return JSON.stringify(answer(line, now));
}

function answer(line: string, now: number): object {
  const input = parseLine(line);
  if (typeof input === "string") return { error: input };
  const { condition, problems } = compileLoneCondition(input.condition);
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
  return { value: evaluateCondition(condition, { signals: input.attributes, now }).value };
}

interface LineInput {
  readonly condition: unknown;
  readonly attributes: Signals;
}

/** What a line holds, or what is wrong with it. */
function parseLine(line: string): LineInput | string {
  const parsed = parseJson(line);
  if (!isMapping(parsed)) {
    return parsed === undefined
      ? "the line is not JSON"
      : 'the line is no object; expected {"condition": {…}, "attributes": {…}}';
  }
  if (!Object.hasOwn(parsed, "condition")) return '"condition" is missing';
  const attributes = Object.hasOwn(parsed, "attributes") ? parsed["attributes"] : {};
  if (!isMapping(attributes)) return '"attributes" is no object';
  return { condition: parsed["condition"], attributes: attributes as Signals };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
