export { createFacetProvider } from "./provider.ts";
export type { FacetProviderOptions } from "./provider.ts";
