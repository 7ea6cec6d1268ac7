import type { ArgDef } from "citty";
import type { Command, CommandEntry } from "./command.ts";
import { type Terminal, paint } from "./terminal/terminal.ts";

const MAX_LABEL = 30;

/** Help of `facet` itself. */
export function formatHelp(commands: readonly CommandEntry[], terminal: Terminal): string {
  const heading = (text: string): string => paint(terminal, "strong", text);
  return [
    `${heading("facet")} decides which content each visitor of a landing page sees, by rules in YAML files.`,
    "",
    `${heading("Usage")}  facet <command> [options]`,
    "",
    heading("Commands"),
    list(commands.map(({ name, summary }) => [name, summary])),
    "",
    heading("Examples"),
    "  facet dev                               serve ./rules and reload them on every edit",
    "  facet lint                              check ./rules, each mistake with its place",
    "  facet decide /okna --city Москва        see what a visitor from Moscow gets, and why",
    "",
    "facet <command> --help tells more. Rules are read from --rules, else $FACET_RULES, else ./rules.",
    "",
  ].join("\n");
}

/** Help of one command. */
export function formatCommandHelp(command: Command, summary: string, terminal: Terminal): string {
  const heading = (text: string): string => paint(terminal, "strong", text);
  const entries = Object.entries(command.args);
  const positionals = entries.filter(([, { type }]) => type === "positional");
  const options = entries.filter(([, { type }]) => type !== "positional");
  const usage = positionals.map(([name, { required }]) => {
    const label = name === command.rest ? `${name}…` : name;
    return required === false ? `[${label}]` : `<${label}>`;
  });
  return [
    `${heading(`facet ${command.name}`)}  ${summary}`,
    "",
    command.about,
    "",
    `${heading("Usage")}  ${["facet", command.name, ...usage, "[options]"].join(" ")}`,
    "",
    ...(positionals.length === 0
      ? []
      : [heading("Arguments"), list(positionals.map(([name, arg]) => [name, describe(arg)])), ""]),
    heading("Options"),
    list([
      ...options.map(([name, arg]) => [optionLabel(name, arg), describe(arg)] as const),
      ["--help", "show this text"],
    ]),
    "",
    heading("Examples"),
    ...command.examples.flatMap(({ command: line, does }) => [
      `  ${line}`,
      `      ${paint(terminal, "quiet", does)}`,
    ]),
    "",
  ].join("\n");
}

function optionLabel(name: string, arg: ArgDef): string {
  return arg.type === "boolean" ? `--${name}` : `--${name} <${arg.valueHint ?? "value"}>`;
}

function describe({ description = "", default: value }: ArgDef): string {
  return value === undefined || value === false
    ? description
    : `${description} (default: ${value})`;
}

function list(rows: readonly (readonly [string, string])[]): string {
  const width = Math.min(MAX_LABEL, Math.max(...rows.map(([label]) => label.length)));
  return rows.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`).join("\n");
}
