import type { FileReport, ImportReport, ListReport } from "@facet/compiler";
import { join } from "node:path";
import { toShortPath } from "../problems.ts";
import { type Terminal, paint } from "../terminal/terminal.ts";

const MAX_ROWS = 10;
const MAX_WARNINGS = 10;

const SYSTEMS: Readonly<Record<FileReport["platform"], string>> = {
  yandex: "Yandex Direct",
  google: "Google Ads",
  microsoft: "Microsoft Advertising",
  plain: "a plain table",
};

/** What an import was told beside its files. */
export interface ImportPlace {
  /** Folder of the lists. */
  readonly out: string;
  /** Nothing was written. */
  readonly dryRun: boolean;
}

/** Writes the summary of an import for a person. */
export function formatImport(
  { files, lists }: ImportReport,
  place: ImportPlace,
  terminal: Terminal,
): string {
  const parts = [
    ...files.map((file) => formatFile(file, terminal)),
    ...lists.map((list) => formatList(list, place, terminal)),
    ...(place.dryRun ? [[paint(terminal, "warning", "Dry run: nothing was written.")]] : []),
  ];
  return parts.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

function formatFile(file: FileReport, terminal: Terminal): string[] {
  const sheet = file.sheet === undefined ? "" : `, sheet "${file.sheet}"`;
  const { warnings } = file;
  return [
    `${paint(terminal, "strong", file.file)}  ${SYSTEMS[file.platform]}${sheet}, header in row ${file.headerRow}`,
    `  ${countOf(file.rows, "row")} read: ${countOf(file.phrases, "phrase")}, ${countOf(file.minusRows, "row")} of minus phrases alone, ${skippedCount(file)} skipped`,
    ...file.skipped.map(
      ({ why, count, rows }) => `  skipped ${count}: ${why} (${formatRows(rows, count)})`,
    ),
    ...warnings.first
      .slice(0, MAX_WARNINGS)
      .map(
        ({ row, message }) => `  ${paint(terminal, "warning", "warning")} row ${row}: ${message}`,
      ),
    ...more(warnings.count - MAX_WARNINGS, "warning"),
  ];
}

function formatList(list: ListReport, { out, dryRun }: ImportPlace, terminal: Terminal): string[] {
  const path = (name: string): string => toShortPath(join(out, name));
  const { gone } = list;
  const fate = list.pruned ? "taken out" : "kept; --prune takes them out";
  const notes = [
    ...(list.keptCells === 0
      ? []
      : [
          `  ${countOf(list.keptCells, "cell")} of content or priority differ from the export and stay as you wrote them`,
        ]),
    ...(list.inherited === 0
      ? []
      : [
          `  ${countOf(list.inherited, "new phrase")} got the content of the same words in rows that are not in the export`,
        ]),
    ...(gone.count === 0
      ? []
      : [
          `  ${paint(terminal, "warning", `${countOf(gone.count, "phrase")} not in the export`)} (${fate}):`,
        ]),
    ...gone.first.slice(0, MAX_ROWS).map(({ row, keyword }) => `    row ${row}: ${keyword}`),
    ...more(gone.count - MAX_ROWS, "phrase"),
    ...(list.tooLarge
      ? [
          `  ${paint(terminal, "warning", "warning")} the table is larger than 64 MB, the most that rules hold; split it by campaign`,
        ]
      : []),
  ];
  return [
    `${paint(terminal, "name", list.list)}  ${countOf(list.phrases, "phrase")} in ${countOf(list.groups, "group")}: ${list.added} new, ${list.updated} updated, ${list.unchanged} unchanged`,
    `  ${path(list.table)}  ${verb(list.tableChanged, dryRun)}`,
    `  ${path(list.document)}  ${verb(list.documentChanged, dryRun)}`,
    ...notes,
  ];
}

function verb(isChanged: boolean, dryRun: boolean): string {
  if (!isChanged) return "unchanged";
  return dryRun ? "would be written" : "written";
}

function skippedCount({ skipped }: FileReport): number {
  return skipped.reduce((sum, { count }) => sum + count, 0);
}

/** `rows 2–4, 10, …`, runs put together. */
function formatRows(rows: readonly number[], count: number): string {
  const runs: { from: number; to: number }[] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run && row === run.to + 1) run.to = row;
    else runs.push({ from: row, to: row });
  }
  const shown = runs
    .slice(0, MAX_ROWS)
    .map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`));
  const isCut = runs.length > MAX_ROWS || rows.length < count;
  return `${count === 1 ? "row" : "rows"} ${shown.join(", ")}${isCut ? ", …" : ""}`;
}

function more(count: number, noun: string): string[] {
  return count > 0 ? [`    and ${countOf(count, `more ${noun}`)}; --json names more of them`] : [];
}

function countOf(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
