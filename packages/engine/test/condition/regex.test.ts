import { describe, expect, it } from "vitest";
import { type RegexProgram, matchesRegex } from "../../src/condition/index.ts";
import { REGEX_ASSERTIONS } from "../../src/condition/regex.ts";

const A = [97, 97];
const ANY = [0, 0x10ffff];

/** `a+$` */
const program: RegexProgram = {
  start: 0,
  code: [[4, 1, 0], [2, 0, 2], [3, 3, REGEX_ASSERTIONS.endText], [0]],
  sets: [A],
};

describe("running a regular expression", () => {
  it("searches everywhere", () => {
    expect(matchesRegex(program, "bbaaa")).toBe(true);
    expect(matchesRegex(program, "aaab")).toBe(false);
    expect(matchesRegex(program, "")).toBe(false);
  });

  it("takes a character outside of the basic plane as one", () => {
    const one: RegexProgram = {
      start: 0,
      code: [[3, 1, REGEX_ASSERTIONS.beginText], [4, 2, 0], [3, 3, REGEX_ASSERTIONS.endText], [0]],
      sets: [ANY],
    };
    expect(matchesRegex(one, "🪟")).toBe(true);
    expect(matchesRegex(one, "\ud83e")).toBe(true);
    expect(matchesRegex(one, "ab")).toBe(false);
  });

  it("ends on a program that goes round without taking a character", () => {
    const loop: RegexProgram = { start: 0, code: [[2, 0, 1], [1], [0]], sets: [] };
    expect(matchesRegex(loop, "aaa")).toBe(false);
  });

  it("finds characters in sets of many ranges", () => {
    const even = Array.from({ length: 500 }, (_, i) => [2 * i, 2 * i]).flat();
    const set: RegexProgram = { start: 0, code: [[4, 1, 0], [0]], sets: [even] };
    for (let code = 0; code < 1_010; code++) {
      const expected = code < 1_000 && code % 2 === 0;
      expect(matchesRegex(set, String.fromCodePoint(code))).toBe(expected);
    }
  });

  it("visits each instruction at most once a character", () => {
    // (a|a)*(a|a)*…b: exponential for a backtracking engine.
    const code: number[][] = [];
    for (let i = 0; i < 20; i++) {
      const at = code.length;
      code.push([2, at + 1, at + 4], [2, at + 2, at + 3], [4, at, 0], [4, at, 0]);
    }
    code.push([4, code.length + 1, 1], [0]);
    const nested: RegexProgram = { start: 0, code, sets: [A, [98, 98]] };
    for (const length of [10, 1_000, 10_000]) {
      const effort = { steps: 0 };
      expect(matchesRegex(nested, "a".repeat(length), effort)).toBe(false);
      expect(effort.steps).toBeLessThanOrEqual(code.length * (length + 1));
    }
  });

  it("stops early where only the start of the text can match", () => {
    const anchored: RegexProgram = {
      start: 0,
      code: [[3, 1, REGEX_ASSERTIONS.beginText], [4, 2, 0], [0]],
      sets: [A],
    };
    const effort = { steps: 0 };
    expect(matchesRegex(anchored, "b".repeat(10_000), effort)).toBe(false);
    expect(effort.steps).toBeLessThan(5);
  });
});
