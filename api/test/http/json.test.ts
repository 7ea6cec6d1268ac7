import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/http/json.ts";
import { ApiProblem } from "../../src/http/problem.ts";
import { findRepeatedKey } from "../../src/http/repeated-key.ts";

function refusalOf(text: string): string {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof ApiProblem) return `${error.status} ${error.message}`;
    throw error;
  }
  return "parsed";
}

describe("JSON of a request", () => {
  it("is what it says, whatever it says", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ["nothing", ""],
    ["spaces", " \t\r\n"],
    ["a byte order mark alone", "\uFEFF"],
    ["an open list", "["],
    ["a list closed as an object", "[}"],
    ["a trailing comma", "[1,]"],
    ["a leading comma", "[,1]"],
    ["two values", "1 2"],
    ["a comment", "[1] // one"],
    ["single quotes", "{'a':1}"],
    ["a bare name", "{a:1}"],
    ["no value", '{"a":}'],
    ["no colon", '{"a" 1}'],
    ["an unfinished text", '"a'],
    ["a raw line break in a text", '"a\nb"'],
    ["a bad escape", '"\\x41"'],
    ["half of an escape", '"\\u12"'],
    ["a leading zero", "[01]"],
    ["a plus sign", "[+1]"],
    ["a bare dot", "[.5]"],
    ["an unfinished number", "[1.]"],
    ["hexadecimal", "[0x1]"],
    ["NaN", "[NaN]"],
    ["infinity", "[-Infinity]"],
    ["capitals", "[TRUE]"],
    ["a NUL", "[\u0000]"],
    ["a form feed", "[\f]"],
  ])("is refused with 400 where it is %s", (_, text) => {
    expect(refusalOf(text)).toMatch(/^400 /u);
  });

  it("may be 64 levels deep, and no deeper", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(refusalOf(nested(64))).toBe("parsed");
    expect(refusalOf(nested(65))).toContain("deeper than 64");
    expect(refusalOf(nested(1_000_000))).toContain("deeper than 64");
    expect(refusalOf("[".repeat(1_000_000))).toContain("deeper than 64");
    expect(refusalOf('{"a":'.repeat(100_000))).toContain("deeper than 64");
  });

  it("may have brackets and colons in its texts", () => {
    const value = { "[{": ":::", "\\": '"}', '":"': "\\" };
    expect(parseJson(JSON.stringify(value))).toEqual(value);
  });

  it("has objects of at most 2,000 members, and any number in lists", () => {
    const members = (count: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i])));
    expect(refusalOf(members(2_000))).toBe("parsed");
    expect(refusalOf(members(2_001))).toContain("more than 2000 members");
    expect(refusalOf(JSON.stringify(Array.from({ length: 100_000 }, () => 0)))).toBe("parsed");
  });

  it.each([
    ['{"event":"a","event":"b"}', "$.event"],
    ['{"a":[{"b":1},{"b":1,"c":{},"b":2}]}', "$.a[1].b"],
    ['{"a b":1,"a\\u0020b":2}', '$["a b"]'],
    ['{"__proto__":1,"__proto__":2}', "$.__proto__"],
    ['{"a":{"a":1},"b":[[],[{"x":":","x":1}]]}', "$.b[1][0].x"],
  ])("names a member once: %s", (text, path) => {
    expect(refusalOf(text)).toContain(`a member twice: ${path}.`);
  });

  it("finds the one that stands twice wherever it stands", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1, maxKeys: 8 }),
        fc.nat(),
        (object, pick) => {
          const text = JSON.stringify(object);
          expect(findRepeatedKey(text)).toBeUndefined();
          const keys = Object.keys(object);
          const again = keys[pick % keys.length] ?? "";
          const doubled = `${text.slice(0, -1)},${JSON.stringify(again)}:0}`;
          expect(findRepeatedKey(doubled)).toEqual([again]);
          expect(refusalOf(doubled)).toMatch(/^400 .*twice/su);
        },
      ),
    );
  });
});
