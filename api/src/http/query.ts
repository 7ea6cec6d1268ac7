import { type DecideRequest, decideRequestSchema } from "@facet/protocol";
import * as z from "zod";
import { SITE_PARAMETER } from "../access/named-site.ts";
import { KEY_PARAMETER } from "../access/presented-key.ts";
import { parseJson } from "./json.ts";
import { parseWith, toQueryPath } from "./parse.ts";
import type { Parameter } from "./route.ts";

const { shape } = decideRequestSchema;

const AS_LIST = new Set<string>(["slots"]);
const AS_FLAG = new Set<string>(["peek", "counted", "explain"]);
const AS_JSON = new Set<string>(["attributes", "consent", "headers", "signals"]);
/** Parameters that say who calls, not what is asked. */
const OF_CALLER: ReadonlySet<string> = new Set([KEY_PARAMETER, SITE_PARAMETER]);

/** The parameters of `GET /v1/decide`: the fields of the request's body. */
export const QUERY_PARAMETERS: readonly Parameter[] = [
  ...Object.entries(shape).map(([name, schema]): Parameter => ({
    name,
    in: "query",
    description: describe(name, schema),
    schema: AS_LIST.has(name) ? z.string() : schema,
    json: AS_JSON.has(name),
  })),
  {
    name: KEY_PARAMETER,
    in: "query",
    description: "The site's publishable key; not looked at where none is configured.",
    schema: z.string(),
  },
];

/**
 * Reads a decide request from a query string. Where a parameter is repeated the first one counts,
 * but lists of slots add up.
 *
 * @throws ApiProblem `invalid-request` or `invalid-json` with every mistake.
 */
export function parseQuery(query: URLSearchParams): DecideRequest {
  const given = new Map<string, unknown>();
  for (const name of new Set(query.keys())) {
    if (!OF_CALLER.has(name)) given.set(name, toValue(name, query));
  }
  return parseWith(decideRequestSchema, Object.fromEntries(given), toQueryPath);
}

function toValue(name: string, query: URLSearchParams): unknown {
  const text = query.get(name) ?? "";
  if (AS_LIST.has(name)) {
    return query.getAll(name).flatMap((list) => list.split(",").filter((item) => item !== ""));
  }
  if (AS_FLAG.has(name)) return toFlag(text);
  return AS_JSON.has(name) ? parseJson(text, `The parameter ${name}`) : text;
}

function toFlag(text: string): unknown {
  if (text === "" || text === "1" || text === "true") return true;
  return text === "0" || text === "false" ? false : text;
}

function describe(name: string, schema: z.ZodType): string {
  const text = schema.description ?? "What the visitor allowed, by purpose.";
  return AS_LIST.has(name) ? `${text} Separated by commas.` : text;
}
