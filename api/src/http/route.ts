import type { Context } from "hono";
import type { z } from "zod";

/** What a route gets of its request, beside Hono's own. */
export interface RouteVariables {
  /** Id of the request, as in `X-Request-Id`. */
  readonly requestId: string;
}

/** The Hono environment of the service. */
export interface Env {
  Variables: RouteVariables;
}

/** The request and the answer under way. */
export type RouteContext = Context<Env>;

/** A parameter of a route's path or query. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly description: string;
  readonly required?: true;
  readonly schema: z.ZodType;
  /** The value is JSON text. */
  readonly json?: boolean;
}

/** One answer of a route. */
export interface RouteResponse {
  readonly description: string;
  /** Absent: no JSON. */
  readonly schema?: z.ZodType;
  /** Default `application/json` where there is a schema. */
  readonly contentType?: string;
  /** The same can be had as CSV, by `Accept: text/csv`. */
  readonly csv?: true;
}

/** What the reference says of a route. */
export interface Operation {
  readonly id: string;
  readonly tag: "Decisions" | "Events" | "Visitors" | "Rules" | "Reports" | "Operations";
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly body?: {
    readonly schema: z.ZodType;
    readonly example: unknown;
    readonly form?: true;
    /** An example of the body as CSV; absent: JSON only. */
    readonly csv?: string;
  };
  /** By status. */
  readonly responses: Readonly<Record<number, RouteResponse>>;
}

/** One route: what it is reached by, what it does, and what the reference says of it. */
export interface Route {
  readonly method: "GET" | "POST";
  /** As in OpenAPI: `/v1/visitors/{id}`. */
  readonly path: string;
  readonly operation: Operation;
  readonly handler: (c: RouteContext) => Response | Promise<Response>;
}
