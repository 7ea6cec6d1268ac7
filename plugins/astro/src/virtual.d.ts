declare module "virtual:facet/options" {
  import type { FacetAstroOptions } from "@facet/astro";

  /** What the site's config says; the environment wins over it. */
  export const options: FacetAstroOptions;
  /** Whether this is the development server. */
  export const isDev: boolean;
}
