import type { ExistingTable } from "./existing-table.ts";
import { phraseOf } from "./existing-table.ts";
import { bareIdentityOf, identityOf, textIdentityOf } from "./identity.ts";
import type { PhraseNames } from "./identity.ts";
import type { Intake } from "./intake.ts";
import { createKeyIndex } from "./key-index.ts";
import { createNumberList } from "./number-list.ts";
import type { Spool } from "./spool.ts";

/** Which phrase of an import each row of a table is. */
export interface RowMatches {
  /**
   * @param row Index of the row among those of the table, from 0.
   * @returns place of the phrase in the intake; `undefined` where the import does not have it.
   */
  placeOf(row: number): number | undefined;
  /** Whether a phrase of the intake is in the table. */
  has(place: number): boolean;
}

/** The matches of a list that has no table. */
export const NO_MATCHES: RowMatches = { placeOf: () => undefined, has: () => false };

/**
 * Finds the rows of a table again in an import: by the id that the ad system gave them, then by their
 * text in their group, then by the text without minus words. A phrase is found once.
 */
export async function matchRows(
  table: ExistingTable,
  intake: Intake,
  spool: Spool,
): Promise<RowMatches> {
  // Places are kept as place + 1: 0 is none.
  const places = createNumberList("whole");
  const used = new Uint8Array(intake.rows.length);
  let missed = 0;
  for await (const { cells } of table.rows()) {
    const phrase = phraseOf(cells, table.columns);
    const place = phrase.keyword === "" ? undefined : intake.byIdentity.get(identityOf(phrase));
    const isFound = place !== undefined && used[place] === 0;
    if (isFound) used[place] = 1;
    else if (phrase.keyword !== "") missed += 1;
    places.push(isFound ? place + 1 : 0);
  }
  const later = new Map<number, number>();
  const placeOf = (row: number): number | undefined => {
    const place = places.at(row) ?? 0;
    return place > 0 ? place - 1 : later.get(row);
  };
  const matches: RowMatches = { placeOf, has: (place) => used[place] === 1 };
  if (missed === 0 || !used.includes(0)) return matches;
  for (const nameOf of [textIdentityOf, bareIdentityOf]) {
    const rows = await indexMissed(table, { placeOf, nameOf });
    for (let place = 0; place < intake.rows.length; place += 1) {
      if (used[place] === 1) continue;
      const row = rows.get(nameOf(spool.read(intake.rows.at(place) ?? 0)));
      if (row === undefined || later.has(row)) continue;
      later.set(row, place);
      used[place] = 1;
    }
  }
  return matches;
}

interface MissedRows {
  readonly placeOf: (row: number) => number | undefined;
  readonly nameOf: (phrase: PhraseNames) => string;
}

/** Rows that are not found yet, by name. */
async function indexMissed(table: ExistingTable, { placeOf, nameOf }: MissedRows) {
  const index = createKeyIndex();
  let row = -1;
  for await (const { cells } of table.rows()) {
    row += 1;
    const phrase = phraseOf(cells, table.columns);
    if (phrase.keyword !== "" && placeOf(row) === undefined) index.add(nameOf(phrase), row);
  }
  return index;
}
