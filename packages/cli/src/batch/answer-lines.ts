import type { Terminal } from "../terminal/terminal.ts";
import { isMapping } from "../yaml-argument.ts";
import { splitLines } from "./lines.ts";

/** An object that a line of standard input holds. */
export type LineInput = Readonly<Record<string, unknown>>;

/** What is asked line by line. */
export interface LineQuestion {
  /** The shape of a line for people, e.g. `{"a": …, "b": …}`. */
  readonly expected: string;
  /** Answers one line; a text says what is wrong with it. */
  answer(input: LineInput): object | string;
}

/**
 * Reads a JSON object a line from standard input and writes a JSON object a line in the same order:
 * the answer, or `{ error }` where the line is not what was expected.
 */
export async function answerLines(terminal: Terminal, question: LineQuestion): Promise<void> {
  for await (const lines of splitLines(terminal.input)) {
    await terminal.write(`${lines.map((line) => answerLine(line, question)).join("\n")}\n`);
  }
}

function answerLine(line: string, { expected, answer }: LineQuestion): string {
  const input = parseJson(line);
  if (input === undefined) return JSON.stringify({ error: "the line is not JSON" });
  const answered = isMapping(input) ? answer(input) : `the line is no object; expected ${expected}`;
  return JSON.stringify(typeof answered === "string" ? { error: answered } : answered);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
