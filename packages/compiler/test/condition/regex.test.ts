import { type RegexProgram, matchesRegex } from "@facet/engine";
import * as fc from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, it } from "vitest";
import { compileRegex } from "../../src/condition/index.ts";

function program(pattern: string): RegexProgram {
  const result = compileRegex(pattern);
  if (!("program" in result)) throw new Error(result.message);
  return result.program;
}

const piece: fc.Memo<string> = fc.memo((depth) => {
  const atom = fc.constantFrom(
    ..."abcкЯё ",
    ".",
    "\\d",
    "\\w",
    "\\W",
    "\\s",
    "\\b",
    "\\B",
    "^",
    "$",
    "\\A",
    "\\z",
    "[ab]",
    "[^a]",
    "[а-яё]",
    "\\pL",
    "\\P{Lu}",
    "[[:alpha:]]",
    "🪟",
    "\\x{1F600}",
    "(?i)k",
    "(?s).",
    "(?m)^b",
    "",
  );
  if (depth <= 1) return atom;
  const inner = piece(depth - 1);
  return fc.oneof(
    atom,
    fc.tuple(inner, inner).map(([a, b]) => a + b),
    fc.tuple(inner, inner).map(([a, b]) => `(?:${a}|${b})`),
    fc
      .tuple(inner, fc.constantFrom("*", "+", "?", "*?", "{2}", "{1,3}", "{2,}"))
      .map(([a, count]) => `(${a})${count}`),
  );
});

const text = fc.string({ unit: fc.constantFrom(..."abcкЯяёkK \n_9🪟\u212a\ud83e"), maxLength: 12 });

describe("compiled patterns", () => {
  it("match what RE2 matches", () => {
    fc.assert(
      fc.property(piece(4), fc.array(text, { minLength: 3, maxLength: 6 }), (pattern, texts) => {
        const expected = RE2JS.compile(pattern);
        const actual = program(pattern);
        for (const each of texts) {
          expect(matchesRegex(actual, each), `${pattern} on ${JSON.stringify(each)}`).toBe(
            expected.test(each),
          );
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["(?i)straße", "STRASSE", false],
    ["(?i)k", "\u212a", true],
    ["(?i)ЁЛКА", "ёлка", true],
    ["\\bокна\\b", "окна", false],
    ["^окна$", "окна", true],
    ["", "", true],
    ["$^", "a", false],
  ])("%s on %s is %s", (pattern, each, expected) => {
    expect(matchesRegex(program(pattern), each)).toBe(expected);
  });

  it.each([
    "(a*)*b",
    "(a|a)*b",
    "(a|aa)+$b",
    "(.*)(.*)(.*)(.*)x",
    "((a{0,5}){0,5}){0,5}b",
    "a?".repeat(50) + "a".repeat(50) + "b",
  ])("%s costs time linear in the text", (pattern) => {
    const compiled = program(pattern);
    const steps = (length: number): number => {
      const effort = { steps: 0 };
      matchesRegex(compiled, "a".repeat(length), effort);
      return effort.steps;
    };
    const size = compiled.code.length;
    for (const length of [100, 1_000, 10_000]) {
      expect(steps(length)).toBeLessThanOrEqual(size * (length + 1));
    }
    expect(steps(10_000) / steps(1_000)).toBeLessThan(10.5);
  });

  it("are plain data", () => {
    const compiled = program("(?i)^(a|b)+\\d{2}$");
    expect(JSON.parse(JSON.stringify(compiled))).toEqual(compiled);
  });

  it("keep each set of characters once", () => {
    expect(program("\\pL{50}").sets).toHaveLength(1);
  });
});

describe("patterns that cannot be used", () => {
  it.each([
    ["a(?=b)", /ahead and behind.*`\(\?=` at character 2/],
    ["a(?!b)", /ahead and behind/],
    ["(?<=a)b", /ahead and behind.*character 1/],
    ["(?<!a)b", /ahead and behind/],
    ["(a)\\1", /references to groups.*`\\1` at character 4/],
    ["(?<n>a)\\k<n>", /references to groups/],
    ["a++", /possessive/],
    ["(?>a)", /atomic/],
    ["a\\Z", /anchor/],
    ["\\u0451", /\\u is not supported/],
    ["(a", /missing closing \)/],
    ["a)", /unexpected \)/],
    ["[z-a]", /range: `z-a` at character 2/],
    ["*a", /repetition.*at character 1/],
    ["\\", /backslash at end.*at character 2/],
    ["x{1001}", /repeat count/],
    ["(x{100}){100}", /repeat count/],
    ["(".repeat(1_200), /1200 characters/],
    [`${"(".repeat(499)}a${")".repeat(499)}${"".padEnd(2_000, "b")}`, /more than 1000/],
    ["(abc|def){300}", /instructions, more than 1000/],
  ])("%s", (pattern, says) => {
    const result = compileRegex(pattern);
    expect("message" in result && result.message).toMatch(says);
  });

  it("never crash, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."()[]{}?*+|\\^$.,:<>=!-aPp19x&~#ё🪟") }),
        (pattern) => {
          compileRegex(pattern);
          compileRegex(pattern, { fold: true });
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
