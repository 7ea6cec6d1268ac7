import { describe, expect, test } from "vitest";
import { parseRules } from "../../src/load/index.ts";
import { DOCUMENTS } from "./mistakes/documents.ts";
import { OFFERS } from "./mistakes/offers.ts";
import { OTHERS } from "./mistakes/others.ts";
import { content, rule } from "./mistakes/row.ts";
import { RULES } from "./mistakes/rules.ts";
import { TEXTS } from "./mistakes/texts.ts";
import { YAML } from "./mistakes/yaml.ts";

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
