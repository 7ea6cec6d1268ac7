import type { OpenedQuarantine } from "@facet/api/node";
import type { Ruleset } from "@facet/engine";
import type { Terminal } from "../terminal/terminal.ts";

/** What the command line says. */
export interface QuarantineOptions {
  /** Id of one event. */
  readonly event?: string | undefined;
  readonly json: boolean;
}

/** What an action works with. */
export interface QuarantineTools {
  readonly quarantine: OpenedQuarantine;
  readonly ruleset: Ruleset;
  readonly terminal: Terminal;
}

/**
 * One of the things that `facet quarantine` does.
 *
 * @returns the exit code.
 */
export type QuarantineAction = (
  options: QuarantineOptions,
  tools: QuarantineTools,
) => Promise<number>;
