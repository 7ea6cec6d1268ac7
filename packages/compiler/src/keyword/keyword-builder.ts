import type { KeywordList } from "@facet/engine";
import type { Dictionary } from "../morphology/index.ts";
import { createMinusWords } from "./minus-words.ts";
import type { MinusWord } from "./minus-words.ts";
import { createNumberBuffer } from "./number-buffer.ts";
import type { NumberBuffer } from "./number-buffer.ts";
import { createNumberSets } from "./number-sets.ts";
import type { NumberSets } from "./number-sets.ts";
import { createPatternPool, createUniquePatterns } from "./pattern-pool.ts";
import type { PatternPool, UniquePatterns } from "./pattern-pool.ts";
import type { PhraseIssue } from "./piece.ts";
import { plainKind, readKeyword } from "./read-keyword.ts";
import type { KeywordPhrase, KeywordSource } from "./read-keyword.ts";
import type { MinusSource } from "./read-minus.ts";
import { createSimplePhrase, readSimple } from "./simple-phrase.ts";
import { createTextHasher } from "./text-hashes.ts";
import type { TextHasher } from "./text-hashes.ts";
import { createTextPool } from "./text-pool.ts";
import type { TextPool } from "./text-pool.ts";
import { createUnits } from "./units.ts";
import type { Units } from "./units.ts";
import { writeKeywords } from "./write-keywords.ts";
import type { BuiltKeywords } from "./write-keywords.ts";

/** A list as the builder takes it. */
export interface BuiltList {
  readonly platform: KeywordList["platform"];
  readonly minus: readonly MinusSource[];
  /** Minus phrases of groups. */
  readonly groupMinus: ReadonlyMap<string, readonly MinusSource[]>;
  /** Folded words that its queries may be read as. */
  readonly synonyms: Iterable<string>;
}

/** What a keyword has besides its words. */
export interface PhraseFacts {
  readonly group?: string | undefined;
  /** Absent: 0. */
  readonly priority?: number | undefined;
  readonly ids?: Readonly<Record<string, string>> | undefined;
}

/** What became of a keyword. */
export interface AddedKeyword {
  /** How many phrases it stands for: several where it has alternatives, none where it is negative. */
  readonly phrases: number;
  readonly isNegative: boolean;
  /** Whether there is anything to match besides ids. */
  readonly hasText: boolean;
  readonly issues: readonly PhraseIssue[];
}

/** Compiles keywords that come one by one, so that a million of them need not be there at once. */
export interface KeywordBuilder {
  /** Begins a list; the keywords that follow are its own. */
  openList(list: BuiltList): void;
  /** Reads a keyword with the operators of the list's ad system; never fails. */
  addKeyword(source: KeywordSource, facts?: PhraseFacts): AddedKeyword;
  /** @returns `undefined` where there are no phrases. */
  build(scope?: { readonly dictionary?: Dictionary | undefined }): BuiltKeywords | undefined;
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
  readonly texts: TextPool;
  readonly hashes: TextHasher;
  readonly ids: Map<number, Readonly<Record<string, string>>>;
  /** Priorities that are not 0, by row. */
  readonly priorities: Map<number, number>;
  readonly synonyms: Set<string>;
}

const NO_FACTS: PhraseFacts = {};

const SIMPLE: AddedKeyword = { phrases: 1, isNegative: false, hasText: true, issues: [] };

const NO_MINUS: readonly MinusWord[] = [];

/** Makes an empty builder. */
export function createKeywordBuilder(): KeywordBuilder {
  const collected = createCollected();
  const { lists, scopes, texts, hashes, sets, minuses, phrases } = collected;
  const simple = createSimplePhrase(texts);
  const minusWords = createMinusWords();
  let platform: KeywordList["platform"] = "plain";
  let groupMinus: BuiltList["groupMinus"] = new Map();
  let scopeOf = new Map<string | undefined, number>();

  const addMinus = (minus: readonly MinusSource[]): number =>
    minus.length === 0 ? 0 : sets.add(minus.map((each) => minuses.add(each.pattern, each.text)));

  function openScope(group: string | undefined): number {
    const minus = group === undefined ? 0 : addMinus(groupMinus.get(group) ?? []);
    const scope = { list: lists.length - 1, minus, ...(group === undefined ? {} : { group }) };
    scopeOf.set(group, scopes.length);
    return scopes.push(scope) - 1;
  }

  function addRow(row: number, { group, priority = 0, ids }: PhraseFacts): void {
    collected.rowScope.push(scopeOf.get(group) ?? openScope(group));
    if (ids && Object.keys(ids).length > 0) collected.ids.set(row, ids);
    if (priority !== 0) collected.priorities.set(row, priority);
  }

  function numbersOf(word: MinusWord): readonly number[] {
    return (word.numbers ??= word.minus.map((each) => minuses.add(each.pattern, each.text)));
  }

  function addSimple(
    source: KeywordSource,
    facts: PhraseFacts,
    minus: readonly MinusWord[],
  ): AddedKeyword {
    const kind = simple.isQuoted ? "cover" : plainKind(source, platform);
    const row = addSimpleText(facts);
    phrases.addSimple(simple, { platform, kind });
    collected.patternRow.push(row);
    collected.patternMinus.push(minus.length === 0 ? 0 : sets.add(minus.flatMap(numbersOf)));
    return SIMPLE;
  }

  /** Adds the row of the phrase that has been read last. */
  function addSimpleText(facts: PhraseFacts): number {
    const row = texts.take(simple.folded.length);
    hashes.addSimple(simple);
    addRow(row, facts);
    return row;
  }

  function addText(text: string, facts: PhraseFacts): number {
    if (readSimple(text, simple, { operators: false })) return addSimpleText(facts);
    const shown = text.replace(/\s+/gu, " ");
    const row = texts.add(shown);
    hashes.add(shown);
    addRow(row, facts);
    return row;
  }

  function addPhrase({ text, pattern, minus }: KeywordPhrase, facts: PhraseFacts): void {
    const row = addText(text, facts);
    if (!pattern) return;
    phrases.add(pattern);
    collected.patternRow.push(row);
    collected.patternMinus.push(addMinus(minus));
  }

  return {
    openList(list) {
      lists.push({ platform: list.platform, minus: addMinus(list.minus), start: texts.size });
      platform = list.platform;
      groupMinus = list.groupMinus;
      scopeOf = new Map();
      for (const word of list.synonyms) collected.synonyms.add(word);
    },
    addKeyword(source, facts = NO_FACTS) {
      const { keyword } = source;
      if (readSimple(keyword, simple, { operators: platform === "yandex" })) {
        const hasMinus = simple.end < keyword.length;
        const minus = hasMinus ? minusWords.read(keyword.slice(simple.end)) : NO_MINUS;
        if (minus) return addSimple(source, facts, minus);
      }
      const read = readKeyword(source, platform);
      for (const phrase of read.phrases) addPhrase(phrase, facts);
      return {
        phrases: read.phrases.length,
        isNegative: read.negative !== undefined,
        hasText: read.phrases.some(({ text }) => text !== ""),
        issues: read.issues,
      };
    },
    build: ({ dictionary } = {}) =>
      texts.size === 0 ? undefined : writeKeywords(collected, dictionary),
  };
}

function createCollected(): Collected {
  const units = createUnits();
  return {
    units,
    phrases: createPatternPool(units),
    patternRow: createNumberBuffer(),
    patternMinus: createNumberBuffer(),
    minuses: createUniquePatterns(units),
    sets: createNumberSets(),
    lists: [],
    scopes: [],
    rowScope: createNumberBuffer(),
    texts: createTextPool(),
    hashes: createTextHasher(),
    ids: new Map(),
    priorities: new Map(),
    synonyms: new Set(),
  };
}
