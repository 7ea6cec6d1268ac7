import { suggest } from "../suggest.ts";
import type { KeywordListSource } from "../schema/keyword-list.ts";
import { decodeTable } from "./decode.ts";
import type { LoadedKeywordList, Named, TextFile } from "./located.ts";
import type { Path } from "../problem.ts";
import { quoted } from "./quote.ts";
import { readTable } from "./read-table.ts";
import { findTableDelimiter, parseRecords } from "./records.ts";
import type { ParsedRecords } from "./records.ts";
import { tooLarge } from "./scan.ts";
import type { Collect } from "./source-text.ts";
import { toProblem } from "./source-text.ts";
import { workbookRecords } from "./workbook-records.ts";

/** Largest table, in bytes. */
export const MAX_TABLE_BYTES = 64_000_000;

/** What keyword lists are loaded with. */
export interface ListScope {
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly slots: ReadonlySet<string>;
  /** Names of files that any list mentions, without folders: a list may be too broken to load. */
  readonly mentioned: ReadonlySet<string>;
  readonly collect: Collect;
}

/** Loads the tables and text files that keyword lists name; reports files that no list names. */
export function loadKeywordLists(
  lists: readonly Named<KeywordListSource>[],
  scope: ListScope,
): LoadedKeywordList[] {
  const used = new Set<string>();
  const loaded = lists.map((list) => loadList(list, scope, used));
  for (const file of scope.files.keys()) {
    const name = file.slice(file.lastIndexOf("/") + 1);
    if (isTable(file) && !used.has(file) && !scope.mentioned.has(name))
      reportUnused(file, scope.collect);
  }
  return loaded;
}

/** Says whether a file is a table, by its name. */
export function isTable(file: string): boolean {
  return /\.(csv|tsv|xlsx)$/i.test(file);
}

function loadList(
  list: Named<KeywordListSource>,
  scope: ListScope,
  used: Set<string>,
): LoadedKeywordList {
  const find = (name: string, path: Path): string | undefined => {
    const file = findFile(list, name, path, scope);
    if (file !== undefined) used.add(file);
    return file;
  };
  const text = (name: string, path: Path): TextFile | undefined => {
    const file = find(name, path);
    if (file !== undefined && isWorkbook(file)) list.report({ path, ...NO_WORKBOOK });
    else if (file !== undefined)
      return { file, text: decodeTable(scope.files.get(file) ?? "").text };
    return undefined;
  };
  const { file, minusFrom, synonyms } = list.value;
  const names = minusFrom === undefined ? [] : [minusFrom].flat();
  const tableFile = find(file, ["file"]);
  const minusFiles = names.flatMap((name, index) => {
    return text(name, Array.isArray(minusFrom) ? ["minusFrom", index] : ["minusFrom"]) ?? [];
  });
  const synonymFile = synonyms === undefined ? undefined : text(synonyms, ["synonyms"]);
  const read =
    tableFile === undefined
      ? undefined
      : readTable(recordsOf(tableFile, scope.files.get(tableFile) ?? ""), {
          file: tableFile,
          ...scope,
        });
  return {
    ...list,
    ...(read && { table: read }),
    minusFiles,
    ...(synonymFile && { synonyms: synonymFile }),
  };
}

/** The file that a list names: beside the list, else from the root of the folder. */
function findFile(
  list: Named<KeywordListSource>,
  name: string,
  path: Path,
  { files, collect }: ListScope,
): string | undefined {
  const folder = list.file.slice(0, list.file.lastIndexOf("/") + 1);
  const found = [normalize(folder + name), normalize(name)].find((file) => files.has(file));
  if (found === undefined) {
    const beside = [...files.keys()].map((file) =>
      file.startsWith(folder) ? file.slice(folder.length) : file,
    );
    list.report({
      path,
      code: "missing-file",
      message: `there is no file ${quoted(normalize(folder + name))}`,
      suggestion: /\.xls$/i.test(name)
        ? "save an old Excel workbook (.xls) as .xlsx or CSV, and name that"
        : (suggest(name, beside) ?? "put the file beside this one, or correct the name"),
    });
    return undefined;
  }
  const content = files.get(found) ?? "";
  if (content.length > MAX_TABLE_BYTES) {
    collect(toProblem({ file: found, line: 1, column: 1 }, tooLarge(MAX_TABLE_BYTES)));
    return undefined;
  }
  return found;
}

const NO_WORKBOOK = {
  code: "workbook",
  message: "only the table of a list may be an Excel workbook (.xlsx)",
  suggestion: "save this one as CSV UTF-8, or as text",
} as const;

function isWorkbook(file: string): boolean {
  return /\.xlsx$/i.test(file);
}

function recordsOf(file: string, content: string | Uint8Array): ParsedRecords {
  if (isWorkbook(file)) return workbookRecords(content);
  const { text } = decodeTable(content);
  return parseRecords(text, findTableDelimiter(text));
}

function reportUnused(file: string, collect: Collect): void {
  const words = {
    code: "unused-table",
    message: "no keyword list names this table, so it does nothing",
    suggestion: `add a document "keywordList: <id>" with "file: ${file.slice(file.lastIndexOf("/") + 1)}" beside it`,
  };
  collect(toProblem({ file, line: 1, column: 1 }, { severity: "warning", ...words }));
}

/** Takes `.` and `..` out of a path; one that leaves the folder finds nothing. */
function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}
