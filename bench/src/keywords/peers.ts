import { GrowthBookClient } from "@growthbook/growthbook";
import { Index } from "flexsearch";
import AhoCorasick from "modern-ahocorasick";
import type { Match } from "modern-ahocorasick";
import type { Contender, Maker } from "./contender.ts";

/** What the others are measured against: to lower the case, and to look up the whole text. */
const floor: Maker = {
  name: "Map, exact text",
  isExact: true,
  build(phrases) {
    const rows = new Map(phrases.map((phrase, row) => [phrase, row]));
    return {
      find: (text) => rows.get(text.toLowerCase()),
      isFound: (answer) => answer !== undefined,
      isRow: (answer, row) => answer === row,
    };
  },
};

/** One rule that lists all phrases: it tells whether the text is one of them. */
const growthBook: Maker = {
  name: "GrowthBook $in",
  isExact: true,
  build(phrases) {
    const client = new GrowthBookClient().initSync({
      payload: {
        features: {
          headline: {
            defaultValue: false,
            rules: [{ condition: { phrase: { $in: [...phrases] } }, force: true }],
          },
        },
      },
    });
    return {
      find: (text) =>
        client.evalFeature("headline", { attributes: { phrase: text.toLowerCase() } }).value,
      isFound: (answer) => answer === true,
      isRow: (answer) => answer === true,
    };
  },
};

/** The automaton that others are compared with by the time it takes to build. */
export const AHO_CORASICK = "modern-ahocorasick";

/** All occurrences in the text, of which the longest between word borders wins. */
const ahoCorasick: Maker = {
  name: AHO_CORASICK,
  isExact: true,
  build(phrases) {
    const automaton = new AhoCorasick(phrases);
    return {
      find(query) {
        const text = query.toLowerCase();
        let best: Match | undefined;
        for (const match of automaton.search(text)) {
          const { start, end } = match;
          if (start > 0 && text[start - 1] !== " ") continue;
          if (end < text.length && text[end] !== " ") continue;
          if (!best || end - start > best.end - best.start) best = match;
        }
        return best?.patternIndex;
      },
      isFound: (answer) => answer !== undefined,
      isRow: (answer, row) => answer === row,
    };
  },
};

/** Full-text search over the phrases: documents that have all words of the query. */
const flexSearch: Maker = {
  name: "FlexSearch",
  isExact: false,
  build(phrases): Contender {
    const index = new Index({ tokenize: "strict" });
    for (const [row, phrase] of phrases.entries()) index.add(row, phrase);
    return {
      find: (text) => index.search(text, { limit: 10 }),
      isFound: (answer) => Array.isArray(answer) && answer.length > 0,
      isRow: (answer, row) => Array.isArray(answer) && answer.includes(row),
    };
  },
};

/** The peers, the floor first. */
export const PEERS: readonly Maker[] = [floor, growthBook, ahoCorasick, flexSearch];
