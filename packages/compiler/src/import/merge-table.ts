import { ID_COLUMNS, KNOWN_COLUMNS } from "../load/table.ts";
import type { ExistingTable } from "./existing-table.ts";
import type { Intake } from "./intake.ts";
import { matchRows, NO_MATCHES } from "./match-rows.ts";
import type { RowMatches } from "./match-rows.ts";
import type { ImportRow } from "./row.ts";
import type { Spool } from "./spool.ts";
import { toTableLine } from "./table-writer.ts";
import type { WriteText } from "./table-writer.ts";

/** What an import does to the table of a list. */
export interface TableChanges {
  readonly added: number;
  /** Phrases whose text, group, ids or content are others now. */
  readonly updated: number;
  readonly unchanged: number;
  /** Phrases that the import does not have: kept, or with `prune` taken out. */
  readonly gone: number;
  /** The first of them. */
  readonly goneFirst: readonly GonePhrase[];
  /** Cells of content and priority that say something else than the import, and stay as they are. */
  readonly keptCells: number;
  /** New phrases that got what a person wrote for the same words in a row that is gone. */
  readonly inherited: number;
  /** A row of a group is new, or gets content. */
  readonly isGroupChanged: boolean;
  /** The table gets columns that it did not have. */
  readonly hasNewColumns: boolean;
}

/** A phrase of a table that the import does not have. */
export interface GonePhrase {
  readonly row: number;
  readonly keyword: string;
}

/** What a table is merged from. */
export interface MergeInput {
  readonly existing: ExistingTable | undefined;
  readonly intake: Intake;
  readonly spool: Spool;
  readonly prune: boolean;
  /** Awaited for every row; a moment to see whether to stop. */
  readonly pace: () => Promise<void> | undefined;
}

const MAX_SHOWN = 20;
const DELIMITER = ";";

/** Columns that the ad account decides; all others are a person's, and are only filled. */
const ACCOUNT_COLUMNS: ReadonlySet<string> = new Set(["keyword", "match", "group", ...ID_COLUMNS]);

/** Says whether a column is a person's. */
function isOwn(column: string): boolean {
  return !ACCOUNT_COLUMNS.has(column);
}

/**
 * Writes the table of a list anew: its rows in their order, with what the account has changed, then
 * the new phrases in the order of the import.
 */
export async function mergeTable(input: MergeInput, write: WriteText): Promise<TableChanges> {
  const { existing, intake, spool, pace } = input;
  const before = existing?.columns ?? ["keyword"];
  const fresh = orderColumns(intake.columns).filter((column) => !before.includes(column));
  const columns = [...before, ...fresh];
  const delimiter = existing?.delimiter ?? DELIMITER;
  const lineBreak = existing?.lineBreak ?? "\n";
  const writeRow = (cells: readonly string[]): void =>
    write(toTableLine(cells, delimiter) + lineBreak);
  if (existing?.hasMark === true) write("\uFEFF");
  writeRow(columns);
  const matches = existing ? await matchRows(existing, input) : NO_MATCHES;
  /** What a person wrote, by the place of the phrase that gets it. */
  const legacies = new Map<number, readonly string[]>();
  const counts = existing
    ? await writeRows(existing, { ...input, columns, matches, legacies, writeRow })
    : NO_COUNTS;
  let { isGroupChanged } = counts;
  let added = 0;
  for (let place = 0; place < intake.rows.length; place += 1) {
    await pace();
    if (matches.has(place)) continue;
    const row = spool.read(intake.rows.at(place) ?? 0);
    writeRow(mergeRow(legacies.get(place) ?? columns.map(() => ""), { columns, row }).cells);
    if (row.keyword === "") isGroupChanged = true;
    else added += 1;
  }
  return {
    ...counts,
    added,
    inherited: legacies.size,
    isGroupChanged,
    hasNewColumns: fresh.length > 0,
  };
}

/** Says whether a table is another than it was. */
export function isChanged(
  { added, updated, gone, isGroupChanged, hasNewColumns }: TableChanges,
  prune: boolean,
): boolean {
  return added > 0 || updated > 0 || isGroupChanged || hasNewColumns || (prune && gone > 0);
}

type Counts = Omit<TableChanges, "added" | "inherited" | "hasNewColumns">;

const NO_COUNTS: Counts = {
  updated: 0,
  unchanged: 0,
  gone: 0,
  goneFirst: [],
  keptCells: 0,
  isGroupChanged: false,
};

interface WriteScope extends MergeInput {
  readonly columns: readonly string[];
  readonly matches: RowMatches;
  /** Takes what a person wrote in rows that are gone. */
  readonly legacies: Map<number, readonly string[]>;
  readonly writeRow: (cells: readonly string[]) => void;
}

async function writeRows(existing: ExistingTable, scope: WriteScope): Promise<Counts> {
  const { intake, spool, columns, matches, legacies, prune, writeRow, pace } = scope;
  const counts = { updated: 0, unchanged: 0, gone: 0, keptCells: 0 };
  let isGroupChanged = false;
  const goneFirst: GonePhrase[] = [];
  const keyword = columns.indexOf("keyword");
  let index = -1;
  for await (const { cells, row: number } of existing.rows()) {
    index += 1;
    await pace();
    const place = matches.placeOf(index);
    if (place === undefined) {
      const phrase = cells[keyword]?.trim() ?? "";
      if (phrase !== "") {
        counts.gone += 1;
        if (goneFirst.length < MAX_SHOWN) goneFirst.push({ row: number, keyword: phrase });
        const heir = matches.heirOf(index);
        const legacy = columns.map((name, at) => (isOwn(name) ? (cells[at] ?? "") : ""));
        if (heir !== undefined && legacy.some((cell) => cell.trim() !== "")) {
          legacies.set(heir, legacy);
        }
      }
      if (phrase === "" || !prune) writeRow(cells);
      continue;
    }
    const row = spool.read(intake.rows.at(place) ?? 0);
    const merged = mergeRow(cells, { columns, row });
    counts.keptCells += merged.keptCells;
    if (row.keyword === "") isGroupChanged ||= merged.isUpdated;
    else if (merged.isUpdated) counts.updated += 1;
    else counts.unchanged += 1;
    writeRow(merged.cells);
  }
  return { ...counts, goneFirst, isGroupChanged };
}

function mergeRow(
  before: readonly string[],
  { columns, row }: { columns: readonly string[]; row: ImportRow },
) {
  const cells = [...before];
  let isUpdated = false;
  let keptCells = 0;
  for (const [index, column] of columns.entries()) {
    const now = cellOf(row, column);
    const old = (cells[index] ?? "").trim();
    // Of columns with one name the first counts.
    if (now === "" || now === old || columns.indexOf(column) !== index) continue;
    if (old !== "" && isOwn(column)) {
      keptCells += 1;
      continue;
    }
    while (cells.length < index) cells.push("");
    cells[index] = now;
    isUpdated = true;
  }
  return { cells, isUpdated, keptCells };
}

function cellOf(
  { keyword, match, group, priority, ids, content }: ImportRow,
  column: string,
): string {
  switch (column) {
    case "keyword":
      return keyword;
    case "match":
      return match;
    case "group":
      return group;
    case "priority":
      return priority;
    default:
      return own(ids, column) ?? own(content, column) ?? "";
  }
}

function own(from: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(from, key) ? from[key] : undefined;
}

/** Known columns in the order in which they are documented, then content. */
function orderColumns(columns: ReadonlySet<string>): string[] {
  const rank = (column: string): number => {
    const at = KNOWN_COLUMNS.indexOf(column);
    return at < 0 ? KNOWN_COLUMNS.length : at;
  };
  return [...columns].toSorted((a, b) => rank(a) - rank(b));
}
