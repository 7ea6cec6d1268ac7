import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { SIGNALS } from "@facet/engine";
import { jsonSchemas } from "../../src/schema/json-schemas.ts";

const schemas = jsonSchemas();
const FULL = join(import.meta.dirname, "../fixtures/full");

function compile(name: keyof typeof schemas) {
  return new Ajv({ strict: false, allErrors: true }).compile(schemas[name]);
}

function documents(file: string): unknown[] {
  return parseAllDocuments(readFileSync(join(FULL, file), "utf8")).map((document) =>
    document.toJS(),
  );
}

/** Name of the definition that a schema refers to. */
function refOf(schema: object): string {
  return /#\/definitions\/(\w+)/.exec(JSON.stringify(schema))?.[1] ?? "";
}

describe("JSON Schemas for editors", () => {
  test("are there for every kind of document", () => {
    expect(Object.keys(schemas).sort()).toEqual([
      "eventSchemas",
      "events",
      "experiment",
      "keywordList",
      "offer",
      "persona",
      "rule",
      "rules",
      "scoring",
      "segments",
      "site",
      "test",
    ]);
  });

  test.each(Object.keys(schemas) as (keyof typeof schemas)[])(
    "%s compiles, as draft 7, with nothing undefined",
    (name) => {
      expect(schemas[name]["$schema"]).toBe("http://json-schema.org/draft-07/schema#");
      expect(() => compile(name)).not.toThrow();
      expect(JSON.parse(JSON.stringify(schemas[name]))).toEqual(schemas[name]);
    },
  );

  test("explain every key of a rule and of the site", () => {
    for (const name of ["rule", "site", "offer", "keywordList", "experiment"] as const) {
      const properties = schemas[name]["properties"] as Readonly<
        Record<string, { description?: string }>
      >;
      const definitions = schemas[name]["definitions"] as typeof properties;
      for (const [key, property] of Object.entries(properties)) {
        const { description = definitions[refOf(property)]?.description } = property;
        expect(description, `${name}.${key}`).toMatch(/\w/);
      }
    }
  });

  test("name every built-in signal in conditions", () => {
    const { condition } = schemas.rule["definitions"] as Readonly<
      Record<string, { properties: object; patternProperties: object }>
    >;
    const patterns = Object.keys(condition?.patternProperties ?? {}).map(
      (source) => new RegExp(source),
    );
    for (const { name } of SIGNALS) {
      const known =
        name in (condition?.properties ?? {}) || patterns.some((pattern) => pattern.test(name));
      expect(known, name).toBe(true);
    }
  });
});

describe("the schema of any rule file", () => {
  const validate = compile("rules");
  const files = readdirSync(FULL, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".yaml"),
  );

  test.each(files)("accepts %s", (file) => {
    for (const document of documents(file)) {
      validate(document);
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  test.each([
    ["a misspelt key", { rule: "a", prioritty: 1, variants: [{ id: "x", content: {} }] }],
    ["a rule without variants", { rule: "a" }],
    ["a misspelt section", { segmants: {} }],
    ["an offer of no known type", { offer: "a", type: "popup", trigger: "exit", content: {} }],
    ["a number for a duration", { offerLimits: { gap: 30 } }],
    [
      "a limit that is no time",
      { offer: "a", type: "bar", trigger: "exit", content: {}, limits: { often: 1 } },
    ],
    [
      "an operator with a wrong operand",
      { segments: { a: { when: { query: { exists: "yes" } } } } },
    ],
    ["a list item without its id", { rules: [{ variants: [] }] }],
  ])("marks %s", (_, document) => {
    expect(validate(document)).toBe(false);
  });

  test("lets numbers stand where text is expected, as the language does", () => {
    const site = { site: "a", slots: { x: { type: "text", default: 7900, "default@en": 10 } } };
    expect(validate(site), JSON.stringify(validate.errors)).toBe(true);
  });
});

test.each([
  ["rule", "content/okna.yaml"],
  ["site", "site.yaml"],
  ["scoring", "scoring.yaml"],
  ["keywordList", "keywords/okna.yaml"],
] as const)("the schema of a %s accepts %s", (name, file) => {
  const validate = compile(name);
  for (const document of documents(file)) {
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
  }
});
