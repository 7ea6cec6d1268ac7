import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileWordForms, isSameWord, loadRussianDictionary } from "@facet/compiler";
import type { Dictionary } from "@facet/compiler";
import { loadWordForms, tokenise } from "@facet/engine";

interface Pair {
  readonly a: string;
  readonly b: string;
  readonly language: "ru" | "en";
  readonly same: boolean;
}

const VECTORS = new URL("../../../../conformance/word-forms.json", import.meta.url);
const { pairs } = JSON.parse(readFileSync(VECTORS, "utf8")) as { readonly pairs: readonly Pair[] };

/** Which of the pairs that must merge do, and which of the others do as well. */
function measure(language: Pair["language"], dictionary?: Dictionary) {
  const own = pairs.filter((pair) => pair.language === language);
  const must = own.filter(({ same }) => same);
  const mustNot = own.filter(({ same }) => !same);
  const isMerged = ({ a, b }: Pair): boolean => isSameWord(a, b, { dictionary });
  const missed = must.filter((pair) => !isMerged(pair));
  const merged = mustNot.filter(isMerged);
  return {
    recall: 1 - missed.length / must.length,
    falseMerges: merged.length / mustNot.length,
    line: `${own.length} ${language} pairs, ${dictionary ? "with" : "without"} a dictionary: recall ${percent(
      1 - missed.length / must.length,
    )} of ${must.length}, false merges ${percent(merged.length / mustNot.length)} of ${mustNot.length} (${words(merged)})${
      missed.length === 0 ? "" : `; missed ${words(missed)}`
    }`,
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function words(some: readonly Pair[]): string {
  return some.map(({ a, b }) => `${a}/${b}`).join(" ");
}

const dictionary = await loadRussianDictionary();
if (!dictionary) {
  process.stderr.write(
    "SKIPPED: word forms with the dictionary; install the optional package az\n",
  );
}
const withDictionary = it.skipIf(!dictionary && !process.env["CI"]);

describe("word forms of hand-written pairs", () => {
  it("are enough of them, each once", () => {
    expect(pairs.length).toBeGreaterThanOrEqual(300);
    expect(new Set(pairs.map(({ a, b }) => [a, b].sort().join(" "))).size).toBe(pairs.length);
  });

  it.each(["ru", "en"] as const)("%s: without a dictionary", (language) => {
    const { recall, falseMerges, line } = measure(language);
    process.stdout.write(`${line}\n`);
    expect(recall).toBeGreaterThanOrEqual(0.9);
    expect(falseMerges).toBeLessThanOrEqual(0.08);
  });

  withDictionary.each(["ru", "en"] as const)("%s: with the dictionary", (language) => {
    const { recall, falseMerges, line } = measure(
      language,
      dictionary ?? expect.fail("no dictionary"),
    );
    process.stdout.write(`${line}\n`);
    expect(recall).toBeGreaterThanOrEqual(0.97);
    expect(falseMerges).toBeLessThanOrEqual(0.08);
  });

  it.each([
    ["without a dictionary", undefined],
    ["with the dictionary", dictionary],
  ])("a table of all words at once gives the same answers, %s", (_, source) => {
    const vocabulary = pairs.flatMap(({ b }) => tokenise(b));
    const { table, terms } = compileWordForms(vocabulary, { dictionary: source });
    const forms = loadWordForms(table);
    for (const { a, b } of pairs) {
      const found: number[] = [];
      for (const word of tokenise(a)) forms.find(word, found);
      const [wanted = ""] = tokenise(b);
      // A word that another phrase brings in is found as a form of that one, not guessed.
      if (isSameWord(a, b, { dictionary: source }))
        expect(found, `${a} ${b}`).toContain(terms.get(wanted));
    }
  });
});
