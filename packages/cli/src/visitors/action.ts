import type { OpenedVisitorDesk } from "@facet/api/node";
import type { Ruleset } from "@facet/engine";
import type { Terminal } from "../terminal/terminal.ts";

/** What the command line says. */
export interface VisitorOptions {
  /** Any name of the visitor. */
  readonly id: string;
  readonly json: boolean;
}

/** What an action works with. */
export interface VisitorTools {
  readonly desk: OpenedVisitorDesk;
  readonly ruleset: Ruleset;
  readonly terminal: Terminal;
}

/**
 * One of the things that `facet visitors` does.
 *
 * @returns the exit code.
 */
export type VisitorAction = (options: VisitorOptions, tools: VisitorTools) => Promise<number>;

/** Who reads and erases by command, in the access log. */
export const WHO = "command line";

/** Says that there is nobody of a name. @returns the exit code. */
export function tellNobody(id: string, { ruleset, terminal }: VisitorTools): number {
  terminal.warn(`Nobody of the site ${ruleset.artifact.site.id} is named ${JSON.stringify(id)}.`);
  return 1;
}
