declare module "virtual:facet/options" {
  import type { FacetAstroOptions } from "@facet/astro";

  /** What the site's config says; the environment wins over it. */
  export const options: FacetAstroOptions;
  /** Patterns of the routes that are endpoints, not pages. */
  export const endpoints: readonly string[];
}
