import { type ArgDef, type ArgsDef, parseArgs } from "citty";
import type { Grammar, Invocation } from "./command.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Reads the arguments of a command.
 *
 * @throws UsageError for an unknown option, an option without its value, too few or too many
 *   arguments.
 */
export function parseCommandLine<T extends ArgsDef>(
  grammar: Grammar<T>,
  argv: readonly string[],
): Invocation<T> {
  const { options, positionals } = split(grammar, argv);
  const repeated = checkOptions(grammar, options);
  const rest = checkPositionals(grammar, positionals);
  return { args: parseArgs<T>([...argv], grammar.args), repeated: { ...repeated, ...rest } };
}

interface GivenOption {
  readonly name: string;
  readonly value: string | undefined;
}

/** Tells options, their values and the other arguments apart, as the parser does. */
function split(grammar: Grammar, argv: readonly string[]) {
  const options: GivenOption[] = [];
  const positionals: string[] = [];
  for (let i = 0; i < argv.length; i += 1) {
    const argument = argv[i] ?? "";
    if (argument === "--") return { options, positionals: [...positionals, ...argv.slice(i + 1)] };
    if (!argument.startsWith("-") || argument === "-") {
      positionals.push(argument);
      continue;
    }
    const [, name = argument, inline] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (inline !== undefined || findOption(grammar.args, name)?.type !== "string") {
      options.push({ name, value: inline });
    } else {
      i += 1;
      options.push({ name, value: argv[i] });
    }
  }
  return { options, positionals };
}

function checkOptions(
  grammar: Grammar,
  options: readonly GivenOption[],
): Readonly<Record<string, readonly string[]>> {
  const repeated: Record<string, string[]> = {};
  for (const { name, value } of options) {
    const definition = findOption(grammar.args, name);
    if (definition === undefined) throw unknownOption(grammar, name);
    if (definition.type === "boolean") continue;
    if (value === undefined) throw new UsageError(`--${name} needs a value`, seeHelp(grammar));
    if (grammar.repeatable?.includes(name)) (repeated[name] ??= []).push(value);
  }
  return repeated;
}

function checkPositionals(
  grammar: Grammar,
  given: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  const wanted = Object.entries(grammar.args).filter(([, { type }]) => type === "positional");
  const missing = wanted.slice(given.length).find(([, { required }]) => required !== false);
  if (missing !== undefined) {
    const [name, { description }] = missing;
    throw new UsageError(`${name.toUpperCase()} is missing: ${description}`, seeHelp(grammar));
  }
  if (grammar.rest !== undefined) return { [grammar.rest]: given.slice(wanted.length - 1) };
  const extra = given[wanted.length];
  if (extra === undefined) return {};
  throw new UsageError(
    `there is one argument too many: ${JSON.stringify(extra)}`,
    "put quotes around a value that has spaces or &",
  );
}

function findOption(args: ArgsDef, name: string): ArgDef | undefined {
  const definition = Object.hasOwn(args, name) ? args[name] : undefined;
  return definition?.type === "positional" ? undefined : definition;
}

function unknownOption(grammar: Grammar, name: string): UsageError {
  const known = Object.keys(grammar.args).filter((key) => findOption(grammar.args, key));
  const spelling = name.startsWith("-") ? name : `--${name}`;
  return new UsageError(`facet ${grammar.name} has no option ${spelling}`, seeHelp(grammar), {
    name: name.replace(/^-+/, ""),
    known,
    prefix: "--",
  });
}

function seeHelp({ name }: Grammar): string {
  return `see: facet ${name} --help`;
}
