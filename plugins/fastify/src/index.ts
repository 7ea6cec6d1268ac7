export { facetFastify } from "./facet-fastify.ts";
export type { FacetFastifyOptions } from "./facet-fastify.ts";
export { escapeHtml, safeUrl, withEnvironment } from "@facet/client";
export type * from "@facet/client";
