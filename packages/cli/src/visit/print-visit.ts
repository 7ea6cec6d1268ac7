import type { DecideResponse } from "@facet/protocol";
import type { Invocation } from "../command.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { toRequest, type VISIT_ARGUMENTS } from "./arguments.ts";
import { decideVisit } from "./decide-visit.ts";

/** Where a visit is printed, and how where no JSON is wanted. */
export interface PrintVisitOptions {
  readonly terminal: Terminal;
  readonly format: (answer: DecideResponse, terminal: Terminal) => string;
}

/**
 * Decides the page view that the command line describes and prints the answer.
 *
 * @returns the exit code: 1 where the rules have errors, else 0.
 */
export async function printVisit(
  { args, repeated }: Invocation<typeof VISIT_ARGUMENTS>,
  { terminal, format }: PrintVisitOptions,
): Promise<number> {
  const answer = await decideVisit(
    { rules: args.rules, request: toRequest(args, repeated) },
    terminal,
  );
  if (answer === undefined) return 1;
  await terminal.write(
    args.json ? `${JSON.stringify(answer, undefined, 2)}\n` : format(answer, terminal),
  );
  return 0;
}
