import { compareText } from "./compile/sorted.ts";
import type { Problem } from "./problem.ts";

/** Problems by file, line and column, each once. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const unique = new Map(problems.map((problem) => [keyOf(problem), problem]));
  return [...unique.values()].sort(compareProblems);
}

function keyOf(problem: Problem): string {
  const { file, line, column, cell, severity, code, message } = problem;
  return JSON.stringify([file, line, column, cell, severity, code, message]);
}

function compareProblems(a: Problem, b: Problem): number {
  return (
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.severity, b.severity) ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}
