import type { OpenedKeyDesk } from "@facet/api/node";
import type { Terminal } from "../terminal/terminal.ts";

/** What the command line says of a key. */
export interface KeyOptions {
  /** Id of a key, or a key. */
  readonly key?: string | undefined;
  readonly site?: string | undefined;
  readonly kind?: string | undefined;
  readonly origins: readonly string[];
  readonly label?: string | undefined;
  readonly print?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly rules?: string | undefined;
}

/** What an action works with. */
export interface KeyTools {
  readonly terminal: Terminal;
  /** Opens the store; whoever does closes it. */
  readonly openDesk: () => Promise<OpenedKeyDesk>;
}

/**
 * One of the things that `facet keys` does.
 *
 * @returns the exit code.
 */
export type KeyAction = (options: KeyOptions, tools: KeyTools) => Promise<number>;
