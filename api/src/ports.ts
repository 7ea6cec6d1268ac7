import type { RulesetProblem } from "./rulesets/source.ts";

/** Port to the log: the part of pino's interface that the service uses. */
export interface Log {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Port to the compiler's lint: rule files by path → all their problems. */
export type Lint = (files: ReadonlyMap<string, string>) => readonly RulesetProblem[];
