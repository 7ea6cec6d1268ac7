import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseRules } from "../../src/load/index.ts";

const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join("");
const bomb = many(
  10,
  (index) =>
    `a${index}: &a${index} [${Array(9)
      .fill(index === 0 ? "x" : `*a${index - 1}`)
      .join(", ")}]\n`,
);

/** What it is, the text, and the code of a problem it must have. */
const HOSTILE: readonly (readonly [string, string, string])[] = [
  ["5,000 open brackets", "[".repeat(5_000), "too-deep"],
  ["5,000 mappings in brackets", "{a: ".repeat(5_000), "too-deep"],
  ["5,000 lists in lists", "- ".repeat(5_000), "too-deep"],
  ["1,000 mappings in mappings", many(1_000, (index) => `${" ".repeat(index)}a:\n`), "too-deep"],
  [
    "depth by aliases",
    `a0: &a0 [x]\n${many(500, (index) => `a${index + 1}: &a${index + 1} [*a${index}]\n`)}`,
    "too-deep",
  ],
  ["an alias bomb", bomb, "unknown-key"],
  [
    "an alias bomb in a rule",
    `rule: a\nwhen:\n${bomb.replaceAll(/^(?=a)/gm, "  ")}variants: [{ id: x, content: {} }]\n`,
    "too-large",
  ],
  ["100,000 keys", many(100_000, (index) => `k${index}: v\n`), "too-large"],
  ["100,000 keys in brackets", `{ ${many(100_000, (index) => `k${index}: v, `)} }`, "too-large"],
  ["100,000 times the same key", "k: v\n".repeat(100_000), "too-large"],
  ["19,000 unknown keys", many(19_000, (index) => `k${index}: v\n`), "unknown-key"],
  ["10 MB", "a: b\n".repeat(2_000_000), "too-large"],
  ["a million bad escapes", `a: "${"\\x ".repeat(600_000)}"`, "too-large"],
  ["a million quotes", '"'.repeat(1_900_000), "too-large"],
  ["a million documents", "---\n".repeat(400_000), "too-large"],
  ["a line of tabs in every line", "a:\tb\n".repeat(50_000), "tab"],
  ["NUL", "rule: a\0b\n", "control-character"],
  ["text that reads backwards", 'rule: "\u202eabc"\n', "bidi-control"],
];

describe("hostile YAML gets a verdict", () => {
  test.each(HOSTILE)("%s", (_, yaml, code) => {
    const start = performance.now();
    const { problems } = parseRules(
      new Map([
        ["site.yaml", "site: a\n"],
        ["x.yaml", yaml],
      ]),
    );
    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(problems.length).toBeLessThan(200);
    // A second on a quiet machine; tests share theirs with others.
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test("bytes that are no UTF-8 are reported where they are", () => {
    const bytes = new Uint8Array([...new TextEncoder().encode("site: a\nslots: "), 0xcf, 0xf0]);
    expect(parseRules(new Map([["site.yaml", bytes]])).problems).toMatchObject([
      { file: "site.yaml", line: 2, column: 8, code: "not-utf8", suggestion: "save it as UTF-8" },
    ]);
  });

  test("an alias followed many times is one value many times, within the limit", () => {
    const { source, problems } = parseRules(
      new Map([
        [
          "site.yaml",
          "site: a\nslots:\n  x: { type: json, default: { a: &a [1, 2], b: *a, c: *a } }\n",
        ],
      ]),
    );
    expect(problems).toEqual([]);
    expect(source.site?.value.slots?.["x"]?.default).toEqual({ a: [1, 2], b: [1, 2], c: [1, 2] });
  });
});

const VECTORS = join(import.meta.dirname, "../../../../../shared/conformance/yaml-must-fail.json");

if (existsSync(VECTORS)) {
  describe("documents that every YAML parser must reject", () => {
    const { cases } = JSON.parse(readFileSync(VECTORS, "utf8")) as {
      readonly cases: readonly { readonly id: string; readonly yaml: string }[];
    };
    test.each(cases)("$id", ({ yaml }) => {
      const { problems } = parseRules(
        new Map([
          ["site.yaml", "site: a\n"],
          ["x.yaml", yaml],
        ]),
      );
      const errors = problems.filter((problem) => problem.severity === "error");
      expect(errors.map((problem) => problem.file)).toContain("x.yaml");
      for (const { line, column } of errors) expect([line > 0, column > 0]).toEqual([true, true]);
    });
  });
}
