import type { Terminal } from "./terminal.ts";

/** Erases from the cursor to the end of the line (ECMA-48, EL). */
const ERASE_REST = "\u001B[K";
/** Width of a line where output is no terminal and `COLUMNS` does not tell. */
const DEFAULT_COLUMNS = 140;

/**
 * The terminal that this process runs in. Colours are off where output is no terminal, where
 * `NO_COLOR` is set (no-color.org) or `TERM` is `dumb`. A reader that goes away (`facet … | head`)
 * ends the process quietly.
 */
export function createProcessTerminal(): Terminal {
  const { stdout, stderr, stdin, env } = process;
  for (const stream of [stdout, stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(0);
      throw error;
    });
  }
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  return {
    get input() {
      return stdin.setEncoding("utf8") as AsyncIterable<string>;
    },
    write(text) {
      if (stdout.write(text)) return Promise.resolve();
      return new Promise((resolve) => {
        stdout.once("drain", resolve);
      });
    },
    warn(line) {
      stderr.write(`${line}\n`);
    },
    ...(stderr.isTTY && env["TERM"] !== "dumb"
      ? { status: (line: string) => void stderr.write(`\r${line}${ERASE_REST}`) }
      : {}),
    color: stdout.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb",
    columns: stdout.columns || Number(env["COLUMNS"]) || DEFAULT_COLUMNS,
    env,
    stop: stop.signal,
  };
}
