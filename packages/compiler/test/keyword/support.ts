import type { KeywordList, KeywordMatcher } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import { createKeywordBuilder, readMinusPhrases } from "../../src/keyword/index.ts";
import type { KeywordSource, PhraseFacts } from "../../src/keyword/index.ts";
import type { Dictionary } from "../../src/morphology/index.ts";
import { readSynonyms } from "../../src/morphology/index.ts";

/** A keyword with what a table may say of it. */
export interface GivenPhrase extends KeywordSource, PhraseFacts {}

/** A list made for one test. */
export interface GivenList {
  readonly id?: string;
  readonly platform?: KeywordList["platform"];
  readonly phrases: readonly (string | GivenPhrase)[];
  readonly minus?: string;
  readonly groupMinus?: Readonly<Record<string, string>>;
  readonly secondChances?: KeywordList["secondChances"];
  readonly synonyms?: string;
}

/** Compiles lists and makes their matcher. */
export function matcherOf(lists: readonly GivenList[], dictionary?: Dictionary): KeywordMatcher {
  const builder = createKeywordBuilder();
  const compiled = lists.map((given, index): KeywordList => {
    const { platform = "yandex", minus = "", groupMinus = {} } = given;
    const { rules: synonyms } = readSynonyms(given.synonyms ?? "");
    builder.openList({
      platform,
      minus: readMinusPhrases(minus, platform).minus,
      groupMinus: new Map(
        Object.entries(groupMinus).map(([group, text]) => [
          group,
          readMinusPhrases(text, platform).minus,
        ]),
      ),
      synonyms: synonyms.flatMap(({ from, to }) => [...from, ...to]),
    });
    let phrases = 0;
    for (const each of given.phrases) {
      const phrase = typeof each === "string" ? { keyword: each } : each;
      phrases += builder.addKeyword(phrase, phrase).phrases;
    }
    return {
      id: given.id ?? `list${index}`,
      platform,
      phrases,
      remember: "visit",
      secondChances: given.secondChances ?? [],
      synonyms,
      groups: {},
      content: {},
    };
  });
  const { keywords, buffers } = builder.build({ dictionary }) ?? {};
  return loadKeywords({ ...(keywords && { keywords }), keywordLists: compiled }, buffers);
}

/** The phrase that a list of phrases gives a query, by its words or its text. */
export function phraseFor(given: GivenList | readonly string[], query: string): string | undefined {
  const list = "phrases" in given ? given : { phrases: given };
  return matcherOf([list]).match({ text: query })?.phrase;
}
