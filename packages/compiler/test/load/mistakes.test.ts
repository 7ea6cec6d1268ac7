import { describe, expect, test } from "vitest";
import { parseRules } from "../../src/load/index.ts";

const SITE = `site: okna
slots:
  hero.headline: { type: text, default: Окна }
  hero.cta: { type: cta, default: { label: Цена, href: "#lead" } }
  hero.image: { type: image, default: { src: /a.jpg, alt: Окно } }
  lead.form: { type: form, default: { title: Заявка, fields: [{ name: phone, type: tel }] } }
  data: { type: json, default: {} }
`;
const FILE = "content/okna.yaml";

interface Mistake {
  readonly what: string;
  /** Text of the file. */
  readonly yaml: string;
  /** Line and column. */
  readonly at: string;
  readonly code: string;
  /** Part of the message. */
  readonly says: string;
  /** Part of the suggestion. */
  readonly advises: string;
}

type Row = readonly [
  what: string,
  yaml: string,
  at: string,
  code: string,
  says: string,
  advises: string,
];

/** A rule with one line of content, which is line 5 and begins in column 7. */
const content = (line: string) => `rule: a\nvariants:\n  - id: x\n    content:\n      ${line}\n`;
/** A rule with one more line, which is line 2. */
const rule = (line: string) => `rule: a\n${line}\nvariants: [{ id: x, content: {} }]\n`;
/** An offer with one more line, which is line 4. */
const offer = (line: string) =>
  `offer: a\ntype: modal\ncontent: { title: x }\n${line}\n${line.startsWith("trigger") ? "" : "trigger: exit\n"}`;
const form = (fields: string) => content(`lead.form: { fields: ${fields} }`);

const TEXTS: readonly Row[] = [
  [
    "a text cut by #",
    content("hero.headline: Скидка #1"),
    "5:29",
    "text-cut-by-comment",
    '"#1"',
    'write "Скидка #1"',
  ],
  [
    "a text that starts with #",
    content("hero.headline: #1 в России"),
    "5:22",
    "text-cut-by-comment",
    "#1",
    'write "#1 в России"',
  ],
  [
    "a text that starts with {",
    content("hero.headline: {query|title} окна"),
    "5:36",
    "quote-needed",
    "read as a mapping",
    'write "{query|title} окна"',
  ],
  [
    "nothing but an insertion",
    content("hero.headline: {query}"),
    "5:22",
    "quote-needed",
    '"hero.headline" must be a text',
    'write "{query}"',
  ],
  [
    "a text that starts with [",
    content("hero.headline: [новинка] окна"),
    "5:32",
    "quote-needed",
    "read as a list",
    'write "[новинка] окна"',
  ],
  [
    "nothing but brackets",
    content("hero.headline: [новинка]"),
    "5:22",
    "quote-needed",
    "is a list",
    'write "[новинка]"',
  ],
  [
    "a text that starts with !",
    content("hero.headline: !Внимание скидка"),
    "5:23",
    "quote-needed",
    "read as a tag",
    'write "!Внимание скидка"',
  ],
  [
    "a latin text that starts with !",
    content("hero.headline: !Attention sale"),
    "5:22",
    "quote-needed",
    "read as a tag",
    'write "!Attention sale"',
  ],
  [
    "a text that starts with *",
    content("hero.headline: *Скидка"),
    "5:22",
    "unknown-alias",
    "is an alias",
    'write "*Скидка"',
  ],
  [
    "a text that starts with &",
    content("hero.headline: &Скидка окна"),
    "5:22",
    "quote-needed",
    "is an anchor",
    'write "&Скидка окна"',
  ],
  [
    "a text that starts with %",
    content("hero.headline: %скидка"),
    "5:22",
    "quote-needed",
    "may not start with",
    'write "%скидка"',
  ],
  [
    "a text that starts with @",
    content("hero.headline: @home"),
    "5:22",
    "quote-needed",
    "may not start with",
    'write "@home"',
  ],
  [
    "text after a quoted text",
    content('hero.headline: "Окна" от 7 900'),
    "5:29",
    "quote-needed",
    "a quoted text",
    `write '"Окна" от 7 900'`,
  ],
  [
    "a colon in a text",
    content("hero.headline: Окна: цены"),
    "5:22",
    "quote-needed",
    "second colon",
    'write "Окна: цены"',
  ],
  [
    "a text that starts with >",
    content("hero.headline: > 5 окон"),
    "5:24",
    "quote-needed",
    "block of text",
    'write "> 5 окон"',
  ],
  [
    "a text that starts with a dash",
    content("hero.headline: - окна"),
    "5:22",
    "quote-needed",
    "item of a list",
    'write "- окна"',
  ],
  [
    "a quote that is not closed",
    content('hero.headline: "Окна'),
    "5:22",
    "missing-quote",
    "no closing quote",
    "close it",
  ],
  [
    "a backslash in double quotes",
    content('hero.headline: "C:\\окна"'),
    "5:25",
    "bad-escape",
    '"\\о"',
    "single quotes",
  ],
  [
    "a tab inside a text",
    content("hero.headline: Окна\tдаром"),
    "5:26",
    "tab",
    "looks like spaces",
    '"Окна\\tдаром"',
  ],
  [
    "a control character by escape",
    content('hero.headline: "a\\0b"'),
    "5:22",
    "control-character",
    "U+0000",
    "delete",
  ],
];

const YAML: readonly Row[] = [
  [
    "a tab as indentation",
    "rule: a\nvariants:\n\t- id: x\n",
    "3:1",
    "tab",
    "indented with spaces",
    "replace",
  ],
  ["a tab after a colon", "rule:\ta\n", "1:6", "tab", "looks like spaces", "replace"],
  [
    "a line indented too deep",
    "rule: a\n priority: 5\n",
    "2:2",
    "bad-indent",
    "deeper than the one above",
    "same column",
  ],
  [
    "a line indented like no other",
    "rule: a\nvariants:\n  - id: x\n   content: {}\n",
    "4:4",
    "bad-indent",
    "3 spaces",
    "same column",
  ],
  [
    "no colon",
    "rule: a\npriority 5\n",
    "2:1",
    "missing-colon",
    'expected "key: value"',
    "add the colon",
  ],
  [
    "no space after the colon",
    "rule: a\npriority:5\n",
    "2:1",
    "missing-colon",
    "no colon and space",
    "space after the colon",
  ],
  [
    "a list that is not closed",
    "rule: a\npage: [okna\nvariants: []\n",
    "3:1",
    "missing-bracket",
    "expected ]",
    "close it with ]",
  ],
  [
    "a mapping that is not closed",
    "rule: a\nwhen: { geo.city: Москва\nvariants: []\n",
    "3:1",
    "missing-bracket",
    "expected }",
    "close it with }",
  ],
  [
    "no comma",
    "rule: a\nwhen: { geo.city: Москва visits: 2.. }\n",
    "2:19",
    "missing-comma",
    "no comma",
    "put a comma",
  ],
  [
    "a key given twice",
    rule("priority: 1\npriority: 2"),
    "3:1",
    "duplicate-key",
    "in line 2",
    "keep one",
  ],
  [
    "a merge key",
    rule("<<: { priority: 1 }"),
    "2:1",
    "merge-key",
    "not part of YAML 1.2",
    "write the keys out",
  ],
  ["a list as a key", rule("? [a]\n: b"), "2:3", "bad-key", "single name", "quotes"],
  [
    "a key that no object may have",
    rule("__proto__: {}"),
    "2:1",
    "bad-key",
    "__proto__",
    "another name",
  ],
  [
    "an alias of nothing",
    rule("when: *visitors"),
    "2:7",
    "unknown-alias",
    "is an alias",
    'write "*visitors"',
  ],
  [
    "an alias inside of what it names",
    rule("when: &w { any: [*w] }"),
    "2:18",
    "recursive-alias",
    "inside of what it names",
    "*w",
  ],
  [
    "YAML of another version",
    "%YAML 1.1\n---\nrule: a\n",
    "1:1",
    "yaml-version",
    "YAML 1.2",
    "delete",
  ],
  ["a NUL", "rule: a\0\n", "1:8", "control-character", "U+0000", "delete"],
  [
    "a control that turns text around",
    "rule: a # \u202e\n",
    "1:11",
    "bidi-control",
    "U+202E",
    "delete",
  ],
  [
    "a text alone",
    "просто текст\n",
    "1:1",
    "not-a-mapping",
    "must be a mapping",
    "start it with a key",
  ],
  ["a list alone", "- a\n- b\n", "1:1", "not-a-mapping", "is a list", "start it with a key"],
];

const DOCUMENTS: readonly Row[] = [
  [
    "a misspelt kind of document",
    "ruls:\n  - rule: a\n",
    "1:1",
    "unknown-key",
    '"ruls"',
    "did you mean",
  ],
  [
    "a rule without its id",
    "variants: []\n",
    "1:1",
    "unknown-key",
    '"variants"',
    "it belongs to a rule",
  ],
  ["two items in one document", "rule: a\noffer: b\n", "2:1", "two-items", '"offer"', '"---"'],
  [
    "a text where a list of rules stands",
    "rules: a\n",
    "1:8",
    "wrong-type",
    '"rules" must be a list',
    '"- rule: …"',
  ],
  [
    "a mapping where a list of rules stands",
    "rules:\n  a: { priority: 1 }\n",
    "2:3",
    "wrong-type",
    "is a mapping",
    '"- rule: …"',
  ],
  [
    "a text in a list of rules",
    "rules:\n  - a\n",
    "2:5",
    "wrong-type",
    "must be a mapping",
    '"- rule: …"',
  ],
  ["an empty list of rules", "rules:\n", "1:1", "empty-value", "is empty", '"- rule: …"'],
  [
    "segments as a list",
    "segments:\n  - hot\n",
    "2:3",
    "wrong-type",
    "mapping of names",
    "one name a line",
  ],
  ["the site's id given twice", "site: other\n", "1:1", "duplicate-key", "site.yaml:1", "keep one"],
];

const RULES: readonly Row[] = [
  [
    "a misspelt key",
    rule("prioritty: 5"),
    "2:1",
    "unknown-key",
    "expected rule, ",
    'did you mean "priority"?',
  ],
  ["no variants", "rule: a\n", "1:1", "missing", '"variants" is missing', 'add "variants: …"'],
  [
    "no id in a list",
    "rules:\n  - variants: [{ id: x, content: {} }]\n",
    "2:5",
    "missing",
    '"rule" is missing',
    'add "rule: …"',
  ],
  [
    "a variant without content",
    "rule: a\nvariants:\n  - id: x\n",
    "3:5",
    "missing",
    '"content" is missing',
    "add",
  ],
  [
    "a text for a number",
    rule("priority: high"),
    "2:11",
    "wrong-type",
    'must be a number, but is "high"',
    "write",
  ],
  ["a number in quotes", rule('priority: "5"'), "2:11", "wrong-type", 'the text "5"', "write 5"],
  [
    "spaces in a number",
    rule("priority: 1 000"),
    "2:11",
    "wrong-type",
    "must be a number",
    "write 1000",
  ],
  [
    "yes for true",
    rule("enabled: yes"),
    "2:10",
    "wrong-type",
    "must be true or false",
    "write true",
  ],
  [
    "nothing after a colon",
    rule("priority:"),
    "2:1",
    "empty-value",
    '"priority" is empty',
    "delete the line",
  ],
  [
    "an empty list",
    "rule: a\nvariants: []\n",
    "2:11",
    "empty-list",
    '"variants" is an empty list',
    "add an item",
  ],
  [
    "variants as a mapping",
    "rule: a\nvariants:\n  x: { content: {} }\n",
    "3:3",
    "wrong-type",
    "must be a list",
    "list",
  ],
  [
    "an id with capitals",
    "rule: My Rule\nvariants: [{ id: x, content: {} }]\n",
    "1:7",
    "bad-id",
    "must be an id",
    "write my-rule",
  ],
  [
    "a slot with capitals",
    content("Hero Headline: x"),
    "5:7",
    "bad-id",
    '"Hero Headline"',
    "write hero-headline",
  ],
  [
    "a mapping for pages",
    rule("page: { id: okna }"),
    "2:7",
    "wrong-type",
    '"page" must be',
    "write",
  ],
  [
    "a Russian date",
    rule("schedule: { from: 01.12.2026 }"),
    "2:19",
    "bad-date",
    '"01.12.2026"',
    "write 2026-12-01",
  ],
  [
    "a day that does not exist",
    rule("schedule: { until: 2026-02-30 }"),
    "2:20",
    "bad-date",
    "that exists",
    "for example",
  ],
  [
    "a day spelt out",
    rule("schedule: { days: [monday] }"),
    "2:20",
    "bad-day",
    'item 1 of "days"',
    "mon-fri",
  ],
  [
    "a misspelt field of a button",
    content("hero.cta: { lable: Цена }"),
    "5:19",
    "unknown-key",
    '"lable"',
    'did you mean "label"?',
  ],
  [
    "a text for a button",
    content("hero.cta: Узнать цену"),
    "5:17",
    "wrong-type",
    '"hero.cta" must be hide or a mapping',
    "write",
  ],
  [
    "half a pixel",
    content("hero.image: { width: 12.5 }"),
    "5:28",
    "wrong-type",
    "a whole number",
    "whole number",
  ],
  [
    "a field of no known type",
    form("[{ name: phone, type: phone }]"),
    "5:50",
    "not-allowed-value",
    "one of text, email, tel",
    'did you mean "tel"?',
  ],
  [
    "a field without a name",
    form("[{ type: tel }]"),
    "5:29",
    "missing",
    '"name" is missing',
    "name: email",
  ],
  [
    "a way to ask that there is not",
    form("[{ name: a, type: tel, ask: sometimes }]"),
    "5:56",
    "wrong-type",
    "always, unknown",
    "write",
  ],
  [
    "an experiment's share without %",
    "experiment: a\ntraffic: 50\narms: { a: { weight: 1 } }\n",
    "2:10",
    "bad-percent",
    "between 0% and 100%",
    "write 50%",
  ],
  [
    "a share over 100%",
    "experiment: a\ntraffic: 150%\narms: { a: { weight: 1 } }\n",
    "2:10",
    "bad-percent",
    '"150%"',
    "for example",
  ],
  [
    "a weight below 0",
    "experiment: a\narms: { a: { weight: -1 } }\n",
    "2:22",
    "out-of-range",
    "at least 0",
    "at least 0",
  ],
  [
    "an arm without weight",
    "experiment: a\narms: { a: {} }\n",
    "2:9",
    "missing",
    '"weight" is missing',
    "add",
  ],
  [
    "arms as a list",
    "experiment: a\narms: [a, b]\n",
    "2:7",
    "wrong-type",
    '"arms" must be a mapping',
    "write",
  ],
];

const OFFERS: readonly Row[] = [
  [
    "a type of offer that there is not",
    "offer: a\ntype: popup\ntrigger: exit\ncontent: { title: x }\n",
    "2:7",
    "not-allowed-value",
    "modal, bar, slide-in",
    'did you mean "modal"?',
  ],
  [
    "an offer without a trigger",
    "offer: a\ntype: modal\ncontent: { title: x }\n",
    "1:1",
    "missing",
    '"trigger" is missing: when',
    "add",
  ],
  [
    "a combination that there is not",
    offer("trigger: { every: [exit] }"),
    "4:10",
    "unknown-key",
    "any, all, sequence",
    "write one of",
  ],
  [
    "a wait without its unit",
    offer("trigger: { all: [exit], after: 5 }"),
    "4:32",
    "bad-duration",
    "with its unit",
    "write 5s",
  ],
  [
    "a limit that there is not",
    offer("limits: { visits: 1 }"),
    "4:11",
    "unknown-key",
    '"visits"',
    'did you mean "visit"?',
  ],
  [
    "a limit that is no number",
    offer("limits: { 7d: often }"),
    "4:15",
    "wrong-type",
    "whole number",
    "write",
  ],
  [
    "a misspelt end of showing",
    offer("limits: { until: converted }"),
    "4:18",
    "not-allowed-value",
    "must be convert",
    'did you mean "convert"?',
  ],
  [
    "a time in words",
    offer("limits: { afterDismiss: 3 days }"),
    "4:25",
    "bad-duration",
    '"3 days"',
    "write 3d",
  ],
];

const OTHERS: readonly Row[] = [
  [
    "a table that is not there",
    "keywordList: a\nfile: nope.csv\n",
    "2:7",
    "missing-file",
    "content/nope.csv",
    "beside",
  ],
  [
    "a list without a table",
    "keywordList: a\n",
    "1:1",
    "missing",
    '"file" is missing',
    "file: okna.csv",
  ],
  [
    "a platform that there is not",
    "keywordList: a\nfile: a.csv\nplatform: yandeks\n",
    "3:11",
    "not-allowed-value",
    "yandex, google",
    'did you mean "yandex"?',
  ],
  [
    "a memory that there is not",
    "keywordList: a\nfile: a.csv\nremember: always\n",
    "3:11",
    "bad-duration",
    "page, visit",
    "for example",
  ],
  [
    "points in words",
    "points:\n  - { event: A, points: ten }\n",
    "2:25",
    "wrong-type",
    "must be a number",
    "write",
  ],
  ["half a decay", "decay: { after: 14d }\n", "1:1", "missing", '"halfLife" is missing', "add"],
  ["a fifth level", "interest: { 5: 60 }\n", "1:13", "unknown-key", "1, 2, 3, 4", "one of"],
  [
    "a grade that there is not",
    "fit: [{ grade: F }]\n",
    "1:16",
    "not-allowed-value",
    "A, B, C, D, E",
    "write",
  ],
  [
    "an event of no kind",
    "events:\n  A: { at: /x }\n",
    "2:6",
    "unknown-key",
    "page, click, event",
    "write",
  ],
  [
    "an event of a path",
    "events:\n  A: { path: /x }\n",
    "2:6",
    "unknown-key",
    "page, click, event",
    'did you mean "page"?',
  ],
  [
    "a key without a space after its colon",
    "points:\n  - { event: A, points: 1, max:20 }\n",
    "2:28",
    "unknown-key",
    '"max:20"',
    "write max: 20, with a space",
  ],
  [
    "months of keeping",
    "retention: 13 months\n",
    "1:12",
    "bad-duration",
    "with its unit",
    "write 390d",
  ],
  [
    "keeping for ever",
    "retention: forever\n",
    "1:12",
    "bad-duration",
    "with its unit",
    "for example 395d",
  ],
  [
    "a segment with spaces",
    "segments:\n  Hot Lead: { when: { score: 60.. } }\n",
    "2:3",
    "bad-id",
    '"Hot Lead"',
    "write hot-lead",
  ],
  [
    "a zeroth visit",
    "personas:\n  - persona: a\n    visits: 0\n",
    "3:13",
    "out-of-range",
    "at least 1",
    "at least 1",
  ],
  [
    "a test without a visitor",
    "tests:\n  - name: x\n    expect: {}\n",
    "2:5",
    "missing",
    '"given" is missing',
    "add",
  ],
  [
    "a misspelt expectation",
    "test: x\ngiven: { url: /x }\nexpect: { slots: { a: { varient: a/b } } }\n",
    "3:25",
    "unknown-key",
    '"varient"',
    'did you mean "variant"?',
  ],
  [
    "a slot of no known type",
    "slots:\n  a: { type: txt, default: x }\n",
    "2:14",
    "not-allowed-value",
    "text, html, cta",
    'did you mean "text"?',
  ],
  [
    "a slot without a type",
    "slots:\n  a: { default: x }\n",
    "2:3",
    "missing",
    '"type" is missing',
    "add",
  ],
  [
    "a slot without a default",
    "slots:\n  a: { type: text }\n",
    "2:3",
    "missing",
    '"default" is missing',
    "add",
  ],
  [
    "a default that is not whole",
    "slots:\n  a: { type: cta, default: { label: x } }\n",
    "2:19",
    "missing",
    '"href" is missing',
    "add",
  ],
  [
    "a text for a list of slots",
    "pages:\n  p: { path: /x, slots: hero.headline }\n",
    "2:25",
    "wrong-type",
    "must be a list",
    "write [hero.headline]",
  ],
  [
    "a city for a time zone",
    "timeZone: Moscow\n",
    "1:11",
    "bad-time-zone",
    "IANA",
    "Europe/Moscow",
  ],
  ["a holdout without %", "holdout: 5\n", "1:10", "bad-percent", "between 0% and 100%", "write 5%"],
  ["a text for consent", "consent: granted\n", "1:10", "wrong-type", "must be a mapping", "write"],
  [
    "a place of state there is not",
    "state: cookies\n",
    "1:8",
    "not-allowed-value",
    "must be one of store, cookie, both",
    'did you mean "cookie"?',
  ],
  ["a text for languages", "locales: ru\n", "1:10", "wrong-type", "must be a list", "write [ru]"],
  [
    "another version of the language",
    "version: 2\n",
    "1:10",
    "not-allowed-value",
    "must be 1",
    "write 1",
  ],
  [
    "a currency in words",
    "goals: { g: { event: A, currency: руб } }\n",
    "1:35",
    "bad-currency",
    "ISO 4217",
    "RUB",
  ],
  [
    "a group's limit in words",
    "offerGroups: { g: { limits: { week: 1 } } }\n",
    "1:31",
    "unknown-key",
    "expected 7d",
    "write 1w",
  ],
  [
    "an attribute of no known type",
    "attributes: { plan: { type: text } }\n",
    "1:29",
    "not-allowed-value",
    "string, number",
    'did you mean "string"?',
  ],
  [
    "an attribute with spaces",
    "attributes: { мой план: { type: string } }\n",
    "1:15",
    "bad-id",
    "latin letters",
    "plan",
  ],
];

const MISTAKES: readonly Mistake[] = [
  ...TEXTS,
  ...YAML,
  ...DOCUMENTS,
  ...RULES,
  ...OFFERS,
  ...OTHERS,
].map(([what, yaml, at, code, says, advises]) => ({ what, yaml, at, code, says, advises }));

function problemsOf(yaml: string) {
  const files = new Map<string, string>([
    ["site.yaml", SITE],
    [FILE, yaml],
    ["content/a.csv", "keyword\nокна\n"],
  ]);
  return parseRules(files).problems.filter((problem) => problem.file === FILE);
}

describe("a mistake is reported where it is, with what to do", () => {
  test.each(MISTAKES)("$what", ({ yaml, at, code, says, advises }) => {
    const [problem, ...more] = problemsOf(yaml);
    expect(problem).toMatchObject({ file: FILE, severity: "error", code });
    expect(`${problem?.line}:${problem?.column}`).toBe(at);
    expect(problem?.message).toContain(says);
    expect(problem?.suggestion).toContain(advises);
    expect(more).toEqual([]);
  });

  test("there are enough of them", () => {
    expect(MISTAKES.length).toBeGreaterThan(100);
  });
});

describe("what looks like a mistake and is none", () => {
  test.each([
    ["a comment after two spaces", content("hero.headline: Скидка  #скидка")],
    ["a comment after a space", content("hero.headline: Скидка # 1")],
    ["a # inside a word", content("hero.headline: Окна C#1")],
    ["a comment after an id", rule("page: okna #главная")],
    ["a tab in quotes", content('hero.headline: "Окна\tдаром"')],
    ["a tab in a comment", rule("# Окна\tдаром")],
    ["a tab in a block of text", content("hero.headline: |\n        Окна\tдаром")],
    [
      "an alias of an anchor",
      "rule: a\nwhen: &w { visits: 2.. }\nvariants: [{ id: x, when: *w, content: {} }]\n",
    ],
    ["a byte order mark", "\ufeffrule: a\nvariants: [{ id: x, content: {} }]\n"],
    ["Windows line ends", "rule: a\r\nvariants: [{ id: x, content: {} }]\r\n"],
    ["an empty file", ""],
    ["nothing but comments", "# пусто\n"],
    ["empty documents", "---\n---\n"],
  ])("%s", (_, yaml) => {
    expect(problemsOf(yaml)).toEqual([]);
  });
});

test("all problems of a file come at once, in order", () => {
  const problems = problemsOf(
    "rule: My Rule\nprioritty: 1\nvariants:\n  - id: x\n    content: { hero.cta: { lable: a } }\n  - id: y\n",
  );
  expect(problems.map(({ line, code }) => `${line} ${code}`)).toEqual([
    "1 bad-id",
    "2 unknown-key",
    "5 unknown-key",
    "6 missing",
  ]);
});
