import { fold, plainPhrase } from "@facet/engine";
import type { KeywordGroup, KeywordList, KeywordRule, Phrase } from "@facet/engine";
import type { LoadedKeywordList } from "../load/located.ts";
import type { KeywordRow, KeywordTable } from "../load/table.ts";
import type { Contents } from "./contents.ts";
import { readContentColumns } from "./keyword-columns.ts";
import { compileRowContent } from "./keyword-content.ts";
import type { CompileScope } from "./scope.ts";
import { byKey } from "./sorted.ts";
import { complain, rootOf, within } from "./spot.ts";

/** Place of a list's content in the cascade where the list does not say. */
const DEFAULT_PRIORITY = 1_000;

/** A compiled list: its phrases, and its content as a step of the cascade. */
export interface CompiledKeywords {
  readonly list: KeywordList;
  readonly rule: KeywordRule;
}

/** Compiles a keyword list and its table. A list that is switched off has no phrases. */
export function compileKeywordList(item: LoadedKeywordList, scope: CompileScope): CompiledKeywords {
  const { table, value } = item;
  const { platform = "plain", priority = DEFAULT_PRIORITY, enabled = true } = value;
  const rows = table
    ? compileRows(table, scope)
    : { phrases: [], groups: new Map<string, Contents>() };
  checkGroups(item);
  const groups = keywordGroupsOf(item).map((name): [string, KeywordGroup] => {
    const label = ownGroup(value.groups, name)?.label;
    const content = rows.groups.get(name);
    return [name, { ...(label === undefined ? {} : { label }), ...(content ? { content } : {}) }];
  });
  const contents = [...rows.phrases.map((phrase) => phrase.content), ...rows.groups.values()];
  return {
    list: { id: item.name, platform, phrases: enabled ? rows.phrases : [], groups: byKey(groups) },
    rule: {
      kind: "keywords",
      id: item.name,
      list: item.name,
      priority,
      enabled,
      slots: [...new Set(contents.flatMap((content) => Object.keys(content ?? {})))].sort(),
    },
  };
}

/** Names of the groups that a list's table and file speak of. */
export function keywordGroupsOf({ table, value }: LoadedKeywordList): string[] {
  const inTable = (table?.rows ?? []).flatMap((row) => row.group ?? []);
  return [...new Set([...inTable, ...Object.keys(value.groups ?? {})])];
}

interface CompiledRows {
  readonly phrases: readonly Phrase[];
  /** Content of groups, by name. */
  readonly groups: ReadonlyMap<string, Contents>;
}

function compileRows(table: KeywordTable, scope: CompileScope): CompiledRows {
  const columns = readContentColumns(table, scope);
  const phrases: Phrase[] = [];
  const groups = new Map<string, Contents>();
  const first = new Map<string, KeywordRow>();
  for (const row of table.rows) {
    checkRow(row, { table, first });
    const content = compileRowContent(row, { table, columns, scope });
    if (row.keyword !== "") phrases.push(toPhrase(row, content));
    else if (row.group !== undefined && content && !groups.has(row.group))
      groups.set(row.group, content);
  }
  return { phrases, groups };
}

function toPhrase(row: KeywordRow, content: Contents | undefined): Phrase {
  const { group, priority, ids } = row;
  return {
    text: plainPhrase(row.keyword),
    ...(group === undefined ? {} : { group }),
    ...(priority === undefined ? {} : { priority }),
    ...(Object.keys(ids).length === 0 ? {} : { ids: byKey(Object.entries(ids)) }),
    ...(content ? { content } : {}),
  };
}

interface RowsBefore {
  readonly table: KeywordTable;
  /** First row of each phrase, and of each group's own content. */
  readonly first: Map<string, KeywordRow>;
}

function checkRow(row: KeywordRow, { table, first }: RowsBefore): void {
  const isPhrase = row.keyword !== "";
  const key = isPhrase
    ? `phrase ${fold(row.keyword)} ${row.priority ?? 0}`
    : `group ${row.group ?? ""}`;
  const before = first.get(key);
  first.set(key, before ?? row);
  const hasIds = Object.keys(row.ids).length > 0;
  if (isPhrase && !hasIds && plainPhrase(row.keyword) === "") {
    table.report(
      { row, column: "keyword" },
      {
        severity: "warning",
        code: "empty-phrase",
        message: `"${row.keyword}" has no words to match and the row has no id`,
        suggestion: "give the row an id, or take it out",
      },
    );
  } else if (before && (!isPhrase || !hasIds)) {
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

function checkGroups(item: LoadedKeywordList): void {
  const { table, value } = item;
  if (!table) return;
  const inTable = new Set(table.rows.flatMap((row) => row.group ?? []));
  for (const name of Object.keys(value.groups ?? {})) {
    if (inTable.has(name)) continue;
    complain(within(rootOf(item), "groups", name), {
      onKey: true,
      severity: "warning",
      code: "unused-keyword-group",
      message: `no row of ${table.file} is in the group "${name}"`,
      suggestion: "check the name, or give the group to a phrase",
    });
  }
}

type Groups = LoadedKeywordList["value"]["groups"];

function ownGroup(groups: Groups, name: string): NonNullable<Groups>[string] | undefined {
  return groups && Object.hasOwn(groups, name) ? groups[name] : undefined;
}
