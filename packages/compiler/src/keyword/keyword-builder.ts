import type { KeywordList, Keywords } from "@facet/engine";
import type { Dictionary } from "../morphology/index.ts";
import { createNumberBuffer } from "./number-buffer.ts";
import type { NumberBuffer } from "./number-buffer.ts";
import { createNumberSets } from "./number-sets.ts";
import type { NumberSets } from "./number-sets.ts";
import { createPatternPool, createUniquePatterns } from "./pattern-pool.ts";
import type { PatternPool, UniquePatterns } from "./pattern-pool.ts";
import type { KeywordPhrase } from "./read-keyword.ts";
import type { MinusSource } from "./read-minus.ts";
import { createUnits } from "./units.ts";
import type { Units } from "./units.ts";
import { writeKeywords } from "./write-keywords.ts";

/** A list as the builder takes it. */
export interface BuiltList {
  readonly platform: KeywordList["platform"];
  readonly minus: readonly MinusSource[];
  /** Minus phrases of groups. */
  readonly groupMinus: ReadonlyMap<string, readonly MinusSource[]>;
  /** Folded words that its queries may be read as. */
  readonly synonyms: Iterable<string>;
}

/** What a phrase has besides its words. */
export interface PhraseFacts {
  readonly group?: string | undefined;
  /** Absent: 0. */
  readonly priority?: number | undefined;
  readonly ids?: Readonly<Record<string, string>> | undefined;
}

/** Compiles phrases that come one by one, so that a million of them need not be there at once. */
export interface KeywordBuilder {
  /** Begins a list; the phrases that follow are its own. */
  openList(list: BuiltList): void;
  addPhrase(phrase: KeywordPhrase, facts: PhraseFacts): void;
  /** @returns `undefined` where there are no phrases. */
  build(scope?: { readonly dictionary?: Dictionary | undefined }): Keywords | undefined;
}

/** A group of a list, or the list itself. */
export interface Scope {
  readonly list: number;
  readonly group?: string;
  /** Set of minus patterns of the group. */
  readonly minus: number;
}

/** Everything that was put into a builder. */
export interface Collected {
  readonly units: Units;
  readonly phrases: PatternPool;
  /** Phrase pattern → row. */
  readonly patternRow: NumberBuffer;
  /** Phrase pattern → its own set of minus patterns. */
  readonly patternMinus: NumberBuffer;
  readonly minuses: UniquePatterns;
  readonly sets: NumberSets;
  readonly lists: {
    readonly platform: KeywordList["platform"];
    readonly minus: number;
    readonly start: number;
  }[];
  readonly scopes: Scope[];
  readonly rowScope: NumberBuffer;
  readonly texts: string[];
  readonly ids: Map<number, Readonly<Record<string, string>>>;
  /** Priorities that are not 0, by row. */
  readonly priorities: Map<number, number>;
  readonly synonyms: Set<string>;
}

/** Makes an empty builder. */
export function createKeywordBuilder(): KeywordBuilder {
  const units = createUnits();
  const collected: Collected = {
    units,
    phrases: createPatternPool(units),
    patternRow: createNumberBuffer(),
    patternMinus: createNumberBuffer(),
    minuses: createUniquePatterns(units),
    sets: createNumberSets(),
    lists: [],
    scopes: [],
    rowScope: createNumberBuffer(),
    texts: [],
    ids: new Map(),
    priorities: new Map(),
    synonyms: new Set(),
  };
  const { lists, scopes, texts, sets, minuses } = collected;
  let groupMinus: BuiltList["groupMinus"] = new Map();
  let scopeOf = new Map<string | undefined, number>();

  const addMinus = (minus: readonly MinusSource[]): number =>
    sets.add(minus.map(({ pattern, text }) => minuses.add(pattern, text)));

  function openScope(group: string | undefined): number {
    const minus = group === undefined ? 0 : addMinus(groupMinus.get(group) ?? []);
    const scope = { list: lists.length - 1, minus, ...(group === undefined ? {} : { group }) };
    scopeOf.set(group, scopes.length);
    return scopes.push(scope) - 1;
  }

  return {
    openList(list) {
      lists.push({ platform: list.platform, minus: addMinus(list.minus), start: texts.length });
      groupMinus = list.groupMinus;
      scopeOf = new Map();
      for (const word of list.synonyms) collected.synonyms.add(word);
    },
    addPhrase({ text, pattern, minus }, { group, priority = 0, ids = {} }) {
      const row = texts.push(text.replace(/\s+/gu, " ")) - 1;
      collected.rowScope.push(scopeOf.get(group) ?? openScope(group));
      if (Object.keys(ids).length > 0) collected.ids.set(row, ids);
      if (priority !== 0) collected.priorities.set(row, priority);
      if (!pattern) return;
      collected.phrases.add(pattern);
      collected.patternRow.push(row);
      collected.patternMinus.push(addMinus(minus));
    },
    build: ({ dictionary } = {}) =>
      texts.length === 0 ? undefined : writeKeywords(collected, dictionary),
  };
}
