import { LineCounter } from "yaml";
import type { Finding, Problem } from "../problem.ts";

/** The text of a file, and where its lines begin. */
export interface SourceText {
  /** Path inside the rules folder. */
  readonly file: string;
  readonly text: string;
  readonly lines: LineCounter;
}

/** Takes problems as they are found. */
export type Collect = (problem: Problem) => void;

/** What a problem says, before its place is known. */
export type Words = Pick<Finding, "severity" | "code" | "message" | "suggestion">;

/** Prepares a text, so that offsets in it can be turned into lines and columns. */
export function toSourceText(file: string, text: string): SourceText {
  const lines = new LineCounter();
  lines.lineStarts.push(0);
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    lines.lineStarts.push(at + 1);
  }
  return { file, text, lines };
}

/** The line and column (1-based) of an offset. */
export function positionAt(source: SourceText, offset: number): { line: number; column: number } {
  const bounded = Math.max(0, Math.min(offset, source.text.length));
  const { line, col } = source.lines.linePos(bounded);
  return { line, column: col };
}

/** The text of a line (1-based), without its end. */
export function lineText(source: SourceText, line: number): string {
  const start = source.lines.lineStarts[line - 1];
  if (start === undefined) return "";
  const end = source.lines.lineStarts[line];
  return source.text.slice(start, end).replace(/\r?\n$/, "");
}

/** A problem at an offset of a text. */
export function problemAt(source: SourceText, offset: number, words: Words): Problem {
  return toProblem({ file: source.file, ...positionAt(source, offset) }, words);
}

/** A problem at a place. */
export function toProblem(
  place: { readonly file: string; readonly line: number; readonly column: number },
  words: Words,
): Problem {
  const { severity = "error", code, message, suggestion } = words;
  return {
    file: place.file,
    line: place.line,
    column: place.column,
    severity,
    code,
    message,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}
