import { describe, expect, test } from "vitest";
import { formatProblem } from "../src/format-problem.ts";
import { compileSmall } from "./small-rules.ts";
import type { Edit } from "./small-rules.ts";

const SITE = "site.yaml";
const OKNA = "content/okna.yaml";
const OFFER = "offers/comeback.yaml";
const TESTS = "tests/okna.yaml";
const SEGMENTS = "segments.yaml";
const SCORING = "scoring.yaml";
const LIST = "keywords/okna.yaml";
const TABLE = "keywords/okna.csv";

test("the small rule set has no problems", () => {
  const { problems, artifact } = compileSmall();
  expect(problems.map(formatProblem)).toEqual([]);
  expect(artifact?.revision).toMatch(/^r_[0-9a-f]{12}$/);
});

/** What is changed, and how the one problem begins that comes of it. */
const MISTAKES: readonly (readonly [what: string, edit: Edit, problem: string])[] = [
  [
    "a slot that is misspelt in a variant",
    [OKNA, "hero.cta: { label", "hero.ctaa: { label"],
    `${OKNA}:12:7 error unknown-slot`,
  ],
  [
    "a slot that is misspelt on a page",
    [SITE, "hero.image, lead.form", "hero.imag, hero.image, lead.form"],
    `${SITE}:15:69 error unknown-slot`,
  ],
  [
    "a language there is not",
    [OKNA, "hero.headline@en", "hero.headline@de"],
    `${OKNA}:11:7 error unknown-locale`,
  ],
  [
    "content in the second language alone",
    [OKNA, "hero.image: hide", "hero.image@en: hide"],
    `${OKNA}:13:7 error missing-locale`,
  ],
  [
    "a default in a language there is not",
    [SITE, 'default@en: "Windows"', 'default@de: "Fenster"'],
    `${SITE}:8:76 error unknown-locale`,
  ],
  ["a page there is not", [OKNA, "page: okna", "page: oknaa"], `${OKNA}:3:7 error unknown-page`],
  [
    "a goal of an experiment there is not",
    [OKNA, "goal: lead", "goal: leed"],
    `${OKNA}:24:7 error unknown-goal`,
  ],
  [
    "a goal of an offer there is not",
    [OFFER, "goal: lead", "goal: leed"],
    `${OFFER}:9:7 error unknown-goal`,
  ],
  [
    "a goal of a trigger there is not",
    [OFFER, "scroll 60%", "goal leed"],
    `${OFFER}:6:27 error unknown-goal`,
  ],
  [
    "a group of offers there is not",
    [OFFER, "group: discounts", "group: discount"],
    `${OFFER}:4:8 error unknown-offer-group`,
  ],
  [
    "a segment there is not",
    [OKNA, "segment: hot", "segment: hott"],
    `${OKNA}:15:22 error unknown-segment`,
  ],
  [
    "a keyword group there is not",
    [
      OKNA,
      "when: { keyword.group: cheap-windows }\n    content",
      "when: { keyword.group: cheap-window }\n    content",
    ],
    `${OKNA}:8:28`,
  ],
  ["a trigger there is not", [OFFER, "idle 45s", "idel 45s"], `${OFFER}:6:17 error bad-trigger`],
  [
    "a rule that is there twice",
    [OKNA, "rule: about-us", "rule: by-intent"],
    `${OKNA}:29:7 error duplicate-id`,
  ],
  [
    "a variant that is there twice",
    [OKNA, "id: hot", "id: cheap"],
    `${OKNA}:14:9 error duplicate-id`,
  ],
  [
    "an experiment named like a rule",
    [OKNA, "rule: about-us", "rule: price-first"],
    `${OKNA}:19:13 warning shared-id`,
  ],
  [
    "a slot that begins like another",
    [SITE, "hero.image: {", "hero: { type: text, default: a }\n  hero.image: {"],
    `${SITE}:8:3 error slot-prefix`,
  ],
  [
    "two pages with one path",
    [SITE, "path: /about", "path: /okna/"],
    `${SITE}:16:18 error duplicate-path`,
  ],
  [
    "a path with a query",
    [SITE, "path: /about", "path: /about?a=1"],
    `${SITE}:16:18 error bad-path`,
  ],
  [
    "a page without slots",
    [SITE, "slots: [about.html]", "slots: []"],
    `${SITE}:12:3 warning unused-slot`,
  ],
  [
    "content longer than its slot",
    [OKNA, "Вернулись?", "Вернулись? ".repeat(6)],
    `${OKNA}:17:22 error content-too-long`,
  ],
  [
    "a default longer than its slot",
    [SITE, "maxLength: 60", "maxLength: 10"],
    `${OKNA}:10:22 error content-too-long`,
  ],
  [
    "an insertion that is not closed",
    [OKNA, "default:окна}", "default:окна"],
    `${OKNA}:10:22 error insert-unclosed`,
  ],
  [
    "an insertion of a signal there is not",
    [OKNA, "{query|", "{querry|"],
    `${OKNA}:10:22 error unknown-signal`,
  ],
  [
    "an insertion without a default",
    [OKNA, "{geo.city|where|default:рядом}", "{geo.city|where}"],
    `${OKNA}:10:22 error insert-needs-default`,
  ],
  ["a filter there is not", [OKNA, "|title|", "|titel|"], `${OKNA}:10:22 error unknown-filter`],
  [
    "an insertion of what stood in the URL",
    [OKNA, "{query|title", "{utm.campaign|title"],
    `${OKNA}:10:22 warning insert-from-url`,
  ],
  [
    "an address that runs code",
    [OFFER, 'href: "#lead"', 'href: "javascript:alert(1)"'],
    `${OFFER}:10:63 error bad-url`,
  ],
  [
    "markup that runs code",
    [OKNA, "<p>Мы в <b>", "<p onclick='x()'>Мы в <b>"],
    `${OKNA}:33:28 warning html-removed`,
  ],
  [
    "a default that its schema forbids",
    [SITE, "default: { price: 7900", "default: { price: dear"],
    `${SITE}:13:116 error content-schema`,
  ],
  [
    "a schema that is none",
    [SITE, "price: { type: number }", "price: { type: numbr }"],
    `${SITE}:13:`,
  ],
  [
    "a schedule that ends before it begins",
    [OKNA, "until: 2027-01-01", "until: 2026-11-01"],
    `${OKNA}:4:38 error schedule-order`,
  ],
  [
    "an experiment with one arm",
    [OKNA, "  control: { weight: 50 }\n", ""],
    `${OKNA}:25:1 error too-few-arms`,
  ],
  [
    "an experiment with no weight",
    [
      OKNA,
      "control: { weight: 50 }\n  price: { weight: 50",
      "control: { weight: 0 }\n  price: { weight: 0",
    ],
    `${OKNA}:25:1 error weights-zero`,
  ],
  [
    "a winner that is no arm",
    [OKNA, "goal: lead\n", "goal: lead\nwinner: pirce\n"],
    `${OKNA}:25:9 error unknown-arm`,
  ],
  [
    "two rules of one priority for one slot",
    [OKNA, "priority: 150", "priority: 100"],
    `${OKNA}:21:11 error equal-priority`,
  ],
  [
    "a variant that nobody gets",
    [OKNA, "    when: { keyword.group: cheap-windows }\n", ""],
    `${OKNA}:13:5 warning unreachable-variant`,
  ],
  [
    "a condition that nobody meets",
    [OKNA, "when: { segment: hot }", "when: { all: [{ visits: 1 }, { visits: 2 }] }"],
    `${OKNA}:15:11 warning never-true`,
  ],
  [
    "content for a slot that the page does not show",
    [OKNA, "page: about\n", "page: okna\n"],
    `${OKNA}:30:7 warning slot-not-on-page`,
  ],
  [
    "segments that need each other",
    [SEGMENTS, "geo.city: Москва", "segment: moscow"],
    `${SEGMENTS}:3:19 error segment-cycle`,
  ],
  [
    "a counted event that nothing sends",
    [OFFER, "did: { Lead Submitted: 0 }", "did: { Led Submitted: 0 }"],
    `${OFFER}:5:29 warning unknown-event`,
  ],
  [
    "a scored event that is misspelt",
    [SCORING, "event: Session Started", "event: Sesion Started"],
    `${SCORING}:2:14 warning unknown-event`,
  ],
  [
    "levels of interest out of order",
    [SCORING, "fit:", "interest: { 1: 20, 2: 40 }\nfit:"],
    `${SCORING}:7:23 error interest-order`,
  ],
  [
    "a click on what is no selector",
    [SEGMENTS, "{ event: Order Completed, where: { category: bikes } }", "{ click: 'a[href' }"],
    `${SEGMENTS}:8:25 error bad-selector`,
  ],
  [
    "a named score that gets no points",
    [SEGMENTS, "geo.city: Москва", "any: [{ scores.trial: 5.. }, { geo.city: Москва }]"],
    `${SEGMENTS}:3:29 warning unknown-score`,
  ],
  [
    "an event that is itself",
    [SEGMENTS, "{ event: Order Completed, where: { category: bikes } }", "{ event: Bike Bought }"],
    `${SEGMENTS}:8:25 error event-itself`,
  ],
  [
    "two fields of one name",
    [OFFER, "name: role", "name: email"],
    `${OFFER}:18:15 error duplicate-field`,
  ],
  [
    "more fields that are always asked than are asked at once",
    [
      OFFER,
      "  fields:\n",
      "  maxFields: 1\n  fields:\n    - { name: phone, type: tel, ask: always }\n",
    ],
    `${OFFER}:16:14 warning fields-never-asked`,
  ],
  [
    "a choice of nothing",
    [OFFER, "type: select, options: [директор, { value: other, label: Другое }]", "type: select"],
    `${OFFER}:18:7 error field-options`,
  ],
  [
    "a test of a persona there is not",
    [TESTS, "persona: director", "persona: directr"],
    `${TESTS}:4:16 error unknown-persona`,
  ],
  [
    "a test of a slot there is not",
    [TESTS, "hero.headline: {", "hero.headlin: {"],
    `${TESTS}:10:16 error unknown-slot`,
  ],
  [
    "a test of a rule there is not",
    [TESTS, "by-intent/cheap", "by-inten/cheap"],
    `${TESTS}:10:42 error unknown-rule`,
  ],
  [
    "a test of a variant there is not",
    [TESTS, "by-intent/cheap", "by-intent/chip"],
    `${TESTS}:10:42 error unknown-variant`,
  ],
  [
    "a test of a variant of nothing",
    [TESTS, "by-intent/cheap", "cheap"],
    `${TESTS}:10:42 error bad-variant`,
  ],
  [
    "a test of an offer there is not",
    [TESTS, "offers: [comeback]", "offers: [comback]"],
    `${TESTS}:11:16 error unknown-offer`,
  ],
  [
    "a test of a segment there is not",
    [TESTS, "segments: [moscow]", "segments: [moskow]"],
    `${TESTS}:12:18 error unknown-segment`,
  ],
  ["a column of a slot there is not", [TABLE, "hero.cta.label", "hero.ctaa.label"], `${TABLE}:1`],
  [
    "a group of the list there is not",
    [LIST, "cheap-windows: {", "cheap-window: {"],
    `${LIST}:5:3 warning unused-keyword-group`,
  ],
];

describe("a mistake is told with its place, its code, and what to do", () => {
  test.each(MISTAKES)("%s", (_, edit, expected) => {
    const lines = compileSmall(edit).problems.map(formatProblem);
    expect(
      lines.find((line) => line.startsWith(expected)),
      lines.join("\n"),
    ).toBeDefined();
  });
});
