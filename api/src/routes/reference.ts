import * as z from "zod";
import type { Route } from "../http/route.ts";
import { createDocument } from "../openapi/document.ts";
import { renderIndex, renderReference } from "../openapi/page.ts";

/** Version of the API that the document names. */
const API_VERSION = "0.1.0";
/** Pages that need neither script nor anything from elsewhere. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HTML = { description: "An HTML page.", contentType: "text/html" } as const;

/**
 * `GET /`, `GET /docs`, `GET /openapi.json`: the reference of `routes` and of these three, written
 * when first asked for.
 */
export function createReferenceRoutes(routes: readonly Route[]): Route[] {
  const own: Route[] = [
    {
      method: "GET",
      path: "/",
      operation: {
        id: "index",
        tag: "Operations",
        summary: "A short page with links",
        responses: { 200: HTML },
      },
      access: "open",
      handler: (c) => c.html(renderIndex(), 200, { "Content-Security-Policy": PAGE_POLICY }),
    },
    {
      method: "GET",
      path: "/docs",
      operation: {
        id: "docs",
        tag: "Operations",
        summary: "This reference, for people",
        responses: { 200: HTML },
      },
      access: "open",
      handler: (c) => c.html(reference(), 200, { "Content-Security-Policy": PAGE_POLICY }),
    },
    {
      method: "GET",
      path: "/openapi.json",
      operation: {
        id: "openapi",
        tag: "Operations",
        summary: "This reference, for programs",
        responses: {
          200: {
            description: "An OpenAPI 3.1 document.",
            schema: z.record(z.string(), z.unknown()),
          },
        },
      },
      access: "open",
      handler: (c) => c.body(json(), 200, { "Content-Type": "application/json" }),
    },
  ];
  const document = once(() => createDocument([...routes, ...own], API_VERSION));
  const reference = once(() => renderReference(document()));
  const json = once(() => JSON.stringify(document(), undefined, 2));
  return own;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
