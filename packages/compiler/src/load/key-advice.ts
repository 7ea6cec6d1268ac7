import { findSignal } from "@facet/engine";
import type * as z from "zod";
import { isDuration } from "../schema/scalar.ts";
import { suggest } from "../suggest.ts";
import { repairedDuration } from "./advice.ts";
import { keyByOtherWord } from "./other-words.ts";
import { defOf, innerSchema, keySchema, objectShape } from "./schema-walk.ts";
import type { ObjectShape, Schema } from "./schema-walk.ts";

/** Keys of a condition that are no signals. */
const CONDITIONS: ReadonlySet<string> = new Set(["any", "all", "not", "segment", "did", "time"]);

/** What to do with a key that a mapping does not take. */
export function adviseKey(key: string, shape: ObjectShape): string {
  const known = Object.keys(shape.shape);
  const [, name = "", value = ""] = /^([^:]+):(.+)$/s.exec(key) ?? [];
  if (keySchema(shape, name)) return `write ${name}: ${value}, with a space after the colon`;
  const other = keyByOtherWord(key, known);
  if (other !== undefined) return `did you mean "${other}"?`;
  const time = shape.family && isDuration(shape.family.example) && repairedDuration(key);
  if (time) return `write ${time}`;
  return (
    (key.length > 2 ? suggest(key, known) : undefined) ??
    adviseInside(key, shape) ??
    "remove it, or use one of these"
  );
}

/** Where a key may stand one level further in. */
function adviseInside(key: string, { shape }: ObjectShape): string | undefined {
  if (Object.hasOwn(shape, "when") && (CONDITIONS.has(key) || findSignal(key)))
    return `it stands inside "when": write when: { ${key}: … }`;
  for (const [parent, schema] of Object.entries(shape)) {
    const inner = innerSchema(schema);
    const def = defOf(inner);
    if (def.type === "array" && takesKey((def as z.core.$ZodArrayDef).element, key))
      return `it stands inside an item of "${parent}": indent it under "- "`;
    if (def.type === "record" && namesKey(def as z.core.$ZodRecordDef, key))
      return `it stands inside "${parent}": indent it deeper than "${parent}:"`;
    if (def.type === "object" && takesKey(inner, key))
      return `it stands inside "${parent}": write ${parent}: { ${key}: … }`;
  }
  return undefined;
}

function takesKey(schema: Schema, key: string): boolean {
  const shape = objectShape(innerSchema(schema));
  return shape !== undefined && keySchema(shape, key) !== undefined;
}

/** Only a dotted name says enough of itself to be taken for a key of a mapping of names. */
function namesKey({ keyType }: z.core.$ZodRecordDef, key: string): boolean {
  return key.includes(".") && (keyType as z.ZodType).safeParse(key).success;
}
