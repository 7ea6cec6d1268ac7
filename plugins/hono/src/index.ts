export { facetHono } from "./facet-hono.ts";
export type { FacetHonoOptions, FacetVariables } from "./facet-hono.ts";
export { unlessPrivate } from "./unless-private.ts";
export { escapeHtml, safeUrl } from "@facet/client";
export type * from "@facet/client";
