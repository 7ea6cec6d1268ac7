import type { KeywordGroup, KeywordList, KeywordRule } from "@facet/engine";
import type { LoadedKeywordList } from "../load/located.ts";
import { parseDuration } from "../scalar/duration.ts";
import { readListMinus } from "./keyword-minus.ts";
import { compileRows } from "./keyword-rows.ts";
import type { KeywordScope } from "./keyword-rows.ts";
import { readListSynonyms } from "./keyword-synonyms.ts";
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
export function compileKeywordList(item: LoadedKeywordList, scope: KeywordScope): CompiledKeywords {
  const { value } = item;
  const { platform = "plain", priority = DEFAULT_PRIORITY, enabled = true } = value;
  const synonyms = readListSynonyms(item);
  checkGroups(item);
  const built = {
    platform,
    ...readListMinus(item, platform),
    synonyms: synonyms.flatMap(({ from, to }) => [...from, ...to]),
  };
  const rows = compileRows(item, built, scope);
  const groups = keywordGroupsOf(item).map((name): [string, KeywordGroup] => {
    const label = ownGroup(value.groups, name)?.label;
    const content = rows.groups.get(name);
    return [name, { ...(label === undefined ? {} : { label }), ...(content ? { content } : {}) }];
  });
  const contents = [...rows.content.values(), ...rows.groups.values()];
  return {
    list: {
      id: item.name,
      platform,
      phrases: rows.phrases,
      remember: toRemember(value.remember),
      secondChances: value.secondChances ?? [],
      ...(synonyms.length === 0 ? {} : { synonyms }),
      groups: byKey(groups),
      content: byKey([...rows.content].map(([row, content]) => [String(row), content])),
    },
    rule: {
      kind: "keywords",
      id: item.name,
      list: item.name,
      priority,
      enabled,
      slots: [...new Set(contents.flatMap((content) => Object.keys(content)))].sort(),
    },
  };
}

function toRemember(written: string | undefined): KeywordList["remember"] {
  if (written === "page" || written === undefined || written === "visit") return written ?? "visit";
  return parseDuration(written) ?? "visit";
}

/** Names of the groups that a list's table and file speak of. */
export function keywordGroupsOf({ table, value }: LoadedKeywordList): string[] {
  const inTable = (table?.rows ?? []).flatMap((row) => row.group ?? []);
  return [...new Set([...inTable, ...Object.keys(value.groups ?? {})])];
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
