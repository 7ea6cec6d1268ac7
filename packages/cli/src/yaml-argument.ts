import { parse } from "yaml";
import { UsageError } from "./usage-error.ts";

/**
 * Reads an argument that is YAML or JSON.
 *
 * @param what Name of the argument for the message, e.g. `--with`.
 * @throws UsageError where it is neither.
 */
export function parseYamlArgument(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseYaml(text, what);
  }
}

function parseYaml(text: string, what: string): unknown {
  try {
    return parse(text, { version: "1.2", schema: "core", maxAliasCount: 100, logLevel: "error" });
  } catch (error) {
    const reason = reasonOf(error);
    throw new UsageError(
      `${what} is neither JSON nor YAML: ${reason}`,
      "write it in single quotes, e.g. '{ visits: 2.. }'",
    );
  }
}

/** The parser's words, without the excerpt that follows them; the argument is mostly one line. */
function reasonOf(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n", 1);
  return line.replace(/ at line 1, column (\d+):?$/, " (character $1)").replace(/:$/, "");
}

/** Whether a value is a mapping of YAML or JSON. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
