export { facetExpress } from "./facet-express.ts";
export type { FacetExpressOptions } from "./facet-express.ts";
export { escapeHtml, safeUrl } from "@facet/client";
export type * from "@facet/client";
