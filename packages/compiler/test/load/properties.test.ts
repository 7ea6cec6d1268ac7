import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRules } from "../../src/load/index.ts";

describe("whatever the files hold", () => {
  const yamlish = fc.array(
    fc.oneof(
      fc.constantFrom(
        "rule",
        "variants",
        "content",
        "slots",
        "offers",
        "points",
        ":",
        ": ",
        "- ",
        "\n",
        "\n  ",
        "{",
        "}",
        "[",
        "]",
        ", ",
        "#",
        " #",
        "&a",
        "*a",
        "!",
        '"',
        "'",
        "|",
        ">",
        "---\n",
        "%",
        "\t",
        "<<",
        "~",
        "null",
        "0x1",
        "1.10",
        "__proto__",
        "constructor",
        "@en",
      ),
      fc.string({ unit: "binary", maxLength: 6 }),
    ),
    { maxLength: 60 },
  );

  test("parsing never throws and every problem has a place", () => {
    fc.assert(
      fc.property(yamlish, (parts) => {
        const { problems } = parseRules(new Map([["site.yaml", parts.join("")]]));
        for (const { line, column, message } of problems) {
          expect(Number.isInteger(line) && line > 0 && Number.isInteger(column) && column > 0).toBe(
            true,
          );
          expect(message).not.toMatch(/undefined|\[object/);
        }
      }),
      { numRuns: 1_500 },
    );
  });

  test("any JSON is a verdict, also under keys of the language", () => {
    const key = fc.constantFrom(
      "rule",
      "rules",
      "offers",
      "site",
      "slots",
      "segments",
      "points",
      "tests",
      "keywordList",
    );
    fc.assert(
      fc.property(fc.dictionary(key, fc.jsonValue({ maxDepth: 4 }), { maxKeys: 3 }), (value) => {
        const { problems } = parseRules(new Map([["a.yaml", JSON.stringify(value)]]));
        for (const { message } of problems)
          expect(message).not.toMatch(/undefined|\[object|Invalid input/);
      }),
      { numRuns: 800 },
    );
  });

  test("any bytes in any file are a verdict", () => {
    const name = fc.constantFrom("a.yaml", "a.csv", "b.tsv", "c.txt", "d.xlsx");
    fc.assert(
      fc.property(fc.dictionary(name, fc.uint8Array({ maxLength: 200 })), (files) => {
        const lists =
          "site: a\n---\nkeywordLists: [{ keywordList: a, file: a.csv }, { keywordList: b, file: b.tsv, minusFrom: c.txt }]\n";
        parseRules(
          new Map<string, string | Uint8Array>([["lists.yaml", lists], ...Object.entries(files)]),
        );
      }),
      { numRuns: 500 },
    );
  });

  test("nothing leaks into prototypes", () => {
    parseRules(
      new Map([
        [
          "a.yaml",
          'segments: { constructor: { when: { __proto__: { polluted: 1 } } }, "__proto__": { polluted: 1 } }\n',
        ],
      ]),
    );
    expect("polluted" in {}).toBe(false);
  });
});
