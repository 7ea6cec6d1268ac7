import type * as z from "zod";
import type { Path } from "../problem.ts";
import { chooseOption, defOf, innerSchema, keySchema, objectShape } from "./schema-walk.ts";
import type { Schema } from "./schema-walk.ts";
import { findNode } from "./tree.ts";
import type { Node } from "./tree.ts";

/** The schema of what stands, or should stand, at a path. */
export function schemaAt(schema: Schema, root: Node, path: Path): Schema | undefined {
  let current: Schema | undefined = schema;
  for (const [index, step] of path.entries()) {
    const { node } = findNode(root, path.slice(0, index));
    current = current && stepInto(innerSchema(current), node, step);
  }
  return current;
}

function stepInto(schema: Schema, node: Node, step: string | number): Schema | undefined {
  const def = defOf(schema);
  if (def.type === "union") {
    const option = chooseOption(schema, node) ?? (def as z.core.$ZodUnionDef).options[0];
    return option && stepInto(innerSchema(option), node, step);
  }
  if (def.type === "array") return (def as z.core.$ZodArrayDef).element;
  if (def.type === "record") return (def as z.core.$ZodRecordDef).valueType;
  const shape = objectShape(schema);
  return shape && keySchema(shape, String(step));
}

/** What a schema says of itself. */
export function descriptionOf(schema: Schema): string | undefined {
  return (schema as z.ZodType).description ?? (innerSchema(schema) as z.ZodType).description;
}

/** A value that a schema shows as an example. */
export function exampleOf(schema: Schema): string | undefined {
  const { examples } = (innerSchema(schema) as z.ZodType).meta() ?? {};
  const example: unknown = Array.isArray(examples) ? examples[0] : undefined;
  return typeof example === "string" || typeof example === "number" ? String(example) : undefined;
}
