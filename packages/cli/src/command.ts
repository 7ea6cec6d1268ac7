import type { ArgsDef, ParsedArgs } from "citty";
import { parseCommandLine } from "./parse.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** What a command is told to do. */
export interface Invocation<T extends ArgsDef> {
  readonly args: ParsedArgs<T>;
  /** Values of what may be given more than once, in the order given. */
  readonly repeated: Readonly<Record<string, readonly string[]>>;
}

/** An example for the help text. */
export interface Example {
  readonly command: string;
  readonly does: string;
}

/** Which arguments a command takes. */
export interface Grammar<T extends ArgsDef = ArgsDef> {
  readonly name: string;
  readonly args: T;
  /** Names of options that may be given more than once. */
  readonly repeatable?: readonly string[];
  /** Name of the last argument without a name, where it may be given more than once. */
  readonly rest?: string;
}

/** What a command is made of. */
export interface CommandDefinition<T extends ArgsDef> extends Grammar<T> {
  /** A paragraph for the command's own help. */
  readonly about: string;
  readonly examples: readonly Example[];
  /**
   * Does the work.
   *
   * @returns the exit code.
   * @throws UsageError where the command line is wrong.
   */
  run(invocation: Invocation<T>, terminal: Terminal): Promise<number>;
}

/** One command of `facet`. */
export interface Command extends Omit<CommandDefinition<ArgsDef>, "run"> {
  /**
   * Reads its arguments and does the work.
   *
   * @returns the exit code.
   * @throws UsageError where the command line is wrong.
   */
  run(argv: readonly string[], terminal: Terminal): Promise<number>;
}

/** A command that is loaded when it is wanted: most of them bring a compiler or a server along. */
export interface CommandEntry {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  load(): Promise<Command>;
}

/** Declares a command: its arguments give `run` their types. */
export function defineCommand<const T extends ArgsDef>(definition: CommandDefinition<T>): Command {
  return {
    ...definition,
    run: async (argv, terminal) => definition.run(parseCommandLine(definition, argv), terminal),
  };
}
