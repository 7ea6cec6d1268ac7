import type { KeywordList, Keywords } from "../ruleset.ts";
import { TEXT_STEP } from "./sections.ts";
import type { Sections } from "./sections.ts";

/** A listed phrase. */
export interface ListedRow {
  readonly phrase: string;
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
  /** Text as shown to people. */
  textOf(row: number): string;
}

/** Reads the rows of the compiled index. */
export function createRowTable(
  { texts, groups }: Keywords,
  sections: Sections,
  lists: readonly KeywordList[],
): RowTable {
  const { rowScope, scopeList, scopeGroup, listStart, textStart } = sections;
  const listOf = (row: number): number => scopeList[rowScope[row] as number] as number;
  return {
    size: rowScope.length,
    lists,
    listOf,
    placeOf: (row) => row - (listStart[listOf(row)] as number),
    groupOf: (row) => groups[(scopeGroup[rowScope[row] as number] as number) - 1],
    textOf(row) {
      let start = textStart[Math.floor(row / TEXT_STEP)] as number;
      for (let rest = row % TEXT_STEP; rest > 0; rest--) start = texts.indexOf("\n", start) + 1;
      const end = texts.indexOf("\n", start);
      return texts.slice(start, end === -1 ? undefined : end);
    },
  };
}

/** A row as others see it. */
export function toListedRow(rows: RowTable, row: number): ListedRow {
  const group = rows.groupOf(row);
  return {
    phrase: rows.textOf(row),
    list: rows.lists[rows.listOf(row)]?.id ?? "",
    ...(group === undefined ? {} : { group }),
    row: rows.placeOf(row),
  };
}
