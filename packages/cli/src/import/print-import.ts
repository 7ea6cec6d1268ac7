import type { FileReport, ImportReport, ListReport } from "@facet/compiler";
import { join } from "node:path";
import { formatCount, formatNumberOf } from "../coverage/figures.ts";
import { toShortPath } from "../problems.ts";
import { cut } from "../terminal/table.ts";
import { type Terminal, paint } from "../terminal/terminal.ts";

const MAX_ROWS = 10;
const MAX_WARNINGS = 10;
const MAX_COLUMNS = 10;
const MAX_NAME_LENGTH = 40;

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
    `  ${formatNumberOf(file.rows, "row")} read: ${formatNumberOf(file.phrases, "phrase")}, ${groupRows(file)}${formatNumberOf(file.minusRows, "row")} of minus phrases alone, ${formatCount(skippedCount(file))} skipped`,
    ...file.skipped.map(
      ({ why, count, rows }) =>
        `  skipped ${formatCount(count)}: ${why} (${formatRows(rows, count)})`,
    ),
    ...(file.ignored.count === 0 ? [] : [formatIgnored(file.ignored)]),
    ...warnings.first
      .slice(0, MAX_WARNINGS)
      .map(
        ({ row, message }) => `  ${paint(terminal, "warning", "warning")} row ${row}: ${message}`,
      ),
    ...more(warnings.count - MAX_WARNINGS, "warning"),
  ];
}

/** A column may well be content that somebody wrote, under a name that says nothing. */
function formatIgnored({ count, first }: FileReport["ignored"]): string {
  const names = first.slice(0, MAX_COLUMNS).map((name) => `"${cut(name, MAX_NAME_LENGTH)}"`);
  const rest = count > names.length ? ` and ${formatCount(count - names.length)} more` : "";
  return `  not read: ${count === 1 ? "column" : "columns"} ${names.join(", ")}${rest} (--content slot=column fills a slot from one)`;
}

function formatList(list: ListReport, { out, dryRun }: ImportPlace, terminal: Terminal): string[] {
  const path = (name: string): string => toShortPath(join(out, name));
  const { gone } = list;
  const fate = list.pruned ? "taken out" : "kept; --prune takes them out";
  const notes = [
    ...(list.keptCells === 0
      ? []
      : [
          `  ${formatNumberOf(list.keptCells, "cell")} of content or priority differ from the export and stay as you wrote them`,
        ]),
    ...(list.inherited === 0
      ? []
      : [
          `  ${formatNumberOf(list.inherited, "new phrase")} got the content of the same words in rows that are not in the export`,
        ]),
    ...(gone.count === 0
      ? []
      : [
          `  ${paint(terminal, "warning", `${formatNumberOf(gone.count, "phrase")} not in the export`)} (${fate}):`,
        ]),
    ...gone.first.slice(0, MAX_ROWS).map(({ row, keyword }) => `    row ${row}: ${keyword}`),
    ...more(gone.count - MAX_ROWS, "phrase"),
    ...(list.goneMinus.count === 0 ? [] : [formatGoneMinus(list, terminal)]),
    ...(list.alike
      ? [
          `  ${paint(terminal, "warning", "warning")} it shares ${formatNumberOf(list.alike.phrases, "phrase")} with the list "${list.alike.list}"; to update that one, delete this one and import with --list ${list.alike.list}`,
        ]
      : []),
    ...(list.tooLarge
      ? [
          `  ${paint(terminal, "warning", "warning")} the table is larger than 64 MB, the most that rules hold; split it by campaign`,
        ]
      : []),
  ];
  return [
    `${paint(terminal, "name", list.list)}  ${formatNumberOf(list.phrases, "phrase")} in ${formatNumberOf(list.groups, "group")}: ${formatCount(list.added)} new, ${formatCount(list.updated)} updated, ${formatCount(list.unchanged)} unchanged`,
    `  ${path(list.table)}  ${verb(list.tableChanged, dryRun)}`,
    `  ${path(list.document)}  ${verb(list.documentChanged, dryRun)}`,
    ...notes,
  ];
}

/** They go on blocking clicks, and only a person knows whether they are the account's. */
function formatGoneMinus({ goneMinus, document }: ListReport, terminal: Terminal): string {
  const { count, first } = goneMinus;
  const names = first
    .slice(0, MAX_ROWS)
    .map(({ group, phrase }) => (group === undefined ? phrase : `${phrase} (${group})`));
  const rest = count > names.length ? ", …" : "";
  const what = paint(
    terminal,
    "warning",
    `${formatNumberOf(count, "minus phrase")} not in the export`,
  );
  return `  ${what} (kept; what the account has dropped, take out of ${document}): ${names.join(", ")}${rest}`;
}

function verb(isChanged: boolean, dryRun: boolean): string {
  if (!isChanged) return "unchanged";
  return dryRun ? "would be written" : "written";
}

function groupRows({ groupRows: count }: FileReport): string {
  return count === 0 ? "" : `${formatNumberOf(count, "row")} of content for a group, `;
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
  return count > 0
    ? [`    and ${formatNumberOf(count, `more ${noun}`)}; --json names more of them`]
    : [];
}
