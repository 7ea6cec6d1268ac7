import * as z from "zod";
import { conditionDefinitions } from "./condition-json-schema.ts";
import type { JsonSchema } from "./condition-json-schema.ts";
import { slotContents } from "./content.ts";
import { ITEM_KINDS, NAMED_KINDS, WHOLE_KINDS } from "./documents.ts";
import { keyFamilies } from "./keys.ts";

/** Names of the schemas that editors can use; `rules` is for any rule file. */
export type SchemaName =
  | keyof typeof ITEM_KINDS
  | keyof typeof NAMED_KINDS
  | keyof typeof WHOLE_KINDS
  | "rules";

const DRAFT = "http://json-schema.org/draft-07/schema#";

/**
 * JSON Schemas (draft 7) of all documents of the rules language, for editors: one a kind of document,
 * and `rules` for files that hold any of them. Descriptions become hover texts.
 */
export function jsonSchemas(): Readonly<Record<SchemaName, JsonSchema>> {
  const parts = toParts(z.strictObject({ ...documentShapes(), slotContent: anyContent }));
  const { slotContent, ...documents } = parts.properties;
  const definitions = {
    ...parts.definitions,
    ...conditionDefinitions(),
    slotContent: slotContent ?? {},
  };
  const standalone = Object.entries(documents).map(([name, schema]) => [
    name,
    { $schema: DRAFT, title: `Facet rules: ${name}`, ...schema, definitions },
  ]);
  return {
    ...Object.fromEntries(standalone),
    rules: { $schema: DRAFT, title: "Facet rules", ...anyDocument(documents), definitions },
  } as Readonly<Record<SchemaName, JsonSchema>>;
}

/** Content of a slot of any type; JSON slots allow everything, so this is what editors offer. */
const anyContent = z.union([
  slotContents.text,
  slotContents.cta,
  slotContents.image,
  slotContents.form,
  slotContents.json,
]);

function documentShapes(): Record<SchemaName & string, z.ZodType> {
  const items = Object.entries(ITEM_KINDS).map(([name, kind]) => [name, singleSchema(kind)]);
  const named = Object.entries(NAMED_KINDS).map(([name, { name: key, schema }]) => [
    name,
    z.strictObject({ [name]: z.record(key, schema) }),
  ]);
  const whole = Object.entries(WHOLE_KINDS).map(([name, schema]) => [name, schema.partial()]);
  return Object.fromEntries([...items, ...named, ...whole]) as Record<SchemaName, z.ZodType>;
}

/** A document that is one test says `test` where an item of a list says `name`. */
function singleSchema(kind: (typeof ITEM_KINDS)[keyof typeof ITEM_KINDS]): z.ZodType {
  const { one, nameKey } = kind;
  if (one === nameKey) return kind.schema;
  const { [nameKey]: name, ...rest } = kind.schema.shape as Record<string, z.ZodType>;
  return z.strictObject({ ...(name && { [one]: name }), ...rest });
}

interface Parts {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly definitions: Readonly<Record<string, JsonSchema>>;
}

function toParts(schema: z.ZodType): Parts {
  const whole = z.toJSONSchema(schema, {
    target: "draft-7",
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      const family = keyFamilies.get(zodSchema as z.ZodObject);
      if (!family || typeof jsonSchema.additionalProperties !== "object") return;
      jsonSchema.patternProperties = { [family.pattern]: jsonSchema.additionalProperties };
      jsonSchema.additionalProperties = false;
    },
  });
  return {
    properties: whole.properties as Parts["properties"],
    definitions: (whole.definitions ?? {}) as Parts["definitions"],
  };
}

/**
 * Any document: what it is follows from its keys, so that an editor offers the keys of that kind and
 * marks all others.
 */
function anyDocument(documents: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const kinds = Object.values(ITEM_KINDS);
  const lists = kinds.map(({ one, many, nameKey }) => [
    many,
    listOf(one, nameKey, documents[one] ?? {}),
  ]);
  const sections = [...Object.keys(NAMED_KINDS), ...Object.keys(WHOLE_KINDS)].map(
    (name) => (documents[name]?.["properties"] ?? {}) as JsonSchema,
  );
  const shared: JsonSchema = {
    type: "object",
    properties: Object.assign({}, Object.fromEntries(lists), ...sections) as JsonSchema,
    additionalProperties: false,
  };
  const offered = Object.fromEntries(
    kinds.map(({ one }) => [one, { description: `A document that is one ${one}: its id.` }]),
  );
  return {
    type: "object",
    properties: offered,
    ...kinds.reduceRight<JsonSchema>(
      // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
      (otherwise, { one }) => ({ if: { required: [one] }, then: documents[one], else: otherwise }),
      shared,
    ),
  };
}

function listOf(one: string, nameKey: string, document: JsonSchema): JsonSchema {
  if (one === nameKey) return { type: "array", items: document, description: `List of ${one}s.` };
  const { [one]: name, ...rest } = document["properties"] as Readonly<Record<string, JsonSchema>>;
  const required = (document["required"] as readonly string[]).map((key) =>
    key === one ? nameKey : key,
  );
  const items = { ...document, properties: { [nameKey]: name, ...rest }, required };
  return { type: "array", items, description: `List of ${one}s.` };
}
