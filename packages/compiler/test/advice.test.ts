import { describe, expect, test } from "vitest";
import { formatProblem } from "../src/format-problem.ts";
import { compileRules } from "../src/compile-rules.ts";
import { nearest, suggest } from "../src/suggest.ts";

const SITE = `site: shop
locales: [ru, en]
attributes:
  employees: { type: number }
slots:
  hero.headline: { type: text, default: Окна }
  hero.cta: { type: cta, default: { label: Да, href: "#lead" } }
pages:
  okna: { path: /okna, slots: [hero.headline, hero.cta] }
`;

const variant = (lines: string) => `rule: first\nvariants:\n  - id: a\n${lines}\n`;
const when = (condition: string) =>
  variant(`    when: ${condition}\n    content: { hero.headline: x }`);
const content = (line: string) => variant(`    content:\n      ${line}`);

function problemsOf(file: string, text: string | Uint8Array): readonly string[] {
  const files = new Map<string, string | Uint8Array>([
    ["site.yaml", SITE],
    [file, text],
  ]);
  return compileRules(files).problems.map(formatProblem);
}

describe("a slip that cannot be seen is named", () => {
  test.each([
    [
      "a Cyrillic letter in a key",
      "rule: first\npriоrity: 1\nvariants: []\n",
      'its "о" is no Latin',
    ],
    ["a Cyrillic letter in a slot", content("herо.headline: x"), "write hero.headline; its"],
    ["a Cyrillic letter in a signal", when("{ visіts: 2 }"), 'did you mean "visits"? its "і"'],
    ["a no-break space before a key", variant("    \u00a0when: {}"), "not seen (U+00A0)"],
    ["a no-break space after a colon", "rule:\u00a0first\nvariants: []\n", "type the space again"],
    ["a full-width colon", "rule： first\nvariants: []\n", "looks like a colon"],
    [
      "curly quotes around content",
      content("hero.headline: “Окна”"),
      'write straight ones: "Окна"',
    ],
    ["curly quotes in a condition", when("{ geo.city: “Москва” }"), 'straight ones: "Москва"'],
  ])("%s", (_, text, words) => {
    expect(problemsOf("content/a.yaml", text).join("\n")).toContain(words);
  });
});

describe("the way out is the one that was meant", () => {
  test.each([
    ["a comparison in brackets", when("{ visits: >2 }"), 'write ">2"'],
    ["a formula", when("visits > 2"), 'write visits: "> 2"'],
    ["no space after a colon", when("{visits:2..}"), "write visits: 2.., with a space"],
    ["a range with a dash", when("{ visits: 2-5 }"), "write 2..5"],
    ["or", when("{ or: [ { visits: 2 } ] }"), 'did you mean "any"?'],
    ["the last part of a signal", when("{ city: Москва }"), 'did you mean "geo.city"?'],
    ["no in place of false", when("{ device.bot: no }"), "write false"],
    ["a country by name", when("{ geo.country: Россия }"), "write RU"],
    ["a country in small letters", when("{ geo.country: ru }"), "write RU"],
    ["a path without a slash", when("{ url.path: okna }"), "look like /okna"],
    ["a list of events", when("{ did: [Lead Submitted] }"), "write { Lead Submitted: 1.. }"],
    ["a condition inside of content", content("when: { visits: 2 }"), 'stands beside "content"'],
    ["content beside variants", "rule: a\ncontent: {}\n", 'inside an item of "variants"'],
    [
      "content that is not indented",
      variant("    content:\n    hero.headline: x"),
      "indent it deeper",
    ],
    ["a field of a slot", content("hero.cta.label: x"), "write hero.cta: { label: … }"],
    ["a group of slots", content("hero: { headline: x }"), "hero.headline: …"],
    ["a text for a button", content("hero.cta: Узнать"), 'write for example { label: "Узнать" }'],
    ["markup in a text", content('hero.headline: "<b>Окна</b>"'), "<b> is shown as it is written"],
    ["doubled braces", content('hero.headline: "{{ query }}"'), "write {query|default:TEXT}"],
    [
      "a trigger as a mapping",
      "offer: a\ntype: modal\ntrigger: { delay: 20s }\ncontent: {}\n",
      'write "delay 20s"',
    ],
    [
      "an event without its form",
      "events: { Priced: /prices }\n",
      'write for example { page: "/prices" }',
    ],
    [
      "a condition without when",
      "segments: { msk: { geo.city: Москва } }\n",
      "write when: { geo.city: … }",
    ],
    [
      "a number without its unit",
      "decay: { after: 14, halfLife: 30d }\n",
      "write 14s, 14m, 14h or 14d",
    ],
    ["a share as a fraction", "holdout: 0.05\n", "write 5% or 0.05%"],
    ["a time zone by its city", "timeZone: Moscow\n", "write Europe/Moscow"],
    ["a locale in words", "locales: [russian]\n", "two or three letters"],
    ["a version in quotes", 'version: "1"\n', "write 1 without quotes"],
    [
      "weights in percent",
      "experiment: e\narms: { a: { weight: 50% }, b: { weight: 50 } }\n",
      "write 50",
    ],
  ])("%s", (_, text, words) => {
    const lines = problemsOf("content/a.yaml", text);
    expect(lines.join("\n")).toContain(words);
    expect(lines.join("\n")).not.toContain("no-content");
  });

  test("visitors are not forgotten the same day", () => {
    const [problem, ...more] = problemsOf("site.yaml", `${SITE}retention: 30m\n`);
    expect(problem).toMatch(/^site\.yaml:\d+:12 error short-retention .*30m/u);
    expect(problem).toContain("retention: 395d");
    expect(more).toEqual([]);
  });

  test("an attribute may not be called like a signal or a condition", () => {
    for (const name of ["visits", "did"]) {
      expect(problemsOf("more.yaml", `attributes: { ${name}: { type: number } }\n`)).toEqual([
        expect.stringContaining("more.yaml:1:15 error reserved-name"),
      ]);
    }
  });
});

describe("files", () => {
  test.each([true, false])("UTF-16 is told once, byte order mark: %s", (mark) => {
    const bytes = Buffer.from(`${mark ? "\ufeff" : ""}${when("{ visits: 2 }")}`, "utf16le");
    expect(problemsOf("content/a.yaml", new Uint8Array(bytes))).toEqual([
      expect.stringMatching(/^content\/a\.yaml:1:1 error not-utf8 the file is UTF-16/),
    ]);
  });

  test("line breaks of one kind that YAML does not have are told once", () => {
    const text = when("{ visits: 2 }").replaceAll("\n", "\r");
    expect(problemsOf("content/a.yaml", text)).toEqual([
      expect.stringContaining("1:1 error line-breaks"),
    ]);
  });

  test("an open quote of a table is told where it opens", () => {
    const files = new Map([
      ["site.yaml", SITE],
      ["k.yaml", "keywordList: k\nfile: k.csv\n"],
      ["k.csv", 'keyword;group\n"""пвх""";a\n"окна;a\nдача;b\nбалкон;b\n'],
    ]);
    expect(compileRules(files).problems.map(formatProblem)).toEqual([
      expect.stringContaining("k.csv:3:1 error table-quote"),
    ]);
  });

  test("folders of several sites are told apart from one site in several files", () => {
    const two = compileRules(
      new Map([
        ["a/site.yaml", "site: a\n"],
        ["b/site.yaml", "site: b\n"],
      ]),
    );
    expect(two.artifact).toBeUndefined();
    expect(two.problems.map(({ file, code }) => `${file} ${code}`)).toEqual([
      "a/site.yaml several-sites",
      "b/site.yaml several-sites",
    ]);
    const one = compileRules(
      new Map([
        ["site.yaml", SITE],
        ["goals/site.yaml", "site: shop\n"],
      ]),
    );
    expect(one.problems).toEqual([]);
  });
});

describe("suggestions", () => {
  test("of very short names only the nearest are made", () => {
    expect(nearest("de", ["ru", "en"])).toBeUndefined();
    expect(nearest("c", ["a", "b"])).toBeUndefined();
    expect(nearest("EN", ["ru", "en"])).toBe("en");
    expect(nearest("ulr", ["url", "page"])).toBe("url");
  });

  test("a name of another alphabet is not taken for a Latin one", () => {
    expect(suggest("окна", ["okna"])).toBeUndefined();
  });
});
