import { HEADER, MATCH_CLASS, matchClass } from "@facet/engine";
import type { KeywordBuffers, Keywords } from "@facet/engine";
import { sealBuffer, writeSections, writeTexts } from "@facet/engine/keywords";
import type { Sections, TextBytes } from "@facet/engine/keywords";
import type { Dictionary } from "../morphology/index.ts";
import { compileClasses } from "./classes.ts";
import type { Classes } from "./classes.ts";
import { toKeyedNumbers, writeKeyTable } from "./key-table.ts";
import type { Collected } from "./keyword-builder.ts";
import { orderPatterns } from "./pattern-order.ts";
import type { OrderedPatterns } from "./pattern-order.ts";
import type { Patterns } from "./pattern-pool.ts";
import { collectRowKeys } from "./row-keys.ts";
import { createTextPool } from "./text-pool.ts";
import type { ClosedTexts } from "./text-pool.ts";
import type { Units } from "./units.ts";

/** The phrases of all lists: what the artifact says of them, and the buffers beside it. */
export interface BuiltKeywords {
  readonly keywords: Keywords;
  readonly buffers: Required<KeywordBuffers>;
}

/** Writes everything that was collected as the engine loads it. */
export function writeKeywords(
  collected: Collected,
  dictionary: Dictionary | undefined,
): BuiltKeywords {
  const { units, minuses, scopes, lists, sets } = collected;
  const ranks = rankPriorities(collected.priorities);
  const columns = {
    phrases: collected.phrases.toPatterns(),
    patternRow: collected.patternRow.toArray(),
    rowScope: collected.rowScope.toArray(),
    texts: collected.texts.close(),
  };
  const { phrases, patternRow, rowScope, texts } = columns;
  const classes = compileClasses({ units, phrases, others: collected.synonyms, dictionary });
  const order = { classOf: classes.ofUnits, classes: classes.count };
  const ordered = orderPatterns(phrases, {
    ...order,
    row: patternRow,
    ...(ranks.highest === 0 ? {} : { rank: ranksOf(patternRow, collected, ranks) }),
    minus: collected.patternMinus.toArray(),
  });
  const orderedMinus = orderPatterns(minuses.pool.toPatterns(), order);
  const groups = [...new Set(scopes.flatMap(({ group }) => group ?? []))];
  const groupNumbers = new Map(groups.map((group, index) => [group, index + 1]));
  const { buffer: index, parts } = writeSections({
    ...classColumns(classes),
    first: ordered.first,
    ...ordered.lengths,
    minusFirst: orderedMinus.first,
    minusFilter: orderedMinus.lengths.filter,
    minusSecond: orderedMinus.lengths.second,
    minusEntries: orderedMinus.lengths.entries,
    minusBody: orderedMinus.lengths.body,
    ...setColumns(sets, orderedMinus),
    rowScope,
    scopeList: Uint32Array.from(scopes, ({ list }) => list),
    scopeGroup: Uint32Array.from(scopes, ({ group }) =>
      group === undefined ? 0 : (groupNumbers.get(group) ?? 0),
    ),
    scopeMinus: Uint32Array.from(scopes, ({ minus }) => minus),
    listMinus: Uint32Array.from(lists, ({ minus }) => minus),
    listStart: Uint32Array.from(lists, ({ start }) => start),
    forms: classes.forms,
    fixed: writeKeyTable(toKeyedNumbers(fixedForms(units, classes)), classes.count + 1),
    keys: writeKeyTable(keysOf(columns, collected, ranks), rowScope.length),
  });
  ordered.write(parts);
  orderedMinus.write({
    filter: parts.minusFilter,
    second: parts.minusSecond,
    entries: parts.minusEntries,
    body: parts.minusBody,
  });
  const written = writeTexts(texts, minusTexts(minuses.texts, orderedMinus));
  return {
    keywords: {
      groups,
      defaultRank: ranks.ofZero,
      index: sealBuffer(index),
      texts: sealBuffer(written),
    },
    buffers: { index, texts: written },
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

/** Phrase pattern → 1 + its rank, 0 where it is that of phrases without a priority. */
function ranksOf(
  patternRow: Uint32Array,
  { priorities }: Collected,
  { ofPriority }: Ranks,
): Uint32Array {
  return patternRow.map((row) => {
    const priority = priorities.get(row);
    return priority === undefined ? 0 : 1 + (ofPriority.get(priority) ?? 0);
  });
}

function classColumns({ ofTerms, frequency, kin }: Classes) {
  const kinStart = new Uint32Array(kin.length + 1);
  for (const [each, { length }] of kin.entries())
    kinStart[each + 1] = (kinStart[each] ?? 0) + length;
  return { termClass: ofTerms, frequency, kinStart, kin: Uint32Array.from(kin.flat()) };
}

function setColumns(
  sets: Collected["sets"],
  { order }: OrderedPatterns,
): Pick<Sections, "setStart" | "setItems"> {
  const places = new Uint32Array(order.length);
  for (const [place, number] of order.entries()) places[number] = place;
  const { start, items } = sets.write((minus) => places[minus] ?? 0);
  return { setStart: Uint32Array.from(start), setItems: Uint32Array.from(items) };
}

/** What was collected, as arrays. */
interface Columns {
  readonly phrases: Patterns;
  readonly patternRow: Uint32Array;
  readonly rowScope: Uint32Array;
  readonly texts: ClosedTexts;
}

function keysOf(columns: Columns, collected: Collected, ranks: Ranks) {
  const { texts, rowScope } = columns;
  const { scopes, lists, ids, hashes } = collected;
  return collectRowKeys({
    hashes: hashes.toHashes(),
    standing: standingOf(columns, collected, ranks),
    standings: (ranks.highest + 1) * STANDINGS,
    ids,
    textOf: (row) => texts.textOf(row),
    platformOf: (row) => lists[scopes[rowScope[row] ?? 0]?.list ?? 0]?.platform ?? "plain",
  });
}

/** Standings of one priority. */
const STANDINGS = 16;

/** Row → how soon it goes: by priority, by its strictness, before rows without a group. */
function standingOf(
  columns: Columns,
  { scopes, priorities }: Collected,
  { ofPriority, ofZero, highest }: Ranks,
): Uint32Array {
  const { rowScope } = columns;
  const kinds = kindsOfRows(columns);
  const standing = new Uint32Array(rowScope.length);
  for (let row = 0; row < standing.length; row++) {
    const priority = priorities.size === 0 ? undefined : priorities.get(row);
    const rank = priority === undefined ? ofZero : (ofPriority.get(priority) ?? ofZero);
    const isAlone = scopes[rowScope[row] as number]?.group === undefined;
    standing[row] = (highest - rank) * STANDINGS + (kinds[row] as number) * 2 + Number(isAlone);
  }
  return standing;
}

/** How strictly each row matches by its operators; a row without words comes last. */
function kindsOfRows({ rowScope, phrases, patternRow }: Columns): Uint8Array {
  const kinds = new Uint8Array(rowScope.length).fill(MATCH_CLASS.stem);
  let pattern = 0;
  for (const piece of phrases.pieces) {
    for (let at = 0; at < piece.length; pattern++) {
      const header = piece[at] as number;
      kinds[patternRow[pattern] as number] = matchClass(header);
      at += 1 + (header & HEADER.count);
    }
  }
  return kinds;
}

function fixedForms(units: Units, { ofUnits }: Classes): Map<string, number> {
  const forms = new Map<string, number>();
  for (let unit = 0; unit < units.size; unit++) {
    if (units.isExact(unit)) forms.set(units.wordOf(unit), ofUnits[unit] ?? 0);
  }
  return forms;
}

function minusTexts(texts: readonly string[], { order }: OrderedPatterns): TextBytes {
  const pool = createTextPool();
  for (const minus of order) pool.add(texts[minus] ?? "");
  return pool.close();
}
