export { facetExpress } from "./facet-express.ts";
export type { FacetExpressOptions } from "./facet-express.ts";
export { escapeHtml, safeUrl, withEnvironment } from "@facet/client";
export type * from "@facet/client";
