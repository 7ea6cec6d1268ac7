import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { tryKeyword } from "../../src/keyword/index.ts";
import type { KeywordTrial } from "../../src/keyword/index.ts";
import { loadRussianDictionary } from "../../src/morphology/index.ts";

interface Case extends Omit<KeywordTrial, "match"> {
  readonly group: string;
  readonly type?: "exact" | "phrase" | "broad";
  readonly match: boolean;
}

const dictionary = await loadRussianDictionary();

function read(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../../${path}`, import.meta.url), "utf8"));
}

function check({ type, match, ...trial }: Omit<Case, "group">): void {
  const source = type === undefined ? trial : { ...trial, match: type };
  for (const scope of [{}, { dictionary }]) {
    expect({ ...trial, ...tryKeyword(source, scope) }).toMatchObject({ match });
  }
}

describe("the vectors of conformance/keywords.json", () => {
  const { cases } = read("conformance/keywords.json") as { readonly cases: readonly Case[] };
  const groups = new Set(cases.map(({ group, platform }) => `${platform}: ${group}`));

  it.each([...groups])("%s", (name) => {
    const own = cases.filter(({ group, platform }) => `${platform}: ${group}` === name);
    for (const each of own) check(each);
  });

  it("are each there once", () => {
    const keys = cases.map((each) => JSON.stringify({ ...each, match: undefined }));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThanOrEqual(150);
  });
});

const shared = "../shared/conformance/yandex-keywords.json";
const isThere = existsSync(new URL(`../../../../${shared}`, import.meta.url));

if (isThere) {
  describe("the examples of Yandex Direct", () => {
    it("match as its help says", () => {
      const { keywords, minus } = read(shared) as Readonly<Record<"keywords" | "minus", Case[]>>;
      for (const each of [...keywords, ...minus]) check({ ...each, platform: "yandex" });
    });
  });
}
