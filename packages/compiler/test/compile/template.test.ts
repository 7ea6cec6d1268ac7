import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fallbackText, parseTemplate } from "../../src/compile/template.ts";

const codes = (text: string): string[] =>
  parseTemplate(text).problems.map((problem) => problem.code);

describe("a text without insertions", () => {
  test.each(["", "Окна", "a } b", "}}", "100 %"])("%j stays as it is", (text) => {
    const { template, problems } = parseTemplate(text);
    expect(problems).toEqual([]);
    expect(fallbackText(template)).toBe(text);
    expect(template.every((part) => typeof part === "string")).toBe(true);
  });

  test("writes a brace with two", () => {
    expect(parseTemplate("a {{b} c").template).toEqual(["a {b} c"]);
  });
});

describe("an insertion", () => {
  test("has a signal, filters in order and a default", () => {
    const { template, problems } = parseTemplate(
      "Окна {geo.city|title|max:20|where|default:в вашем городе} от 7 900 ₽",
    );
    expect(problems).toEqual([]);
    expect(template).toEqual([
      "Окна ",
      {
        signal: ["geo", "city"],
        filters: [{ name: "title" }, { name: "max", length: 20 }, { name: "where" }],
        default: "в вашем городе",
      },
      " от 7 900 ₽",
    ]);
  });

  test("keeps colons and spaces of its default", () => {
    expect(parseTemplate("{query|default: a: b }").template).toEqual([
      { signal: ["query"], filters: [], default: " a: b " },
    ]);
  });

  test("takes the forms of a plural", () => {
    expect(parseTemplate("{visits|plural:день, дня,дней|default:}").template).toEqual([
      {
        signal: ["visits"],
        filters: [{ name: "plural", forms: ["день", "дня", "дней"] }],
        default: "",
      },
    ]);
  });

  test("takes the dots of a URL parameter as part of its name", () => {
    expect(parseTemplate("{url.query.a.b|default:x}").template).toEqual([
      { signal: ["url", "query", "a.b"], filters: [], default: "x" },
    ]);
  });

  test.each([
    ["{keyword:окна}", "lower"],
    ["{Keyword:окна}", "sentence"],
    ["{KeyWord:окна}", "title"],
    ["{KEYWORD:окна}", "upper"],
  ])("is read from the ad spelling %s", (text, name) => {
    expect(parseTemplate(text).template).toEqual([
      { signal: ["keyword", "phrase"], filters: [{ name }], default: "окна" },
    ]);
  });
});

describe("a wrong insertion", () => {
  test.each([
    ["Окна {query", "insert-unclosed"],
    ["{query {city}", "insert-unclosed"],
    ["{}", "insert-syntax"],
    ["{a b|default:x}", "insert-syntax"],
    ["{query|titel|default:x}", "unknown-filter"],
    ["{query||default:x}", "unknown-filter"],
    ["{query|max|default:x}", "filter-argument"],
    ["{query|max:0|default:x}", "filter-argument"],
    ["{query|max:ten|default:x}", "filter-argument"],
    ["{query|title:2|default:x}", "filter-argument"],
    ["{query|plural:one|default:x}", "filter-argument"],
    ["{query|default}", "filter-argument"],
    ["{query|default:a|default:b}", "filter-argument"],
  ])("%j is %s", (text, code) => {
    expect(codes(text)).toEqual([code]);
  });

  test("names the place in the text and the filter that was meant", () => {
    expect(parseTemplate("Окна {query|titel|default:x}").problems).toEqual([
      expect.objectContaining({ offset: 5, suggestion: 'did you mean "title"?' }),
    ]);
  });
});

test("any text gives parts and problems, never an exception, and never two literals in a row", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."{}|:.,a1 ё") }), (text) => {
      const { template } = parseTemplate(text);
      for (const [index, part] of template.entries()) {
        if (typeof part !== "string") continue;
        expect(part).not.toBe("");
        expect(typeof template[index + 1]).not.toBe("string");
      }
    }),
    { numRuns: 500 },
  );
});

test("doubling every brace turns any text into itself", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(fallbackText(parseTemplate(text.replaceAll("{", "{{")).template)).toBe(text);
    }),
    { numRuns: 300 },
  );
});
