import type { Log } from "@facet/api";
import { createService, serveService } from "@facet/api/node";
import type { Problem } from "@facet/compiler";
import { once } from "node:events";
import { defineCommand } from "../command.ts";
import { formatProblems, toShortPath } from "../problems.ts";
import { RULES_ARGUMENT, findRulesFolder } from "../rules-folder.ts";
import { type Terminal, paint } from "../terminal/terminal.ts";
import { UsageError } from "../usage-error.ts";
import { readAllowed } from "../webhooks/allowed.ts";

/** `facet dev`: the API with rules that are reloaded on every edit. */
export const devCommand = defineCommand({
  name: "dev",
  about: [
    "Serves the API on this machine only. Every edit of the rules is compiled and served at once; an",
    "edit with an error is printed and the last good rules stay. Stop it with Ctrl+C.",
  ].join("\n"),
  args: {
    rules: RULES_ARGUMENT,
    port: {
      type: "string",
      valueHint: "number",
      description: "port (default: $PORT, else 3000; 0: any free one)",
    },
    host: {
      type: "string",
      valueHint: "address",
      description: "address to listen on (default: $HOST, else 127.0.0.1)",
    },
    db: {
      type: "string",
      valueHint: "file",
      description:
        "where visitors are kept (default: $FACET_STORE, $FACET_DB, else ./.facet/facet.db)",
    },
  },
  examples: [
    { command: "facet dev", does: "serve ./rules on http://127.0.0.1:3000" },
    {
      command: "facet dev --rules shop/rules --port 4000 --db :memory:",
      does: "another folder, port, and nothing kept",
    },
  ],
  async run({ args }, terminal) {
    const rules = findRulesFolder(args.rules, terminal);
    const port = toPort(args.port ?? (terminal.env["PORT"] || "3000"));
    const host = args.host ?? (terminal.env["HOST"] || "127.0.0.1");
    const db =
      args.db ?? (terminal.env["FACET_STORE"] || terminal.env["FACET_DB"] || "./.facet/facet.db");
    const log = toLog(terminal, rules);
    const webhookAllow = readAllowed(terminal);
    const service = await createService({ rules, db, watch: true, log, webhookAllow });
    const server = await serveService(service, { host, port }).catch(async (error: unknown) => {
      await service.close();
      throw error;
    });
    await terminal.write(
      `${paint(terminal, "strong", server.url)}  rules ${toShortPath(rules)}  docs ${server.url}/docs\n`,
    );
    if (!terminal.stop.aborted) await once(terminal.stop, "abort");
    await server.close();
    return 0;
  },
});

function toPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`${JSON.stringify(text)} is no port`, "a port is a number from 0 to 65535");
}

/** The service's log as lines for a person; problems of the rules one a line. */
function toLog(terminal: Terminal, rules: string): Log {
  const line = (mark: string) => (details: object, message: string) => {
    const { problems = [], err } = details as LogDetails;
    const cause = err instanceof Error ? `: ${err.message}` : "";
    void terminal.write(`${mark} ${message}${cause}\n${formatProblems(problems, rules, terminal)}`);
  };
  return {
    debug() {},
    info: line(paint(terminal, "good", "·")),
    warn: line(paint(terminal, "warning", "!")),
    error: line(paint(terminal, "bad", "✗")),
  };
}

/** What the service's log says beside the message, as far as it is printed. */
interface LogDetails {
  readonly problems?: readonly Problem[];
  readonly err?: unknown;
}
