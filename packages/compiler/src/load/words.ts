import type * as z from "zod";
import type { TextRule } from "../schema/scalar.ts";
import { defOf, innerSchema } from "./schema-walk.ts";
import type { Node } from "./tree.ts";
import { quoted } from "./quote.ts";

/** Most values that a message lists. */
const MAX_LISTED = 16;

/** What a schema expects, in words that follow "must be". */
export function expectedWords(schema: z.core.$ZodType): string {
  const def = defOf(innerSchema(schema));
  switch (def.type) {
    case "string":
      return ruleOfSchema(def)?.expected ?? "a text";
    case "number":
    case "int":
      return isInteger(def) ? "a whole number" : "a number";
    case "boolean":
      return "true or false";
    case "array":
      return "a list";
    case "object":
    case "record":
      return "a mapping (key: value)";
    case "literal":
    case "enum":
      return allowedWords(allowedValues(def));
    case "union":
      return joinOr([...new Set((def as z.core.$ZodUnionDef).options.map(expectedWords))]);
    default:
      return "a value";
  }
}

/** The values that a schema of an enumeration or a literal allows. */
export function allowedValues(def: z.core.$ZodTypeDef): readonly unknown[] {
  if (def.type === "enum") return Object.values((def as z.core.$ZodEnumDef).entries);
  return def.type === "literal" ? (def as z.core.$ZodLiteralDef<z.core.util.Literal>).values : [];
}

/** Lists values that are allowed. */
export function allowedWords(values: readonly unknown[]): string {
  const shown = values.slice(0, MAX_LISTED).map(String);
  if (shown.length === 1) return shown[0] ?? "";
  return `one of ${shown.join(", ")}${values.length > shown.length ? ", …" : ""}`;
}

/** What a node is, in words that follow "it is". */
export function nodeWords(node: Node): string {
  if (node.kind === "map") return "a mapping";
  if (node.kind === "list") return "a list";
  if (node.plain && node.text === "") return "empty";
  if (!node.plain) return `the text ${quoted(node.text)}`;
  return typeof node.value === "string" ? quoted(node.text) : node.text;
}

/** A check of a schema; those made by `refine` have what was given with them. */
interface RuleCheck {
  readonly def?: { readonly params?: { readonly rule?: TextRule } };
}

/** The rule that a schema's text must keep, where it has one. */
function ruleOfSchema(def: z.core.$ZodTypeDef): TextRule | undefined {
  const { checks } = def as { readonly checks?: readonly RuleCheck[] };
  for (const { def: check } of checks ?? []) {
    if (check?.params?.rule) return check.params.rule;
  }
  return undefined;
}

function isInteger(def: z.core.$ZodTypeDef): boolean {
  const { format } = def as { readonly format?: string };
  return format === "safeint" || format === "int32" || format === "uint32";
}

function joinOr(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
}
