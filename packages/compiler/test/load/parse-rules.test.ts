import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/format-problem.ts";
import { readRulesFolder } from "../../src/load/folder.ts";
import { parseRules } from "../../src/load/index.ts";

function parse(files: Readonly<Record<string, string>>) {
  const { source, problems } = parseRules(new Map(Object.entries(files)));
  return { source, problems };
}

describe("a rules folder with everything in it", async () => {
  const files = await readRulesFolder(join(import.meta.dirname, "../fixtures/full"));
  const { source, problems } = parseRules(files);

  test("has no problems", () => {
    expect(problems.map(formatProblem)).toEqual([]);
  });

  test("gives every item", () => {
    expect(source.rules.map((rule) => rule.name)).toEqual([
      "windows-by-intent",
      "evening",
      "about-dealers",
    ]);
    expect(source.experiments.map((item) => item.name)).toEqual([
      "cheap-price-2026-11",
      "form-title-2026-09",
    ]);
    expect(source.offers.map((item) => item.name)).toEqual(["comeback-discount", "price-guide"]);
    expect(source.segments.map((item) => item.name)).toEqual(["hot-lead", "moscow", "dealers"]);
    expect(source.events.map((item) => item.name)).toEqual([
      "Pricing Viewed",
      "Phone Clicked",
      "Balcony Ordered",
    ]);
    expect(source.personas.map((item) => item.name)).toEqual(["price-seeker", "returning-dealer"]);
    expect(source.tests.map((item) => item.name)).toHaveLength(2);
    expect(source.keywordLists[0]?.table?.rows).toHaveLength(4);
    expect(source.keywordLists[0]?.minusFiles[0]?.text).toContain("отзывы");
    expect(source.site?.value.locales).toEqual(["ru", "en"]);
    expect(source.scoring?.value.interest).toEqual({ 1: 60, 2: 40, 3: 20, 4: 0 });
    expect([...source.declared.slots]).toHaveLength(7);
  });

  test("is read the same from strings", async () => {
    const texts = new Map(
      [...files].map(([file, bytes]) => [file, new TextDecoder().decode(bytes as Uint8Array)]),
    );
    const again = parseRules(texts).source;
    expect(again.rules.map(({ value }) => value)).toEqual(source.rules.map(({ value }) => value));
    expect(again.site?.value).toEqual(source.site?.value);
  });
});

describe("where the schema expects text, what is written is taken", () => {
  const SITE =
    'site: a\nslots:\n  t: { type: text, default: "" }\n  j: { type: json, default: 0 }\n  c: { type: cta, default: { label: x, href: y } }\n';
  const contentOf = (line: string) => {
    const { source, problems } = parse({
      "site.yaml": SITE,
      "r.yaml": `rule: r\nvariants:\n  - id: v\n    content: { ${line} }\n`,
    });
    expect(problems).toEqual([]);
    return source.rules[0]?.value.variants[0]?.content;
  };

  test.each([
    "18446744073709551615",
    "0123",
    "+74951234567",
    "1.10",
    "no",
    "true",
    "null",
    "~",
    "1e3",
    "0x1F",
    "2026-12-01",
    ".5",
    "-0",
  ])("%s", (written) => {
    expect(contentOf(`t: ${written}`)).toEqual({ t: written });
    expect(contentOf(`c: { label: ${written} }`)).toEqual({ c: { label: written } });
  });

  test("a slot of JSON keeps numbers and booleans", () => {
    expect(contentOf('j: { a: 1.5, b: true, c: null, d: "1", e: [1, x] }')).toEqual({
      j: { a: 1.5, b: true, c: null, d: "1", e: [1, "x"] },
    });
  });

  test("a number whose digits say more than its value stays text where nothing is expected", () => {
    expect(contentOf("j: [18446744073709551615, 0123, +7495, 1.10, 12]")).toEqual({
      j: ["18446744073709551615", "0123", "+7495", 1.1, 12],
    });
  });

  test("what is written in a condition can be asked for", () => {
    const { source } = parse({
      "site.yaml": "site: a\n",
      "s.yaml": 'segments:\n  s: { when: { app: [1.10, "x y"], utm.id: 007 } }\n',
    });
    const [segment] = source.segments;
    expect(segment?.value.when).toEqual({ app: [1.1, "x y"], "utm.id": "007" });
    expect(segment?.source(["when", "app", 0])).toBe("1.10");
    expect(segment?.source(["when", "app", 1])).toBe("x y");
    expect(segment?.source(["when", "app"])).toBeUndefined();
    expect(segment?.source(["when", "nope"])).toBeUndefined();
  });
});

describe("findings about items", () => {
  const files = {
    "site.yaml": "site: a\n",
    "r.yaml":
      "# два\nrules:\n  - rule: one\n    variants: [{ id: v, content: {} }]\n  - rule: two\n    page: okna\n    variants:\n      - id: v\n        content: {}\n",
    "s.yaml": "segments:\n  hot: { when: { score: 60.. } }\n",
  };

  test("get the place of a value, a key, an item of a list, and the nearest one above what is missing", () => {
    const { source, problems } = parse(files);
    const two = source.rules[1];
    const at = (path: readonly (string | number)[], onKey = false) => {
      problems.length = 0;
      two?.report({ path, onKey, code: "x", message: "x" });
      return `${problems[0]?.file}:${problems[0]?.line}:${problems[0]?.column}`;
    };
    expect(at(["page"])).toBe("r.yaml:6:11");
    expect(at(["page"], true)).toBe("r.yaml:6:5");
    expect(at(["variants", 0, "id"])).toBe("r.yaml:8:13");
    expect(at(["variants", 0])).toBe("r.yaml:8:9");
    expect(at(["variants", 0, "when"])).toBe("r.yaml:8:9");
    expect(at(["schedule", "from"])).toBe("r.yaml:5:5");
    expect(at([])).toBe("r.yaml:5:5");
    expect(at(two?.namePath ?? [])).toBe("r.yaml:5:11");
    expect(two?.placeOf(["page"])).toEqual({ file: "r.yaml", line: 6, column: 11 });
  });

  test("of an item named by its key may be about the name", () => {
    const { source, problems } = parse(files);
    source.segments[0]?.report({
      path: [],
      onKey: true,
      severity: "warning",
      code: "x",
      message: "m",
      suggestion: "s",
    });
    expect(problems).toEqual([
      {
        file: "s.yaml",
        line: 2,
        column: 3,
        severity: "warning",
        code: "x",
        message: "m",
        suggestion: "s",
      },
    ]);
  });
});

describe("what documents say is put together", () => {
  test("however the files are split", () => {
    const { source, problems } = parse({
      "a.yaml":
        "site: a\nslots:\n  x: { type: text, default: x }\n---\nrule: r1\nvariants: [{ id: v, content: { y: new } }]\n",
      "b/c.yml":
        "slots:\n  y: { type: text, default: y }\nsegments:\n  s: { when: {} }\nevents:\n  E: { click: a }\nrules:\n  - rule: r2\n    variants: [{ id: v, content: {} }]\npoints:\n  - { event: E, points: 1 }\n",
      "b/d.yaml":
        "points: [{ event: F, points: 2 }]\ninterest: { 1: 5 }\n---\nversion: 1\npages: { p: { path: /, slots: [x, y] } }\n",
    });
    expect(problems).toEqual([]);
    expect(Object.keys(source.site?.value.slots ?? {})).toEqual(["x", "y"]);
    expect(source.site?.value.version).toBe(1);
    expect(source.scoring?.value.points?.map(({ event }) => event)).toEqual(["E", "F"]);
    expect(source.rules.map(({ name, file }) => [name, file])).toEqual([
      ["r1", "a.yaml"],
      ["r2", "b/c.yml"],
    ]);
    source.site?.report({ path: ["slots", "y"], onKey: true, code: "x", message: "x" });
    source.scoring?.report({ path: ["points", 1, "event"], code: "x", message: "x" });
    expect(problems.map((problem) => `${problem.file}:${problem.line}:${problem.column}`)).toEqual([
      "b/c.yml:2:3",
      "b/d.yaml:1:19",
    ]);
  });

  test("a broken slot leaves the rest of the site, and its name is known", () => {
    const { source, problems } = parse({
      "site.yaml":
        "site: a\nholdout: 7\nslots:\n  x: { type: text }\n  y: { type: text, default: y }\npages: { p: { path: /, slots: [x, y] } }\n",
    });
    expect(problems.map(({ line, code }) => `${line} ${code}`)).toEqual([
      "2 bad-percent",
      "4 missing",
    ]);
    expect(Object.keys(source.site?.value.slots ?? {})).toEqual(["y"]);
    expect(source.site?.value.holdout).toBeUndefined();
    expect([...source.declared.slots]).toEqual(["x", "y"]);
  });

  test("a broken rule leaves the others, and its name is known", () => {
    const { source, problems } = parse({
      "site.yaml": "site: a\n",
      "r.yaml":
        "rules:\n  - { rule: bad, variants: no }\n  - { rule: good, variants: [{ id: v, content: {} }] }\n",
    });
    expect(problems).toHaveLength(1);
    expect(source.rules.map((rule) => rule.name)).toEqual(["good"]);
    expect([...source.declared.rules]).toEqual(["bad", "good"]);
  });

  test("names of a document that cannot be read are known, and nothing of it is checked", () => {
    const { source, problems } = parse({
      "site.yaml": "site: a\nslots:\n  x: { type: text, default: {x} y }\n  z: { type: no }\n",
    });
    expect(problems.map((problem) => problem.line)).toEqual([3]);
    expect(source.site).toBeUndefined();
    expect(source.declared.slots.has("x")).toBe(true);
  });

  test("a misspelt key is reported, and the item is still there", () => {
    const { source, problems } = parse({
      "site.yaml": "site: a\n",
      "r.yaml": "rule: r\nprioriti: 1\nvariants: [{ id: v, content: {} }]\n",
    });
    expect(problems).toHaveLength(1);
    expect(source.rules.map((rule) => rule.value)).toEqual([
      { rule: "r", variants: [{ id: "v", content: {} }] },
    ]);
  });

  test("content that does not fit its slot is taken out, and the rule is still there", () => {
    const { source, problems } = parse({
      "site.yaml":
        "site: a\nslots:\n  c: { type: cta, default: { label: x, href: y } }\n  t: { type: text, default: t }\n",
      "r.yaml":
        "rule: r\nvariants: [{ id: v, content: { c: { label: [a] }, t: new, other: 1 } }]\n",
    });
    expect(problems).toHaveLength(1);
    expect(source.rules[0]?.value.variants[0]?.content).toEqual({ t: "new", other: 1 });
  });

  test("a folder without a site says so", () => {
    expect(parse({}).problems.map(formatProblem)).toEqual([
      'site.yaml:1:1 error missing-site no document describes the site (add site.yaml with "version: 1", "site: <id>", its slots and pages)',
    ]);
  });

  test("a section without the site's id says so", () => {
    expect(parse({ "p.yaml": "holdout: 5%\n" }).problems).toMatchObject([
      { file: "p.yaml", line: 1, code: "missing" },
    ]);
  });
});
