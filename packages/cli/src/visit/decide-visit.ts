import { compileRulesFolder } from "@facet/compiler";
import type { DecideRequest, DecideResponse } from "@facet/protocol";
import { formatProblems } from "../problems.ts";
import { findRulesFolder } from "../rules-folder.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { startInProcess } from "./in-process.ts";

/** One page view to decide. */
export interface VisitQuestion {
  /** Rules folder as given on the command line. */
  readonly rules: string | undefined;
  readonly request: DecideRequest;
}

/**
 * Decides one page view and explains it.
 *
 * @returns the answer, or `undefined` where the rules have errors, which are printed.
 */
export async function decideVisit(
  { rules, request }: VisitQuestion,
  terminal: Terminal,
): Promise<DecideResponse | undefined> {
  const folder = findRulesFolder(rules, terminal);
  const { artifact, problems } = await compileRulesFolder(folder);
  if (artifact === undefined) {
    terminal.warn(formatProblems(problems, folder, terminal).trimEnd());
    terminal.warn("The rules have errors, so there is nothing to decide with.");
    return undefined;
  }
  await using service = await startInProcess(folder);
  return await service.explain(request);
}
