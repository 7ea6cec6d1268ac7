import { Ajv2020 } from "ajv/dist/2020.js";
import type { AnySchemaObject, ErrorObject } from "ajv/dist/2020.js";
import { matchesRegex } from "@facet/engine";
import type { Json, JsonObject } from "@facet/engine";
import { compileRegex } from "../condition/index.ts";
import type { Path } from "../problem.ts";

/** Something wrong in a schema, or in a value that should follow one. */
export interface SchemaProblem {
  readonly path: Path;
  readonly message: string;
}

/** Says what is wrong with a value. */
export type JsonCheck = (value: Json) => readonly SchemaProblem[];

/** A ready check, or what is wrong with the schema itself. */
export type CompiledSchema =
  | { readonly check: JsonCheck }
  | { readonly problems: readonly SchemaProblem[] };

/** How many nodes a schema may have once its references are written out. */
const MAX_NODES = 10_000;
/** A pattern takes as long to compile as so many nodes. */
const PATTERN_NODES = 100;

// It keeps nothing of the schemas it has compiled, and takes long to be made.
let shared: Ajv2020 | undefined;

/**
 * Makes a check out of a slot's JSON Schema (draft 2020-12). Patterns run in linear time (RE2),
 * references stay inside the schema and are not recursive, so neither a schema nor a value can be
 * made to cost much.
 */
export function compileJsonSchema(schema: JsonObject): CompiledSchema {
  const { $schema: _dialect, $id: _id, ...body } = schema;
  const unsafe = referenceProblem(body);
  if (unsafe) return { problems: [unsafe] };
  shared ??= createAjv();
  return compile(shared, body);
}

function createAjv(): Ajv2020 {
  return new Ajv2020({
    allErrors: true,
    validateFormats: false,
    validateSchema: false,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    logger: false,
    code: { regExp: Object.assign(linearRegExp, { code: "linearRegExp" }) },
  });
}

function compile(ajv: Ajv2020, schema: JsonObject): CompiledSchema {
  if (ajv.validateSchema(schema) !== true) return { problems: toProblems(ajv.errors, schema) };
  try {
    const validate = ajv.compile(schema as AnySchemaObject);
    return { check: (value) => (validate(value) ? [] : toProblems(validate.errors, value)) };
  } catch (error) {
    return {
      problems: [{ path: [], message: error instanceof Error ? error.message : String(error) }],
    };
  } finally {
    // Two slots may use the same $id inside their schemas.
    ajv.removeSchema();
  }
}

function linearRegExp(pattern: string): { test(text: string): boolean; toString(): string } {
  const compiled = compileRegex(pattern);
  if ("message" in compiled) throw new Error(compiled.message);
  const { program } = compiled;
  // The library keys compiled patterns by their text.
  return { test: (text) => matchesRegex(program, text), toString: () => pattern };
}

function toProblems(
  errors: readonly ErrorObject[] | null | undefined,
  root: Json,
): SchemaProblem[] {
  return (errors ?? []).slice(0, 20).map((error) => ({
    path: pathOf(error.instancePath, root),
    message: `${error.message ?? "does not follow the schema"}${detail(error)}`,
  }));
}

function detail(error: ErrorObject): string {
  const { additionalProperty, allowedValues } = error.params;
  if (typeof additionalProperty === "string") return `: "${additionalProperty}"`;
  return Array.isArray(allowedValues) ? `: ${allowedValues.map(String).join(", ")}` : "";
}

/** JSON Pointer (RFC 6901) to a path; the value tells list indexes from keys. */
function pathOf(pointer: string, root: Json): Path {
  const path: (string | number)[] = [];
  let node: Json | undefined = root;
  for (const token of pointer.split("/").slice(1)) {
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(node) ? Number(key) : key);
    node = childOf(node, key);
  }
  return path;
}

function childOf(node: Json | undefined, key: string): Json | undefined {
  if (typeof node !== "object" || node === null || !Object.hasOwn(node, key)) return undefined;
  return (node as JsonObject)[key];
}

/** Finds a reference that leaves the schema, goes in circles, or blows it up. */
function referenceProblem(schema: JsonObject): SchemaProblem | undefined {
  const sizes = new Map<Json, number>();
  const open = new Set<Json>();
  const problems: SchemaProblem[] = [];
  const size = (node: Json, path: Path): number => {
    if (typeof node !== "object" || node === null) return 1;
    const known = sizes.get(node);
    if (known !== undefined) return known;
    if (open.has(node)) {
      problems.push({
        path,
        message: "a reference leads back to itself; a slot's schema cannot be recursive",
      });
      return MAX_NODES;
    }
    open.add(node);
    let total = 1;
    for (const [key, child] of Object.entries(node)) {
      total += size(child, [...path, Array.isArray(node) ? Number(key) : key]);
      if (key === "$ref" && typeof child === "string") total += referenced(child, path);
      if (key === "pattern") total += PATTERN_NODES;
      if (key === "$dynamicRef" || key === "$recursiveRef") {
        problems.push({ path: [...path, key], message: `"${key}" is not supported; use $ref` });
      }
    }
    open.delete(node);
    sizes.set(node, Math.min(total, MAX_NODES + 1));
    return total;
  };
  const referenced = (pointer: string, path: Path): number => {
    const target = pointer.startsWith("#/") ? resolve(schema, pointer) : undefined;
    if (target !== undefined) return size(target, path);
    problems.push({
      path: [...path, "$ref"],
      message: `"${pointer}" leads nowhere; write for example "#/$defs/price"`,
    });
    return 1;
  };
  const total = size(schema, []);
  if (problems.length === 0 && total > MAX_NODES) {
    return {
      path: [],
      message: `the schema has more than ${MAX_NODES} nodes once its references are written out`,
    };
  }
  return problems[0];
}

function resolve(schema: Json, pointer: string): Json | undefined {
  let node: Json | undefined = schema;
  for (const token of pointer.split("/").slice(1)) {
    node = childOf(node, token.replaceAll("~1", "/").replaceAll("~0", "~"));
  }
  return node;
}
