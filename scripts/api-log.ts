import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { styleText } from "node:util";
import { formatProblem } from "@facet/compiler";
import type { Problem } from "@facet/compiler";

/** Level of pino's warnings; errors are above it. */
const WARNING = 40;

/** A line of the service's log, as far as it is printed. */
interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly problems?: readonly Problem[];
  readonly err?: { readonly message?: string };
}

/** Prints the service's log for a person: what it says, and the problems of the rules one a line. */
export function printLog(stream: Readable): void {
  createInterface({ input: stream }).on("line", (text) => {
    const line = parseLine(text);
    process.stderr.write(`${line === undefined ? text : toText(line)}\n`);
  });
}

function toText({ level, msg, problems = [], err }: LogLine): string {
  const cause = err?.message === undefined ? "" : `: ${err.message}`;
  const color = level > WARNING ? "red" : "yellow";
  const said = level < WARNING ? msg : styleText(color, msg + cause, { stream: process.stderr });
  return [said, ...problems.map(formatProblem)].join("\n  ");
}

function parseLine(text: string): LogLine | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    return undefined;
  }
}
