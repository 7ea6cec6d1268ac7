import { fold } from "@facet/engine";
import { createKeywordBuilder } from "../keyword/index.ts";
import type { AddedKeyword, BuiltList, KeywordBuilder } from "../keyword/index.ts";
import type { LoadedKeywordList } from "../load/located.ts";
import type { KeywordRow, KeywordTable } from "../load/table.ts";
import type { Contents } from "./contents.ts";
import { readContentColumns } from "./keyword-columns.ts";
import { compileRowContent } from "./keyword-content.ts";
import type { CompileScope } from "./scope.ts";

/** What keyword lists are compiled with. */
export interface KeywordScope extends CompileScope {
  /** Takes the phrases of all lists, list by list. */
  readonly builder: KeywordBuilder;
}

/** What the rows of a table were compiled to; the phrases themselves went to the builder. */
export interface CompiledRows {
  /** How many phrases there are: a row with alternatives is several. */
  readonly phrases: number;
  /** Content by phrase. */
  readonly content: ReadonlyMap<number, Contents>;
  /** Content of groups, by name. */
  readonly groups: ReadonlyMap<string, Contents>;
}

/**
 * Compiles the rows of a list's table; of a list that is switched off they are only checked.
 *
 * @param list The list without its rows.
 */
export function compileRows(
  { table, value }: LoadedKeywordList,
  list: BuiltList,
  scope: KeywordScope,
): CompiledRows {
  const content = new Map<number, Contents>();
  const groups = new Map<string, Contents>();
  scope.builder.openList(list);
  if (!table) return { phrases: 0, content, groups };
  const { enabled = true } = value;
  const builder = enabled ? scope.builder : createKeywordBuilder();
  if (!enabled) builder.openList(list);
  const columns = readContentColumns(table, scope);
  const first = new Map<string, KeywordRow>();
  let phrases = 0;
  for (const row of table.rows) {
    checkRow(row, { table, first });
    const own = compileRowContent(row, { table, columns, scope });
    if (row.keyword === "") {
      if (row.group !== undefined && own && !groups.has(row.group)) groups.set(row.group, own);
      continue;
    }
    const added = builder.addKeyword(row, row);
    checkWords(row, added, table);
    for (const issue of added.issues) {
      table.report({ row, column: "keyword" }, { severity: "warning", ...issue });
    }
    if (!enabled) continue;
    const end = phrases + added.phrases;
    if (own) for (let phrase = phrases; phrase < end; phrase++) content.set(phrase, own);
    phrases = end;
  }
  return { phrases, content, groups };
}

function checkWords(
  row: KeywordRow,
  { hasText, isNegative }: AddedKeyword,
  table: KeywordTable,
): void {
  if (hasText || isNegative || Object.keys(row.ids).length > 0) return;
  table.report(
    { row, column: "keyword" },
    {
      severity: "warning",
      code: "empty-phrase",
      message: `"${row.keyword}" has no words to match and the row has no id`,
      suggestion: "give the row an id, or take it out",
    },
  );
}

interface RowsBefore {
  readonly table: KeywordTable;
  /** First row of each phrase, and of each group's own content. */
  readonly first: Map<string, KeywordRow>;
}

function checkRow(row: KeywordRow, { table, first }: RowsBefore): void {
  const isPhrase = row.keyword !== "";
  const key = isPhrase
    ? `phrase ${fold(row.keyword)} ${row.match ?? ""} ${row.priority ?? 0}`
    : `group ${row.group ?? ""}`;
  const before = first.get(key);
  first.set(key, before ?? row);
  const hasIds = Object.keys(row.ids).length > 0;
  if (before && (!isPhrase || !hasIds)) {
    table.report(
      { row, column: isPhrase ? "keyword" : "group" },
      {
        severity: "warning",
        code: isPhrase ? "duplicate-phrase" : "duplicate-group",
        message: `row ${before.row} has the same ${isPhrase ? "phrase" : "group"}, and comes first`,
        suggestion: "keep one of the two",
      },
    );
  }
}
