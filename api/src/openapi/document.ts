import { problemSchema } from "@facet/protocol";
import type { z } from "zod";
import type { Operation, Parameter, Route, RouteResponse } from "../http/route.ts";
import {
  refusalsOf,
  SECURITY_SCHEMES,
  type SecurityRequirement,
  type SecurityScheme,
  securityOf,
} from "./security.ts";
import { createSchemaBook, type JsonSchema, type SchemaBook } from "./schema-book.ts";

/** An OpenAPI 3.1 document, as far as this service writes one. */
export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<Record<string, SecurityScheme>>;
  };
}

/** An operation of the document. */
export interface OperationObject {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string | undefined;
  /** None: nobody needs a key. */
  readonly security: readonly SecurityRequirement[];
  readonly parameters?: readonly ParameterObject[];
  readonly requestBody?: {
    readonly required: true;
    readonly content: Readonly<Record<string, MediaType>>;
  };
  readonly responses: Readonly<Record<string, ResponseObject>>;
}

/** A parameter of the document; a JSON one has `content` in place of `schema`. */
export interface ParameterObject {
  readonly name: string;
  readonly in: Parameter["in"];
  readonly required: boolean;
  readonly description: string;
  readonly schema?: JsonSchema;
  readonly content?: Readonly<Record<string, MediaType>>;
}

/** A body in one content type. */
export interface MediaType {
  readonly schema?: JsonSchema;
  readonly example?: unknown;
}

/** An answer of the document. */
export interface ResponseObject {
  readonly description: string;
  readonly content?: Readonly<Record<string, MediaType>>;
}

const TAGS: Readonly<Record<Operation["tag"], string>> = {
  Decisions: "What a page view shows, and why.",
  Pages: "What can be cached of a page, and what a variation code stands for.",
  OpenFeature: "Slots and offers as flags (OpenFeature Remote Evaluation Protocol).",
  Events: "What visitors do.",
  Visitors: "What is known of a visitor.",
  Rules: "What decides.",
  Reports: "What the ads bring, and what the rules make of it.",
  Operations: "Whether the service is well, and this reference.",
};

const DESCRIPTION =
  "Facet picks the content of a page's slots and its pop-up offers for each request, and gives the reason for every choice. Bodies are JSON in UTF-8; errors are RFC 9457 problem documents with a JSONPath to each mistake. A key names the site and what its holder may do; as long as none is configured this is a playground: everybody on this machine may do everything, and says with the header `Facet-Site` or `?site=` which of several sites is meant.";

/** Writes the document of a route table. */
export function createDocument(routes: readonly Route[], version: string): OpenApiDocument {
  const book = createSchemaBook();
  const paths = new Map<string, Record<string, OperationObject>>();
  for (const route of routes) {
    const methods = {
      ...paths.get(route.path),
      [route.method.toLowerCase()]: toOperation(route, book),
    };
    paths.set(route.path, methods);
  }
  return {
    openapi: "3.1.0",
    info: { title: "Facet", version, description: DESCRIPTION },
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths: Object.fromEntries(paths),
    components: { schemas: book.schemas(), securitySchemes: SECURITY_SCHEMES },
  };
}

function toOperation(route: Route, book: SchemaBook): OperationObject {
  const { id, tag, summary, description, parameters = [], body, responses } = route.operation;
  const all = new Map([
    ...refusalsOf(route),
    ...Object.entries(responses).map(([s, r]) => [Number(s), r] as const),
  ]);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    security: securityOf(route),
    ...(parameters.length === 0
      ? {}
      : { parameters: parameters.map((parameter) => toParameter(parameter, book)) }),
    ...(body === undefined ? {} : { requestBody: toRequestBody(body, book) }),
    responses: Object.fromEntries(
      [...all]
        .toSorted(([a], [b]) => a - b)
        .map(([status, response]) => [String(status), toResponse(status, response, book)]),
    ),
  };
}

function toParameter(
  { name, in: place, required, description, schema, json }: Parameter,
  book: SchemaBook,
): ParameterObject {
  const written = book.reference(schema);
  return {
    name,
    in: place,
    required: required === true,
    description,
    ...(json ? { content: { "application/json": { schema: written } } } : { schema: written }),
  };
}

function toRequestBody(
  { schema, example, form, csv }: NonNullable<Operation["body"]>,
  book: SchemaBook,
): NonNullable<OperationObject["requestBody"]> {
  return {
    required: true,
    content: {
      "application/json": { schema: book.reference(schema), example },
      ...(csv === undefined ? {} : { "text/csv": { schema: { type: "string" }, example: csv } }),
      ...(form ? { "application/x-www-form-urlencoded": { schema: { type: "object" } } } : {}),
    },
  };
}

function toResponse(status: number, response: RouteResponse, book: SchemaBook): ResponseObject {
  const { description, schema, contentType, csv } = response;
  if (status >= 400) return { description, content: problemContent(problemSchema, book) };
  if (schema !== undefined) {
    const type = contentType ?? "application/json";
    return {
      description,
      content: {
        [type]: { schema: book.reference(schema) },
        ...(csv ? { "text/csv": { schema: { type: "string" } } } : {}),
      },
    };
  }
  return contentType === undefined
    ? { description }
    : { description, content: { [contentType]: {} } };
}

function problemContent(schema: z.ZodType, book: SchemaBook): Record<string, MediaType> {
  return { "application/problem+json": { schema: book.reference(schema) } };
}
