export { facetContext } from "./context.ts";
export { facetData } from "./data.ts";
export type { FacetData } from "./data.ts";
export { createFacetFront } from "./front.ts";
export type { FacetFront, FacetFrontOptions, RouterHandler } from "./front.ts";
export { facetMiddleware } from "./middleware.ts";
export type { FacetMiddlewareOptions } from "./middleware.ts";
export type { PageStore, StoredPage } from "./stored-page.ts";
