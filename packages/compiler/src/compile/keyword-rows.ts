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
  const before = { phrases: new Map(), groups: new Map() };
  let phrases = 0;
  for (const row of table.rows) {
    checkTwice(row, before, table);
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

/** First rows of phrases, and of groups' own content. */
interface RowsBefore {
  readonly phrases: Map<string, KeywordRow>;
  readonly groups: Map<string, KeywordRow>;
}

const PHRASE_TWICE = { what: "phrase", code: "duplicate-phrase", column: "keyword" } as const;
const GROUP_TWICE = { what: "group", code: "duplicate-group", column: "group" } as const;

/** Warns of a row that says again what one before it says; ids make the same phrase another one. */
function checkTwice(row: KeywordRow, { phrases, groups }: RowsBefore, table: KeywordTable): void {
  const isGroup = row.keyword === "";
  const rows = isGroup ? groups : phrases;
  const key = isGroup ? (row.group ?? "") : phraseKey(row);
  const first = rows.get(key);
  if (!first) {
    rows.set(key, row);
  } else if (isGroup || Object.keys(row.ids).length === 0) {
    const { what, code, column } = isGroup ? GROUP_TWICE : PHRASE_TWICE;
    table.report(
      { row, column },
      {
        severity: "warning",
        code,
        message: `row ${first.row} has the same ${what}, and comes first`,
        suggestion: "keep one of the two",
      },
    );
  }
}

/** What makes two phrases one; no folded text has a line break. */
function phraseKey({ keyword, match, priority = 0 }: KeywordRow): string {
  const text = fold(keyword);
  return match === undefined && priority === 0 ? text : `${text}\n${match ?? ""}\n${priority}`;
}
