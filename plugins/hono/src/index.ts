export { facetHono } from "./facet-hono.ts";
export type { FacetHonoOptions, FacetVariables } from "./facet-hono.ts";
export { unlessPrivate } from "./unless-private.ts";
export { escapeHtml, safeUrl, withEnvironment } from "@facet/client";
export type * from "@facet/client";
