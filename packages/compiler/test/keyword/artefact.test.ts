import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decide,
  explainDecision,
  explainPhrase,
  listedPhrases,
  loadRuleset,
  matchPhrase,
  RulesetError,
} from "@facet/engine";
import type { Decision, Ruleset } from "@facet/engine";
import { loadKeywords, sealBuffer } from "@facet/engine/keywords";
import { compileRules } from "../../src/compile-rules.ts";

const SITE = `version: 1
site: site
locales: [en]
slots:
  a: { type: text, default: "{query|default:windows}" }
  b: { type: text, default: "{keyword.phrase|default:nobody}" }
  c: { type: text, default: default c }
pages:
  home: { path: /, slots: [a, b, c] }
`;

const CONTENT = `rule: by-phrase
priority: 10
variants:
  - { id: buy, when: { keyword.phrase: купить окна }, content: { c: buy } }
  - { id: other, when: { not: { keyword.phrase: купить окна } }, content: { c: other } }
  - { id: group, when: { keyword.group: dacha }, content: { c: dacha } }
`;

const LIST = "keywordList: search\nfile: search.csv\nplatform: yandex\n";
const TABLE = "keyword;group;c\nКупить окна;buy;\nокна +на дачу -бесплатно;dacha;\nдвери;;doors\n";

function compile(table = TABLE) {
  const files = new Map([
    ["site.yaml", SITE],
    ["content/rules.yaml", CONTENT],
    ["keywords/search.yaml", LIST],
    ["keywords/search.csv", table],
  ]);
  const { artifact, buffers, problems } = compileRules(files);
  if (!artifact || !buffers) throw new Error(JSON.stringify(problems));
  return { artifact, buffers };
}

const { artifact, buffers } = compile();
const whole = loadRuleset(artifact, { keywords: loadKeywords(artifact, buffers) });
const { index } = buffers;
const textless = loadRuleset(artifact, { keywords: loadKeywords(artifact, { index }) });
const bare = loadRuleset(artifact);

function decideFor(ruleset: Ruleset, text: string): Decision {
  return decide(
    ruleset,
    { now: 0, page: "home", signals: { query: text }, phrase: { text } },
    { explain: explainDecision },
  );
}

const contentOf = (ruleset: Ruleset, text: string, slot: string): unknown =>
  decideFor(ruleset, text).slots[slot]?.content;

describe("the artifact", () => {
  it("is JSON that says which buffers go with it", () => {
    expect(artifact.keywords).toEqual({
      groups: ["buy", "dacha"],
      defaultRank: 0,
      index: { bytes: index.byteLength, checksum: expect.any(Number) },
      texts: { bytes: buffers.texts.byteLength, checksum: expect.any(Number) },
    });
    expect(JSON.parse(JSON.stringify(artifact))).toEqual(artifact);
  });

  it("is named by its buffers too", () => {
    const other = compile(TABLE.replace("Купить", "купить"));
    expect(other.buffers.index).toEqual(index);
    expect(other.artifact.revision).not.toBe(artifact.revision);
  });
});

describe("a rule set with all of its phrases", () => {
  it("has the buffers to hand on, and nothing to warn of", () => {
    expect(whole.buffers).toEqual(buffers);
    expect(whole.warnings).toEqual([]);
    expect([...listedPhrases(whole)].map(({ phrase }) => phrase)).toEqual([
      "Купить окна",
      "окна на дачу",
      "двери",
    ]);
  });
});

describe("a rule set without the texts of its phrases", () => {
  it("matches as with them, and has the request's own text of an identical match", () => {
    expect(matchPhrase(textless, { text: "купить  ОКНА" })).toEqual({
      ...matchPhrase(whole, { text: "купить окна" }),
      phrase: "купить ОКНА",
    });
    const { phrase: _, ...match } = matchPhrase(whole, { text: "новые окна на дачу" }) ?? {};
    expect(match).toMatchObject({ list: "search", group: "dacha", match: "broad", row: 1 });
    expect(matchPhrase(textless, { text: "новые окна на дачу" })).toEqual(match);
  });

  it("never shows what came from the URL", () => {
    expect(contentOf(whole, "купить окна", "a")).toBe("Купить окна");
    expect(contentOf(whole, "купить окна", "b")).toBe("Купить окна");
    expect(contentOf(textless, "купить окна", "a")).toBe("windows");
    expect(contentOf(textless, "купить окна", "b")).toBe("nobody");
  });

  it("knows whether a phrase is the one of a condition only where it is identical", () => {
    expect(contentOf(textless, "купить окна", "c")).toBe("buy");
    expect(contentOf(whole, "новые окна на дачу", "c")).toBe("other");
    expect(contentOf(textless, "новые окна на дачу", "c")).toBe("dacha");
  });

  it("calls the content of a phrase by its position", () => {
    expect(decideFor(whole, "белые двери").slots["c"]).toMatchObject({ variant: "двери" });
    expect(decideFor(textless, "белые двери").slots["c"]).toMatchObject({
      content: "doors",
      variant: "#2",
    });
  });

  it("explains without them", () => {
    const { losers } = explainPhrase(textless, { text: "окна на дачу бесплатно" });
    expect(losers).toEqual([
      {
        list: "search",
        group: "dacha",
        row: 1,
        lost: "blocked",
        detail: "(its text is not loaded)",
      },
    ]);
  });

  it("cannot list them", () => {
    expect(() => [...listedPhrases(textless)]).toThrow(RulesetError);
  });
});

describe("a rule set without its phrases", () => {
  it("says so", () => {
    expect(bare.warnings).toEqual([expect.stringContaining("phrases of the keyword lists")]);
    expect(() => [...listedPhrases(bare)]).toThrow(RulesetError);
  });

  it("knows nothing of a phrase, not even that no list has it", () => {
    expect(matchPhrase(bare, { text: "купить окна" })).toBeUndefined();
    for (const text of ["купить окна", "балконы"]) {
      expect(decideFor(bare, text)).toMatchObject({
        slots: { a: { content: "windows" }, c: { content: "default c", reason: "DEFAULT" } },
      });
    }
    expect(contentOf(whole, "балконы", "c")).toBe("other");
  });

  it("still has a group that the caller names", () => {
    const { slots } = decide(bare, {
      now: 0,
      page: "home",
      signals: { keyword: { group: "dacha" } },
    });
    expect(slots["c"]?.content).toBe("other");
  });
});

describe("loading refuses", () => {
  const refusal = (load: () => unknown): RulesetError => {
    try {
      load();
    } catch (error) {
      if (error instanceof RulesetError) return error;
      throw error;
    }
    throw new Error("It was let through.");
  };

  it("to do without the index", () => {
    expect(refusal(() => loadKeywords(artifact, undefined)).code).toBe("incomplete");
  });

  it("phrases of another rule set", () => {
    const other = compile(TABLE.replace("двери", "ворота"));
    const keywords = loadKeywords(other.artifact, other.buffers);
    expect(refusal(() => loadRuleset(artifact, { keywords })).code).toBe("malformed");
    expect(refusal(() => loadKeywords(artifact, other.buffers)).code).toBe("malformed");
    expect(refusal(() => loadKeywords(artifact, { index, texts: other.buffers.texts })).code).toBe(
      "malformed",
    );
  });

  it.each(["index", "texts"] as const)("an %s that is cut short or damaged anywhere", (name) => {
    const buffer = buffers[name];
    const load = (damaged: ArrayBuffer) =>
      refusal(() => loadKeywords(artifact, { ...buffers, [name]: damaged })).code;
    for (const length of [0, 1, 4, 7, buffer.byteLength - 4, buffer.byteLength - 1]) {
      expect(load(buffer.slice(0, length))).toBe("malformed");
    }
    fc.assert(
      fc.property(
        fc.nat(buffer.byteLength - 1),
        fc.integer({ min: 1, max: 255 }),
        (place, change) => {
          const damaged = buffer.slice(0);
          new Uint8Array(damaged)[place]! ^= change;
          expect(load(damaged)).toBe("malformed");
        },
      ),
    );
  });

  it("a form of another version, whatever its checksum", () => {
    for (const name of ["index", "texts"] as const) {
      const other = buffers[name].slice(0);
      new Uint32Array(other)[0] = 7;
      const keywords = { ...artifact.keywords!, [name]: sealBuffer(other) };
      const load = () => loadKeywords({ ...artifact, keywords }, { ...buffers, [name]: other });
      expect(refusal(load).message).toContain("another version");
    }
  });
});
