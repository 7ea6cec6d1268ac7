export { facetClient } from "./client.ts";
export { toFacetData } from "./data.ts";
export type { FacetData } from "./data.ts";
export { facetHandle } from "./handle.ts";
export type { FacetLocals, Keeping, OwnFacetLocals } from "./locals.ts";
export { facetHandleFetch } from "./handle-fetch.ts";
export type * from "@facet/client";
