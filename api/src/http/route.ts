import type { Context } from "hono";
import type { z } from "zod";
import type { Caller, KeyKind } from "../access/caller.ts";

/** What a route gets of its request, beside Hono's own. */
export interface RouteVariables {
  /** Id of the request, as in `X-Request-Id`. */
  readonly requestId: string;
  /** The caller's trace (W3C Trace Context), 32 hexadecimal digits. */
  readonly traceId?: string;
  /** Who calls, once that is known. */
  readonly caller?: Caller;
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
  readonly tag:
    | "Decisions"
    | "Pages"
    | "OpenFeature"
    | "Events"
    | "Visitors"
    | "Rules"
    | "Reports"
    | "Operations";
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

/** What every route has. */
interface RouteBase {
  readonly method: "GET" | "POST" | "DELETE";
  /** As in OpenAPI: `/v1/visitors/{id}`. */
  readonly path: string;
  readonly operation: Operation;
}

/** A route whose caller is known before its handler runs. */
export interface KeyedRoute extends RouteBase {
  /** The least rights that it takes. */
  readonly access: KeyKind;
  readonly handler: (c: RouteContext, caller: Caller) => Response | Promise<Response>;
}

/** A route that runs for anybody, or finds its caller out by itself. */
export interface UnkeyedRoute extends RouteBase {
  /**
   * `open`: nobody needs a key · `handler`: the key may be in the body or the path, so the handler
   * asks `Access` for its caller; pages may post here without a preflight.
   */
  readonly access: "open" | "handler";
  readonly handler: (c: RouteContext) => Response | Promise<Response>;
}

/** One route: what it is reached by, who may call, what it does, and what the reference says of it. */
export type Route = KeyedRoute | UnkeyedRoute;
