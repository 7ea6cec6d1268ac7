import { parseId } from "../tabular/index.ts";
import type { HeadedTable } from "./header.ts";
import { toContentText } from "./insertions.ts";
import { parseMarks, parseMatchType, toMinusPhrase } from "./match-type.ts";
import { readMicrosoftRecord } from "./microsoft-record.ts";
import { splitMinus } from "./minus.ts";
import type { Platform } from "./platform.ts";
import { readIds } from "./read-ids.ts";
import { readCells } from "./record-cells.ts";
import type { RecordCells } from "./record-cells.ts";
import type { ImportRow, SkipReason } from "./row.ts";
import type { SourceRow } from "./source.ts";

/** Campaign and group as the account spells them; empty where a file does not say. */
export interface Place {
  readonly campaign: string;
  readonly group: string;
  /** Id of the group in the ad system. */
  readonly groupId: string;
}

/** Minus phrases that a row gives to its group and to its campaign. */
export interface PlaceMinus {
  readonly group: readonly string[];
  readonly campaign: readonly string[];
}

/** What a row of an export says: a phrase, content of a group, minus phrases alone, or nothing. */
export type RecordReading =
  | {
      /** A group's row has no keyword. */
      readonly kind: "phrase" | "group";
      readonly place: Place;
      readonly phrase: Omit<ImportRow, "group">;
      readonly minus: PlaceMinus;
    }
  | { readonly kind: "minus"; readonly place: Place; readonly minus: PlaceMinus }
  | { readonly kind: "skip"; readonly reason: SkipReason };

/** What rows are read with. */
export interface RecordScope {
  readonly table: Pick<HeadedTable, "columns" | "preamble">;
  readonly platform: Platform;
  /** Content column → index of the export's column that fills it. */
  readonly contentFrom: ReadonlyMap<string, number>;
  /** Takes what a person should look at. */
  readonly warn: (row: number, message: string) => void;
}

const TOTAL = /^(?:total|итого|всего)(?:\s*[:—–-].*)?$|^другие поисковые запросы$/iu;
const REMOVED = /^(?:removed|deleted|удал[её]н[аоы]?)$/iu;
const AUTOTARGETING = "---autotargeting";

/**
 * Reads one row of an export.
 *
 * @throws TableError with the row: a formula where a value is read, or a cell over 32,767 characters.
 */
export function readRecord(source: SourceRow, scope: RecordScope): RecordReading {
  const cells = readCells(source, scope.table.columns);
  const first = source.cells.find((cell) => cell.trim() !== "") ?? "";
  if (TOTAL.test(first.trim())) return { kind: "skip", reason: "total" };
  const record =
    scope.platform === "microsoft" ? readMicrosoftRecord(cells.text("recordType")) : "keyword";
  if (record === "other") return { kind: "skip", reason: "other-record" };
  const keyword = cells.text("keyword");
  const place = readPlace(cells, scope);
  const minus = readMinus(cells, scope);
  if (keyword === "") return withoutPhrase(cells, { scope, place, minus });
  if (REMOVED.test(cells.text("status"))) return { kind: "skip", reason: "removed" };
  if (scope.platform === "google" || scope.platform === "microsoft") {
    const bare = parseMarks(keyword, parseMatchType(`${record} ${cells.text("match")}`));
    if (bare.isNegative) return toMinus(place, bare);
    return toPhrase(source, { cells, scope, place, minus, keyword: bare.text, match: bare.match });
  }
  const { match } = parseMatchType(cells.text("match"));
  return toPhrase(source, {
    cells,
    scope,
    place,
    minus,
    keyword,
    match: scope.platform === "yandex" ? "" : match,
  });
}

/** A row of a group or a campaign may have content or minus phrases, and no phrase of its own. */
function withoutPhrase(
  cells: RecordCells,
  {
    scope,
    place,
    minus,
  }: { readonly scope: RecordScope; readonly place: Place; readonly minus: PlaceMinus },
): RecordReading {
  // An ad of an export has no phrase either, so columns of ads are no content of the group.
  const content = readContent(cells, { ...scope, contentFrom: new Map() });
  if (place.group !== "" && Object.keys(content).length > 0) {
    const phrase = { keyword: "", match: "", priority: "", ids: {}, content } as const;
    return { kind: "group", place, phrase, minus };
  }
  const hasMinus = cells.text("groupMinus") !== "" || cells.text("campaignMinus") !== "";
  return hasMinus ? { kind: "minus", place, minus } : { kind: "skip", reason: "no-phrase" };
}

function toMinus(place: Place, bare: ReturnType<typeof parseMarks>): RecordReading {
  const phrases = [toMinusPhrase(bare)];
  const isCampaign = bare.isCampaign || place.group === "";
  const minus = isCampaign ? { group: [], campaign: phrases } : { group: phrases, campaign: [] };
  return { kind: "minus", place, minus };
}

interface PhraseParts {
  readonly cells: RecordCells;
  readonly scope: RecordScope;
  readonly place: Place;
  readonly minus: PlaceMinus;
  readonly keyword: string;
  readonly match: ImportRow["match"];
}

function toPhrase(
  source: SourceRow,
  { cells, scope, place, minus, keyword, match }: PhraseParts,
): RecordReading {
  const onLost = (column: string, cell: string): void => {
    scope.warn(
      source.row,
      `${column} ${cell} has lost digits in a spreadsheet and is left out; export it as text, or as CSV`,
    );
  };
  const ids = readIds({ cells, platform: scope.platform, onLost });
  if (keyword.toLowerCase() === AUTOTARGETING && !Object.hasOwn(ids, "phrase_id")) {
    return { kind: "skip", reason: "autotargeting" };
  }
  const content = readContent(cells, scope);
  const phrase = { keyword, match, priority: cells.text("priority"), ids, content };
  return { kind: "phrase", place, phrase, minus };
}

function readPlace(cells: RecordCells, { table }: RecordScope): Place {
  const { preamble } = table;
  const number = cells.text("groupNumber");
  const groupId = cells.text("gbid") || cells.text("adgroupid") || cells.text("parentId");
  return {
    campaign: cells.text("campaign") || (preamble.get("campaign") ?? ""),
    group: cells.text("group") || (number === "" ? "" : `Группа ${number}`),
    groupId: parseId(groupId) === undefined ? "" : groupId,
  };
}

function readMinus(cells: RecordCells, { table }: RecordScope): PlaceMinus {
  return {
    group: splitMinus(cells.raw("groupMinus")),
    campaign: splitMinus(cells.raw("campaignMinus") || (table.preamble.get("campaignMinus") ?? "")),
  };
}

function readContent(
  cells: RecordCells,
  { table, contentFrom }: RecordScope,
): Readonly<Record<string, string>> {
  const content: Record<string, string> = {};
  for (const [column, index] of table.columns.content) {
    const text = cells.at(index);
    if (text !== "") content[column] = text;
  }
  for (const [column, index] of contentFrom) {
    const text = cells.at(index);
    if (text !== "" && !Object.hasOwn(content, column)) content[column] = toContentText(text);
  }
  return content;
}
