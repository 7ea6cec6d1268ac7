import type { CommandEntry } from "./command.ts";
import { commands } from "./commands/index.ts";
import { formatCommandHelp, formatHelp } from "./help.ts";
import { type Terminal, paint } from "./terminal/terminal.ts";
import { UsageError } from "./usage-error.ts";
import { readVersion } from "./version.ts";

const HELP: ReadonlySet<string> = new Set(["--help", "-h"]);
const VERSION_FLAGS: ReadonlySet<string> = new Set(["--version", "-v"]);

/**
 * Runs a command line.
 *
 * @param argv Arguments after `facet`.
 * @returns the exit code: 0 done, 1 it found something wrong or failed, 2 the command line is wrong.
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(argv, terminal);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    terminal.warn(`${paint(terminal, "bad", "facet:")} ${message}`);
    if (error instanceof UsageError) {
      const hint = await findHint(error);
      if (hint !== undefined) terminal.warn(`  ${hint}`);
      return 2;
    }
    if (terminal.env["FACET_DEBUG"] && error instanceof Error) terminal.warn(error.stack ?? "");
    return 1;
  }
}

async function findHint({ unknown, hint }: UsageError): Promise<string | undefined> {
  if (unknown === undefined) return hint;
  // Loaded here: the compiler is too much to load before it is known that it is wanted.
  const { suggest } = await import("@facet/compiler");
  const { name, known, prefix } = unknown;
  const suggestion = suggest(name, known);
  return (
    (prefix === undefined ? suggestion : suggestion?.replace(/"(.*?)"/, `${prefix}$1`)) ?? hint
  );
}

async function dispatch(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || HELP.has(name) || (name === "help" && rest.length === 0)) {
    await terminal.write(formatHelp(commands, terminal));
    return name === undefined ? 2 : 0;
  }
  if (VERSION_FLAGS.has(name)) {
    await terminal.write(`${readVersion()}\n`);
    return 0;
  }
  const asksHelp = name === "help";
  const entry = findCommand(asksHelp ? (rest[0] ?? "") : name);
  const command = await entry.load();
  if (asksHelp || isHelp(rest)) {
    await terminal.write(formatCommandHelp(command, entry.summary, terminal));
    return 0;
  }
  return command.run(rest, terminal);
}

function findCommand(name: string): CommandEntry {
  const command = commands.find((candidate) => candidate.name === name);
  if (command !== undefined) return command;
  throw new UsageError(`there is no command ${JSON.stringify(name)}`, "see: facet --help", {
    name,
    known: commands.map((candidate) => candidate.name),
  });
}

function isHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return (end === -1 ? argv : argv.slice(0, end)).some((argument) => HELP.has(argument));
}
