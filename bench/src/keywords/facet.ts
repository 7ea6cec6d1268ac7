import { compileRules, createKeywordBuilder, readMinusPhrases } from "@facet/compiler";
import type { BuiltKeywords, Dictionary } from "@facet/compiler";
import { loadRuleset, matchPhrase } from "@facet/engine";
import type { KeywordBuffers, KeywordMatch, RulesetArtifact } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import type { Contender } from "./contender.ts";
import { createVocabulary } from "./vocabulary.ts";

const SITE = [
  "version: 1",
  "site: bench",
  "locales: [ru]",
  "timeZone: UTC",
  "consent: { default: granted }",
  "slots:",
  "  headline: { type: text, default: Default }",
  "pages:",
  "  landing: { path: /, slots: [headline] }",
].join("\n");

const LIST = [
  "keywordList: bench",
  "file: bench.csv",
  "platform: yandex",
  "minus: [ъэщение, бесплатно]",
].join("\n");

/** Every so many phrases one has the operator: a tenth of all have one. */
const OPERATORS: readonly ((phrase: string) => string)[] = [
  (phrase) => `"${phrase}"`,
  (phrase) => `!${phrase}`,
  (phrase) => `[${phrase}]`,
  (phrase) => `${phrase} -бесплатно -!даром`,
];
const EVERY = 40;

/** A compiled rule set with its buffers. */
export interface CompiledKeywords {
  readonly artifact: RulesetArtifact;
  readonly buffers: KeywordBuffers;
}

/** The phrases as they are in an account: some with operators. */
export function withOperators(phrases: readonly string[]): string[] {
  return phrases.map((phrase, row) => (OPERATORS[row % EVERY] ?? String)(phrase));
}

/** Makes the index of phrases that are in memory, as the others make theirs. */
export function createKeywordIndexer(): (keywords: readonly string[]) => BuiltKeywords | undefined {
  const dictionary = createDictionary();
  const minus = ["ъэщение", "бесплатно"].flatMap((text) => readMinusPhrases(text, "yandex").minus);
  return (keywords) => {
    const builder = createKeywordBuilder();
    builder.openList({ platform: "yandex", minus, groupMinus: new Map(), synonyms: [] });
    for (const keyword of keywords) builder.addKeyword({ keyword });
    return builder.build({ dictionary });
  };
}

/** The phrases as a list of Yandex Direct, through the compiler as an author would use it. */
export function compileKeywords(keywords: readonly string[]): CompiledKeywords {
  const rows = keywords.map((keyword) => `"${keyword.replaceAll('"', '""')}"`);
  const { artifact, buffers, problems } = compileRules(
    new Map([
      ["site.yaml", SITE],
      ["keywords/bench.yaml", LIST],
      ["keywords/bench.csv", ["keyword", ...rows].join("\n")],
    ]),
    { dictionary: createDictionary() },
  );
  if (!artifact || !buffers) {
    throw new Error(`The workload does not compile: ${JSON.stringify(problems[0])}`);
  }
  return { artifact, buffers };
}

/** The matcher of a compiled rule set. */
export function loadMatcher({ artifact, buffers }: CompiledKeywords): Contender {
  const ruleset = loadRuleset(artifact, { keywords: loadKeywords(artifact, buffers) });
  return {
    find: (text) => matchPhrase(ruleset, { text }),
    isFound: (answer) => answer !== undefined,
    isRow: (answer, row) => (answer as KeywordMatch | undefined)?.row === row,
  };
}

/** What a dictionary of Russian is to real words, for the made-up ones. */
function createDictionary(): Dictionary {
  const lexemes = new Map(
    createVocabulary().flatMap((forms, id) =>
      forms.map((form) => [form, [{ id: String(id), forms: () => forms }]] as const),
    ),
  );
  return { lookup: (form) => lexemes.get(form) ?? [] };
}
