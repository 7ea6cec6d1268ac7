import { compileRulesFolder, coverReport, TableError } from "@facet/compiler";
import { loadRuleset } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import { basename } from "node:path";
import { setImmediate } from "node:timers/promises";
import { defineCommand } from "../command.ts";
import { toCoverageCsv } from "../coverage/coverage-csv.ts";
import { formatCount, shortcomings } from "../coverage/figures.ts";
import { renderCoveragePage } from "../coverage/page/page.ts";
import { formatCoverage } from "../coverage/print-coverage.ts";
import { openChunks } from "../coverage/read-chunks.ts";
import { formatProblems, toShortPath } from "../problems.ts";
import { findRulesFolder, RULES_ARGUMENT } from "../rules-folder.ts";
import { createProgress } from "../terminal/progress.ts";
import { paint } from "../terminal/terminal.ts";
import { UsageError } from "../usage-error.ts";
import { writeWhole } from "../write-whole.ts";

const SHOWN_TERMS = 10;
const MAX_TOP = 10_000;

/** `facet coverage`: how the keyword lists cover what people typed. */
export const coverageCommand = defineCommand({
  name: "coverage",
  about: [
    "Matches every term of a search-terms report as a visitor's would be, and tells by clicks and cost",
    "what the keyword lists cover, what minus phrases block, what two groups claim, which texts grow",
    "longer than their slot, and which terms cost most that no list knows. Reads the reports of Google",
    "Ads, Yandex Direct and Microsoft as they are exported, and any table with a term, clicks and cost.",
  ].join("\n"),
  args: {
    report: {
      type: "positional",
      required: true,
      description: "the report, a CSV or TSV file of any size, or a workbook (.xlsx)",
    },
    rules: RULES_ARGUMENT,
    html: {
      type: "string",
      valueHint: "file",
      description: "also write a page with charts, which opens offline",
    },
    top: {
      type: "string",
      valueHint: "count",
      description: "how many of the costliest terms are named (default: 10, in files 50)",
    },
    json: { type: "boolean", description: "print all of it as JSON" },
    csv: {
      type: "boolean",
      description: "print the findings as CSV, safe to open in a spreadsheet",
    },
  },
  examples: [
    { command: "facet coverage search-terms.csv", does: "the shares, and what to do first" },
    { command: "facet coverage search-terms.csv --html coverage.html", does: "the same as a page" },
    {
      command: "facet coverage search-terms.csv --csv > todo.csv",
      does: "a table to work through",
    },
  ],
  async run({ args }, terminal) {
    if (args.json && args.csv) {
      throw new UsageError("--json and --csv cannot be had together", "choose one of them");
    }
    const top = parseTop(args.top);
    const folder = findRulesFolder(args.rules, terminal);
    const file = await openChunks(args.report);
    const { artifact, buffers, problems } = await compileRulesFolder(folder);
    if (artifact === undefined) {
      terminal.warn(formatProblems(problems, folder, terminal).trimEnd());
      terminal.warn("The rules have errors, so nothing was matched.");
      return 1;
    }
    const progress = createProgress(basename(args.report), terminal);
    const ruleset = loadRuleset(artifact, { keywords: loadKeywords(artifact, buffers) });
    const report = await coverReport(ruleset, file.chunks, {
      ...(top === undefined ? {} : { top }),
      async pause(rows) {
        progress.update(file.share(), `${formatCount(rows)} rows`);
        // Without a turn of the event loop Ctrl-C would not be heard.
        await setImmediate();
        terminal.stop.throwIfAborted();
      },
    })
      .catch((cause: unknown) => {
        if (!(cause instanceof TableError)) throw cause;
        throw new Error(`${args.report}: ${cause.message}`, { cause });
      })
      .finally(() => progress.end());
    if (args.html !== undefined) {
      const head = { report: basename(args.report), at: new Date() };
      await writeWhole(args.html, renderCoveragePage(report, head));
    }
    if (args.json) await terminal.write(`${JSON.stringify(report, undefined, 2)}\n`);
    else if (args.csv) {
      for (const words of shortcomings(report)) terminal.warn(words);
      await terminal.write(toCoverageCsv(report));
    } else await terminal.write(formatCoverage(report, top ?? SHOWN_TERMS, terminal));
    if (args.html !== undefined) {
      terminal.warn(`${paint(terminal, "good", "written")} ${toShortPath(args.html)}`);
    }
    return 0;
  },
});

function parseTop(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const top = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (top >= 1 && top <= MAX_TOP) return top;
  throw new UsageError(`--top ${text} is no count`, `write a whole number from 1 to ${MAX_TOP}`);
}
