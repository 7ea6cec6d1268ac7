import * as z from "zod";

/** A JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Collects the schemas of a document: those with an id once, under that id. */
export interface SchemaBook {
  /** A reference to a schema with an id, or the schema itself. */
  reference(schema: z.ZodType): JsonSchema;
  /** All schemas with an id that were written so far, by id. */
  schemas(): Readonly<Record<string, JsonSchema>>;
}

/** Where an OpenAPI document keeps its schemas. */
export const SCHEMA_PREFIX = "#/components/schemas/";

const ANY_JSON = "Json";
// The only schemas that refer to themselves without having a name are those of any JSON value.
const NAMELESS = /^__schema\d+$/u;

/** Makes an empty book. Schemas are written as what is sent in, defaults not yet applied. */
export function createSchemaBook(): SchemaBook {
  const named = new Map<string, JsonSchema>([[ANY_JSON, { description: "Any JSON value." }]]);

  function reference(schema: z.ZodType): JsonSchema {
    const { $schema: _, $defs = {}, ...written } = z.toJSONSchema(schema, { io: "input" });
    for (const [name, part] of Object.entries($defs)) {
      if (!named.has(name) && !NAMELESS.test(name)) named.set(name, toDocument(part));
    }
    return toDocument(written);
  }

  return {
    reference,
    schemas: () => Object.fromEntries([...named].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Points references at the document's own place for schemas. */
function toDocument(schema: object): JsonSchema {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === "$ref" && typeof value === "string" ? toReference(value) : value,
  );
  const document: JsonSchema = JSON.parse(text);
  return document;
}

function toReference(target: string): string {
  const name = target.slice(target.lastIndexOf("/") + 1);
  return `${SCHEMA_PREFIX}${NAMELESS.test(name) ? ANY_JSON : name}`;
}
