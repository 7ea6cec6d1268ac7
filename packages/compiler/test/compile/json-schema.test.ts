import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "@facet/engine";
import { compileJsonSchema as compile } from "../../src/compile/json-schema.ts";

function problemsOf(schema: JsonObject, value: Json) {
  const compiled = compile(schema);
  if ("problems" in compiled) throw new Error(JSON.stringify(compiled.problems));
  return compiled.check(value);
}

const price = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "price",
  type: "object",
  required: ["rows"],
  properties: { rows: { type: "array", items: { $ref: "#/$defs/row" } } },
  additionalProperties: false,
  $defs: { row: { type: "object", properties: { price: { type: "number", minimum: 0 } } } },
};

describe("a value", () => {
  test("that follows the schema has no problems", () => {
    expect(problemsOf(price, { rows: [{ price: 7900 }] })).toEqual([]);
  });

  test("that does not is told where", () => {
    expect(problemsOf(price, { rows: [{ price: 1 }, { price: -1 }], row: 1 })).toEqual([
      { path: [], message: 'must NOT have additional properties: "row"' },
      { path: ["rows", 1, "price"], message: "must be >= 0" },
    ]);
  });

  test("is matched against patterns in linear time", () => {
    const before = performance.now();
    expect(
      problemsOf({ type: "string", pattern: "^(a+)+$" }, `${"a".repeat(50_000)}!`),
    ).toHaveLength(1);
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  test("is checked against the pattern of its own schema", () => {
    expect(problemsOf({ pattern: "^a" }, "b")).toHaveLength(1);
    expect(problemsOf({ pattern: "^b" }, "b")).toEqual([]);
  });
});

describe("a schema is refused", () => {
  const layers = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `x${index}`,
      { allOf: [{ $ref: `#/$defs/x${index + 1}` }, { $ref: `#/$defs/x${index + 1}` }] },
    ]),
  );
  test.each<[string, JsonObject]>([
    ["with a type there is not", { type: "objekt" }],
    ["with a keyword there is not", { typ: "object" }],
    ["that refers to another document", { $ref: "https://example.com/a.json" }],
    ["that refers to nothing", { $ref: "#/$defs/a" }],
    [
      "that refers to itself",
      { $ref: "#/$defs/a", $defs: { a: { items: { $ref: "#/$defs/a" } } } },
    ],
    ["that refers dynamically", { $dynamicRef: "#a" }],
    [
      "that grows without end",
      { $ref: "#/$defs/x0", $defs: { ...layers, x40: { type: "string" } } },
    ],
    ["with a pattern that looks ahead", { pattern: "(?=a)" }],
  ])("%s", (_, schema) => {
    expect(compile(schema)).toHaveProperty("problems");
  });
});
