import type * as z from "zod";
import { keyFamilies } from "../schema/keys.ts";
import type { KeyFamily } from "../schema/keys.ts";
import type { MapNode, Node } from "./tree.ts";

/** Any zod schema. */
export type Schema = z.core.$ZodType;

/** What a schema is made of. */
export function defOf(schema: Schema): z.core.$ZodTypeDef {
  return (schema as z.ZodType).def;
}

/** An object schema with what may stand in it. */
export interface ObjectShape {
  readonly shape: Readonly<Record<string, Schema>>;
  /** Keys beside the named ones, and the schema of what they hold. */
  readonly family?: KeyFamily;
  readonly familyValue?: Schema;
}

/** The schema without the wrappers that say nothing of its form. */
export function innerSchema(schema: Schema): Schema {
  const def = defOf(schema);
  if (def.type === "optional" || def.type === "nullable") {
    return innerSchema((def as z.core.$ZodOptionalDef).innerType);
  }
  if (def.type === "lazy") return innerSchema((def as z.core.$ZodLazyDef).getter());
  return schema;
}

/** Says whether an absent value passes. */
export function isOptional(schema: Schema): boolean {
  return defOf(schema).type === "optional";
}

/** Named keys and key family of an object schema. */
export function objectShape(schema: Schema): ObjectShape | undefined {
  const def = defOf(schema);
  if (def.type !== "object") return undefined;
  const { shape, catchall } = def as z.core.$ZodObjectDef;
  const family = keyFamilies.get(schema as z.ZodObject);
  return { shape, ...(family && catchall && { family, familyValue: catchall }) };
}

/** Schema of what a key of an object holds, or `undefined` where it may not have the key. */
export function keySchema(
  { shape, family, familyValue }: ObjectShape,
  key: string,
): Schema | undefined {
  if (Object.hasOwn(shape, key)) return shape[key];
  return family?.test(key) === true ? familyValue : undefined;
}

/** The alternatives of a union that are mappings. */
export function mappingOptions(union: Schema): readonly Schema[] {
  const { options } = defOf(union) as z.core.$ZodUnionDef;
  return options.map(innerSchema).filter(isMappingSchema);
}

function isMappingSchema(schema: Schema): boolean {
  const def = defOf(schema);
  return def.type === "object" || def.type === "record";
}

/**
 * The alternative of a union that a node was probably meant to be: by the discriminator, by the kind
 * of the node, and for mappings by the keys that they share; `undefined` where none fits.
 */
export function chooseOption(union: Schema, node: Node): Schema | undefined {
  const { options, discriminator } = defOf(union) as z.core.$ZodDiscriminatedUnionDef;
  const inner = options.map(innerSchema);
  if (node.kind === "list") return inner.find((option) => defOf(option).type === "array");
  if (node.kind === "scalar") return chooseForScalar(inner, node);
  const mappings = inner.filter(isMappingSchema);
  if (discriminator !== undefined) return byDiscriminator(mappings, node, discriminator);
  return mostShared(mappings, node);
}

function chooseForScalar(options: readonly Schema[], node: Node): Schema | undefined {
  if (node.kind !== "scalar") return undefined;
  const ofType = (type: string) => options.find((option) => defOf(option).type === type);
  const { value, text } = node;
  if (typeof value === "number" && ofType("number")) return ofType("number");
  if (typeof value === "boolean" && ofType("boolean")) return ofType("boolean");
  const listed = options.find((option) => {
    const def = defOf(option);
    if (def.type === "enum")
      return Object.values((def as z.core.$ZodEnumDef).entries).includes(text);
    return (
      def.type === "literal" &&
      (def as z.core.$ZodLiteralDef<z.core.util.Literal>).values.includes(text)
    );
  });
  return listed ?? ofType("string") ?? ofType("enum") ?? ofType("literal") ?? ofType("number");
}

function byDiscriminator(
  options: readonly Schema[],
  node: MapNode,
  discriminator: string,
): Schema | undefined {
  const given = node.entries.get(discriminator)?.value;
  if (given?.kind !== "scalar") return undefined;
  return options.find((option) => {
    const literal = objectShape(option)?.shape[discriminator];
    if (!literal) return false;
    const { values } = defOf(innerSchema(literal)) as z.core.$ZodLiteralDef<z.core.util.Literal>;
    return values.includes(given.text);
  });
}

function mostShared(options: readonly Schema[], node: MapNode): Schema | undefined {
  if (options.length === 1) return options[0];
  let best: Schema | undefined;
  let bestShared = 0;
  for (const option of options) {
    const shape = objectShape(option);
    const shared = shape
      ? [...node.entries.keys()].filter((key) => keySchema(shape, key)).length
      : 0;
    if (shared > bestShared) {
      best = option;
      bestShared = shared;
    }
  }
  return best;
}
