import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/format-problem.ts";
import { compileSmall } from "../small-rules.ts";
import type { Edit } from "../small-rules.ts";

const OKNA = "content/okna.yaml";
const OFFER = "offers/comeback.yaml";

function linesOf(...edits: readonly Edit[]): string[] {
  return compileSmall(...edits).problems.map(formatProblem);
}

/** Adds documents to the rules of the page. */
const also = (yaml: string): Edit => [
  OKNA,
  "---\nrule: about-us",
  `---\n${yaml}\n---\nrule: about-us`,
];

const simple = (id: string, more: string): string =>
  `rule: ${id}\n${more}\nvariants: [{ id: a, content: { hero.headline: "${id}" } }]`;

describe("rules of one priority", () => {
  test.each([
    ["for different pages", "priority: 0\npage: about"],
    [
      "for visitors that exclude each other",
      "priority: 100\npage: okna\nwhen: { device.bot: true }",
    ],
    ["at different times", "priority: 100\npage: okna\nschedule: { from: 2027-01-01 }"],
    ["on different days", "priority: 100\npage: okna\nschedule: { days: [sat, sun] }"],
    ["of which one is switched off", "priority: 100\npage: okna\nenabled: false"],
  ])("may be %s", (_, more) => {
    expect(
      linesOf(also(simple("other", more))).filter((line) => line.includes("equal-priority")),
    ).toEqual([]);
  });

  test("may fill different slots", () => {
    const other =
      "rule: other\npriority: 100\npage: okna\nvariants: [{ id: a, content: { lead.form: { title: a } } }]";
    expect(linesOf(also(other))).toEqual([]);
  });

  test("may have variants for one slot that exclude each other", () => {
    const other =
      "rule: other\npriority: 100\npage: okna\nvariants: [{ id: a, when: { keyword.group: cheap-windows }, content: { lead.form: { title: a } } }, { id: b, when: { keyword.group: pvc, score: ..59 }, content: { hero.headline: b } }]";
    expect(linesOf(also(other))).toEqual([]);
  });

  test("may not both fill a slot of one visitor, wherever they stand", () => {
    expect(
      linesOf(also(simple("other", "priority: 100\npage: okna\nwhen: { visits: 2.. }"))),
    ).toEqual([
      'content/okna.yaml:30:11 error equal-priority "other" and "by-intent" (content/okna.yaml:1) have priority 100 and can both fill "hero.headline" for one visitor (give the one that should win a higher priority, or conditions that exclude each other)',
    ]);
    expect(linesOf(also(simple("other", "priority: 1000\nwhen: { visits: 2.. }")))).toEqual([
      expect.stringMatching(
        /^keywords\/okna\.yaml:1:14 error equal-priority "okna-search" and "other"/,
      ),
    ]);
  });

  test("are compared even where they are many, up to a bound", () => {
    const many = Array.from({ length: 1_500 }, (_, index) =>
      simple(`r${index}`, `page: okna\nwhen: { geo.city: Город ${index} }`),
    );
    const lines = linesOf(also(many.join("\n---\n")));
    expect(lines).toEqual([expect.stringContaining("warning priorities-unchecked")]);
  });
});

describe("a rule that never shows", () => {
  const above = (
    more: string,
    content = "hero.headline: a, hero.cta: { label: a }, hero.image: hide",
  ): Edit =>
    also(`rule: above\npriority: 120\n${more}\nvariants: [{ id: a, content: { ${content} } }]`);

  test("is below one that takes everybody and fills all its slots", () => {
    expect(linesOf(above("page: okna"))).toEqual([
      expect.stringMatching(
        /^content\/okna\.yaml:1:7 warning shadowed-rule "by-intent" never shows: "above" \(priority 120\)/,
      ),
    ]);
    expect(linesOf(above("description: every page"))).toHaveLength(1);
  });

  test.each([
    ["has a condition", "page: okna\nwhen: { visits: 2.. }", undefined],
    ["is not always on", "page: okna\nschedule: { until: 2027-01-01 }", undefined],
    ["is for another page", "page: about", undefined],
    ["leaves a slot", "page: okna", "hero.headline: a, hero.cta: { label: a }"],
    ["is a bundle", "page: okna\nbundle: true", undefined],
  ])("is not below one that %s", (_, more, content) => {
    expect(linesOf(above(more, content)).filter((line) => line.includes("shadowed-rule"))).toEqual(
      [],
    );
  });
});

describe("an offer", () => {
  const form = smallForm();
  test("with a goal needs a button or a form", () => {
    const lines = linesOf(
      [OFFER, form, ""],
      [OFFER, ', cta: { label: Забрать, href: "#lead" }', ""],
    );
    expect(lines).toEqual([
      expect.stringMatching(/^offers\/comeback\.yaml:9:7 warning offer-cannot-convert/),
    ]);
  });

  test("that is shown until it converts needs something that counts as that", () => {
    const lines = linesOf([OFFER, form, ""], [OFFER, "goal: lead\n", ""]);
    expect(lines).toEqual([
      expect.stringMatching(/^offers\/comeback\.yaml:7:\d+ warning until-without-goal/),
    ]);
  });
});

/** The form of the small rule set's offer, as it is written. */
function smallForm(): string {
  return `form:
  event: Lead Submitted
  thanks: Перезвоним
  thanks@en: We will call
  fields:
    - { name: email, type: email, ask: always }
    - { name: role, type: select, options: [директор, { value: other, label: Другое }] }
`;
}

describe("segments", () => {
  test("that need each other over the grade are told so", () => {
    expect(
      linesOf(
        ["segments.yaml", "score: 60..", "grade: A"],
        ["scoring.yaml", "traits.role: director", "segment: hot"],
      ),
    ).toEqual([
      expect.stringContaining(
        'error segment-cycle the segment "hot" depends on itself: hot → grade → hot',
      ),
    ]);
  });

  test("in a long chain are no cycle", () => {
    const chain = Array.from(
      { length: 3_000 },
      (_, index) => `  s${index}: { when: { segment: s${index + 1} } }\n`,
    ).join("");
    expect(
      linesOf([
        "segments.yaml",
        "segments:\n",
        `segments:\n${chain}  s3000: { when: { visits: 2.. } }\n`,
      ]),
    ).toEqual([]);
  });
});

test("a rule without any content is told that it changes nothing", () => {
  expect(linesOf(also("rule: empty\nvariants: [{ id: a, content: {} }]"))).toEqual([
    expect.stringMatching(/^content\/okna\.yaml:29:7 warning no-content/),
  ]);
});

describe("a table", () => {
  const TABLE = "keywords/okna.csv";
  test.each<[string, Edit, string]>([
    [
      "a field there is not",
      [TABLE, "hero.cta.label", "hero.cta.lable"],
      "keywords/okna.csv:1 (E1) error unknown-key",
    ],
    [
      "a language there is not",
      [TABLE, "hero.cta.label", "hero.cta.label@de"],
      "keywords/okna.csv:1 (E1) error unknown-locale",
    ],
    [
      "a field of a slot that has none",
      [TABLE, "hero.headline", "hero.headline.text"],
      "keywords/okna.csv:1 (D1) error unknown-key",
    ],
    [
      "a text for a slot of fields",
      [TABLE, "hero.cta.label", "hero.cta"],
      "keywords/okna.csv:2 (E2) error wrong-type",
    ],
    [
      "an address that runs code",
      [
        TABLE,
        "hero.cta.label\nкупить пластиковые окна недорого;cheap-windows;123;Недорогие окна с установкой;Узнать цену",
        "hero.cta.href\nкупить пластиковые окна недорого;cheap-windows;123;Недорогие окна;javascript:alert(1)",
      ],
      "keywords/okna.csv:2 (E2) error bad-url",
    ],
    [
      "a text longer than its slot",
      [TABLE, "Недорогие окна с установкой", "Недорогие окна ".repeat(6)],
      "keywords/okna.csv:2 (D2) error content-too-long",
    ],
    [
      "a wrong insertion",
      [TABLE, "Недорогие окна с установкой", "Окна {geo.sity|default:a}"],
      "keywords/okna.csv:2 (D2) error unknown-signal",
    ],
    [
      "a phrase that is there twice",
      [TABLE, "окна +для дома -бесплатно;home-windows", '"""Окна ПВХ""";home-windows'],
      "keywords/okna.csv:4 (A4) warning duplicate-phrase",
    ],
    [
      "an id that a spreadsheet has shortened",
      [TABLE, "cheap-windows;123;", "cheap-windows;5,112E+10;"],
      "keywords/okna.csv:2 (C2) warning shortened-id",
    ],
    [
      "a NUL character",
      [TABLE, "Недорогие окна с установкой", "Недорогие\0окна"],
      "keywords/okna.csv:2 (D2) error control-character",
    ],
    [
      "the error of a formula",
      [TABLE, "Недорогие окна с установкой", "#Н/Д"],
      "keywords/okna.csv:2 (D2) error error-value",
    ],
    [
      "a phrase of nothing",
      [TABLE, "окна +для дома -бесплатно", "-бесплатно"],
      "keywords/okna.csv:3 (A3) warning empty-phrase",
    ],
  ])("with %s is told the cell", (_, edit, expected) => {
    const lines = linesOf(edit);
    expect(
      lines.filter((line) => line.startsWith(expected)),
      lines.join("\n"),
    ).toHaveLength(1);
  });
});

describe("a page that caches may share", () => {
  const city: Edit = [OKNA, "{geo.region|default:регионе}", "{geo.city|default:городе}"];

  test("is told that it comes in more versions than a cache is good for", () => {
    expect(linesOf(city)).toEqual([
      'site.yaml:16:3 warning many-page-versions "about" comes in up to 204 versions (about.html 204), so a page cache will seldom have the right one (let groups of phrases share their content, insert a region in place of a city, or take slots off the page; where so many are meant, write "maxVersions: 204" there)',
    ]);
  });

  test.each([
    [204, 0],
    [203, 1],
  ])("is told nothing where %i versions are meant", (most, warnings) => {
    const meant: Edit = ["site.yaml", "path: /about,", `path: /about, maxVersions: ${most},`];
    expect(linesOf(city, meant)).toHaveLength(warnings);
  });

  test("is not, where the visitor's past decides and nobody shares it", () => {
    const past: Edit = [
      OKNA,
      "rule: about-us\npage: about",
      "rule: about-us\npage: about\nwhen: { visits: 2.. }",
    ];
    expect(linesOf(city, past)).toEqual([]);
  });
});
