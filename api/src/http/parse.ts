import * as z from "zod";
import { suggest } from "@facet/context";
import { wordMistake } from "./mistake-words.ts";
import { ApiProblem, type RequestMistake } from "./problem.ts";

/** Writes a mistake's path. */
type FormatPath = (path: readonly PropertyKey[]) => string;

/** Longest list of mistakes in one answer. */
const MAX_MISTAKES = 50;
const PLAIN_NAME = /^[A-Za-z_]\w*$/u;

/**
 * Validates a value.
 *
 * @param formatPath Default: {@link toJsonPath}.
 * @throws ApiProblem `invalid-request` with every mistake, its place and a guess for unknown names.
 */
export function parseWith<S extends z.ZodType>(
  schema: S,
  value: unknown,
  formatPath: FormatPath = toJsonPath,
): z.output<S> {
  const result = schema.safeParse(value, { error: wordMistake });
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap((issue) => toMistakes(schema, issue, formatPath));
  throw new ApiProblem({
    code: "invalid-request",
    detail: summarize(errors),
    errors: errors.slice(0, MAX_MISTAKES),
  });
}

/** Writes a path as JSONPath: `$.slots[0]`, `$.attributes["x y"]`. */
export function toJsonPath(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    const name = String(step);
    return PLAIN_NAME.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
  });
  return `$${steps.join("")}`;
}

/** Writes a place in a query string: `?limit`, `?signals.visits`. */
export function toQueryPath([name = "", ...rest]: readonly PropertyKey[]): string {
  return [`?${String(name)}`, ...rest.map(String)].join(".");
}

/** Says that a name is unknown, with the one that was probably meant. */
export function unknownName(kind: string, name: string, known: Iterable<string>): string {
  const guess = suggest(name, known);
  return `unknown ${kind} "${clip(name)}"${guess === undefined ? "" : `; ${guess}`}`;
}

function summarize(errors: readonly RequestMistake[]): string {
  const [first] = errors;
  if (first === undefined) return "The request is not well-formed.";
  const more = errors.length === 1 ? "" : ` (and ${errors.length - 1} more)`;
  return `${first.path}: ${first.message}${more}`;
}

function toMistakes(
  schema: z.ZodType,
  issue: z.core.$ZodIssue,
  formatPath: FormatPath,
): RequestMistake[] {
  if (issue.code !== "unrecognized_keys") {
    return [{ path: formatPath(issue.path), message: issue.message }];
  }
  const known = fieldsAt(schema, issue.path);
  return issue.keys.map((key) => ({
    path: formatPath([...issue.path, key]),
    message: unknownName("field", key, known),
  }));
}

/** Field names of the object at a path of a schema. */
function fieldsAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = schema;
  for (const step of path) {
    at = unwrap(at);
    if (at instanceof z.ZodArray) at = at.element;
    else at = at instanceof z.ZodObject ? at.shape[String(step)] : undefined;
  }
  const object = unwrap(at);
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? schema.unwrap() : schema;
}

function clip(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}
