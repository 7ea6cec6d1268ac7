import { describe, expect, it } from "vitest";
import { loadRuleset, matchPhrase } from "@facet/engine";
import type { KeywordList, Ruleset } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import { compileRules } from "../../src/compile-rules.ts";
import type { CompileResult } from "../../src/compile-rules.ts";

const SITE = `version: 1
site: okna
locales: [ru]
slots: { hero: { type: text, default: Окна } }
pages: { home: { path: /, slots: [hero] } }
`;

function compile(files: Readonly<Record<string, string>>): CompileResult {
  return compileRules(new Map(Object.entries({ "site.yaml": SITE, ...files })));
}

function rulesOf({ artifact, buffers, problems }: CompileResult): Ruleset {
  if (!artifact) throw new Error(JSON.stringify(problems));
  return loadRuleset(artifact, { keywords: loadKeywords(artifact, buffers) });
}

function list(over: string, rows: string, platform = "yandex"): Readonly<Record<string, string>> {
  return {
    "keywords/a.yaml": `keywordList: a\nfile: a.csv\nplatform: ${platform}\n${over}`,
    "keywords/a.csv": `keyword;group\n${rows}`,
  };
}

const codesOf = ({ problems }: CompileResult): string[] =>
  problems.map(({ file, code, cell }) => [file, cell, code].filter(Boolean).join(" "));

describe("minus phrases", () => {
  const rules = rulesOf(
    compile({
      ...list(
        `minus: |
  бесплатно
  "окна дачи"
minusFrom: [shared.txt, more.txt]
groups:
  cheap: { minus: "дорого" }
`,
        "окна;cheap\nдвери;doors\nокна бу;cheap\n",
      ),
      "keywords/shared.txt": "# для всех списков\nсвоими руками\nбу\n",
      "keywords/more.txt": "ремонт, демонтаж\n",
      "keywords/b.yaml": "keywordList: b\nfile: b.csv\nplatform: yandex\nminusFrom: shared.txt\n",
      "keywords/b.csv": "keyword\nстулья\n",
    }),
  );
  const found = (text: string) => matchPhrase(rules, { text })?.phrase;

  it("of a list are for all of its phrases", () => {
    expect(found("новые окна")).toBe("окна");
    expect(found("новые окна бесплатно")).toBeUndefined();
    expect(found("дачи окна")).toBeUndefined();
    expect(found("дачи окна цена")).toBe("окна");
  });

  it("of shared files are for every list that names them", () => {
    for (const text of [
      "окна своими руками",
      "стулья своими руками",
      "двери ремонт",
      "демонтаж двери",
    ]) {
      expect(found(text), text).toBeUndefined();
    }
    expect(found("стулья ремонт")).toBe("стулья");
  });

  it("of a group are for its phrases alone", () => {
    expect(found("окна дорого")).toBeUndefined();
    expect(found("двери дорого")).toBe("двери");
  });

  it("without operators give way to phrases with all of their words", () => {
    expect(found("недорогие окна бу")).toBe("окна бу");
  });

  it("are also the negative keywords of a table", () => {
    const google = rulesOf(
      compile(
        list("", 'city bike;city\ntrail bike;trail\n-free;\n"-""child seat""";city\n', "google"),
      ),
    );
    const match = (text: string) => matchPhrase(google, { text })?.phrase;
    expect(match("free city bike")).toBeUndefined();
    expect(match("city bike child seat")).toBeUndefined();
    expect(match("trail bike child seat")).toBe("trail bike");
    expect(match("freed city bike")).toBe("city bike");
    expect(google.artifact.keywordLists[0]?.phrases).toBe(2);
  });
});

describe("a keyword list", () => {
  const compiled = (over: string, rows = "окна;\n"): KeywordList | undefined =>
    rulesOf(compile(list(over, rows))).artifact.keywordLists[0];

  it.each([
    ["", "visit"],
    ["remember: visit\n", "visit"],
    ["remember: page\n", "page"],
    ["remember: 7d\n", 604_800_000],
  ])("with %j is remembered for %j", (over, remember) => {
    expect(compiled(over)?.remember).toBe(remember);
  });

  it("keeps the chances and synonyms that it gives", () => {
    const files = {
      ...list("secondChances: [layout, typo]\nsynonyms: s.csv\n", "окна;\n"),
      "keywords/s.csv": "окна;стеклопакеты\n",
    };
    expect(rulesOf(compile(files)).artifact.keywordLists[0]).toMatchObject({
      secondChances: ["layout", "typo"],
      synonyms: [
        { from: ["окна"], to: ["стеклопакеты"] },
        { from: ["стеклопакеты"], to: ["окна"] },
      ],
    });
  });

  it("that is switched off has no phrases, and its mistakes are told all the same", () => {
    const result = compile(list("enabled: false\n", '"окна;\nдвери];\n'));
    expect(codesOf(compile(list("enabled: false\n", "окна];\n")))).toEqual([
      "keywords/a.csv A2 phrase-stray",
    ]);
    expect(result.artifact?.keywords).toBeUndefined();
  });

  it("counts a row with alternatives as several phrases", () => {
    expect(compiled("", "(купить|заказать) окна;\nдвери;\n")?.phrases).toBe(3);
  });

  it("tells what is wrong with the operators of a cell, or of a minus phrase", () => {
    const files = {
      ...list('minus: "[окна"\nminusFrom: m.txt\nsynonyms: s.csv\n', "[окна;\nокна) двери;\n"),
      "keywords/m.txt": "(двери\n",
      "keywords/s.csv": "окна\n",
    };
    const result = compile(files);
    expect(codesOf(result)).toEqual([
      "keywords/a.csv A2 phrase-unclosed",
      "keywords/a.csv A3 phrase-stray",
      "keywords/a.yaml phrase-unclosed",
      "keywords/a.yaml phrase-unclosed",
      "keywords/a.yaml synonyms",
    ]);
    expect(result.artifact).toBeDefined();
  });

  it("warns once where the dictionary of its words is not installed", () => {
    const files = new Map(Object.entries({ "site.yaml": SITE, ...list("", "окна;\nдвери;\n") }));
    const { problems } = compileRules(files, { dictionary: "missing" });
    expect(problems).toMatchObject([{ code: "no-dictionary", file: "keywords/a.yaml" }]);
    expect(compileRules(files).problems).toEqual([]);
  });
});

describe("the compiled phrases", () => {
  it("are the same for the same files, whatever their order", () => {
    const files = Object.entries({
      "site.yaml": SITE,
      ...list("minus: дорого\n", "окна;x\n(a|b) c;y\n"),
      "keywords/b.yaml": "keywordList: b\nfile: b.csv\nplatform: google\n",
      "keywords/b.csv": "keyword;match\ncity bike;exact\n",
    });
    const one = compileRules(new Map(files)).artifact;
    const other = compileRules(new Map(files.toReversed())).artifact;
    expect(one?.revision).toBe(other?.revision);
    expect(JSON.parse(JSON.stringify(one))).toEqual(other);
  });

  it("change the revision where a phrase changes", () => {
    const revision = (rows: string) => compile(list("", rows)).artifact?.revision;
    expect(revision("окна;\n")).not.toBe(revision("окно;\n"));
    expect(revision("окна;\n")).not.toBe(revision("окна -цена;\n"));
  });
});
