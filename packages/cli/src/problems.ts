import { type Problem, formatProblem } from "@facet/compiler";
import { join, relative } from "node:path";
import { type Terminal, paint } from "./terminal/terminal.ts";

/** Writes problems, one a line, with paths that can be opened from the current folder. */
export function formatProblems(
  problems: readonly Problem[],
  folder: string,
  terminal: Terminal,
): string {
  return problems
    .map((problem) => {
      const file = toShortPath(join(folder, problem.file));
      const tone = problem.severity === "error" ? "bad" : "warning";
      const severity = ` ${problem.severity} `;
      return `${formatProblem({ ...problem, file }).replace(severity, ` ${paint(terminal, tone, problem.severity)} `)}\n`;
    })
    .join("");
}

/** A path from the current folder where it is inside of it, else as it is. */
export function toShortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short || ".";
}

/** `2 errors, 1 warning`. */
export function countProblems(problems: readonly Problem[]): string {
  const errors = countErrors(problems);
  return `${count(errors, "error")}, ${count(problems.length - errors, "warning")}`;
}

/** How many of the problems keep the rule set from being served. */
export function countErrors(problems: readonly Problem[]): number {
  return problems.filter(({ severity }) => severity === "error").length;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
