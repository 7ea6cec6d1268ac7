import { type Signals, evaluateCondition, parseInstant } from "@facet/engine";
import { defineCommand } from "../command.ts";
import { evaluateBatch } from "../eval/batch.ts";
import { compileLoneCondition } from "../eval/condition.ts";
import { formatTrace, paintTruth } from "../terminal/condition-tree.ts";
import { type Terminal, paint } from "../terminal/terminal.ts";
import { UsageError } from "../usage-error.ts";
import { isMapping, parseYamlArgument } from "../yaml-argument.ts";

/** `facet eval`: one condition, or a stream of them, without a rule set. */
export const evalCommand = defineCommand({
  name: "eval",
  about: [
    "Evaluates a condition of the rules language against signals, without a rule set. Only true",
    "matches; a test of a signal that is absent is unknown. With --batch it reads one JSON object a",
    'line, {"condition": {…}, "attributes": {…}}, and answers {"value": true | false | "unknown"}.',
  ].join("\n"),
  args: {
    condition: {
      type: "positional",
      required: false,
      description: "the condition, YAML or JSON in single quotes",
    },
    with: {
      type: "string",
      valueHint: "signals",
      description: "the signals, YAML or JSON; names may be dotted",
    },
    at: {
      type: "string",
      valueHint: "instant",
      description: "the clock, e.g. 2026-12-05T12:00:00+03:00 (default: now)",
    },
    json: { type: "boolean", description: "print value and trace as JSON" },
    batch: {
      type: "boolean",
      description: "read conditions from standard input, a JSON object a line",
    },
  },
  examples: [
    {
      command:
        "facet eval '{ visits: 2.., geo.city: Москва }' --with '{ visits: 3, geo.city: Москва }'",
      does: "true",
    },
    {
      command: "facet eval '{ not: { score: 20.. } }' --with '{}'",
      does: "unknown: the score is absent",
    },
    { command: "facet eval --batch < cases.jsonl", does: "one answer a line" },
  ],
  async run({ args }, terminal) {
    const now = parseClock(args.at);
    if (args.batch) {
      await evaluateBatch(terminal, now);
      return 0;
    }
    if (args.condition === undefined) {
      throw new UsageError(
        "there is no condition",
        "e.g. facet eval '{ visits: 2.. }' --with '{ visits: 3 }'",
      );
    }
    const input = parseYamlArgument(args.condition, "the condition");
    const signals = parseSignals(args.with);
    return evaluateOne({ input, signals, now, json: args.json === true }, terminal);
  },
});

interface Question {
  readonly input: unknown;
  readonly signals: Signals;
  readonly now: number;
  readonly json: boolean;
}

async function evaluateOne(
  { input, signals, now, json }: Question,
  terminal: Terminal,
): Promise<number> {
  const { condition, problems } = compileLoneCondition(input);
  if (problems.length > 0) {
    for (const { path, code, message, suggestion } of problems) {
      const place = path.length === 0 ? "" : `${path.join(".")}: `;
      const hint = suggestion === undefined ? "" : ` (${suggestion})`;
      terminal.warn(`${paint(terminal, "bad", "error")} ${code} ${place}${message}${hint}`);
    }
    return 1;
  }
  const { value, trace } = evaluateCondition(condition, { signals, now });
  const text = json
    ? JSON.stringify({ value, trace }, undefined, 2)
    : [paintTruth(terminal, value), "", ...formatTrace(trace, terminal)].join("\n");
  await terminal.write(`${text}\n`);
  return 0;
}

function parseSignals(text: string | undefined): Signals {
  const signals = text === undefined ? {} : parseYamlArgument(text, "--with");
  if (isMapping(signals)) return signals as Signals;
  throw new UsageError(
    "--with is no mapping of signals",
    "e.g. --with '{ visits: 3, geo.city: Москва }'",
  );
}

function parseClock(text: string | undefined): number {
  const now = text === undefined ? Date.now() : parseInstant(text);
  if (now !== undefined) return now;
  throw new UsageError(`--at ${text} is no instant`, "write it as 2026-12-05T12:00:00+03:00");
}
