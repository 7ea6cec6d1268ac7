import type { OpenedLeads } from "@facet/api/node";
import type { Ruleset } from "@facet/engine";
import type { Terminal } from "../terminal/terminal.ts";

/** What the command line says. */
export interface LeadOptions {
  /** What a lead in quarantine is released by. */
  readonly lead?: string | undefined;
  readonly quarantined: boolean;
  readonly json: boolean;
}

/** What an action works with. */
export interface LeadTools {
  readonly leads: OpenedLeads;
  readonly ruleset: Ruleset;
  readonly terminal: Terminal;
}

/**
 * One of the things that `facet leads` does.
 *
 * @returns the exit code.
 */
export type LeadAction = (options: LeadOptions, tools: LeadTools) => Promise<number>;
