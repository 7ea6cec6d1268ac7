import { parseInstant, type AttributeType, type Json } from "@facet/engine";
import { suggest } from "./suggest.ts";

const MAX_QUOTED_LENGTH = 60;

/** Declared attributes of a request, and why the others were left out. */
export interface AttributesReading {
  readonly values: Readonly<Record<string, Json>>;
  readonly warnings: readonly string[];
}

/**
 * Keeps the attributes that the rule set declares and that have the declared type; `null` is absent.
 * The rest is ignored and named in a warning.
 */
export function readAttributes(
  sent: Readonly<Record<string, Json>>,
  declared: Readonly<Record<string, AttributeType>>,
): AttributesReading {
  const values: Record<string, Json> = Object.create(null);
  const warnings: string[] = [];
  for (const [name, value] of Object.entries(sent)) {
    if (value === null) continue;
    const type = Object.hasOwn(declared, name) ? declared[name] : undefined;
    const problem = type === undefined ? undeclared(name, declared) : checkValue(value, type);
    if (problem === undefined) values[name] = value;
    else warnings.push(`attribute ${quote(name)} was ignored: ${problem}`);
  }
  return { values, warnings };
}

/** Tells what keeps a value from being of a type; `undefined`: nothing. */
export function checkValue(value: Json, type: AttributeType): string | undefined {
  if (!isOfKind(value, type.type)) return `expected ${KINDS[type.type]}, got ${describe(value)}`;
  if (type.enum === undefined) return undefined;
  const parts: readonly Json[] = isList(value) ? value : [value];
  const allowed: readonly Json[] = type.enum;
  const stranger = parts.find((part) => !allowed.includes(part));
  if (stranger === undefined) return undefined;
  return `expected one of ${type.enum.join(", ")}, got ${describe(stranger)}`;
}

const KINDS: Readonly<Record<AttributeType["type"], string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  date: "a date such as 2026-12-05 or an instant such as 2026-12-05T09:00:00Z",
  list: "a list of texts, numbers or booleans",
};

function isOfKind(value: Json, kind: AttributeType["type"]): boolean {
  if (kind === "list") return isList(value) && value.every(isScalar);
  if (kind === "date") return typeof value === "string" && parseInstant(value) !== undefined;
  return typeof value === kind;
}

function isScalar(value: Json): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function undeclared(name: string, declared: Readonly<Record<string, AttributeType>>): string {
  const hint = suggest(name, Object.keys(declared));
  return `site.yaml does not declare it${hint === undefined ? "" : `; ${hint}`}`;
}

function describe(value: Json): string {
  if (value === null) return "null";
  if (isList(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "string" ? quote(value) : String(value);
}

function quote(text: string): string {
  const short = text.length > MAX_QUOTED_LENGTH ? `${text.slice(0, MAX_QUOTED_LENGTH)}…` : text;
  return JSON.stringify(short.toWellFormed());
}
