export { withEnvironment } from "@facet/client";
export { createFacetNext } from "./facet.ts";
export type { FacetNext, RequestDecision } from "./facet.ts";
export type { FacetNextOptions } from "./options.ts";
export type * from "@facet/client";
