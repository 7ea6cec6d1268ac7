import { importKeywords, openImportFile, openListFolder } from "@facet/compiler";
import type { ImportFile, Platform } from "@facet/compiler";
import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { defineCommand } from "../command.ts";
import { formatImport } from "../import/print-import.ts";
import { createProgress } from "../terminal/progress.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { UsageError } from "../usage-error.ts";

const PLATFORMS: readonly Platform[] = ["yandex", "google", "microsoft", "plain"];

/** `facet import`: exports of ad systems → keyword lists. */
export const importCommand = defineCommand({
  name: "import",
  about: [
    "Reads exports of Yandex Direct (XLSX, Commander TSV), Google Ads Editor, Microsoft bulk files and",
    "any table with a column of phrases; encoding, separator, header and system are found by content.",
    "Writes a table and a document for each campaign, else for each file. Run again, it updates: what",
    "you wrote into content columns, priorities and the document stays, phrases that are gone from the",
    "account are named and kept. Files are replaced as a whole at the end, or not at all.",
  ].join("\n"),
  args: {
    file: {
      type: "positional",
      required: true,
      description: "exports to read, of any size: .xlsx, .csv, .tsv",
    },
    out: {
      type: "string",
      valueHint: "folder",
      description:
        "the folder of the lists (default: keywords in $FACET_RULES, else ./rules/keywords)",
    },
    list: {
      type: "string",
      valueHint: "id",
      description: "put everything into this one list",
    },
    platform: {
      type: "string",
      valueHint: "system",
      description: "yandex, google, microsoft or plain (default: told by the columns)",
    },
    sheet: {
      type: "string",
      valueHint: "name",
      description: "the sheet of a workbook (default: the first with phrases)",
    },
    content: {
      type: "string",
      valueHint: "slot=column",
      description: "fill empty cells of a content column from a column of the export; repeatable",
    },
    prune: { type: "boolean", description: "take out phrases that the files do not have" },
    "dry-run": { type: "boolean", description: "say what would change, and write nothing" },
    json: { type: "boolean", description: "print the summary as JSON" },
  },
  repeatable: ["content"],
  rest: "file",
  examples: [
    { command: "facet import direct.xlsx --out rules/keywords/", does: "a list for each campaign" },
    {
      command: "facet import direct.xlsx --list okna-search --dry-run",
      does: "what an update of one list would change",
    },
    {
      command: 'facet import direct.xlsx --content "hero.headline=Заголовок 1"',
      does: "headlines of the ads become those of the page, where you wrote none",
    },
  ],
  async run({ args, repeated }, terminal) {
    const out = resolve(args.out ?? join(terminal.env["FACET_RULES"] ?? "rules", "keywords"));
    const files = (repeated["file"] ?? []).map((path) => openFile(path, terminal));
    const dryRun = args["dry-run"] === true;
    const platform = parsePlatform(args.platform);
    const updating = createProgress("updating", terminal);
    const report = await importKeywords({
      files: files.map(({ file }) => file),
      folder: openListFolder(out),
      content: parseContent(repeated["content"] ?? []),
      prune: args.prune === true,
      dryRun,
      ...(args.list === undefined ? {} : { list: args.list }),
      ...(args.sheet === undefined ? {} : { sheet: args.sheet }),
      ...(platform === undefined ? {} : { platform }),
      async pause({ doing, name, rows }) {
        const count = `${rows.toLocaleString("en-US")} rows`;
        if (doing === "update") updating.update(undefined, `${name}: ${count} gone through`);
        else files.find(({ file }) => file.name === name)?.show(count);
        // Without a turn of the event loop Ctrl-C would not be heard.
        await setImmediate();
        terminal.stop.throwIfAborted();
      },
    }).finally(() => {
      for (const { hide } of files) hide();
      updating.end();
    });
    await terminal.write(
      args.json
        ? `${JSON.stringify({ dryRun, folder: out, ...report }, undefined, 2)}\n`
        : formatImport(report, { out, dryRun }, terminal),
    );
    return 0;
  },
});

interface OpenFile {
  readonly file: ImportFile;
  /** Shows how far it is read. */
  show(detail: string): void;
  hide(): void;
}

function openFile(path: string, terminal: Terminal): OpenFile {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile()) {
    throw new UsageError(`there is no file ${path}`, "name an export, e.g. direct.xlsx");
  }
  const progress = createProgress(path, terminal);
  let share = 0;
  const onRead = (bytes: number): void => {
    share = bytes / stats.size;
  };
  return {
    file: openImportFile(path, onRead),
    show: (detail) => progress.update(share, detail),
    hide: () => progress.end(),
  };
}

function parsePlatform(text: string | undefined): Platform | undefined {
  const platform = PLATFORMS.find((known) => known === text);
  if (text === undefined || platform !== undefined) return platform;
  throw new UsageError(`--platform ${text} is no ad system`, `one of ${PLATFORMS.join(", ")}`);
}

function parseContent(pairs: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    pairs.map((pair) => {
      const [, slot, column] = /^([^=]+)=(.+)$/s.exec(pair) ?? [];
      if (slot !== undefined && column !== undefined) return [slot.trim(), column.trim()] as const;
      throw new UsageError(
        `--content ${pair} names no slot and column`,
        'e.g. --content "hero.headline=Заголовок 1"',
      );
    }),
  );
}
