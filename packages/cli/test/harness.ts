import { fileURLToPath } from "node:url";
import { run } from "../src/cli.ts";
import type { Terminal } from "../src/terminal/terminal.ts";

/** What a command wrote, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** How a command is run in a test. */
export interface RunOptions {
  readonly input?: Iterable<string>;
  readonly color?: boolean;
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** A rules folder that is in order, with tests of its own. */
export const RULES = fileURLToPath(new URL("fixtures/rules", import.meta.url));
/** A rules folder with a mistake. */
export const BROKEN = fileURLToPath(new URL("fixtures/broken", import.meta.url));
/** The command as it is installed. */
export const BIN = fileURLToPath(new URL("../bin/facet.js", import.meta.url));

/** Runs a command line in this process. */
export async function facet(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  let out = "";
  let err = "";
  const terminal: Terminal = {
    input: chunks(options.input ?? []),
    write(text) {
      out += text;
      return Promise.resolve();
    },
    warn(line) {
      err += `${line}\n`;
    },
    color: options.color ?? false,
    columns: options.columns ?? 120,
    env: options.env ?? {},
    stop: new AbortController().signal,
  };
  const code = await run(argv, terminal);
  return { code, out, err };
}

async function* chunks(texts: Iterable<string>): AsyncGenerator<string> {
  yield* texts;
}
