import { MATCH_CLASS, SECTIONS, TEXT_STEP, matchClass } from "@facet/engine";
import type { Keywords, SectionName } from "@facet/engine";
import type { Dictionary } from "../morphology/index.ts";
import { compileClasses } from "./classes.ts";
import type { Classes } from "./classes.ts";
import type { Collected } from "./keyword-builder.ts";
import { writeKeyTable } from "./key-table.ts";
import { orderPatterns } from "./pattern-order.ts";
import type { OrderedPatterns } from "./pattern-order.ts";
import { collectRowKeys } from "./row-keys.ts";
import type { Units } from "./units.ts";

type Columns = Readonly<Record<SectionName, ArrayLike<number>>>;

/** Writes everything that was collected as the engine loads it. */
export function writeKeywords(collected: Collected, dictionary: Dictionary | undefined): Keywords {
  const { units, phrases, minuses, texts, scopes, sets } = collected;
  const ranks = rankPriorities(collected.priorities);
  const classes = compileClasses({ units, phrases, others: collected.synonyms, dictionary });
  const rankOf = (row: number): number | undefined =>
    ranks.ofPriority.get(collected.priorities.get(row) ?? 0);
  const patternRow = collected.patternRow.view();
  const patternMinus = collected.patternMinus.view();
  const ordered = orderPatterns(phrases, classes, (pattern) => {
    const row = patternRow[pattern] ?? 0;
    const rank = rankOf(row);
    const minus = patternMinus[pattern] ?? 0;
    return {
      row,
      ...(rank === undefined || rank === ranks.ofZero ? {} : { rank }),
      ...(minus === 0 ? {} : { minus }),
    };
  });
  const orderedMinus = orderPatterns(minuses.pool, classes);
  const placeOfMinus = placesOf(orderedMinus);
  const written = sets.write((minus) => placeOfMinus[minus] ?? 0);
  const groups = [...new Set(scopes.flatMap(({ group }) => group ?? []))];
  const groupNumbers = new Map(groups.map((group, index) => [group, index + 1]));
  const packed = pack({
    ...classColumns(classes),
    first: ordered.first,
    filter: ordered.filter,
    second: ordered.second,
    entries: ordered.entries,
    body: ordered.body,
    minusFirst: orderedMinus.first,
    minusFilter: orderedMinus.filter,
    minusSecond: orderedMinus.second,
    minusEntries: orderedMinus.entries,
    minusBody: orderedMinus.body,
    setStart: written.start,
    setItems: written.items,
    rowScope: collected.rowScope.view(),
    scopeList: scopes.map(({ list }) => list),
    scopeGroup: scopes.map(({ group }) =>
      group === undefined ? 0 : (groupNumbers.get(group) ?? 0),
    ),
    scopeMinus: scopes.map(({ minus }) => minus),
    listMinus: collected.lists.map(({ minus }) => minus),
    listStart: collected.lists.map(({ start }) => start),
    textStart: textStarts(texts),
  });
  const kinds = kindsOfRows(collected);
  const rowScope = collected.rowScope.view();
  const scopeAt = (row: number) => scopes[rowScope[row] ?? 0];
  const keys = collectRowKeys({
    size: texts.length,
    textOf: (row) => texts[row] ?? "",
    idsOf: (row) => collected.ids.get(row),
    standingOf: (row) =>
      ((ranks.highest - (rankOf(row) ?? 0)) * 8 + (kinds[row] ?? 0)) * 2 +
      (scopeAt(row)?.group === undefined ? 1 : 0),
    platformOf: (row) => collected.lists[scopeAt(row)?.list ?? 0]?.platform ?? "plain",
  });
  return {
    ...packed,
    forms: toBase64(classes.forms),
    fixed: toBase64(writeKeyTable(fixedForms(units, classes), classes.count + 1)),
    keys: toBase64(writeKeyTable(keys, texts.length)),
    texts: texts.join("\n"),
    minusTexts: Array.from(orderedMinus.order, (minus) => minuses.texts[minus] ?? "").join("\n"),
    groups,
    defaultRank: ranks.ofZero,
  };
}

interface Ranks {
  readonly ofPriority: ReadonlyMap<number, number>;
  readonly ofZero: number;
  readonly highest: number;
}

/** Numbers the priorities that occur in their order; 0 is the one of phrases without any. */
function rankPriorities(priorities: ReadonlyMap<number, number>): Ranks {
  const distinct = [...new Set([0, ...priorities.values()])].sort((a, b) => a - b);
  const ofPriority = new Map(distinct.map((priority, rank) => [priority, rank]));
  return { ofPriority, ofZero: ofPriority.get(0) ?? 0, highest: distinct.length - 1 };
}

function classColumns({ ofTerms, frequency, kin }: Classes) {
  const kinStart = [0];
  for (const each of kin) kinStart.push((kinStart.at(-1) ?? 0) + each.length);
  return { termClass: ofTerms, frequency, kinStart, kin: kin.flat() };
}

/** Number in the pool → place in the order. */
function placesOf({ order }: OrderedPatterns): Uint32Array {
  const places = new Uint32Array(order.length);
  for (const [place, number] of order.entries()) places[number] = place;
  return places;
}

/** How strictly each row matches by its operators; a row without words comes last. */
function kindsOfRows({ texts, phrases, patternRow }: Collected): Uint8Array {
  const kinds = new Uint8Array(texts.length).fill(MATCH_CLASS.stem);
  for (const [pattern, row] of patternRow.view().entries()) {
    kinds[row] = matchClass(phrases.headerOf(pattern));
  }
  return kinds;
}

function textStarts(texts: readonly string[]): number[] {
  const starts: number[] = [];
  let start = 0;
  for (const [row, text] of texts.entries()) {
    if (row % TEXT_STEP === 0) starts.push(start);
    start += text.length + 1;
  }
  return starts;
}

function fixedForms(units: Units, { classOf }: Classes): Map<string, number[]> {
  const forms = new Map<string, number[]>();
  for (let unit = 0; unit < units.size; unit++) {
    if (units.isExact(unit)) forms.set(units.wordOf(unit), [classOf(unit)]);
  }
  return forms;
}

/** Puts the columns one behind the other into one buffer. */
function pack(columns: Columns): Pick<Keywords, "data" | "sections"> {
  const total = SECTIONS.reduce((sum, name) => sum + columns[name].length, 0);
  const words = new Uint32Array(total);
  const sections: Record<string, readonly [number, number]> = {};
  let at = 0;
  for (const name of SECTIONS) {
    const column = columns[name];
    words.set(column, at);
    sections[name] = [at, column.length];
    at += column.length;
  }
  return { data: toBase64(words.buffer), sections };
}

function toBase64(buffer: ArrayBuffer): string {
  return Buffer.from(buffer).toString("base64");
}
