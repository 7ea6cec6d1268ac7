import { suggest } from "../suggest.ts";
import { quoted } from "./quote.ts";
import type { TableRecord } from "./records.ts";
import type { CellReport } from "./read-table.ts";
import type { KeywordRow, TableColumn } from "./table.ts";

/** Most rows have no ids or no content: an object for each would be half of what a row takes. */
const NO_CELLS: Readonly<Record<string, string>> = {};

const MATCHES = ["exact", "phrase", "broad"] as const;

/**
 * Reads one row of a keyword table and reports what is wrong with its cells.
 *
 * @returns the row, or `undefined` where it names neither a phrase nor a group.
 */
export function readRow(
  record: TableRecord,
  columns: readonly TableColumn[],
  report: CellReport,
): KeywordRow | undefined {
  const cells = new Map<string, string>();
  let ids: Record<string, string> | undefined;
  let content: Record<string, string> | undefined;
  for (const { name, kind, index } of columns) {
    const cell = record.cells[index]?.trim() ?? "";
    if (cell === "") continue;
    if (kind === "id") (ids ??= {})[name] = cell;
    else if (kind === "slot") (content ??= {})[name] = cell;
    else cells.set(name, cell);
  }
  const indexOf = (name: string) => columns.find((column) => column.name === name)?.index ?? 0;
  const keyword = cells.get("keyword") ?? "";
  const group = cells.get("group");
  if (keyword === "" && group === undefined) {
    report(record, indexOf("keyword"), {
      code: "missing-keyword",
      message: "the row has neither a keyword nor a group",
      suggestion: "write the ad phrase, or for content of a whole group the group alone",
    });
    return undefined;
  }
  const match = readMatch(cells.get("match"), (words) => report(record, indexOf("match"), words));
  const priority = readPriority(cells.get("priority"), (words) =>
    report(record, indexOf("priority"), words),
  );
  return {
    row: record.row,
    line: record.line,
    keyword,
    ...(match && { match }),
    ...(group !== undefined && { group }),
    ...(priority !== undefined && { priority }),
    ids: ids ?? NO_CELLS,
    content: content ?? NO_CELLS,
  };
}

type Complain = (words: Parameters<CellReport>[2]) => void;

function readMatch(cell: string | undefined, complain: Complain): KeywordRow["match"] {
  if (cell === undefined) return undefined;
  const match = MATCHES.find((known) => known === cell.toLowerCase());
  if (!match) {
    complain({
      code: "not-allowed-value",
      message: `"match" must be one of ${MATCHES.join(", ")}, but is ${quoted(cell)}`,
      suggestion: suggest(cell, MATCHES) ?? "write one of them",
    });
  }
  return match;
}

function readPriority(cell: string | undefined, complain: Complain): number | undefined {
  if (cell === undefined) return undefined;
  if (/^-?\d{1,9}(\.\d{1,6})?$/.test(cell)) return Number(cell);
  complain({
    code: "wrong-type",
    message: `"priority" must be a number, but is ${quoted(cell)}`,
    suggestion: "write a whole number such as 10",
  });
  return undefined;
}
