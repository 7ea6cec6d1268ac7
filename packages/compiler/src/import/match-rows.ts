import type { ExistingTable } from "./existing-table.ts";
import { phraseOf } from "./existing-table.ts";
import {
  bareIdentityOf,
  groupedIdentityOf,
  identityOf,
  movedIdentityOf,
  textIdentityOf,
  wordsIdentityOf,
} from "./identity.ts";
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
  /**
   * @returns place of the new phrase that has the words of a row which the import does not have: it
   *   gets what a person wrote there. `undefined` where there is none.
   */
  heirOf(row: number): number | undefined;
}

/** The matches of a list that has no table. */
export const NO_MATCHES: RowMatches = {
  placeOf: () => undefined,
  has: () => false,
  heirOf: () => undefined,
};

/** What rows are found again with. */
export interface MatchInput {
  readonly intake: Intake;
  readonly spool: Spool;
  /** Awaited for every row that is read. */
  readonly pace: () => Promise<void> | undefined;
}

/**
 * Finds the rows of a table again in an import: those of groups by their group, those of phrases by
 * the id that the ad system gave them, then by their text in their group, then by the text without
 * minus words, by that with another match type, and where the import has the row's group too, in
 * another group. A phrase is found once.
 */
export async function matchRows(table: ExistingTable, input: MatchInput): Promise<RowMatches> {
  const { intake, pace } = input;
  // Places are kept as place + 1: 0 is none.
  const places = createNumberList("whole");
  const used = new Uint8Array(intake.rows.length);
  let missed = 0;
  for await (const { cells } of table.rows()) {
    await pace();
    const phrase = phraseOf(cells, table.columns);
    const isNamed = phrase.keyword !== "" || phrase.group !== "";
    const place = isNamed ? intake.byIdentity.get(identityOf(phrase)) : undefined;
    const isFound = place !== undefined && used[place] === 0;
    if (isFound) used[place] = 1;
    else if (phrase.keyword !== "") missed += 1;
    places.push(isFound ? place + 1 : 0);
  }
  const later = new Map<number, number>();
  const heirs = new Map<number, number>();
  const placeOf = (row: number): number | undefined => {
    const place = places.at(row) ?? 0;
    return place > 0 ? place - 1 : later.get(row);
  };
  const matches: RowMatches = {
    placeOf,
    has: (place) => used[place] === 1,
    heirOf: (row) => heirs.get(row),
  };
  const isKnownGroup = ({ group }: PhraseNames): boolean =>
    group === "" || intake.groups.labels.has(group);
  const scope = { ...input, table, placeOf, used };
  for (const naming of [
    { nameOf: textIdentityOf },
    { nameOf: bareIdentityOf },
    { nameOf: groupedIdentityOf },
    { nameOf: movedIdentityOf, isCandidate: isKnownGroup },
    { nameOf: wordsIdentityOf, isCandidate: isKnownGroup },
  ]) {
    if (later.size === missed || !used.includes(0)) return matches;
    for (const [row, place] of await findMissed(scope, naming)) {
      later.set(row, place);
      used[place] = 1;
    }
  }
  if (later.size === missed || !used.includes(0)) return matches;
  const inherited = new Set<number>();
  for (const nameOf of [movedIdentityOf, wordsIdentityOf]) {
    for (const [row, place] of await findMissed(scope, { nameOf })) {
      if (heirs.has(row) || inherited.has(place)) continue;
      heirs.set(row, place);
      inherited.add(place);
    }
  }
  return matches;
}

/** How a phrase is known again. */
interface Naming {
  readonly nameOf: (phrase: PhraseNames) => string;
  /** Rows that may be found; absent: all. */
  readonly isCandidate?: (row: PhraseNames) => boolean;
}

interface Missing extends MatchInput {
  readonly table: ExistingTable;
  readonly placeOf: (row: number) => number | undefined;
  /** 1 at the place of a phrase that is in the table. */
  readonly used: Uint8Array;
}

/** Rows that are not found yet, and the phrases that they are by a name. */
async function findMissed(
  { table, intake, spool, pace, placeOf, used }: Missing,
  { nameOf, isCandidate = () => true }: Naming,
): Promise<Map<number, number>> {
  const index = createKeyIndex();
  let row = -1;
  for await (const { cells } of table.rows()) {
    await pace();
    row += 1;
    if (placeOf(row) !== undefined) continue;
    const phrase = phraseOf(cells, table.columns);
    if (phrase.keyword !== "" && isCandidate(phrase)) index.add(nameOf(phrase), row);
  }
  const found = new Map<number, number>();
  for (let place = 0; place < intake.rows.length; place += 1) {
    if (used[place] === 1) continue;
    await pace();
    const known = index.get(nameOf(spool.read(intake.rows.at(place) ?? 0)));
    if (known !== undefined && !found.has(known)) found.set(known, place);
  }
  return found;
}
