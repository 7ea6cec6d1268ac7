import type { Problem } from "./problem.ts";

/**
 * Writes a problem on one line, as editors and terminals can jump to it:
 * `content/okna.yaml:7:3 error unknown-slot there is no slot "hero.hedline" (did you mean "hero.headline"?)`.
 * A table's cell is `okna.csv:17 (D17)` in place of line and column.
 */
export function formatProblem(problem: Problem): string {
  const place =
    problem.cell === undefined
      ? `${problem.file}:${problem.line}:${problem.column}`
      : `${problem.file}:${problem.line} (${problem.cell})`;
  const hint = problem.suggestion === undefined ? "" : ` (${problem.suggestion})`;
  return `${place} ${problem.severity} ${problem.code} ${problem.message}${hint}`;
}
