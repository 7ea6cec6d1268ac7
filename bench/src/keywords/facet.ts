import { compileRules } from "@facet/compiler";
import type { Dictionary } from "@facet/compiler";
import { loadRuleset, matchPhrase } from "@facet/engine";
import type { KeywordMatch, RulesetArtifact } from "@facet/engine";
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
  "minus: |",
  "  ъэщение",
  "  бесплатно",
].join("\n");

/** Every so many phrases one has the operator: a tenth of all have one. */
const OPERATORS: readonly ((phrase: string) => string)[] = [
  (phrase) => `""${phrase}""`,
  (phrase) => `!${phrase}`,
  (phrase) => `[${phrase}]`,
  (phrase) => `${phrase} -бесплатно -!даром`,
];
const EVERY = 40;

/** The phrases as a list of Yandex Direct, through the compiler as an author would use it. */
export function compileKeywords(phrases: readonly string[]): RulesetArtifact {
  const rows = phrases.map((phrase, row) => `"${(OPERATORS[row % EVERY] ?? String)(phrase)}"`);
  const { artifact, problems } = compileRules(
    new Map([
      ["site.yaml", SITE],
      ["keywords/bench.yaml", LIST],
      ["keywords/bench.csv", ["keyword", ...rows].join("\n")],
    ]),
    { dictionary: createDictionary() },
  );
  if (!artifact) throw new Error(`The workload does not compile: ${JSON.stringify(problems[0])}`);
  return artifact;
}

/** The matcher of a compiled rule set. */
export function loadKeywords(artifact: RulesetArtifact): Contender {
  const ruleset = loadRuleset(artifact);
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
