// oxlint-disable-next-line import/no-default-export -- Nuxt takes a module by its default export
export { facetModule as default } from "./module.ts";
export type { FacetNuxtOptions } from "./options.ts";
export type { FacetPageApi } from "./runtime/use-facet.ts";
export type * from "@facet/client";
