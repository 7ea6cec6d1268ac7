import type { KeywordList, Keywords } from "../ruleset.ts";
import type { Sections } from "./sections.ts";
import type { Texts } from "./texts.ts";

/** A listed phrase. */
export interface ListedRow {
  /** Its text; absent where texts are not loaded. */
  readonly phrase?: string;
  /** Id of its list. */
  readonly list: string;
  readonly group?: string;
  /** Position of the phrase in its list. */
  readonly row: number;
}

/** What is known of the rows of all lists. */
export interface RowTable {
  readonly size: number;
  readonly lists: readonly KeywordList[];
  /** Position of a row's list in `lists`. */
  listOf(row: number): number;
  /** A row's position inside its list. */
  placeOf(row: number): number;
  groupOf(row: number): string | undefined;
  /** Text as shown to people, `undefined` where texts are not loaded. */
  textOf(row: number): string | undefined;
}

/** What rows are read from. */
export interface RowSource {
  readonly sections: Sections;
  readonly groups: Keywords["groups"];
  readonly lists: readonly KeywordList[];
  /** Absent: not loaded. */
  readonly texts?: Texts | undefined;
}

/** Reads the rows of the compiled index. */
export function createRowTable({ sections, groups, lists, texts }: RowSource): RowTable {
  const { rowScope, scopeList, scopeGroup, listStart } = sections;
  const listOf = (row: number): number => scopeList[rowScope[row] as number] as number;
  return {
    size: rowScope.length,
    lists,
    listOf,
    placeOf: (row) => row - (listStart[listOf(row)] as number),
    groupOf: (row) => groups[(scopeGroup[rowScope[row] as number] as number) - 1],
    textOf: (row) => texts?.phrase(row),
  };
}

/**
 * An object that is put together part by part: with spreads it takes thirty times as long, for an
 * answer as long as to find it.
 */
export type Draft<T> = { -readonly [Name in keyof T]?: T[Name] };

/**
 * A row as others see it.
 *
 * @param phrase Its text, where the caller has it.
 */
export function toListedRow(rows: RowTable, row: number, phrase = rows.textOf(row)): ListedRow {
  const listed: Draft<ListedRow> = {};
  if (phrase !== undefined) listed.phrase = phrase;
  listed.list = rows.lists[rows.listOf(row)]?.id ?? "";
  const group = rows.groupOf(row);
  if (group !== undefined) listed.group = group;
  listed.row = rows.placeOf(row);
  return listed as ListedRow;
}
